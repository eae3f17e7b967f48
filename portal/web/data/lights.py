"""The light board as open data: one line a community, a grid and an organisation."""

from typing import Any

from flask import Response, jsonify
from flask_babel import gettext as _

from portal.domain.lights import Light
from portal.domain.occasion import Occasion
from portal.web import labels
from portal.web.access import occasion, public
from portal.web.csv_files import csv_file
from portal.web.data.routes import blueprint
from portal.web.light_board import LightBoard, Line


@blueprint.get("/data/lights.csv")
@public
def lights_csv() -> Response:
    """As a table."""
    now = occasion()
    numbers = [*(str(labels.LIGHTS[light]) for light in Light), _("等提出人补充")]
    headings = [_("社区"), _("网格"), _("主办单位"), *numbers, _("拖得最久的一件"), _("它的期限")]
    lines = ([*who, *_figures(line)] for who, line in _lines(now))
    return csv_file(f"lights-{now.today}.csv", [headings, *lines])


@blueprint.get("/data/lights.json")
@public
def lights_json() -> Response:
    """For machines: the same, by fixed names."""
    now = occasion()
    names = ("green", "amber", "red", "waiting", "oldest_number", "oldest_due_on")
    where = ("community", "grid", "organisation")
    lines = [dict(zip(where + names, (*who, *_figures(line)), strict=True)) for who, line in _lines(now)]
    return jsonify({"day": now.today.isoformat(), "lines": lines})


def _lines(now: Occasion) -> list[tuple[tuple[str, str, str], Line]]:
    """Each community, its grids below it, then the organisations."""
    board = LightBoard(now)
    lines = []
    for whole in board.communities:
        lines.append(((whole.name, "", ""), whole))
        grids = board.grids_of(whole.community_id or 0)
        lines += [((whole.name, grid.name, ""), grid) for grid in grids if grid.grid_id]
    return [*lines, *((("", "", line.name), line) for line in board.organisations)]


def _figures(line: Line) -> list[Any]:
    count = line.lights
    oldest = [count.oldest.example, str(count.oldest.due_on)] if count.oldest else ["", ""]
    return [count.green, count.amber, count.red, count.waiting, *oldest]
