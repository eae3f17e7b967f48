"""Pages of somebody invited to the next meeting, and of what is said before it."""

from collections.abc import Collection, Iterator

from werkzeug.routing import Rule

from portal.models import AgendaItem, Invitation, Matter, Meeting
from portal.models.meetings import MeetingState
from portal.services.seats import seat_token

#: What only these pages have in their addresses.
PARTS = frozenset({"token", "item_id", "invitation_id"})


def examples(rule: Rule, near: Collection[Meeting]) -> Iterator[dict[str, object]]:
    """One seat and one item of a meeting whose agenda is public; no page where nobody was invited."""
    public = [each.id for each in near if each.state is MeetingState.PUBLISHED]
    asked = Invitation.select().where(Invitation.meeting.in_(public)).order_by(Invitation.id).first()
    if asked is None:
        return
    items = AgendaItem.select().join(Matter).where(AgendaItem.meeting == asked.meeting, ~Matter.private)
    found = {
        "meeting_id": asked.meeting_id,
        "invitation_id": asked.id,
        "token": seat_token(asked),
        "item_id": items.order_by(AgendaItem.position).get().id,
    }
    yield {name: found[name] for name in rule.arguments}
