"""The minutes of a meeting on a page of their own, with everything that was ever corrected in them."""

from flask import Response

from portal.domain.refusal import Refusal, Rule
from portal.queries import meetings as queries
from portal.queries.corrections import corrections_of
from portal.web.access import public
from portal.web.board.routes import blueprint
from portal.web.render import render


@blueprint.get("/meetings/<int:meeting_id>/minutes")
@public
def minutes(meeting_id: int) -> Response:
    """As they read today; below, who changed what, when and why."""
    card = queries.card_of(meeting_id)
    notes = queries.notes_of(meeting_id) if card else None
    if notes is None or not notes.public_minutes:
        raise Refusal(Rule.NOT_FOUND)
    corrections = corrections_of(meeting_id)
    return render("board/meetings/minutes.html", card=card, notes=notes, corrections=corrections)
