"""亮灯: how a deadline stands today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.calendar import WorkCalendar
from portal.domain.policy import LightRules


class Light(StrEnum):
    """Green: there is time. Amber: the deadline is near. Red: it has passed."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Reading:
    """A light, and the working days until the deadline; negative when working days have passed since."""

    light: Light
    working_days_left: int


def read_light(due_on: date, today: date, calendar: WorkCalendar, rules: LightRules) -> Reading:
    """How a deadline stands. The day itself is still in time; the day after is red, worked or not."""
    left = calendar.working_days_between(today, due_on)
    return Reading(_light(left, today > due_on, rules), left)


def _light(left: int, passed: bool, rules: LightRules) -> Light:
    if passed:
        return Light.RED
    return Light.AMBER if left <= rules.amber_working_days else Light.GREEN
