"""What is not a page: photos and open data."""

from flask import Blueprint

blueprint = Blueprint("data", __name__)
