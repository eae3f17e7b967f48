"""Communities and grids as a drawing: paths, where their words stand, and what a tap on it means."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.domain.geo import Box, Position, Window
from portal.models.places import AreaKind
from portal.queries.ground import Ground
from portal.services.outlines import Outline, outline

#: Units on the longer side of a drawing, whatever its size on a screen.
SIZE = 1000

#: Beyond so many areas only their figures are written into them; the names stand in the table.
_MOST_NAMES = 24


class Plot(NamedTuple):
    """One area on the drawing: its path, and the point inside where its words stand."""

    ground: Ground
    path: str
    x: int
    y: int


class Drawing(NamedTuple):
    """Some areas drawn together. ``borders`` are communities, ``plots`` the grids in them."""

    window: Window
    borders: list[Plot]
    plots: list[Plot]

    @property
    def view_box(self) -> str:
        return f"0 0 {round(self.window.width)} {round(self.window.height)}"

    @property
    def is_named(self) -> bool:
        return len(self.plots) <= _MOST_NAMES

    def height_at(self, width: int) -> int:
        """How high the drawing is when it is so wide."""
        return round(width * self.window.height / self.window.width)

    def position_at(self, x: int, y: int, width: int) -> tuple[float, float]:
        """Longitude and latitude of a point on the drawing when it is ``width`` wide."""
        units = self.window.width / width
        return self.window.point(x * units, y * units)

    def place_of(self, position: Position | None) -> tuple[int, int] | None:
        """Where a position lies on the drawing; None where it lies beside it."""
        if position is None:
            return None
        x, y = self.window.place(position.longitude, position.latitude)
        inside = 0 <= x <= self.window.width and 0 <= y <= self.window.height
        return (round(x), round(y)) if inside else None


def draw_grounds(grounds: Iterable[Ground]) -> Drawing | None:
    """The drawing of all that have a shape; None where none has."""
    shaped = [(ground, outline(ground.geometry)) for ground in grounds if ground.geometry]
    if not shaped:
        return None
    window = Window(_around(shape.box for _, shape in shaped), SIZE)
    plots = [_plot(ground, shape, window) for ground, shape in shaped]
    return Drawing(
        window,
        [plot for plot in plots if plot.ground.kind is AreaKind.COMMUNITY],
        [plot for plot in plots if plot.ground.kind is AreaKind.GRID],
    )


def _around(boxes: Iterable[Box]) -> Box:
    first, *rest = boxes
    for box in rest:
        first = first.joined(box)
    return first


def _plot(ground: Ground, shape: Outline, window: Window) -> Plot:
    x, y = window.place(*shape.inner)
    rings = ("L".join(_point(window, *point) for point in ring[:-1]) for ring in shape.rings)
    return Plot(ground, "".join(f"M{ring}Z" for ring in rings), round(x), round(y))


def _point(window: Window, longitude: float, latitude: float) -> str:
    x, y = window.place(longitude, latitude)
    return f"{round(x)} {round(y)}"
