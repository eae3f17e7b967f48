"""Who may be told of something, and by which ways; what waits to be sent."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from peewee import JOIN

from portal.domain.contacts import is_mobile
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often, Wish
from portal.models import Area, Matter, Notice, NoticeGroup, NoticeWish, Person, Support
from portal.queries.rows import Query, prepared, rows

#: How the form's answer to "shall we tell you?" reads as a wish; who said no hears only what was chosen.
_ASKED = {
    "sms": Wish(NoticeWay.SMS, Often.AT_ONCE),
    "call": Wish(NoticeWay.CALL, Often.AT_ONCE),
    "none": Wish(NoticeWay.EMAIL, Often.NEVER),
}

#: Who only supports something is told by letter, once a day: nobody asked for a message of each.
_SUPPORTING = Wish(NoticeWay.EMAIL, Often.DAILY)


class Told(NamedTuple):
    """A person to be told, of which matter if any (of a duplicate, its own), and what was wished."""

    person_id: int
    matter_id: int | None
    language: str
    wish: Wish
    reachable: frozenset[NoticeWay]


class Group(NamedTuple):
    """A staff group that is told at present. ``area_path``: of what lies in there."""

    id: int
    area_path: str
    organisation_id: int | None
    kinds: list[str]


def petitioners(matter_id: int, kind: NoticeKind) -> list[Told]:
    """Those who raised this matter: first its own proposer, then those whose matters were merged into it."""
    found = _petitioners(matter_id, kind.value)
    reached = [_petitioner(*row) for row in found if row[1] is not None]
    for duplicate_id in _beyond(matter_id, [row[0] for row in found if row[0] != matter_id]):
        reached += [_petitioner(*row) for row in _petitioners(duplicate_id, kind.value) if row[1] is not None]
    return reached


def _beyond(matter_id: int, duplicates: list[int]) -> Iterator[int]:
    """What was merged into the duplicates before they were merged themselves.

    Two that are being merged into each other are a ring, until that is refused at the end of its transaction.
    """
    known = {matter_id, *duplicates}
    while duplicates:
        merged = Matter.select(Matter.id).where(Matter.merged_into.in_(duplicates))
        duplicates = [each for (each,) in rows(merged) if each not in known]
        known.update(duplicates)
        yield from duplicates


@prepared
def _petitioners(matter_id: int, kind: str) -> Query:
    own_wish = (NoticeWish.person == Person.id) & (NoticeWish.kind == kind)
    return (
        Matter.select(
            Matter.id,
            Person.id,
            Matter.wants_reply,
            Person.phone,
            Person.email,
            Person.language,
            NoticeWish.way,
            NoticeWish.often,
        )
        .join_from(Matter, Person, JOIN.LEFT_OUTER, on=Matter.proposer == Person.id)
        .join_from(Person, NoticeWish, JOIN.LEFT_OUTER, on=own_wish)
        .where((Matter.id == matter_id) | (Matter.merged_into == matter_id))
        .order_by(Matter.id)
    )


def _petitioner(
    matter_id: int,
    person_id: int,
    wants_reply: str,
    phone: str,
    email: str,
    language: str,
    way: NoticeWay | None,
    often: Often | None,
) -> Told:
    wish = Wish(way, often) if way and often else _ASKED[wants_reply]
    return Told(person_id, matter_id, language, wish, ways_to(phone, email))


def ways_to(phone: str, email: str) -> frozenset[NoticeWay]:
    """By which ways somebody with these can be reached."""
    ways = {NoticeWay.CALL} if phone else set()
    if is_mobile(phone):
        ways.add(NoticeWay.SMS)
    if email:
        ways.add(NoticeWay.EMAIL)
    return frozenset(ways)


def supporters(matter_id: int, kind: NoticeKind) -> list[Told]:
    """The persons who support this matter; browsers without a person cannot be told anything."""
    named = Support.select(Support.supporter).where(
        Support.matter == matter_id, Support.supporter.startswith("p:")
    )
    people = [int(supporter.removeprefix("p:")) for (supporter,) in rows(named)]
    return _reached(people, kind, _SUPPORTING, matter_id)


def reached(people: Collection[int], kind: NoticeKind) -> list[Told]:
    """Those of these persons who can be reached at all: who is asked to come is told at once."""
    return [told for told in _reached(people, kind, _ASKED["sms"], None) if told.reachable]


def _reached(people: Collection[int], kind: NoticeKind, otherwise: Wish, matter_id: int | None) -> list[Told]:
    """``otherwise`` is the wish of who chose nothing."""
    if not people:
        return []
    own_wish = (NoticeWish.person == Person.id) & (NoticeWish.kind == kind)
    found = (
        Person.select(
            Person.id, Person.phone_mark, Person.email_mark, Person.language, NoticeWish.way, NoticeWish.often
        )
        .join(NoticeWish, JOIN.LEFT_OUTER, on=own_wish)
        .where(Person.id.in_(list(people)))
        .order_by(Person.id)
    )
    return [_by_marks(matter_id, otherwise, *row) for row in rows(found)]


def _by_marks(
    matter_id: int | None,
    otherwise: Wish,
    person_id: int,
    phone_mark: str,
    email_mark: str,
    language: str,
    way: NoticeWay | None,
    often: Often | None,
) -> Told:
    """By the marks alone: unsealing the contacts of three hundred people would keep all others waiting."""
    ways = {NoticeWay.SMS, NoticeWay.CALL} if phone_mark else set()
    if email_mark:
        ways.add(NoticeWay.EMAIL)
    wish = Wish(way, often) if way and often else otherwise
    return Told(person_id, matter_id, language, wish, frozenset(ways))


def wishes_of(person_id: int) -> dict[NoticeKind, Wish]:
    """What the person chose, by kind."""
    chosen = NoticeWish.select(NoticeWish.kind, NoticeWish.way, NoticeWish.often)
    return {kind: Wish(way, often) for kind, way, often in rows(chosen.where(NoticeWish.person == person_id))}


def groups() -> list[Group]:
    """The staff groups that are told at present."""
    return [Group(*row) for row in _groups()]


@prepared
def _groups() -> Query:
    return (
        NoticeGroup.select(NoticeGroup.id, Area.path, NoticeGroup.organisation, NoticeGroup.kinds)
        .join(Area)
        .where(NoticeGroup.active)
        .order_by(NoticeGroup.id)
    )


def anything_due(ways: Collection[NoticeWay], now: datetime) -> bool:
    """Whether a notice waits that may go now, by one of the ways that are connected."""
    return bool(due(ways, now).exists())


def due(ways: Collection[NoticeWay], now: datetime) -> "Query":
    """The notices that may go now, what somebody waits for at the other end first."""
    waiting = (Notice.state == NoticeState.WAITING) & (Notice.due_at <= now) & Notice.way.in_(list(ways))
    return Notice.select().where(waiting)
