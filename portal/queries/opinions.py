"""What was said about agenda items before their meeting: as everybody reads it, and as it is read out."""

from datetime import datetime
from typing import NamedTuple

from peewee import JOIN

from portal.domain.privacy import mask_name
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Invitation, Matter, Opinion, Passage
from portal.models.deliberating import OpinionWay
from portal.models.protection import PassageState
from portal.queries.passages import Why
from portal.queries.rows import Query, prepared, rows


class Said(NamedTuple):
    """An opinion as the public reads it: the name by its first character, the words masked.

    ``capacity`` is that of somebody invited. ``why`` says why there are no words.
    """

    id: int
    item_id: int
    way: OpinionWay
    name: str
    capacity: Capacity | None
    words: str
    at: datetime
    read_out_at: datetime | None
    why: Why | None


class ToRead(NamedTuple):
    """An opinion as it is read out in the meeting: whole."""

    id: int
    item_id: int
    way: OpinionWay
    name: str
    capacity: Capacity | None
    words: str
    read_out_at: datetime | None


def opinions_of(meeting_id: int) -> dict[int, list[Said]]:
    """What everybody may read of the opinions on a meeting's items, by item, in the order given."""
    found: dict[int, list[Said]] = {}
    for *said, state, cause, reason in _opinions_of(meeting_id):
        hidden = state is not None and state is not PassageState.SHOWN
        one = Said._make([*said, Why(state, cause, reason) if hidden else None])
        found.setdefault(one.item_id, []).append(one._replace(name=mask_name(one.name)))
    return found


@prepared
def _opinions_of(meeting_id: int) -> Query:
    return (
        Opinion.select(
            Opinion.id,
            Opinion.item,
            Opinion.way,
            Opinion.name,
            Invitation.capacity,
            Opinion.public_words,
            Opinion.at,
            Opinion.read_out_at,
            Passage.state,
            Passage.cause,
            Passage.reason,
        )
        .join(AgendaItem)
        .join(Matter)
        .join_from(Opinion, Invitation, JOIN.LEFT_OUTER)
        .join_from(Opinion, Passage, JOIN.LEFT_OUTER, on=Passage.opinion == Opinion.id)
        .where(AgendaItem.meeting == meeting_id, ~Matter.private)
        .order_by(Opinion.id)
    )


def to_read_out(item_id: int) -> list[ToRead]:
    """The opinions on one item for the one who reads them out, what was not read out yet first."""
    query = (
        Opinion.select(
            Opinion.id,
            Opinion.item,
            Opinion.way,
            Opinion.name,
            Invitation.capacity,
            Opinion.words,
            Opinion.read_out_at,
        )
        .join(Invitation, JOIN.LEFT_OUTER)
        .where(Opinion.item == item_id)
        .order_by(Opinion.read_out_at.is_null().desc(), Opinion.id)
    )
    return [ToRead(*row) for row in rows(query)]


def own_opinion(item_id: int, voice: str) -> Opinion | None:
    """What this voice said of the item."""
    found: Opinion | None = Opinion.get_or_none(item=item_id, voice=voice)
    return found
