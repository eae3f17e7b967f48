"""Where something is: positions in WGS84, what Chinese maps make of them, and how they lie on a drawing.

Public maps of China are shifted: their GCJ-02 coordinates lie some hundred metres beside the true ones, by a
rule that is public knowledge though no standard prints it. Phones and photos speak WGS84, and so do we.
"""

from dataclasses import dataclass
from math import cos, isfinite, pi, radians, sin, sqrt

from portal.domain.refusal import Refusal, Rule

#: The box around the country, in degrees.
_WEST, _EAST, _SOUTH, _NORTH = 73.4, 135.1, 3.4, 53.6

#: The Krasovsky ellipsoid, by which the shift is reckoned: long axis in metres, eccentricity squared.
_AXIS, _ECCENTRICITY = 6_378_245.0, 0.006_693_421_622_965_943
_CLOSE_ENOUGH = 1e-9  # degrees: a tenth of a millimetre


@dataclass(frozen=True)
class Position:
    """A point within the country, in degrees of WGS84.

    Raises:
        Refusal: COORDINATES_SWAPPED when the two only make sense the other way round, else POSITION_OUTSIDE.
    """

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        if _lies_within(self.longitude, self.latitude):
            return
        swapped = _lies_within(self.latitude, self.longitude)
        raise Refusal(Rule.COORDINATES_SWAPPED if swapped else Rule.POSITION_OUTSIDE, field="position")


def _lies_within(longitude: float, latitude: float) -> bool:
    if not (isfinite(longitude) and isfinite(latitude)):
        return False
    return _WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH


def read_position(longitude: str, latitude: str) -> Position | None:
    """The position in two texts, as a form brings them; None where they are no position of the country."""
    try:
        return Position(float(longitude), float(latitude))
    except (ValueError, Refusal):
        return None


def to_gcj02(longitude: float, latitude: float) -> tuple[float, float]:
    """A WGS84 point as Chinese maps show it."""
    east, north = _shift(longitude - 105.0, latitude - 35.0)
    bend = 1 - _ECCENTRICITY * sin(radians(latitude)) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / (bend * sqrt(bend))
    parallel = _AXIS / sqrt(bend) * cos(radians(latitude))
    return longitude + east * 180 / (parallel * pi), latitude + north * 180 / (meridian * pi)


def from_gcj02(longitude: float, latitude: float) -> tuple[float, float]:
    """The WGS84 point that Chinese maps show here; the rule has no inverse, so it is approached step by step.

    Each step brings it a thousand times nearer; three are enough for a metre.
    """
    true_longitude, true_latitude = longitude, latitude
    for _ in range(10):
        shown_longitude, shown_latitude = to_gcj02(true_longitude, true_latitude)
        off = shown_longitude - longitude, shown_latitude - latitude
        true_longitude, true_latitude = true_longitude - off[0], true_latitude - off[1]
        if max(map(abs, off)) < _CLOSE_ENOUGH:
            break
    return true_longitude, true_latitude


def _shift(x: float, y: float) -> tuple[float, float]:
    """How many metres to the east and to the north a point is moved, by its degrees from 105° E, 35° N."""
    ripple = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
    root = sqrt(abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (ripple + 20 * sin(pi * x) + 40 * sin(pi * x / 3)) * 2 / 3
    east += (150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (ripple + 20 * sin(pi * y) + 40 * sin(pi * y / 3)) * 2 / 3
    north += (160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)) * 2 / 3
    return east, north


@dataclass(frozen=True)
class Box:
    """The least box around something, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def joined(self, other: "Box") -> "Box":
        """The box around both."""
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


class Window:
    """A box as it is drawn: ``size`` units on its longer side, north above, nothing stretched.

    Attributes:
        width, height: of the drawing, with a margin around the box.
    """

    _MARGIN = 0.03  # of the longer side

    def __init__(self, box: Box, size: float) -> None:
        narrowing = cos(radians((box.south + box.north) / 2))  # a degree of longitude is shorter up north
        broad, high = (box.east - box.west) * narrowing, box.north - box.south
        self._margin = size * self._MARGIN
        self._scale = (size - 2 * self._margin) / max(broad, high, 1e-6)
        self._narrowing, self._box = narrowing, box
        self.width = broad * self._scale + 2 * self._margin
        self.height = high * self._scale + 2 * self._margin

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies on the drawing, from its upper left corner."""
        x = (longitude - self._box.west) * self._narrowing * self._scale + self._margin
        y = (self._box.north - latitude) * self._scale + self._margin
        return x, y

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a place on the drawing."""
        longitude = self._box.west + (x - self._margin) / (self._narrowing * self._scale)
        return longitude, self._box.north - (y - self._margin) / self._scale
