"""Where people are heard: venues with their hours, maps with their lights, posters for the wall."""

from flask import Blueprint

blueprint = Blueprint("places", __name__)

#: Of the street alone: a poster is for the wall, and a kiosk prints none.
posters = Blueprint("posters", __name__)
