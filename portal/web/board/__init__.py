"""The board: what hangs on the neighbourhood's wall, for everybody to read."""

from portal.web.board.routes import blueprint as blueprint
