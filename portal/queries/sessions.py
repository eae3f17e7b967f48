"""A meeting in session as the one in the chair sees it: who is there, the item being taken and what lies on
the table beside it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from peewee import JOIN

from portal.domain.terms import Capacity
from portal.models import AgendaItem, Attendance, Invitation, Remark
from portal.models.meetings import ItemState, ReplyState
from portal.queries.meetings import ItemRow
from portal.queries.rows import rows


class Seat(NamedTuple):
    """Somebody invited, or somebody who just came (then ``invitation_id`` is None); here once arrived."""

    invitation_id: int | None
    attendance_id: int | None
    name: str
    capacity: Capacity
    reply: ReplyState | None
    arrived_at: datetime | None

    @property
    def is_here(self) -> bool:
        return self.attendance_id is not None


class Bench(NamedTuple):
    """Those of one capacity, in the order in which they were invited, then came."""

    capacity: Capacity
    seats: list[Seat]

    @property
    def here(self) -> int:
        return sum(seat.is_here for seat in self.seats)


class Said(NamedTuple):
    """A remark as it was noted."""

    id: int
    at: datetime
    speaker: str
    text: str


def taken_item_of(meeting_id: int) -> int | None:
    """The item being taken: of those not settled the one called up last; None between two items."""
    taken = (
        AgendaItem.select(AgendaItem.id)
        .where(
            AgendaItem.meeting == meeting_id,
            AgendaItem.state == ItemState.LISTED,
            AgendaItem.taken_at.is_null(False),
        )
        .order_by(AgendaItem.taken_at.desc(), AgendaItem.id.desc())
    )
    found = rows(taken.limit(1))
    return int(found[0][0]) if found else None


def taken_among(items: Iterable[ItemRow]) -> ItemRow | None:
    """The same of an agenda that was read."""
    called = [item for item in items if item.taken_at and item.state is ItemState.LISTED]
    return max(called, key=lambda item: (item.taken_at, item.id), default=None)


def benches_of(meeting_id: int) -> list[Bench]:
    """Everybody who was invited or came, by capacity."""
    seats = sorted(_seats(meeting_id), key=lambda seat: list(Capacity).index(seat.capacity))
    return [Bench(capacity, list(group)) for capacity, group in groupby(seats, lambda seat: seat.capacity)]


def here_among(benches: Sequence[Bench]) -> list[Seat]:
    """Those who came, in the order in which they did."""
    came = [seat for bench in benches for seat in bench.seats if seat.is_here]
    return sorted(came, key=lambda seat: seat.attendance_id or 0)


def _seats(meeting_id: int) -> list[Seat]:
    return [*_invited(meeting_id), *_walked_in(meeting_id)]


def _invited(meeting_id: int) -> list[Seat]:
    query = (
        Invitation.select(
            Invitation.id,
            Invitation.name,
            Invitation.comes_instead,
            Invitation.capacity,
            Invitation.state,
            Attendance.id,
            Attendance.name,
            Attendance.arrived_at,
        )
        .join(Attendance, JOIN.LEFT_OUTER, on=Attendance.invitation == Invitation.id)
        .where(Invitation.meeting == meeting_id)
        .order_by(Invitation.id)
    )
    return [_seat(*row) for row in rows(query)]


def _seat(
    invitation_id: int,
    name: str,
    instead: str,
    capacity: Capacity,
    reply: ReplyState,
    attendance_id: int | None,
    came: str | None,
    arrived_at: datetime | None,
) -> Seat:
    expected = instead if reply is ReplyState.SENDS_ANOTHER and instead else name
    return Seat(invitation_id, attendance_id, came or expected, capacity, reply, arrived_at)


def _walked_in(meeting_id: int) -> list[Seat]:
    query = (
        Attendance.select(Attendance.id, Attendance.name, Attendance.capacity, Attendance.arrived_at)
        .where(Attendance.meeting == meeting_id, Attendance.invitation.is_null())
        .order_by(Attendance.id)
    )
    return [
        Seat(None, number, name, Capacity(capacity), None, arrived_at)
        for number, name, capacity, arrived_at in rows(query)
    ]


def remarks_of(item_id: int) -> list[Said]:
    """What was said to an item, the latest first."""
    query = Remark.select(Remark.id, Remark.at, Remark.speaker, Remark.text).where(Remark.item == item_id)
    return [Said(*row) for row in rows(query.order_by(Remark.id.desc()))]
