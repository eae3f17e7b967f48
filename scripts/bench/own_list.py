"""The portal's own list with its twenty rows from memory: what Jinja alone takes for this very page.

Beside the plain template of ``yardsticks`` it tells what reading and reckoning cost from what is shown.
"""

from flask import Flask, Response

from portal.app import create_app
from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.board.lists import shown
from portal.web.render import render
from portal.web.wishes import read_wish


def make_app() -> Flask:
    """The portal with ``/own-list`` added; its rows are read once, now."""
    app = create_app()
    with app.test_request_context("/matters"):
        now, places = occasion(), communities()
        kept = shown(read_wish({}, now, places), now, places)

    @app.get("/own-list")
    @public
    def own_list() -> Response:
        return render("board/matters.html", **kept)

    return app


app = make_app()
