"""Shapes of areas from a GeoJSON file, and back: read, matched with the areas, kept, given out."""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from shapely.geometry.base import BaseGeometry

from portal.db import transaction
from portal.domain.geo import from_gcj02
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Area, AreaShape
from portal.queries.rows import rows
from portal.services.outlines import read_geometry, written

MOST_BYTES = 10_000_000
_MOST_SHAPES = 5_000
_NAMES, _IDS, _AROUND = ("name", "名称", "NAME"), ("area_id", "id", "ID"), ("within", "community", "社区")


class Shape(NamedTuple):
    """One shape of a file: what it is called there, and its geometry in WGS84."""

    name: str
    key: str
    within: str
    geometry: BaseGeometry


class Miss(StrEnum):
    """Why a shape of the file belongs to no area."""

    UNKNOWN = "unknown"
    MANY = "many"  # several areas of that name
    OTHER_NAME = "other_name"  # the area of that id is called otherwise
    TWICE = "twice"  # another shape of the file has the same area
    NOT_YOURS = "not_yours"


class Match(NamedTuple):
    """A shape and the area it belongs to, or why there is none. ``replaces``: the area has one already."""

    shape: Shape
    area: Area | None
    miss: Miss | None = None
    replaces: bool = False


def read_shapes(data: bytes, gcj02: bool) -> list[Shape]:
    """The shapes in a GeoJSON file.

    Args:
        gcj02: the coordinates are those of Chinese maps and are converted.

    Raises:
        Refusal: SHAPES_UNREADABLE, COORDINATES_SWAPPED, POSITION_OUTSIDE, SHAPE_CROSSES_ITSELF, with the
            name of the shape.
    """
    features = _features(data)
    return [_shape(each, number, gcj02) for number, each in enumerate(features, 1)]


def _features(data: bytes) -> list[Any]:
    try:
        table = json.loads(data.decode("utf-8-sig"))
        features = table["features"] if table["type"] == "FeatureCollection" else [table]
        if len(data) > MOST_BYTES or not 0 < len(features) <= _MOST_SHAPES:
            raise ValueError(len(features))
    except (ValueError, LookupError, TypeError, RecursionError) as odd:
        raise Refusal(Rule.SHAPES_UNREADABLE, field="file") from odd
    return list(features)


def _shape(feature: Any, number: int, gcj02: bool) -> Shape:
    said = feature.get("properties") if isinstance(feature, dict) else None
    said = said if isinstance(said, dict) else {}
    name, within = _said(said, _NAMES), _said(said, _AROUND)
    convert = from_gcj02 if gcj02 else None
    table = feature.get("geometry") if isinstance(feature, dict) else None
    geometry = read_geometry(table, name or f"#{number}", convert)
    return Shape(name or f"#{number}", _said({"id": feature.get("id")} | said, _IDS), within, geometry)


def _said(said: dict[str, Any], names: Iterable[str]) -> str:
    return next((str(said[name]).strip()[:80] for name in names if said.get(name) is not None), "")


def match_shapes(actor: Actor, shapes: Iterable[Shape]) -> list[Match]:
    """Each shape with its area: by id where the name does not contradict it, else by name."""
    areas, drawn = list(Area.select()), {area_id for (area_id,) in rows(AreaShape.select(AreaShape.area))}
    names = {area.id: area.name for area in areas}
    taken: set[int] = set()
    matches = []
    for shape in shapes:
        match = _match(actor, shape, areas, names)
        if match.area is not None and match.area.id in taken:
            match = match._replace(area=None, miss=Miss.TWICE)
        if match.area is not None:
            taken.add(match.area.id)
            match = match._replace(replaces=match.area.id in drawn)
        matches.append(match)
    return matches


def _match(actor: Actor, shape: Shape, areas: list[Area], names: dict[int, str]) -> Match:
    by_id = next((area for area in areas if shape.key == str(area.id)), None)
    unnamed = shape.name.startswith("#")
    if by_id is not None and (unnamed or by_id.name == shape.name):
        return _allowed(actor, shape, by_id)
    called = [area for area in areas if _is_called(area, shape, names)]
    if len(called) == 1:
        return _allowed(actor, shape, called[0])
    if called:
        return Match(shape, None, Miss.MANY)
    return Match(shape, None, Miss.UNKNOWN if by_id is None else Miss.OTHER_NAME)


def _is_called(area: Area, shape: Shape, names: dict[int, str]) -> bool:
    """By its own name within what is named around it, or by the names of a community and it in one."""
    around = [names[int(step)] for step in area.path.strip("/").split("/")[:-1]]
    if shape.within:
        return area.name == shape.name and shape.within in around
    return shape.name == area.name or shape.name in {f"{outer}{area.name}" for outer in around}


def _allowed(actor: Actor, shape: Shape, area: Area) -> Match:
    may = can(actor, Action.MANAGE_PLACE, Subject(area.path))
    return Match(shape, area) if may else Match(shape, None, Miss.NOT_YOURS)


@transaction
def keep_shapes(occasion: Occasion, matches: Iterable[Match], source: str) -> int:
    """Keeps the shapes that have an area, in place of what the areas had; gives their number.

    Raises:
        Refusal: NOT_ALLOWED for an area that is not the actor's to manage.
    """
    kept = 0
    for match in matches:
        if match.area is not None:
            draw(occasion, match.area, match.shape.geometry, source)
            kept += 1
    return kept


@transaction
def draw(occasion: Occasion, area: Area, geometry: BaseGeometry, source: str) -> None:
    """Gives an area its shape. Raises Refusal NOT_ALLOWED."""
    require(occasion.actor, Action.MANAGE_PLACE, Subject(area.path))
    west, south, east, north = geometry.bounds
    box = {"west": west, "south": south, "east": east, "north": north}
    row = {"geometry": written(geometry), "source": source[:200], "drawn_at": occasion.now, **box}
    AreaShape.insert(area=area, **row).on_conflict(conflict_target=[AreaShape.area], update=row).execute()


def shapes_as_geojson(within: str = "/") -> dict[str, Any]:
    """All shapes of the areas whose path begins so, as a FeatureCollection that can be read in again."""
    names = dict(rows(Area.select(Area.id, Area.name)))
    query = AreaShape.select(Area.id, Area.name, Area.kind, Area.path, AreaShape.geometry).join(Area)
    found = rows(query.where(Area.path.startswith(within)).order_by(Area.path))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": area_id,
                "properties": {"name": name, "kind": kind.value, "within": _around(path, names)},
                "geometry": json.loads(geometry),
            }
            for area_id, name, kind, path, geometry in found
        ],
    }


def _around(path: str, names: dict[int, str]) -> str | None:
    steps = path.strip("/").split("/")[:-1]
    return names[int(steps[-1])] if steps else None
