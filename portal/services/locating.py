"""Where a position lies: the deepest area around it. And what position a photo brought along."""

import warnings
from collections.abc import Mapping
from typing import IO, Any

from PIL import Image

from portal.domain.geo import Position
from portal.models import Area, AreaShape
from portal.queries.rows import Query, prepared
from portal.services.outlines import outline

#: The part of a photo's metadata that tells where it was taken, and what stands in it (Exif 2.3).
_GPS = 0x8825
_SOUTH_OR_NORTH, _LATITUDE, _EAST_OR_WEST, _LONGITUDE = 1, 2, 3, 4


def area_at(position: Position) -> Area | None:
    """The deepest area whose shape holds the position: the building, else its grid, else its community."""
    around = [
        (path.count("/"), area_id)
        for area_id, path, geometry in _boxes_around(position.longitude, position.latitude)
        if outline(geometry).covers(position)
    ]
    found: Area | None = Area.get_by_id(max(around)[1]) if around else None
    return found


@prepared
def _boxes_around(longitude: float, latitude: float) -> Query:
    return (
        AreaShape.select(AreaShape.area, Area.path, AreaShape.geometry)
        .join(Area)
        .where(AreaShape.west <= longitude, AreaShape.east >= longitude)
        .where(AreaShape.south <= latitude, AreaShape.north >= latitude)
    )


def narrowed(chosen: Area, position: Position | None) -> Area:
    """The area that somebody chose, or the one inside it where the position lies.

    What was chosen stands against a position elsewhere: one reports from home what happened at work.
    """
    found = area_at(position) if position else None
    return found if found is not None and found.path.startswith(chosen.path) else chosen


def position_in_photo(file: IO[bytes]) -> Position | None:
    """Where the photo says that it was taken; None where it says nothing, or nothing of this country."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of torn metadata
            said = Image.open(file).getexif().get_ifd(_GPS)
        longitude, latitude = _degrees(said, _LONGITUDE), _degrees(said, _LATITUDE)
        if (said[_EAST_OR_WEST], said[_SOUTH_OR_NORTH]) != ("E", "N"):
            return None
        return Position(longitude, latitude)
    except Exception:  # whatever a camera or a forger wrote into its metadata, the photo itself may be good
        return None


def _degrees(said: Mapping[int, Any], tag: int) -> float:
    degrees, minutes, seconds = (float(part) for part in said[tag])
    return degrees + minutes / 60 + seconds / 3600
