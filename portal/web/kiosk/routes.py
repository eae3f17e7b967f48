"""The kiosk: the same journeys behind four large doors."""

from flask import Blueprint

blueprint = Blueprint("kiosk", __name__, url_prefix="/kiosk")
