"""Days off as people speak of them: from when to when, and which weekends are worked for them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from portal.domain.calendar import WorkCalendar

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days off in a row, weekends at its edges among them. ``names`` are what they are for."""

    first: date
    last: date
    names: tuple[str, ...]

    @property
    def days(self) -> int:
        """How many days in a row."""
        return (self.last - self.first).days + 1


def stretches(named: Mapping[date, str], calendar: WorkCalendar) -> list[Stretch]:
    """The days off of ``named`` in their stretches, in order; what is worked there is left out."""
    found: list[Stretch] = []
    for day, name in sorted(named.items()):
        if calendar.is_working(day):
            continue
        if found and day <= found[-1].last:
            found[-1] = found[-1]._replace(names=tuple(dict.fromkeys((*found[-1].names, name))))
        else:
            found.append(Stretch(_edge(day, -_DAY, calendar), _edge(day, _DAY, calendar), (name,)))
    return found


def _edge(day: date, step: timedelta, calendar: WorkCalendar) -> date:
    while not calendar.is_working(day + step):
        day += step
    return day
