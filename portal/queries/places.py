"""Areas, communities and the calendar as they are kept."""

from typing import Any, NamedTuple

from peewee import fn

from portal.domain.calendar import WorkCalendar
from portal.models import Area, CalendarDay, CalendarYear, Community, Organisation
from portal.models.places import AreaKind
from portal.queries.rows import Query, prepared, rows


class CommunityCard(NamedTuple):
    """A community with its hall: whom to call, where to go."""

    area_id: int
    name: str
    venue: str
    address: str
    opening_hours: str
    telephone: str
    path: str


class Grid(NamedTuple):
    """A grid of a community."""

    area_id: int
    community_id: int
    name: str


class Neighbourhood(NamedTuple):
    """A community, or a grid of one: what people choose from when they say where something is."""

    area_id: int
    parent_id: int | None
    kind: AreaKind
    name: str


def community_of(area: Area) -> Area:
    """The community the area lies in, or the area itself where it stands above all communities."""
    node = area
    while node.kind != AreaKind.COMMUNITY and node.parent_id is not None:
        node = node.parent
    return node if node.kind == AreaKind.COMMUNITY else area


def lying_in(area_id: Any) -> Query:
    """The ids of an area and of all that lies in it."""
    inner, outer = Area.alias(), Area.alias()
    begins = fn.SUBSTR(inner.path, 1, fn.LENGTH(outer.path)) == outer.path
    return inner.select(inner.id).join(outer, on=begins).where(outer.id == area_id)


def communities() -> list[CommunityCard]:
    """All communities, in the order in which they were set up."""
    return [CommunityCard(*row) for row in _communities()]


@prepared
def _communities() -> Query:
    return (
        Community.select(
            Area.id,
            Area.name,
            Community.venue,
            Community.address,
            Community.opening_hours,
            Community.telephone,
            Area.path,
        )
        .join(Area)
        .order_by(Area.id)
    )


def grids_of(community_id: int) -> list[Grid]:
    """The grids right below a community, in the order in which they were set up."""
    return [Grid(*row) for row in _grids_of(community_id)]


@prepared
def _grids_of(community_id: int) -> Query:
    grids = Area.select(Area.id, Area.parent, Area.name).where(Area.parent == community_id)
    return grids.where(Area.kind == AreaKind.GRID).order_by(Area.id)


def neighbourhoods() -> list[Neighbourhood]:
    """The communities, each followed by the grids right below it."""
    query = Area.select(Area.id, Area.parent, Area.kind, Area.name).order_by(Area.id)
    named = rows(query.where(Area.kind.in_((AreaKind.COMMUNITY, AreaKind.GRID))))
    grids = [Neighbourhood(*row) for row in named if row[2] is AreaKind.GRID]
    communities = [Neighbourhood(*row) for row in named if row[2] is AreaKind.COMMUNITY]
    return [
        area
        for community in communities
        for area in (community, *(grid for grid in grids if grid.parent_id == community.area_id))
    ]


def office_telephones() -> list[str]:
    """The numbers of halls and organisations, which are no secret: whom to call is what an answer is for."""
    return [number for (number,) in (*_hall_telephones(), *_organisation_telephones())]


@prepared
def _hall_telephones() -> Query:
    return Community.select(Community.telephone)


@prepared
def _organisation_telephones() -> Query:
    return Organisation.select(Organisation.telephone).where(Organisation.telephone != "")


def work_calendar() -> WorkCalendar:
    """The calendar of working days as it is kept in our own table."""
    days = dict(rows(CalendarDay.select(CalendarDay.day, CalendarDay.working)))
    return WorkCalendar(exceptions=days, announced_years=announced_years())


def announced_years() -> frozenset[int]:
    """The years whose days off are kept."""
    return frozenset(year for (year,) in rows(CalendarYear.select(CalendarYear.year)))
