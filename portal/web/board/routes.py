"""The board: what hangs on the neighbourhood's wall, for everybody to read."""

from flask import Blueprint

blueprint = Blueprint("board", __name__)
