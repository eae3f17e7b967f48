"""Early warnings as those see them who were warned, and the figures for everybody."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from peewee import JOIN, fn

from portal.domain.early_warning import Met, RiskEnd
from portal.domain.permissions import MAY, Actor, Grant, Role
from portal.domain.stages import Action, State
from portal.models import Area, EarlyWarning, Matter, Organisation, Person, Warned
from portal.models.warnings import WarnedRole
from portal.queries.rows import Condition, Query, rows

_SHOWN = 60
_READERS = MAY[Action.SETTLE_WARNING] | {Role.AUDITOR}


class WarnedOne(NamedTuple):
    """One who was warned; ``name`` is the person's, the department's, or empty for the community's office."""

    id: int
    role: WarnedRole
    name: str
    person_id: int | None
    organisation_id: int | None
    acknowledged_at: datetime | None


class Risk(NamedTuple):
    """A warning with the public words of its matter, and with all who were warned."""

    id: int
    number: str
    title: str
    place: str
    private: bool
    area_path: str
    community: str
    community_path: str
    warned_at: datetime
    acknowledge_by: datetime
    end: RiskEnd | None
    ended_at: datetime | None
    words: str
    warned: list[WarnedOne]


def risks_for(actor: Actor) -> list[Risk]:
    """What the actor was warned of, or reads as one of the area; those not settled first, then the newest."""
    query = _risks().where(_concerns(actor) & (Matter.state != State.WITHDRAWN))
    return _with_warned(query.order_by(EarlyWarning.ended_at.is_null().desc(), EarlyWarning.id.desc()))


def risk_of(warning_id: int) -> Risk | None:
    """One warning; None where there is none."""
    return next(iter(_with_warned(_risks().where(EarlyWarning.id == warning_id))), None)


def _concerns(actor: Actor) -> Condition:
    own = Warned.select(Warned.warning).where(_is_own(actor))
    concerned = EarlyWarning.id.in_(own)
    for grant in actor.grants:
        if grant.role in _READERS:
            concerned |= Matter.area.in_(_inside(grant))
    return concerned


def _is_own(actor: Actor) -> Condition:
    departments = [grant.organisation_id for grant in actor.grants if grant.organisation_id is not None]
    return (Warned.person == (actor.person_id or 0)) | Warned.organisation.in_(departments)


def _inside(grant: Grant) -> Query:
    return Area.select(Area.id).where(Area.path.startswith(grant.area_path))


def _risks() -> Query:
    area, community = Area.alias(), Area.alias()
    shown = (
        *(EarlyWarning.id, Matter.number, Matter.public_title, Matter.public_place, Matter.private),
        *(area.path, community.name, community.path, EarlyWarning.warned_at, EarlyWarning.acknowledge_by),
        *(EarlyWarning.end, EarlyWarning.ended_at, EarlyWarning.words),
    )
    return (
        EarlyWarning.select(*shown)
        .join(Matter)
        .join(area, on=Matter.area == area.id)
        .join_from(Matter, community, on=Matter.community == community.id)
    )


def _with_warned(query: Query) -> list[Risk]:
    found = rows(query.limit(_SHOWN))
    warned = _warned(row[0] for row in found)
    return [Risk._make([*row, warned.get(row[0], [])]) for row in found]


def _warned(warning_ids: Iterable[int]) -> dict[int, list[WarnedOne]]:
    name = fn.COALESCE(Person.name, Organisation.name, "")
    shown = (Warned.id, Warned.role, name, Warned.person, Warned.organisation, Warned.acknowledged_at)
    query = (
        Warned.select(Warned.warning, *shown)
        .join(Person, JOIN.LEFT_OUTER, on=Warned.person == Person.id)
        .join_from(Warned, Organisation, JOIN.LEFT_OUTER)
        .where(Warned.warning.in_(list(warning_ids)))
        .order_by(Warned.warning, Warned.id)
    )
    return {
        warning_id: [WarnedOne(*row[1:]) for row in warned]
        for warning_id, warned in groupby(rows(query), lambda row: row[0])
    }


def met_between(first: date, last: date, community_id: int | None) -> list[Met]:
    """The warnings given from ``first`` to ``last``, but for what was taken back; one select."""
    begin, end = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    when: Condition = (EarlyWarning.warned_at >= begin) & (EarlyWarning.warned_at < end)
    when &= Matter.state != State.WITHDRAWN
    if community_id is not None:
        when &= Matter.community == community_id
    soonest = Warned.select(fn.MIN(Warned.acknowledged_at)).where(Warned.warning == EarlyWarning.id)
    query = EarlyWarning.select(EarlyWarning.warned_at, soonest.alias("seen"), EarlyWarning.end)
    return [
        Met(at, _moment(seen), end)
        for at, seen, end in rows(query.join(Matter).where(when).order_by(EarlyWarning.id))
    ]


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite gives the smallest of its moments as the text that it keeps."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
