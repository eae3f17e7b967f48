"""What hangs on the wall of the meeting room: for everybody, large, and following along by itself.

It has one door, the street's: no kiosk stands for a wall.
"""

from flask import Blueprint, Response

from portal.domain.refusal import Refusal, Rule
from portal.models import Meeting
from portal.models.meetings import MeetingState
from portal.queries import meetings as queries
from portal.queries.earlier import earlier_of
from portal.queries.invitations import quorum_of
from portal.queries.projecting import on_the_wall
from portal.web.access import occasion, public
from portal.web.render import render

blueprint = Blueprint("projection", __name__)


@blueprint.get("/meetings/<int:meeting_id>/projection")
@public
def meeting(meeting_id: int) -> Response:
    """One item at a time; before the first, what earlier meetings resolved and what comes today."""
    card = queries.card_of(meeting_id)
    if card is None:
        raise Refusal(Rule.NOT_FOUND)
    rules = occasion().book.meeting
    wall = on_the_wall(meeting_id, rules.names_public) if card.state is MeetingState.OPEN else None
    begins = wall is None and card.published
    return render(
        "board/projection.html",
        "wall",
        card=card,
        wall=wall,
        today=occasion().today,
        present=len(queries.present_at(meeting_id)),
        quorum=quorum_of(meeting_id, rules.quorum_share),
        earlier=earlier_of(Meeting.get_by_id(meeting_id), rules.names_public) if begins else [],
        items=queries.items_of(meeting_id, rules.names_public) if begins else [],
    )
