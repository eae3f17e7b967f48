"""The home page: what happens next, the one thing to do, and the five columns."""

from typing import NamedTuple

from flask import Response, request

from portal.domain.occasion import Occasion
from portal.domain.stages import Stage
from portal.queries.board import averages_of, column_counts, newest_slips
from portal.queries.campaigns import call_for_everybody
from portal.queries.meetings import next_meeting
from portal.web.access import occasion, public
from portal.web.board.routes import blueprint
from portal.web.board.slips import Slip, slips_of
from portal.web.place import place
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
    now, places = occasion(), place().communities
    chosen = known_community(request.args.get("community", ""), places)
    area_id = chosen.area_id if chosen else None
    meeting = next_meeting(area_id, now.today)
    return render(
        "board/home.html",
        communities=places,
        chosen=chosen,
        columns=_columns(area_id, now),
        meeting=meeting,
        days_left=(meeting.day - now.today).days if meeting else None,
        asked=call_for_everybody(now.today),
        today=now.today,
    )


def _columns(area_id: int | None, now: Occasion) -> list[Column]:
    """The newest of every column; their slips are made at once, so that nothing is asked once a column."""
    newest, counts = newest_slips(area_id, _SLIPS), column_counts(area_id)
    published = [card.id for card in newest[Stage.PUBLISH]]
    averages = averages_of(published, now.book.rating.minimum_count)
    slips = slips_of((card for stage in Stage for card in newest[stage]), now, averages)
    of_number = {slip.number: slip for slip in slips}
    return [
        Column(stage, counts[stage], [of_number[card.number] for card in newest[stage]]) for stage in Stage
    ]
