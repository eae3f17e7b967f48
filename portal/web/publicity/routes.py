"""晒: the account of the community, privacy, accessibility."""

from flask import Blueprint

blueprint = Blueprint("publicity", __name__)
