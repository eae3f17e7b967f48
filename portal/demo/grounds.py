"""The ground of the demonstration: its communities, grids and buildings drawn, and where people are heard.

The county town is on the map; how it is cut here is made up, as its communities are.
"""

from math import sin

import shapely
from shapely import Polygon

from portal.demo.place import Place, Quarter
from portal.demo.story import chance
from portal.domain.geo import Position
from portal.domain.occasion import Occasion
from portal.domain.terms import VenueKind
from portal.models import Area, AreaShape, Community, Venue
from portal.services.outlines import outline
from portal.services.shapes import draw
from portal.services.venues import VenueWords, add_venue

_SOURCE = "演示用的示意边界"
_EAST, _NORTH = 112.2418, 36.1432  # the south-western corner of the town
_BROAD, _HIGH, _STREET = 0.0078, 0.0046, 0.0007  # degrees: 700 by 500 metres, 60 between
_STEPS = 8  # points of a crooked border

_CENTRE_HOURS = "工作日 9:00—12:00，14:00—17:30"


class _Patch:
    """The ground of one community: a crooked square, whose points are named by shares of its sides."""

    def __init__(self, number: int) -> None:
        column, row = number % 2, number // 2
        west = _EAST + column * (_BROAD + _STREET)
        south = _NORTH + row * (_HIGH + _STREET) + column * 0.0006  # the river does not run straight
        self._number, self._west, self._south = number, west, south

    def at(self, along: float, up: float) -> tuple[float, float]:
        """The point so far along to the east and so far up to the north, each 0 to 1."""
        lean = 0.0005 * sin(self._number + 3 * up) * along * (1 - along) * 4
        rise = 0.0004 * sin(2 * self._number + 5 * along)
        return self._west + _BROAD * along + lean, self._south + _HIGH * up + rise

    def cut(self, west: float, east: float, south: float, north: float, crooked: bool = False) -> Polygon:
        """The piece between these shares; ``crooked`` where its borders within the community wind."""
        steps = [step / _STEPS for step in range(_STEPS + 1)] if crooked else [0.0, 1.0]
        ups = [south + (north - south) * step for step in steps]
        alongs = [west + (east - west) * step for step in steps]
        rim = [(along, south) for along in alongs] + [(self._wind(east, up, crooked), up) for up in ups]
        rim += [(along, north) for along in alongs[::-1]]
        rim += [(self._wind(west, up, crooked), up) for up in ups[::-1]]
        return Polygon([self.at(*point) for point in rim])

    def _wind(self, along: float, up: float, crooked: bool) -> float:
        inside = crooked and 0 < along < 1
        return along + 0.06 * sin(6.3 * up + self._number) * (up * (1 - up) * 4) if inside else along


def mark_the_ground(occasion: Occasion, place: Place) -> list[Venue]:
    """Draws all areas and opens the venues, the halls of the communities first."""
    venues = []
    for number, quarter in enumerate(place.quarters):
        patch = _Patch(number)
        _draw(occasion, quarter, patch)
        venues.append(_open_hall(occasion, quarter, patch))
        if number < 2:
            venues.append(_open_centre(occasion, quarter, patch))
    return venues


def position_in(area: Area) -> Position | None:
    """Where in the area somebody stands who lets the phone tell; None where nobody has drawn it."""
    shape = AreaShape.get_or_none(AreaShape.area == area)
    return Position(*outline(shape.geometry).inner) if shape else None


def _draw(occasion: Occasion, quarter: Quarter, patch: _Patch) -> None:
    share = 1 / len(quarter.grids)
    grids = [
        patch.cut(order * share, (order + 1) * share, 0, 1, crooked=True)
        for order in range(len(quarter.grids))
    ]
    draw(occasion, quarter.area, shapely.union_all(grids), _SOURCE)
    for grid, shape in zip(quarter.grids, grids, strict=True):
        draw(occasion, grid, shape, _SOURCE)
    houses = len(quarter.buildings) // len(quarter.grids)
    for order, building in enumerate(quarter.buildings):
        west = (order // houses) * share + 0.12 * share + 0.34 * share * (order % houses % 2)
        south = 0.1 + 0.28 * (order % houses // 2)
        draw(occasion, building, patch.cut(west, west + 0.22 * share, south, south + 0.12), _SOURCE)


def _open_hall(occasion: Occasion, quarter: Quarter, patch: _Patch) -> Venue:
    hall = Community.get(Community.area == quarter.area)
    words = VenueWords(
        VenueKind.DELIBERATION_HALL,
        hall.venue,
        hall.address,
        hall.opening_hours,
        hall.telephone,
        Position(*patch.at(0.46, 0.8)),
    )
    return add_venue(occasion, quarter.area, words, chance(words.name, words.kind).choice)


def _open_centre(occasion: Occasion, quarter: Quarter, patch: _Patch) -> Venue:
    words = VenueWords(
        VenueKind.SERVICE_CENTRE,
        f"{quarter.area.name}便民服务中心",
        f"{quarter.street}，{quarter.estate}北门旁",
        _CENTRE_HOURS,
        position=Position(*patch.at(0.7, 0.3)),
    )
    return add_venue(occasion, quarter.area, words, chance(words.name, words.kind).choice)
