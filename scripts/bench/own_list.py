"""The portal's own list with its twenty rows from memory: what Jinja alone takes for this very page.

Beside the plain template of ``yardsticks`` it tells what reading and reckoning cost from what is shown.
"""

from typing import Any

from flask import Flask, Response

from portal.app import create_app
from portal.queries.matters import Wanted, matters
from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.board.slips import slips_of
from portal.web.render import render
from portal.web.wishes import picks, read_wish


def make_app() -> Flask:
    """The portal with ``/own-list`` added; its rows are read once, now."""
    app = create_app()
    with app.test_request_context("/matters"):
        now, places = occasion(), communities()
        wish = read_wish({}, now, places)
        shown: dict[str, Any] = {
            "wish": wish,
            "picks": picks(wish, now, places),
            "older": "/matters?before=1",
        }
        shown["slips"] = slips_of(matters(Wanted()).cards, now)

    @app.get("/own-list")
    @public
    def own_list() -> Response:
        return render("board/matters.html", **shown)

    return app


app = make_app()
