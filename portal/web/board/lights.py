"""亮灯公示: how many deadlines are green, amber and red, by community, grid and organisation."""

from flask import Response, request

from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.board.routes import blueprint
from portal.web.light_board import LightBoard
from portal.web.render import render
from portal.web.wishes import known_community


@blueprint.get("/lights")
@public
def lights() -> Response:
    """The whole place, or one community grid by grid."""
    now, places = occasion(), communities()
    chosen = known_community(request.args.get("community", ""), places)
    shown = places[0] if len(places) == 1 else chosen
    board = LightBoard(now, shown.area_id if shown else None)
    return render(
        "board/lights.html",
        board=board,
        lines=board.grids_of(shown.area_id) if shown else board.communities,
        chosen=shown,
        communities=places,
        today=now.today,
        rules=now.book.lights,
    )
