"""Who is asked to a meeting, what they said, and whether enough of them are there."""

from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.domain.quorum import needed
from portal.domain.terms import Capacity
from portal.models import (
    Attendance,
    Invitation,
    Meeting,
    Organisation,
    Person,
    StandingMember,
)
from portal.models.meetings import ReplyState, ReplyWay
from portal.queries.rows import Condition, Query, prepared, rows

_WILL_COME = (ReplyState.COMING, ReplyState.SENDS_ANOTHER)


class Quorum(NamedTuple):
    """How many count, how many of them must be there, have said that they come, and are there.

    Whoever sent another is there when that one is.
    """

    invited: int
    needed: int
    coming: int
    present: int

    @property
    def is_reached(self) -> bool:
        """Also where nobody was invited whom one would have to wait for."""
        return self.present >= self.needed


class Guest(NamedTuple):
    """Somebody invited, as the office reads it. ``has_way``: a number or address is known to tell them by."""

    id: int
    name: str
    capacity: Capacity
    organisation: str | None
    counts: bool
    state: ReplyState
    comes_instead: str
    words: str
    replied_at: datetime | None
    reply_way: ReplyWay | None
    entered_by: str | None
    has_way: bool
    is_there: bool


class Replies(NamedTuple):
    """What those invited in one capacity said."""

    capacity: Capacity
    guests: list[Guest]

    def said(self, state: ReplyState) -> int:
        """How many of them said so."""
        return sum(guest.state is state for guest in self.guests)


class Member(NamedTuple):
    """A standing member of a community, as the office reads it."""

    id: int
    name: str
    capacity: Capacity
    organisation: str | None
    since: date
    until: date | None
    has_way: bool


def quorum_of(meeting: Meeting | int, share: float) -> Quorum:
    """How the meeting stands towards its quorum.

    Args:
        share: ``MeetingRules.quorum_share`` of the rule book in force.
    """
    ((invited, coming, present),) = _counted(meeting.id if isinstance(meeting, Meeting) else meeting)
    return Quorum(invited, needed(invited, share), coming, present)


@prepared
def _counted(meeting_id: int) -> Query:
    will_come = Case(None, [(Invitation.state.in_(_WILL_COME), 1)], 0)
    there = Case(None, [(_is_there(), 1)], 0)
    return Invitation.select(
        fn.COUNT(Invitation.id), fn.COALESCE(fn.SUM(will_come), 0), fn.COALESCE(fn.SUM(there), 0)
    ).where(Invitation.meeting == meeting_id, Invitation.counts)


def _is_there() -> Condition:
    """By the seat itself; or, entered from a list of names, as that person, or the one sent instead."""
    same_person = Attendance.person.is_null(False) & (Attendance.person == Invitation.person)
    same_name = (Attendance.name == Invitation.name) & (Attendance.capacity == Invitation.capacity)
    sent = (Attendance.name == Invitation.comes_instead) & (Invitation.state == ReplyState.SENDS_ANOTHER)
    by_list = Attendance.invitation.is_null() & (same_person | same_name | sent)
    at_this_seat = (Attendance.invitation == Invitation.id) | by_list
    return fn.EXISTS(
        Attendance.select(Attendance.id).where((Attendance.meeting == Invitation.meeting) & at_this_seat)
    )


def guests_of(meeting_id: int) -> list[Guest]:
    """Everybody invited to the meeting, those who count first, in the order of their capacities."""
    clerk = Person.alias()
    query = (
        Invitation.select(
            Invitation.id,
            Invitation.name,
            Invitation.capacity,
            Organisation.name,
            Invitation.counts,
            Invitation.state,
            Invitation.comes_instead,
            Invitation.words,
            Invitation.replied_at,
            Invitation.reply_way,
            clerk.name,
            Case(None, [(_has_way(), 1)], 0),
            Case(None, [(_is_there(), 1)], 0),
        )
        .join(Organisation, JOIN.LEFT_OUTER)
        .join_from(Invitation, Person, JOIN.LEFT_OUTER, on=Invitation.person == Person.id)
        .join_from(Invitation, clerk, JOIN.LEFT_OUTER, on=Invitation.entered_by == clerk.id)
        .where(Invitation.meeting == meeting_id)
        .order_by(Invitation.id)
    )
    found = [Guest._make([*row[:-2], *map(bool, row[-2:])]) for row in rows(query)]
    order = list(Capacity)
    return sorted(found, key=lambda guest: (not guest.counts, order.index(guest.capacity)))


def by_capacity(guests: list[Guest]) -> list[Replies]:
    """The same by the capacity in which they are asked."""
    found = {capacity: [each for each in guests if each.capacity is capacity] for capacity in Capacity}
    return [Replies(capacity, asked) for capacity, asked in found.items() if asked]


def members_of(community_id: int, today: date) -> list[Member]:
    """The standing members of a community at present, in the order of their capacities."""
    query = (
        StandingMember.select(
            StandingMember.id,
            StandingMember.name,
            StandingMember.capacity,
            Organisation.name,
            StandingMember.since,
            StandingMember.until,
            Case(None, [(_has_way(), 1)], 0),
        )
        .join(Organisation, JOIN.LEFT_OUTER)
        .join_from(StandingMember, Person, JOIN.LEFT_OUTER, on=StandingMember.person == Person.id)
        .where(StandingMember.community == community_id, in_force(today))
        .order_by(StandingMember.id)
    )
    found = [Member._make([*row[:-1], bool(row[-1])]) for row in rows(query)]
    order = list(Capacity)
    return sorted(found, key=lambda member: order.index(member.capacity))


def _has_way() -> Condition:
    return (Person.phone_mark != "") | (Person.email_mark != "")


def in_force(day: date) -> Any:
    """Whether a standing member is one on this day; of the last day ``until`` is the one after."""
    return (StandingMember.since <= day) & (StandingMember.until.is_null() | (StandingMember.until > day))
