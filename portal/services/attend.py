"""签到: who is there, by a tap on the list of those invited, by name, by card or over the seat's link."""

from collections.abc import Iterable
from typing import NamedTuple

from peewee import fn

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.terms import Capacity
from portal.domain.wording import required
from portal.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Card,
    CardHolder,
    Invitation,
    Meeting,
    Person,
    Resolution,
)
from portal.models.meetings import ArrivalWay, MeetingState, ReplyState
from portal.queries.cards import holders_of
from portal.services.agenda import hold
from portal.services.cards import card_read
from portal.services.in_session import head_count, require_chair, require_its_day

_NAME_CHARS = 40


class Attendee(NamedTuple):
    """Somebody present, and as what. Two of one name and capacity are told apart by a word in the name."""

    name: str
    capacity: Capacity


class Arrival(NamedTuple):
    """Somebody who is there now; ``is_new`` unless they were entered before."""

    attendance: Attendance
    is_new: bool


class _Comer(NamedTuple):
    name: str
    capacity: Capacity
    way: ArrivalWay
    invitation: Invitation | None = None
    person_id: int | None = None


@transaction
def record_attendance(occasion: Occasion, meeting: Meeting, present: Iterable[Attendee]) -> int:
    """Enters those present, from the day of the meeting until it is closed. Returns how many were new.

    Raises:
        Refusal: NOT_ALLOWED, AGENDA_NOT_CLOSED, MEETING_TOO_EARLY, MEETING_NOT_OPEN once it is closed, and
            as ``wording.required``.
    """
    _require_entering(occasion, meeting)
    return sum(_come_by_name(occasion, meeting, each).is_new for each in present)


@transaction
def arrive(
    occasion: Occasion,
    meeting: Meeting,
    invitation: Invitation | None = None,
    person: Person | None = None,
    name: str = "",
    capacity: Capacity = Capacity.RESIDENT,
    way: ArrivalWay = ArrivalWay.LIST,
) -> Arrival:
    """Enters one person: somebody invited (or whom they sent instead), a known person, or just a name.

    Doing it again finds them: nobody is there twice.

    Raises:
        Refusal: as ``record_attendance``; NOT_FOUND for an invitation to another meeting.
    """
    _require_entering(occasion, meeting)
    if invitation is not None:
        if invitation.meeting_id != meeting.id:
            raise Refusal(Rule.NOT_FOUND)
        return _come_invited(occasion, meeting, invitation, way)
    if person is not None:
        return _come_known(occasion, meeting, person, way)
    return _come_by_name(occasion, meeting, Attendee(name, capacity), way)


@transaction
def arrive_by_card(occasion: Occasion, meeting: Meeting, read: str) -> Arrival:
    """Enters the holder of the card of which this was read.

    Raises:
        Refusal: as ``record_attendance``, CARD_UNKNOWN, CARD_REVOKED, and HOLDER_MISSING for a household's
            card: then ``arrive_as_holder``.
    """
    _require_entering(occasion, meeting)
    card = card_read(read)
    people = holders_of([card.id]).get(card.id, [])
    if len(people) != 1:
        raise Refusal(Rule.HOLDER_MISSING, field="holder")
    return _come_known(occasion, meeting, Person.get_by_id(people[0][0]), ArrivalWay.CARD)


@transaction
def arrive_as_holder(occasion: Occasion, meeting: Meeting, card: Card, person_id: int) -> Arrival:
    """Enters the one of a household whom its card was shown by.

    Raises:
        Refusal: as ``record_attendance``, CARD_REVOKED, HOLDER_MISSING for somebody who does not hold it.
    """
    _require_entering(occasion, meeting)
    if card.revoked_at is not None:
        raise Refusal(Rule.CARD_REVOKED, field="read")
    if not CardHolder.get_or_none(card=card, person=person_id):
        raise Refusal(Rule.HOLDER_MISSING, field="holder")
    return _come_known(occasion, meeting, Person.get_by_id(person_id), ArrivalWay.CARD)


@transaction
def remove_attendance(occasion: Occasion, attendance: Attendance) -> None:
    """Strikes out somebody who was entered by mistake.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, HAS_VOTED for who cast a ballot, COUNTS_EXCEED_ATTENDANCE when
            a vote already counts them.
    """
    meeting = attendance.meeting
    require_chair(occasion, meeting)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.PUBLISHED, MeetingState.OPEN)
    if Ballot.select().where(Ballot.attendance == attendance).exists():
        raise Refusal(Rule.HAS_VOTED, name=attendance.name)
    attendance.delete_instance()
    require_present(meeting, _largest_count(meeting))


def require_present(meeting: Meeting, counted: int) -> None:
    """Raises Refusal COUNTS_EXCEED_ATTENDANCE when more hands were counted than people are present."""
    attendance = head_count(meeting)
    if counted > attendance:
        raise Refusal(
            Rule.COUNTS_EXCEED_ATTENDANCE, field="in_favour", counted=counted, attendance=attendance
        )


