"""Notices are written in the transaction of what they tell; ``services.posting`` sees to their being sent.

Nothing here talks to the world: a notice that is written and not sent stands in the office's list.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from portal.db import quiet_transaction, transaction
from portal.domain.notices import (
    CHOSEN_AS,
    TOLD,
    Audience,
    NoticeKind,
    NoticeState,
    NoticeWay,
    Often,
    Telling,
    Trouble,
    due_at,
    way_of,
)
from portal.domain.occasion import Occasion
from portal.domain.stages import Action, State
from portal.models import AgendaItem, HelpCall, Matter, MatterEvent, Meeting, Notice, Person
from portal.models.meetings import ItemState
from portal.models.people import ContactWay
from portal.queries import notices as queries
from portal.queries.rows import rows
from portal.queries.staff import handlers_of
from portal.queries.subjects import organisations_of
from portal.vault import seal

Row = dict[str, Any]


class Message(NamedTuple):
    """News for a person that are not about a matter. ``once`` names them, so that nobody is told twice."""

    person_id: int
    once: str
    facts: dict[str, object]


#: What a notice's words need to know of its event. Names of persons are not among it.
_FACTS = (
    *("day", "into", "organisation", "from_organisation", "due_on", "granted", "called_off", "what", "level"),
)

_UNDER_WAY = (State.HANDLING, State.RECTIFYING)

#: Who has not rated by then is reminded once.
_REMINDED_WORKING_DAYS = 3


def write(occasion: Occasion, event: MatterEvent) -> None:
    """Writes to all concerned what has happened to their matter; a second time changes nothing.

    Called where the event is appended, so that both are there or neither. What is entered here but
    happened elsewhere is told to nobody.
    """
    if event.action is Action.WITHDRAW:
        _take_back(event.matter_id)
    if not occasion.quietly:
        told = TOLD.get(event.action, ())
        _keep(row for telling in told for row in _tell(occasion, event, telling))


def _tell(occasion: Occasion, event: MatterEvent, telling: Telling) -> Iterator[Row]:
    facts = {name: event.data[name] for name in _FACTS if name in event.data}
    if telling.kind is NoticeKind.RECEIPT and event.matter.due_on:
        facts["due_on"] = event.matter.due_on.isoformat()
    facts |= {"action": event.action.value, "whose": telling.audience.value}
    for row in (*_addressed(occasion, event.matter, telling), *_given_away(event, telling)):
        once = f"event:{event.id}:{_whom(row)}"
        yield _row(occasion, telling.kind, row | {"once": once, "event": event.id, "facts": facts})


def _given_away(event: MatterEvent, telling: Telling) -> Iterator[Row]:
    """The groups of the organisation from which a matter was handed over: both sides are told."""
    giver = event.data.get("from_organisation_id")
    if giver is None or telling.audience is not Audience.STAFF:
        return iter(())
    return _to_groups(telling.kind, event.matter.area.path, giver, event.matter_id)


def tell_agenda(occasion: Occasion, meeting: Meeting) -> None:
    """Tells those who raised or support a matter on the agenda that it is public, of each matter once."""
    listed = AgendaItem.select().where(AgendaItem.meeting == meeting, AgendaItem.state == ItemState.LISTED)
    audiences = TOLD[Action.LIST]
    _keep(
        row
        for item in listed.order_by(AgendaItem.position)
        for telling in audiences
        for row in _of_agenda(occasion, meeting, item.matter, telling)
    )


def _of_agenda(occasion: Occasion, meeting: Meeting, matter: Matter, telling: Telling) -> Iterator[Row]:
    facts = {"day": meeting.day.isoformat(), "action": Action.LIST.value, "whose": telling.audience.value}
    for row in _addressed(occasion, matter, telling):
        once = f"agenda:{meeting.id}:{matter.id}:{_whom(row)}"
        yield _row(occasion, telling.kind, row | {"once": once, "facts": facts})


def _addressed(occasion: Occasion, matter: Matter, telling: Telling) -> Iterator[Row]:
    """To whom, by which way, how often, and of which matter."""
    if telling.audience is Audience.PROPOSER:
        return _to_persons(telling.kind, queries.petitioners(matter.id, telling.kind))
    if telling.audience is Audience.ASKED:
        petitioners = queries.petitioners(matter.id, telling.kind)
        return _to_persons(telling.kind, (told for told in petitioners if told.matter_id == matter.id))
    if telling.audience is Audience.SUPPORTERS:
        return _to_persons(telling.kind, queries.supporters(matter.id, telling.kind))
    if telling.audience is Audience.PARTNERS:
        return _to_partners(occasion, telling.kind, matter)
    return _to_groups(telling.kind, matter.area.path, matter.organisation_id, matter.id)


def _to_partners(occasion: Occasion, kind: NoticeKind, matter: Matter) -> Iterator[Row]:
    """The organisations that help, each with its own groups and people."""
    for helping in sorted(organisations_of(matter) - {matter.organisation_id}):
        staff = Staff(matter.area.path, helping, handlers_of(helping, occasion.now))
        yield from (row | {"matter": matter.id} for row in _to_all_of(kind, staff))


def _to_persons(kind: NoticeKind, people: Iterable[queries.Told]) -> Iterator[Row]:
    for told in people:
        way = way_of(kind, told.wish, told.reachable)
        if way is not None:
            yield {
                "person": told.person_id,
                "matter": told.matter_id,
                "way": way,
                "often": Often.AT_ONCE if way is NoticeWay.CALL else told.wish.often,
                "language": told.language,
            }


def _to_groups(
    kind: NoticeKind, area_path: str, organisation_id: int | None, matter_id: int | None = None
) -> Iterator[Row]:
    for group in queries.groups():
        concerned = group.organisation_id in (None, organisation_id)
        if concerned and area_path.startswith(group.area_path) and kind in group.kinds:
            yield {"group": group.id, "matter": matter_id, "way": NoticeWay.GROUP}


def _whom(row: Row) -> str:
    return f"person:{row['person']}" if "person" in row else f"group:{row['group']}"


def _row(occasion: Occasion, kind: NoticeKind, given: Row) -> Row:
    """All columns of a notice, so that notices of different kinds are written by one statement."""
    unset: Row = {"person": None, "group": None, "matter": None, "event": None, "address": "", "language": ""}
    unset |= {"often": Often.AT_ONCE, "kind": kind, "written_at": occasion.now, "facts": {}}
    row = unset | given
    row["due_at"] = due_at(occasion.now, kind, row["often"], occasion.book.notices)
    return row


def _keep(written: Iterable[Row]) -> int:
    """Writes what is not written yet, and gives its number."""
    notices = list(written)
    if not notices:
        return 0
    return int(Notice.insert_many(notices).on_conflict_ignore().as_rowcount().execute())


def _take_back(matter_id: int) -> None:
    waiting = (Notice.matter == matter_id) & (Notice.state == NoticeState.WAITING)
    Notice.update(state=NoticeState.DROPPED, error=Trouble.TAKEN_BACK).where(waiting).execute()


@quiet_transaction
def write_code(
    occasion: Occasion, way: ContactWay | NoticeWay, address: str, code: str, language: str = ""
) -> None:
    """Writes a one-time code to a number or address; it goes within seconds. The code is kept sealed."""
    given: Row = {"once": f"code:{secrets.token_hex(8)}", "way": NoticeWay(way), "address": address}
    given |= {"language": language, "facts": {"code": seal(code)}}
    _keep([_row(occasion, NoticeKind.CODE, given)])


@transaction
def write_help_call(occasion: Occasion, call: HelpCall) -> None:
    """Tells the one whose turn it is, and the community's groups, that somebody at a kiosk asks for help.

    Called again when the call passes to the next person: that one is told, the groups not again.
    """
    facts = {"step": call.step, "kiosk": call.kiosk.name if call.kiosk else "", "place": call.community.name}
    told = [*_to_groups(NoticeKind.HELP_CALL, call.community.path, None), *_to_staff(call.asked)]
    for row in told:
        row |= {"once": f"help:{call.id}:{_whom(row)}", "facts": facts}
    _keep(_row(occasion, NoticeKind.HELP_CALL, row) for row in told)


def _to_staff(person: Person | None) -> Iterator[Row]:
    ways = queries.ways_to(person.phone, person.email) if person else frozenset()
    for way in (NoticeWay.SMS, NoticeWay.EMAIL):
        if person and way in ways:
            yield {"person": person.id, "way": way, "language": person.language}
            return


def write_to_persons(occasion: Occasion, kind: NoticeKind, messages: Iterable[Message]) -> int:
    """Writes to those of them who can be reached and want to hear of it; gives how many were new."""
    news = list(messages)
    people = {message.person_id for message in news}
    reached = {row["person"]: row for row in _to_persons(kind, queries.reached(people, kind))}
    return _keep_new(
        [
            _row(occasion, kind, reached[each.person_id] | {"once": each.once, "facts": each.facts})
            for each in news
            if each.person_id in reached
        ]
    )


class Staff(NamedTuple):
    """Which staff are told: persons, and the groups of an organisation or, without one, of the area."""

    area_path: str
    organisation_id: int | None = None
    people: Iterable[Person] = ()


def tell_staff(
    occasion: Occasion, kind: NoticeKind, staff: Staff, once: str, facts: Row, matter_id: int | None = None
) -> int:
    """Tells the staff something that is no event of a matter; each once of what ``once`` names.

    Gives how many notices were written; where none is new, nothing is.
    """
    told = list(_to_all_of(kind, staff))
    for row in told:
        row |= {"once": f"{once}:{_whom(row)}", "matter": matter_id, "facts": facts}
    return _keep_new([_row(occasion, kind, row) for row in told])


def _to_all_of(kind: NoticeKind, staff: Staff) -> Iterator[Row]:
    yield from _to_own_groups(kind, staff)
    for person in staff.people:
        yield from _to_staff(person)


def _to_own_groups(kind: NoticeKind, staff: Staff) -> Iterator[Row]:
    chosen = CHOSEN_AS.get(kind, kind)
    for group in queries.groups():
        covers = staff.area_path.startswith(group.area_path) and chosen in group.kinds
        if covers and group.organisation_id == staff.organisation_id:
            yield {"group": group.id, "way": NoticeWay.GROUP}


def remind(occasion: Occasion) -> int:
    """What a date alone makes worth telling: a deadline that comes near to those who handle the matter, the
    end of the rating to those who have not rated. Gives how many were written; each is written once."""
    near = occasion.due(occasion.book.lights.amber_working_days)
    last = occasion.due(_REMINDED_WORKING_DAYS)
    written = [row for matter in _ending(occasion, _UNDER_WAY, near) for row in _due_soon(occasion, matter)]
    for matter in _ending(occasion, (State.RATING,), last):
        written += _please_rate(occasion, matter)
    return _keep_new(written)


def _ending(occasion: Occasion, states: tuple[State, ...], until: date) -> list[Matter]:
    near = Matter.state.in_(states) & Matter.due_on.between(occasion.today, until)
    return list(Matter.select().where(near).order_by(Matter.id))


def _due_soon(occasion: Occasion, matter: Matter) -> Iterator[Row]:
    to_staff = _to_groups(NoticeKind.DUE_SOON, matter.area.path, matter.organisation_id, matter.id)
    return _by_date(occasion, matter, Telling(NoticeKind.DUE_SOON, Audience.STAFF), to_staff)


def _please_rate(occasion: Occasion, matter: Matter) -> Iterator[Row]:
    asked = _to_persons(NoticeKind.PLEASE_RATE, queries.petitioners(matter.id, NoticeKind.PLEASE_RATE))
    return _by_date(occasion, matter, Telling(NoticeKind.PLEASE_RATE, Audience.PROPOSER), asked)


def _by_date(occasion: Occasion, matter: Matter, telling: Telling, told: Iterable[Row]) -> Iterator[Row]:
    day = str(matter.due_on)
    facts = {"due_on": day, "whose": telling.audience.value}
    for row in told:
        once = f"{telling.kind.value}:{matter.id}:{day}:{_whom(row)}"
        yield _row(occasion, telling.kind, row | {"once": once, "facts": facts})


def _keep_new(written: list[Row]) -> int:
    """As ``_keep``; a sweep that finds nothing new writes nothing, so that no page is made anew for it."""
    names = [row["once"] for row in written]
    known = {once for (once,) in rows(Notice.select(Notice.once).where(Notice.once.in_(names)))}
    new = [row for row in written if row["once"] not in known]
    return transaction(_keep)(new) if new else 0
