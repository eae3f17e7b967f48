"""问计于民: calls for suggestions, answered in public, and what became of each suggestion."""

from flask import Blueprint

blueprint = Blueprint("campaigns", __name__)
