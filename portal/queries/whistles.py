"""Whistles as the office sees them, and how departments responded."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from peewee import JOIN

from portal.domain.permissions import MAY, Actor, Role
from portal.domain.stages import Action
from portal.domain.whistles import Answered
from portal.models import Area, CallReport, Matter, Organisation, Person, Venue, Whistle, WhistleCall
from portal.models.places import OrganisationKind
from portal.models.whistles import CallStep, CheckInWay
from portal.queries.rows import Condition, Query, rows

_SHOWN = 60
_READERS = MAY[Action.WHISTLE] | {Role.AUDITOR}


class Called(NamedTuple):
    """One department called by a whistle, with what it was called for. ``number`` is of its matter, if any;
    ``venue_code`` is on the poster of the venue that it was called to; ``called_off`` is the reason for which
    nobody need come any more, empty while the whistle stands."""

    id: int
    whistle_id: int
    community: str
    community_path: str
    organisation_id: int
    organisation: str
    place: str
    text: str
    urgent: bool
    blown_at: datetime
    due_at: datetime
    checked_in_at: datetime | None
    way: CheckInWay | None
    confirmed_at: datetime | None
    rating: int | None
    number: str | None
    venue_code: str | None
    called_off: str

    @property
    def is_over(self) -> bool:
        """Whether nobody owes anything any more."""
        return self.confirmed_at is not None or bool(self.called_off)


class Said(NamedTuple):
    """What was said on the way of a call."""

    step: CallStep
    at: datetime
    name: str
    text: str


def departments_of(actor: Actor) -> list[int]:
    """The organisations for which the actor comes when they are called."""
    held = (grant for grant in actor.grants if grant.role in MAY[Action.CHECK_IN])
    return [grant.organisation_id for grant in held if grant.organisation_id is not None]


def calls_to(organisation_ids: Iterable[int]) -> list[Called]:
    """Calls to these departments: those still open first, the soonest due first; then the last ones."""
    return _found(WhistleCall.organisation.in_(list(organisation_ids)))


def calls_from(actor: Actor) -> list[Called]:
    """Calls by the communities for which the actor may whistle, or reads; those still open first."""
    paths = [grant.area_path for grant in actor.grants if grant.role in _READERS]
    return _found(_within(paths))


def call_of(call_id: int) -> Called | None:
    """One call; None where there is none."""
    return next(iter(_found(WhistleCall.id == call_id)), None)


def calls_of(whistle_id: int) -> list[Called]:
    """All calls of one whistle."""
    return _found(WhistleCall.whistle == whistle_id)


def calls_at(organisation_ids: Iterable[int], venue_code: str) -> list[Called]:
    """Calls to these departments to this venue, at which nobody has checked in yet."""
    here = (Venue.code == venue_code.upper()) & waits()
    return _found(here & WhistleCall.organisation.in_(list(organisation_ids)))


def waits() -> Condition:
    """Whether a call, joined with its whistle, waits for somebody to come."""
    return WhistleCall.checked_in_at.is_null() & Whistle.closed_at.is_null()


def _within(paths: Iterable[str]) -> Condition:
    inside = WhistleCall.id.is_null()
    for path in paths:
        inside |= Area.path.startswith(path)
    return inside


def _found(which: Condition) -> list[Called]:
    is_over = WhistleCall.confirmed_at.is_null(False) | Whistle.called_off_by.is_null(False)
    query = _calls().where(which).order_by(is_over, WhistleCall.id.desc()).limit(_SHOWN)
    found = [Called(*row) for row in rows(query)]
    return sorted(found, key=lambda each: (each.is_over, each.due_at, each.id))


def _calls() -> Query:
    shown = (
        *(WhistleCall.id, Whistle.id, Area.name, Area.path, Organisation.id, Organisation.name),
        *(Whistle.place, Whistle.text, Whistle.urgent, Whistle.blown_at, WhistleCall.due_at),
        *(WhistleCall.checked_in_at, WhistleCall.way, WhistleCall.confirmed_at, WhistleCall.rating),
        *(Matter.number, Venue.code, Whistle.called_off_because),
    )
    return (
        WhistleCall.select(*shown)
        .join(Whistle)
        .join(Area)
        .join_from(WhistleCall, Organisation)
        .join_from(Whistle, Matter, JOIN.LEFT_OUTER)
        .join_from(Whistle, Venue, JOIN.LEFT_OUTER)
    )


def said_on(call_ids: Iterable[int]) -> dict[int, list[Said]]:
    """What was said on the way of these calls, oldest first, by call."""
    query = (
        CallReport.select(CallReport.call, CallReport.step, CallReport.at, Person.name, CallReport.text)
        .join(Person)
        .where(CallReport.call.in_(list(call_ids)))
        .order_by(CallReport.call, CallReport.id)
    )
    return {
        call_id: [Said(*row[1:]) for row in said]
        for call_id, said in groupby(rows(query), lambda row: row[0])
    }


def departments() -> list[tuple[int, str]]:
    """Every department that can be called, by id and name."""
    of_use = Organisation.active & (Organisation.kind == OrganisationKind.DEPARTMENT)
    return rows(
        Organisation.select(Organisation.id, Organisation.name).where(of_use).order_by(Organisation.id)
    )


def answered_between(first: date, last: date, community_id: int | None) -> dict[str, list[Answered]]:
    """The calls of whistles blown from ``first`` to ``last``, by the department's name; one select.

    What was called off in time is nobody's call; who had let the time pass by then was late all the same.
    """
    begin, end = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    when: Condition = (Whistle.blown_at >= begin) & (Whistle.blown_at < end)
    when &= Whistle.called_off_by.is_null() | (Whistle.closed_at > WhistleCall.due_at)
    if community_id is not None:
        when &= Whistle.community == community_id
    query = (
        WhistleCall.select(
            Organisation.name,
            Whistle.blown_at,
            WhistleCall.due_at,
            WhistleCall.checked_in_at,
            WhistleCall.rating,
        )
        .join(Whistle)
        .join_from(WhistleCall, Organisation)
        .where(when)
        .order_by(Organisation.name, Whistle.blown_at)
    )
    return {
        name: [Answered(*row[1:]) for row in called]
        for name, called in groupby(rows(query), lambda row: row[0])
    }
