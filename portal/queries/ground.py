"""The ground as it is drawn: shapes of areas, how many matters are open in each, who looks after a grid."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from peewee import JOIN, Case, fn

from portal.domain.permissions import Role
from portal.domain.stages import Stage
from portal.models import Area, AreaShape, Matter, Person, RoleHolding
from portal.models.places import AreaKind
from portal.queries.matters import ON_THE_CLOCK
from portal.queries.rows import Query, prepared, rows

#: What hangs in the last column is done for those who live there, published or waiting for it.
_UNDER_WAY = frozenset(Stage) - {Stage.PUBLISH}

_DRAWN = (AreaKind.COMMUNITY, AreaKind.GRID)


class Ground(NamedTuple):
    """A community or a grid with its shape, in GeoJSON; None where nobody has drawn it."""

    area_id: int
    kind: AreaKind
    name: str
    path: str
    geometry: str | None


class Busy(NamedTuple):
    """How many matters are open in an area itself, and the nearest deadline among them."""

    path: str
    number: int
    due_on: date | None


class Keeper(NamedTuple):
    """A grid and the name of its grid member."""

    path: str
    grid: str
    person: str


def grounds() -> list[Ground]:
    """All communities and grids, each community followed by its own, in the order of their entry."""
    found = (Ground(*row) for row in _grounds())
    return sorted(found, key=lambda ground: [int(step) for step in ground.path.strip("/").split("/")])


@prepared
def _grounds() -> Query:
    return (
        Area.select(Area.id, Area.kind, Area.name, Area.path, AreaShape.geometry)
        .join(AreaShape, JOIN.LEFT_OUTER, on=AreaShape.area == Area.id)
        .where(Area.kind.in_(_DRAWN))
    )


def busy_areas() -> list[Busy]:
    """The areas in which public matters are under way; only deadlines somebody can be late for count."""
    return [Busy(path, number, _day(due_on)) for path, number, due_on in _busy_areas()]


@prepared
def _busy_areas() -> Query:
    clocked = Case(None, [(Matter.state.in_(ON_THE_CLOCK), Matter.due_on)])
    return (
        Matter.select(Area.path, fn.COUNT(Matter.id), fn.MIN(clocked))
        .join(Area, on=Matter.area == Area.id)
        .where(Matter.board_column.in_(_UNDER_WAY))
        .group_by(Area.path)
    )


def _day(value: date | str | None) -> date | None:
    """SQLite's text as the day it names; PostgreSQL gives days."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def keepers(now: datetime) -> list[Keeper]:
    """All grid members, whoever was appointed first before others of the same grid."""
    query = (
        RoleHolding.select(Area.path, Area.name, Person.name)
        .join_from(RoleHolding, Area)
        .join_from(RoleHolding, Person)
        .where(RoleHolding.role == Role.GRID_MEMBER, RoleHolding.since <= now)
        .where(Area.kind == AreaKind.GRID, RoleHolding.until.is_null() | (RoleHolding.until > now))
    )
    return [Keeper(*row) for row in rows(query.order_by(RoleHolding.id))]


def keeper_of(path: str, everybody: Iterable[Keeper]) -> Keeper | None:
    """The one among them who looks after this area, or after what it lies in."""
    return next((keeper for keeper in everybody if path.startswith(keeper.path)), None)
