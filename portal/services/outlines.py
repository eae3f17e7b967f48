"""Shapes of areas as Shapely knows them: read once, prepared for the question what lies within."""

import json
from functools import lru_cache
from typing import Any, NamedTuple

import shapely
from shapely.geometry import Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from portal.domain.geo import Box, Position
from portal.domain.refusal import Refusal, Rule

_DECIMALS = 6  # of a degree: a tenth of a metre
_AREAL = ("Polygon", "MultiPolygon")

Ring = tuple[tuple[float, float], ...]


class Outline(NamedTuple):
    """An area's shape: prepared for questions, its rings for drawing, and a point that lies inside."""

    geometry: BaseGeometry
    rings: tuple[Ring, ...]
    inner: tuple[float, float]
    box: Box

    def covers(self, position: Position) -> bool:
        """Whether the position lies inside or on the border."""
        return bool(self.geometry.covers(shapely.Point(position.longitude, position.latitude)))


@lru_cache(maxsize=4096)
def outline(geometry: str) -> Outline:
    """The outline written in an ``AreaShape``."""
    read = shape(json.loads(geometry))
    shapely.prepare(read)
    polygons = [part for part in shapely.get_parts(read) if isinstance(part, Polygon)]
    rings = tuple(
        tuple((x, y) for x, y, *_ in ring.coords)
        for polygon in polygons
        for ring in (polygon.exterior, *polygon.interiors)
    )
    inner = read.representative_point()
    return Outline(read, rings, (inner.x, inner.y), Box(*read.bounds))


def written(geometry: BaseGeometry) -> str:
    """The geometry as an ``AreaShape`` keeps it: GeoJSON, to the tenth of a metre."""
    return json.dumps(mapping(geometry), separators=(",", ":"))


def read_geometry(table: Any, name: str, convert: Any = None) -> BaseGeometry:
    """A polygon or multi-polygon of GeoJSON, every point checked.

    Args:
        name: of the shape, for the refusal.
        convert: turns longitude and latitude into those of WGS84; None where they are.

    Raises:
        Refusal: SHAPES_UNREADABLE, COORDINATES_SWAPPED, POSITION_OUTSIDE, SHAPE_CROSSES_ITSELF.
    """
    try:
        if table["type"] not in _AREAL:
            raise ValueError(table["type"])
        points = _points(table["coordinates"], name, convert)
        geometry = shape({"type": table["type"], "coordinates": points})
        valid = bool(geometry.is_valid) and not geometry.is_empty
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError, shapely.GEOSException) as odd:
        raise Refusal(Rule.SHAPES_UNREADABLE, field="file", shape=name) from odd
    if not valid:
        raise Refusal(Rule.SHAPE_CROSSES_ITSELF, field="file", shape=name)
    return geometry


def _points(coordinates: Any, name: str, convert: Any) -> Any:
    """Nested lists down to the points, which are checked, converted and rounded."""
    if not isinstance(coordinates[0], list | tuple):
        try:
            found = Position(float(coordinates[0]), float(coordinates[1]))
        except Refusal as refusal:
            raise Refusal(refusal.rule, field="file", shape=name) from refusal
        pair = (found.longitude, found.latitude)
        return tuple(round(degree, _DECIMALS) for degree in (convert(*pair) if convert else pair))
    return [_points(part, name, convert) for part in coordinates]
