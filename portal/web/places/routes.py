"""Where people are heard: venues with their hours, maps with their lights, posters for the wall."""

from flask import Blueprint

blueprint = Blueprint("places", __name__)
