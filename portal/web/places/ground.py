"""The map: every grid with its worst light and how much is open there, and the table that says the same."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask import Response, request

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.models.places import AreaKind
from portal.queries.ground import Busy, Ground, busy_areas, grounds
from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.light_board import LightBoard
from portal.web.map_drawing import Drawing, draw_grounds
from portal.web.places.routes import blueprint
from portal.web.render import render
from portal.web.security import row_id


class Standing(NamedTuple):
    """How a grid stands: how many matters are open, and the light of the nearest deadline.

    ``community`` names what lies around; of the community itself, what is open there outside its grids.
    """

    ground: Ground
    community: Ground
    number: int
    reading: Reading | None


@blueprint.get("/map")
@public
def map_() -> Response:
    """The whole place, or one community."""
    now, halls = occasion(), communities()
    chosen = next((hall for hall in halls if str(hall.area_id) == request.args.get("community")), None)
    shown = _within(grounds(), chosen.area_id if chosen else None)
    standings = standings_of(shown, busy_areas(), now)
    return render(
        "places/map.html",
        halls=halls,
        chosen=chosen,
        today=now.today,
        drawing=draw_grounds(shown),
        by_area={standing.ground.area_id: standing for standing in standings},
        standings=standings,
        late=_late(now, chosen.area_id if chosen else None),
    )


@blueprint.get("/map/picture.svg")
@public
def picture() -> Response:
    """The grids alone, to tap on: of a community, or of the whole place; one may be chosen."""
    drawing: Drawing | None = draw_grounds(_within(grounds(), request.args.get("community", type=row_id)))
    chosen = request.args.get("chosen", type=row_id)
    response = render("places/picture.svg", drawing=drawing, chosen=chosen)
    response.mimetype = "image/svg+xml"
    return response


def _late(now: Occasion, community_id: int | None) -> dict[int | None, int]:
    """How many are red in each grid, and in each community outside its grids."""
    board = LightBoard(now, community_id)
    communities_shown = (each.community_id for each in board.communities if each.community_id)
    grids = (grid for each in communities_shown for grid in board.grids_of(each))
    return {grid.grid_id or grid.community_id: grid.lights.red for grid in grids}


def _within(everywhere: list[Ground], community_id: int | None) -> list[Ground]:
    around = next((ground.path for ground in everywhere if ground.area_id == community_id), "/")
    return [ground for ground in everywhere if ground.path.startswith(around)]


def standings_of(shown: list[Ground], busy: Iterable[Busy], now: Occasion) -> list[Standing]:
    """A line for each grid, and one for what lies in a community outside its grids, if anything does."""
    number, due = _rolled_up(shown, busy)
    lines = []
    for ground in shown:
        community = next(
            (other for other in shown if other.kind is AreaKind.COMMUNITY and _holds(other, ground)), ground
        )
        if ground.kind is AreaKind.GRID or number.get(ground.path):
            reading = _reading(due.get(ground.path), now)
            lines.append(Standing(ground, community, number.get(ground.path, 0), reading))
    return lines


def _holds(outer: Ground, inner: Ground) -> bool:
    return inner.path.startswith(outer.path)


def _rolled_up(shown: list[Ground], busy: Iterable[Busy]) -> tuple[dict[str, int], dict[str, date]]:
    """Number and nearest deadline by the deepest area shown: what a building has, its grid has."""
    known = {ground.path for ground in shown}
    number: dict[str, int] = {}
    due: dict[str, date] = {}
    for each in busy:
        path = next((path for path in _outwards(each.path) if path in known), None)
        if path is None:
            continue
        number[path] = number.get(path, 0) + each.number
        if each.due_on is not None:
            due[path] = min(due.get(path, each.due_on), each.due_on)
    return number, due


def _outwards(path: str) -> Iterable[str]:
    steps = path.strip("/").split("/")
    return ("/" + "/".join(steps[:length]) + "/" for length in range(len(steps), 0, -1))


def _reading(due_on: date | None, now: Occasion) -> Reading | None:
    return read_light(due_on, now.today, now.calendar, now.book.lights) if due_on else None
