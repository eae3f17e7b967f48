"""Venues as everybody sees them, and as the office keeps them."""

from typing import NamedTuple

from portal.domain.geo import Position
from portal.domain.permissions import MAY, Actor
from portal.domain.stages import Action
from portal.domain.terms import VenueKind
from portal.models import Area, Venue
from portal.models.places import AreaKind
from portal.queries.rows import Query, prepared, rows

_POSTED = (AreaKind.COMMUNITY, AreaKind.GRID, AreaKind.BUILDING)


class VenueCard(NamedTuple):
    """A venue: what it is, when somebody is there, whom to call."""

    id: int
    code: str
    kind: VenueKind
    community_id: int
    community: str
    name: str
    address: str
    opening_hours: str
    telephone: str
    longitude: float | None
    latitude: float | None
    active: bool

    @property
    def position(self) -> Position | None:
        if self.longitude is None or self.latitude is None:
            return None
        return Position(self.longitude, self.latitude)


def open_venues() -> list[VenueCard]:
    """All venues that are not closed, by community, each in the order in which they were added."""
    return [VenueCard(*row) for row in _open_venues()]


@prepared
def _open_venues() -> Query:
    return _venues().where(Venue.active)


def venue_by_code(code: str) -> VenueCard | None:
    """The venue of this code, closed or not; None where there is none."""
    return next((VenueCard(*row) for row in _by_code(code.upper())), None)


@prepared
def _by_code(code: str) -> Query:
    return _venues().where(Venue.code == code)


def managed_venues(actor: Actor) -> list[VenueCard]:
    """The venues, closed ones too, of the communities that the actor manages."""
    managed = managed_paths(actor)
    query = rows(_venues().select_extend(Area.path))
    return [VenueCard(*row) for *row, path in query if path.startswith(managed)]


def managed_paths(actor: Actor) -> tuple[str, ...]:
    """The paths of the areas that the actor manages, for ``str.startswith``."""
    grants = (grant for grant in actor.grants if grant.role in MAY[Action.MANAGE_PLACE])
    return tuple(grant.area_path for grant in grants)


def managed_communities(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of the communities that the actor manages."""
    halls = (
        Area.select(Area.id, Area.name, Area.path).where(Area.kind == AreaKind.COMMUNITY).order_by(Area.id)
    )
    managed = managed_paths(actor)
    return [(area_id, name) for area_id, name, path in rows(halls) if path.startswith(managed)]


def managed_areas(actor: Actor) -> list[tuple[int, str, str]]:
    """Id, name and the name around it of the communities, grids and buildings that the actor manages."""
    outer = Area.alias()
    query = (
        Area.select(Area.id, Area.name, outer.name, Area.path)
        .join(outer, on=Area.parent == outer.id)
        .where(Area.kind.in_(_POSTED))
        .order_by(Area.path)
    )
    managed = managed_paths(actor)
    return [
        (area_id, name, around) for area_id, name, around, path in rows(query) if path.startswith(managed)
    ]


def _venues() -> Query:
    return (
        Venue.select(
            Venue.id,
            Venue.code,
            Venue.kind,
            Area.id,
            Area.name,
            Venue.name,
            Venue.address,
            Venue.opening_hours,
            Venue.telephone,
            Venue.longitude,
            Venue.latitude,
            Venue.active,
        )
        .join(Area)
        .order_by(Area.id, Venue.id)
    )