def _largest_count(meeting: Meeting) -> int:
    counted = fn.MAX(Resolution.in_favour + Resolution.against + Resolution.abstained)
    return Resolution.select(counted).join(AgendaItem).where(AgendaItem.meeting == meeting).scalar() or 0


def _require_entering(occasion: Occasion, meeting: Meeting) -> None:
    require_its_day(occasion, meeting)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.PUBLISHED, MeetingState.OPEN)


def _come_by_name(
    occasion: Occasion, meeting: Meeting, who: Attendee, way: ArrivalWay = ArrivalWay.LIST
) -> Arrival:
    name = required(who.name, _NAME_CHARS, "names")
    called = Invitation.get_or_none(meeting=meeting, name=name, capacity=who.capacity)
    if called is not None:
        return _come_invited(occasion, meeting, called, way)
    return _come(occasion, meeting, _Comer(name, who.capacity, way))


def _come_invited(occasion: Occasion, meeting: Meeting, invitation: Invitation, way: ArrivalWay) -> Arrival:
    sent = invitation.comes_instead if invitation.state is ReplyState.SENDS_ANOTHER else ""
    person_id = None if sent else invitation.person_id
    comer = _Comer(sent or invitation.name, invitation.capacity, way, invitation, person_id)
    return _come(occasion, meeting, comer)


def _come_known(occasion: Occasion, meeting: Meeting, person: Person, way: ArrivalWay) -> Arrival:
    invitation = _invitation_of(meeting, person)
    if invitation is not None:
        return _come(occasion, meeting, _Comer(person.name, invitation.capacity, way, invitation, person.id))
    return _come(occasion, meeting, _Comer(person.name, Capacity.RESIDENT, way, person_id=person.id))


def _invitation_of(meeting: Meeting, person: Person) -> Invitation | None:
    """That of this person who comes, or else the only one of this name that says of nobody who it is, or
    that sends somebody of this name."""
    sends = Invitation.state == ReplyState.SENDS_ANOTHER
    asked = (Invitation.name == person.name) & Invitation.person.is_null() & ~sends
    for which in (
        (Invitation.person == person) & ~sends,
        asked,
        sends & (Invitation.comes_instead == person.name),
    ):
        found = list(Invitation.select().where((Invitation.meeting == meeting) & which))
        if len(found) == 1:
            return found[0]
    return None


def _come(occasion: Occasion, meeting: Meeting, comer: _Comer) -> Arrival:
    here = _already(meeting, comer)
    if here is not None:
        return Arrival(_known_better(here, comer), False)
    entered = Attendance.create(
        meeting=meeting,
        name=_told_apart(meeting, comer),
        capacity=comer.capacity,
        person=comer.person_id,
        invitation=comer.invitation,
        way=comer.way,
        arrived_at=occasion.now,
    )
    return Arrival(entered, True)


def _already(meeting: Meeting, comer: _Comer) -> Attendance | None:
    """By invitation, by person, and else by name: whoever of this name is not known to be somebody else."""
    for known in ({"invitation": comer.invitation}, {"person": comer.person_id}):
        if next(iter(known.values())) is not None:
            here: Attendance | None = Attendance.get_or_none(meeting=meeting, **known)
            if here is not None:
                return here
    named: Attendance | None = Attendance.get_or_none(
        meeting=meeting, name=comer.name, capacity=comer.capacity
    )
    if named is not None and not _is_another(named, comer):
        return named
    return _sent_and_here(meeting, comer.invitation)


def _sent_and_here(meeting: Meeting, invitation: Invitation | None) -> Attendance | None:
    """Who was sent instead may have come by card before the list was tapped: the only one of that name."""
    if invitation is None or invitation.state is not ReplyState.SENDS_ANOTHER:
        return None
    of_name = (Attendance.meeting == meeting) & (Attendance.name == invitation.comes_instead)
    here = list(Attendance.select().where(of_name & Attendance.invitation.is_null()))
    return here[0] if len(here) == 1 else None


def _is_another(here: Attendance, comer: _Comer) -> bool:
    """Both are known for who they are, and it is not the same."""
    persons = None not in (here.person_id, comer.person_id) and here.person_id != comer.person_id
    asked = comer.invitation.id if comer.invitation else None
    return persons or (None not in (here.invitation_id, asked) and here.invitation_id != asked)


def _known_better(here: Attendance, comer: _Comer) -> Attendance:
    """A name that was typed belongs from now on to the person, and the invitation, that turned up with it."""
    here.person_id = here.person_id or comer.person_id
    here.invitation_id = here.invitation_id or (comer.invitation.id if comer.invitation else None)
    here.save(only=[Attendance.person, Attendance.invitation])
    return here


def _told_apart(meeting: Meeting, comer: _Comer) -> str:
    """The name, with a number for the second of the same name and capacity."""
    of_this = (Attendance.meeting == meeting) & (Attendance.capacity == comer.capacity)
    taken = {row.name for row in Attendance.select(Attendance.name).where(of_this)}
    numbered = [f"{comer.name}（{number}）" for number in range(2, len(taken) + 3)]
    return next(name for name in (comer.name, *numbered) if name not in taken)
