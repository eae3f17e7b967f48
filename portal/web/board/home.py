"""The home page: what happens next, the one thing to do, and the five columns."""

from typing import NamedTuple

from flask import Response, request

from portal.domain.stages import Stage
from portal.queries.board import averages_of, column_counts, newest_slips
from portal.queries.campaigns import call_for_everybody
from portal.queries.meetings import next_meeting
from portal.queries.places import communities
from portal.web.access import occasion, public
from portal.web.board.routes import blueprint
from portal.web.board.slips import Slip, slips_of
from portal.web.render import render
from portal.web.wishes import known_community

_SLIPS = 4


class Column(NamedTuple):
    """One of the five columns."""

    stage: Stage
    total: int
    slips: list[Slip]


@blueprint.get("/")
@public
def home() -> Response:
    """The board of one community, or of the whole place."""
    now, places = occasion(), communities()
    chosen = known_community(request.args.get("community", ""), places)
    area_id = chosen.area_id if chosen else None
    meeting = next_meeting(area_id, now.today)
    newest, counts = newest_slips(area_id, _SLIPS), column_counts(area_id)
    published = [card.id for card in newest[Stage.PUBLISH]]
    averages = averages_of(published, now.book.rating.minimum_count)
    columns = [Column(stage, counts[stage], slips_of(newest[stage], now, averages)) for stage in Stage]
    return render(
        "board/home.html",
        communities=places,
        chosen=chosen,
        columns=columns,
        meeting=meeting,
        days_left=(meeting.day - now.today).days if meeting else None,
        asked=call_for_everybody(now.today),
        today=now.today,
    )
