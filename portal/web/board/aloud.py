"""The matter and the agenda for whoever would rather listen."""

from flask import Response, abort

from portal.queries import meetings
from portal.queries import public_matter as queries
from portal.web import labels
from portal.web.access import public
from portal.web.aloud import spoken
from portal.web.board.meetings import items_of
from portal.web.board.routes import blueprint
from portal.web.filters import full_day


@blueprint.get("/matters/<number>/aloud.wav")
@public
def aloud_matter(number: str) -> Response:
    """Where it stands, what was said, who does it: what is public, and nothing else."""
    found = queries.public_matter(number)
    if found is None:
        abort(404)
    handling = queries.handling_of(found.id)
    done_by = (f"{handling.organisation}，{full_day(handling.due_on)}",) if handling else ()
    return spoken((found.title, found.place, str(labels.STATES[found.state]), found.body, *done_by))


@blueprint.get("/meetings/<int:meeting_id>/aloud.wav")
@public
def aloud_meeting(meeting_id: int) -> Response:
    """When and where, and what is taken up."""
    card = meetings.card_of(meeting_id)
    if card is None:
        abort(404)
    titles = [item.title for item in items_of(meeting_id)] if card.published else []
    off = (str(labels.MEETING_STATES[card.state]),) if card.called_off else ()
    return spoken((*off, card.community, f"{full_day(card.day)} {card.starts_at:%H:%M}", card.venue, *titles))
