"""Who sits at a level: the area it stands for, the roles held there, the departments that take part."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from portal.domain.permissions import Actor, Role
from portal.domain.terms import Level
from portal.models import Area, Matter, Organisation, Person, RoleHolding
from portal.models.places import AreaKind, OrganisationKind
from portal.queries.rows import Condition, rows
from portal.queries.subjects import organisations_of

_AREA_AT: Mapping[Level, AreaKind] = MappingProxyType(
    {
        Level.GRID: AreaKind.GRID,
        Level.COMMUNITY: AreaKind.COMMUNITY,
        Level.STREET: AreaKind.STREET,
        Level.DISTRICT: AreaKind.DISTRICT,
    }
)

#: Who answers for a level.
ROLE_AT: Mapping[Level, Role] = MappingProxyType(
    {
        Level.GRID: Role.GRID_MEMBER,
        Level.COMMUNITY: Role.COMMUNITY_SECRETARY,
        Level.STREET: Role.STREET_OFFICER,
        Level.DEPARTMENT: Role.DEPARTMENT_HANDLER,
        Level.DISTRICT: Role.DISTRICT_ADMINISTRATOR,
    }
)


#: Whatever is late was handled by a community or a department.
_NOTHING_COMES_UP_TO = frozenset({Level.GRID, Level.COMMUNITY})


def levels_of(actor: Actor) -> frozenset[Level]:
    """The levels for which somebody answers, of those to which anything is passed up."""
    held = {grant.role for grant in actor.grants}
    return frozenset(level for level, role in ROLE_AT.items() if role in held) - _NOTHING_COMES_UP_TO


class Office(NamedTuple):
    """Who hears of something at a level. ``organisation_ids``: departments, or None for the area itself."""

    area_path: str
    organisation_ids: tuple[int | None, ...]
    people: list[Person]


def office_at(level: Level, matter: Matter, now: datetime) -> Office:
    """Those at the level who are concerned with this matter; at the departments' level those that take part.

    Where no department takes part nobody is concerned there, and the level after it hears of it in its turn.
    """
    if level is Level.DEPARTMENT:
        departments = _departments_of(matter)
        return Office(matter.area.path, departments, _holders(level, matter, now, departments))
    return Office(_path_at(level, matter.area), (None,), _holders(level, matter, now))


def _departments_of(matter: Matter) -> tuple[int | None, ...]:
    taking_part = Organisation.id.in_(list(organisations_of(matter)))
    departments = Organisation.select(Organisation.id).where(
        taking_part, Organisation.kind == OrganisationKind.DEPARTMENT
    )
    return tuple(id_ for (id_,) in rows(departments.order_by(Organisation.id)))


def _path_at(level: Level, area: Area) -> str:
    """The path of the area of that kind around this one; the place's root where there is none."""
    node = area
    while node.kind != _AREA_AT[level] and node.parent_id is not None:
        node = node.parent
    return str(node.path)


def _holders(
    level: Level, matter: Matter, now: datetime, organisation_ids: tuple[int | None, ...] | None = None
) -> list[Person]:
    around = [int(each) for each in matter.area.path.strip("/").split("/")]
    held: Condition = (RoleHolding.role == ROLE_AT[level]) & RoleHolding.area.in_(around)
    held &= RoleHolding.until.is_null() | (RoleHolding.until > now)
    if organisation_ids is not None:
        held &= RoleHolding.organisation.in_(list(organisation_ids))
    persons = Person.id.in_(RoleHolding.select(RoleHolding.person).where(held))
    return list(Person.select().where(persons, Person.erased_at.is_null()).order_by(Person.id))
