"""What the wall of the meeting room shows: one item at a time, in public words."""

from typing import NamedTuple

from portal.models import AgendaItem
from portal.queries.meetings import ItemRow, items_of
from portal.queries.preparations import Option, options_of
from portal.queries.rows import rows
from portal.queries.sessions import taken_among
from portal.queries.votes import VoteRow, votes_of


class OnTheWall(NamedTuple):
    """The item being taken, or between two items the one settled last; ``vote`` is the one that is going on,
    or else the last that counts."""

    item: ItemRow
    options: list[Option]
    vote: VoteRow | None


def on_the_wall(meeting_id: int, names_public: bool) -> OnTheWall | None:
    """What is shown now; None before the first item was called up."""
    items = items_of(meeting_id, names_public)
    shown = taken_among(items) or _settled_last(items)
    if shown is None:
        return None
    ((matter_id,),) = rows(AgendaItem.select(AgendaItem.matter).where(AgendaItem.id == shown.id))
    return OnTheWall(shown, options_of(matter_id) if shown.number else [], _vote(shown.id))


def _settled_last(items: list[ItemRow]) -> ItemRow | None:
    settled = [item for item in items if item.settled_at]
    return max(settled, key=lambda item: (item.settled_at, item.id), default=None)


def _vote(item_id: int) -> VoteRow | None:
    held = votes_of([item_id]).get(item_id, [])
    going_on = next((vote for vote in held if vote.closed_at is None), None)
    return going_on or next((vote for vote in reversed(held) if vote.counts), None)
