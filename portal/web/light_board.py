"""亮灯: every community, grid and organisation with its lights, for the board, the map and the files."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from portal.domain.light_counts import Due, LightCount, Reader
from portal.domain.lights import Reading
from portal.domain.occasion import Occasion
from portal.models.places import AreaKind
from portal.queries.ground import Ground, grounds
from portal.queries.lights import Lit, lit


class Line(NamedTuple):
    """One community, grid or organisation. ``oldest`` reads what has been red the longest.

    ``grid_id`` is None for a whole community, for what lies in it outside its grids, and for organisations.
    """

    name: str
    lights: LightCount
    oldest: Reading | None
    community_id: int | None = None
    grid_id: int | None = None


class LightBoard:
    """All lights of the place, read once; ``community_id`` narrows what is counted to one community."""

    def __init__(self, now: Occasion, community_id: int | None = None) -> None:
        everywhere = grounds()
        around = next((each.path for each in everywhere if each.area_id == community_id), "/")
        self._reader = Reader(now.today, now.calendar, now.book.lights)
        self._areas = [each for each in everywhere if each.path.startswith(around)]
        self._lit = [each for each in lit() if each.path.startswith(around)]

    @property
    def total(self) -> LightCount:
        return self._reader.count(each.due for each in self._lit)

    @property
    def communities(self) -> list[Line]:
        """Each with all that lies in it."""
        return [
            self._line(each.name, self._inside(each), each.area_id)
            for each in self._areas
            if each.kind is AreaKind.COMMUNITY
        ]

    def grids_of(self, community_id: int) -> list[Line]:
        """The grids, and last, under the community's own name, what lies in none, if anything does."""
        community = next(each for each in self._areas if each.area_id == community_id)
        lines = [
            self._line(each.name, self._inside(each), community_id, each.area_id)
            for each in self._areas
            if each.kind is AreaKind.GRID and each.path.startswith(community.path)
        ]
        outside = self._dues.get(community.path)
        return [*lines, self._line(community.name, outside, community_id)] if outside else lines

    @property
    def organisations(self) -> list[Line]:
        """Those that lead a handling; whose lights are red the most stands first."""
        dues: dict[str, list[Due]] = {}
        for each in self._lit:
            if each.organisation:
                dues.setdefault(each.organisation, []).append(each.due)
        lines = [self._line(name, theirs) for name, theirs in dues.items()]
        return sorted(lines, key=lambda line: (-line.lights.red, -line.lights.amber, line.name))

    @cached_property
    def _dues(self) -> dict[str, list[Due]]:
        """By the deepest area that is shown: what a building has, its grid has."""
        shown = {each.path for each in self._areas}
        dues: dict[str, list[Due]] = {}
        for each in self._lit:
            path = next((path for path in _outwards(each) if path in shown), None)
            if path is not None:
                dues.setdefault(path, []).append(each.due)
        return dues

    def _inside(self, area: Ground) -> Iterable[Due]:
        return (due for path, dues in self._dues.items() if path.startswith(area.path) for due in dues)

    def _line(
        self, name: str, dues: Iterable[Due], community_id: int | None = None, grid_id: int | None = None
    ) -> Line:
        lights = self._reader.count(dues)
        late = lights.oldest.due_on if lights.oldest else None
        return Line(name, lights, self._reader.read(late) if late else None, community_id, grid_id)


def _outwards(lit: Lit) -> Iterable[str]:
    steps = lit.path.strip("/").split("/")
    return ("/" + "/".join(steps[:length]) + "/" for length in range(len(steps), 0, -1))
