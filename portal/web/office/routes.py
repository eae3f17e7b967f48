"""The office: where staff answer, deliberate, handle and publish."""

from flask import Blueprint

blueprint = Blueprint("office", __name__, url_prefix="/office")
