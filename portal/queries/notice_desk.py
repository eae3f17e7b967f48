"""Notices as the office reads them: what failed first, then what is newest; calls that are owed; groups."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from peewee import JOIN

from portal.domain.contacts import half_email, half_number
from portal.domain.group_channels import GroupChannel, channel_of
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay
from portal.domain.permissions import MAY, Actor
from portal.domain.stages import Action
from portal.models import Area, Matter, Notice, NoticeGroup, Organisation, Person
from portal.models.places import AreaKind
from portal.queries.rows import Condition, Query, rows

#: A longer list is narrowed by its filters, not leafed through.
SHOWN = 100


@dataclass(frozen=True)
class Narrowed:
    """What of the notices is asked for; None is everything."""

    state: NoticeState | None = None
    kind: NoticeKind | None = None
    way: NoticeWay | None = None


class Line(NamedTuple):
    """A notice in the list, its address half shown."""

    id: int
    kind: NoticeKind
    way: NoticeWay
    state: NoticeState
    error: str
    tries: int
    written_at: datetime
    due_at: datetime
    sent_at: datetime | None
    number: str | None
    name: str | None
    address: str
    group: str | None
    caller: str | None

    @property
    def may_be_tried_again(self) -> bool:
        return self.state is NoticeState.FAILED and self.kind is not NoticeKind.CODE


class GroupLine(NamedTuple):
    """A staff group: what it is told of, and through what; never its address."""

    id: int
    name: str
    area: str
    organisation: str | None
    kinds: list[NoticeKind]
    channel: GroupChannel | None
    active: bool


def notices_for(actor: Actor, narrowed: Narrowed) -> list[Line]:
    """The notices within the actor's reach; unless a state is asked for, those that failed come first."""
    query = _lines().where(_in_reach(actor), *_asked(narrowed)).order_by(Notice.id.desc()).limit(SHOWN)
    if narrowed.state is not None:
        return [_line(*row) for row in rows(query)]
    failed = rows(query.where(Notice.state == NoticeState.FAILED))
    others = rows(query.where(Notice.state != NoticeState.FAILED))
    return [_line(*row) for row in [*failed, *others][:SHOWN]]


def _asked(narrowed: Narrowed) -> list[Condition]:
    wanted = (
        (Notice.state, narrowed.state),
        (Notice.kind, narrowed.kind),
        (Notice.way, narrowed.way),
    )
    return [field == value for field, value in wanted if value is not None] or [Notice.id > 0]


def _lines() -> Query:
    caller = Person.alias()
    return (
        Notice.select(
            Notice.id,
            Notice.kind,
            Notice.way,
            Notice.state,
            Notice.error,
            Notice.tries,
            Notice.written_at,
            Notice.due_at,
            Notice.sent_at,
            Matter.number,
            Person.name,
            Person.phone,
            Person.email,
            Notice.address,
            NoticeGroup.name,
            caller.name,
        )
        .join_from(Notice, Matter, JOIN.LEFT_OUTER)
        .join_from(Notice, Person, JOIN.LEFT_OUTER, on=Notice.person == Person.id)
        .join_from(Notice, NoticeGroup, JOIN.LEFT_OUTER)
        .join_from(Notice, caller, JOIN.LEFT_OUTER, on=Notice.done_by == caller.id)
    )


def _line(*row: Any) -> Line:
    (*first, number, name, phone, email, address, group, caller) = row
    by_mail = first[2] is NoticeWay.EMAIL
    whole = address or (email if by_mail else phone) or ""
    half = half_email(whole) if by_mail else half_number(whole)
    return Line._make([*first, number, name, half, group, caller])


def _in_reach(actor: Actor) -> Condition:
    """By the place of the matter or the group. What has neither is read by who reads the whole place."""
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.SEE_NOTICES]]
    return reduce(or_, (_below(path) for path in paths), Notice.id.is_null())


def _below(path: str) -> Condition:
    areas = Area.select(Area.id).where(Area.path.startswith(path))
    reached = Matter.area.in_(areas) | NoticeGroup.area.in_(areas)
    whole_place = not Area.select().where(~Area.path.startswith(path)).exists()
    return reached | (Notice.matter.is_null() & Notice.group.is_null()) if whole_place else reached


def calls_for(actor: Actor, now: datetime) -> list[Notice]:
    """The calls that the office owes and that may be made at this hour, the oldest first."""
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.MAKE_CALLS]]
    here = reduce(or_, (Area.path.startswith(path) for path in paths), Area.id.is_null())
    owed = (Notice.way == NoticeWay.CALL) & (Notice.state == NoticeState.WAITING) & (Notice.due_at <= now)
    query = (
        Notice.select(Notice, Matter, Person)
        .join_from(Notice, Matter)
        .join_from(Notice, Person, on=Notice.person == Person.id)
        .join_from(Matter, Area, on=Matter.area == Area.id)
    )
    return list(query.where(owed, here).order_by(Notice.id).limit(SHOWN))


def groups_for(actor: Actor) -> list[GroupLine]:
    """The staff groups of the actor's places."""
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.MANAGE_NOTICES]]
    here = reduce(or_, (Area.path.startswith(path) for path in paths), Area.id.is_null())
    query = (
        NoticeGroup.select(
            NoticeGroup.id,
            NoticeGroup.name,
            Area.name,
            Organisation.name,
            NoticeGroup.kinds,
            NoticeGroup.address,
            NoticeGroup.active,
        )
        .join_from(NoticeGroup, Area, on=NoticeGroup.area == Area.id)
        .join_from(NoticeGroup, Organisation, JOIN.LEFT_OUTER, on=NoticeGroup.organisation == Organisation.id)
        .where(here)
        .order_by(NoticeGroup.active.desc(), NoticeGroup.id)
    )
    return [_group(*row) for row in rows(query)]


def _group(
    number: int,
    name: str,
    area: str,
    organisation: str | None,
    kinds: list[str],
    address: str,
    active: bool,
) -> GroupLine:
    known = [NoticeKind(kind) for kind in kinds]
    return GroupLine(number, name, area, organisation, known, channel_of(address), active)


def places_for(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of the places whose groups the actor may connect, the larger first."""
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.MANAGE_NOTICES]]
    here = reduce(or_, (Area.path.startswith(path) for path in paths), Area.id.is_null())
    above_grids = Area.kind.in_((AreaKind.DISTRICT, AreaKind.STREET, AreaKind.COMMUNITY))
    return rows(Area.select(Area.id, Area.name).where(here, above_grids).order_by(Area.path))


def organisations() -> list[tuple[int, str]]:
    """Id and name of those who can be given a matter to handle."""
    return rows(
        Organisation.select(Organisation.id, Organisation.name)
        .where(Organisation.active)
        .order_by(Organisation.id)
    )
