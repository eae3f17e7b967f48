"""What the wall of the meeting room shows: one item at a time, in public words."""

from datetime import datetime
from typing import NamedTuple

from portal.models import AgendaItem
from portal.models.meetings import ItemState
from portal.queries.meetings import ItemRow, items_of
from portal.queries.preparations import Option, options_of
from portal.queries.rows import rows
from portal.queries.sessions import taken_item_of
from portal.queries.votes import VoteRow, votes_of


class OnTheWall(NamedTuple):
    """The item being taken, or between two items the one settled last; ``vote`` is the one that is going on,
    or else the last that counts."""

    item: ItemRow
    taken_at: datetime | None
    options: list[Option]
    vote: VoteRow | None


def on_the_wall(meeting_id: int, names_public: bool) -> OnTheWall | None:
    """What is shown now; None before the first item was called up."""
    item_id = taken_item_of(meeting_id) or _settled_last(meeting_id)
    shown = next((row for row in items_of(meeting_id, names_public) if row.id == item_id), None)
    if shown is None:
        return None
    matter_id, taken_at = rows(
        AgendaItem.select(AgendaItem.matter, AgendaItem.taken_at).where(AgendaItem.id == shown.id)
    )[0]
    options = options_of(matter_id) if shown.number else []
    return OnTheWall(shown, taken_at, options, _vote(shown.id))


def _settled_last(meeting_id: int) -> int | None:
    settled = (
        AgendaItem.select(AgendaItem.id)
        .where(AgendaItem.meeting == meeting_id, AgendaItem.state != ItemState.LISTED)
        .order_by(AgendaItem.settled_at.desc(), AgendaItem.id.desc())
    )
    return next((int(number) for (number,) in rows(settled.limit(1))), None)


def _vote(item_id: int) -> VoteRow | None:
    held = votes_of([item_id]).get(item_id, [])
    going_on = next((vote for vote in held if vote.closed_at is None), None)
    return going_on or next((vote for vote in reversed(held) if vote.counts), None)
