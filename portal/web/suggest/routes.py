"""说: raising a matter, following it, supporting and rating it."""

from flask import Blueprint

blueprint = Blueprint("suggest", __name__)
