"""How many deadlines stand green, amber and red: the light board's figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.domain.calendar import WorkCalendar
from portal.domain.lights import Light, Reading, read_light
from portal.domain.policy import LightRules


class Due(NamedTuple):
    """So many matters with the same deadline; without one they wait for those who raised them.

    ``example`` is the number of one of them.
    """

    due_on: date | None
    number: int
    example: str


@dataclass(frozen=True)
class LightCount:
    """How many of each light, how many wait for those who raised them, and what has been red the longest."""

    green: int = 0
    amber: int = 0
    red: int = 0
    waiting: int = 0
    oldest: Due | None = None

    @property
    def all(self) -> int:
        return self.green + self.amber + self.red + self.waiting

    def of(self, light: Light) -> int:
        """How many of one light."""
        return int(getattr(self, light.value))


class Reader:
    """Reads lights on one day; equal deadlines are read once."""

    def __init__(self, today: date, calendar: WorkCalendar, rules: LightRules) -> None:
        self._today, self._calendar, self._rules = today, calendar, rules
        self._read: dict[date, Reading] = {}

    def read(self, due_on: date) -> Reading:
        """The light of a deadline."""
        if due_on not in self._read:
            self._read[due_on] = read_light(due_on, self._today, self._calendar, self._rules)
        return self._read[due_on]

    def count(self, dues: Iterable[Due]) -> LightCount:
        """All of them together."""
        numbers = {"green": 0, "amber": 0, "red": 0, "waiting": 0}
        late: list[Due] = []
        for due in dues:
            light = self.read(due.due_on).light.value if due.due_on else "waiting"
            numbers[light] += due.number
            late += [due] if light == Light.RED else []
        return LightCount(**numbers, oldest=min(late, key=lambda due: str(due.due_on), default=None))
