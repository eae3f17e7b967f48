"""Working days, 议事日 (deliberation days) and the day on which an agenda closes."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Annotated, Protocol

from portal.domain.rulebook_reading import Between, Distinct

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. Monday to Friday are, except where the State Council's yearly notice differs.

    `exceptions` maps a day to whether it is worked: False for a holiday, True for a 调休 make-up day.
    `announced_years` are the years whose notice is known; any other year counts Monday to Friday and
    `is_announced` lets people be told so.
    """

    exceptions: Mapping[date, bool]
    announced_years: frozenset[int]

    def is_announced(self, year: int) -> bool:
        return year in self.announced_years

    def is_working(self, day: date) -> bool:
        return self.exceptions.get(day, day.isoweekday() <= 5)

    def is_holiday(self, day: date) -> bool:
        """Whether the day is off by the State Council's notice: a free weekday, or the weekend joined to one.

        A weekend of an ordinary week is none: many a community deliberates on it, because people are free.
        """
        free = [day, *self._free_days(day, _DAY), *self._free_days(day, -_DAY)]
        return not self.is_working(day) and any(each.isoweekday() <= 5 for each in free)

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        return self._next_working_day(day)

    def _free_days(self, day: date, step: timedelta) -> Iterator[date]:
        """The unbroken days off that follow ``day``, or lie before it."""
        while not self.is_working(day := day + step):
            yield day

    def add_working_days(self, start: date, days: int) -> date:
        """The day on which `days` working days have passed; the first one after `start` counts as 1.

        No days give `start` itself, worked or not. Raises ValueError for a negative number.
        """
        if days < 0:
            raise ValueError("working days to add cannot be negative")
        day = start
        for _ in range(days):
            day = self._next_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
        return self._worked_through(end) - self._worked_through(start)

    def _next_working_day(self, day: date) -> date:
        day += _DAY
        while not self.is_working(day):
            day += _DAY
        return day

    def _worked_through(self, day: date) -> int:
        """Working days since the first of January of the year 1, a Monday: counting without walking."""
        weeks, rest = divmod(day.toordinal(), 7)
        days, shifts = self._shifts
        return weeks * 5 + min(rest, 5) + shifts[bisect_right(days, day)]

    @cached_property
    def _shifts(self) -> tuple[list[date], list[int]]:
        """The exceptions in order, and by how much the days up to each differ from plain weeks."""
        days = sorted(self.exceptions)
        steps = (self.exceptions[day] - (day.isoweekday() <= 5) for day in days)
        return days, list(accumulate(steps, initial=0))


class FallsOn(Protocol):
    """Whatever names days: one rule, or a type of meeting with several."""

    def falls_on(self, day: date) -> bool: ...


@dataclass(frozen=True)
class DayRule:
    """On which days a community deliberates: either days of the month or days of the week.

    `monthdays` are 1 to 31; in a month that is too short the last day takes their place, as Anze does with
    its 30th in February. `weekdays` are 1 (Monday) to 7; every week, or only in the `weeks` of the month,
    where 2 means the second such weekday and -1 the last. `example` says that the source names no day.
    Raises ValueError unless exactly one way is used.
    """

    monthdays: Annotated[tuple[Annotated[int, Between(1, 31)], ...], Distinct()] = ()
    weekdays: Annotated[tuple[Annotated[int, Between(1, 7)], ...], Distinct()] = ()
    weeks: Annotated[tuple[Annotated[int, Between(-1, 4)], ...], Distinct()] = ()
    example: bool = False

    def __post_init__(self) -> None:
        if bool(self.monthdays) == bool(self.weekdays):
            raise ValueError("either monthdays or weekdays, and not both")
        if self.weeks and (0 in self.weeks or self.monthdays):
            raise ValueError("weeks only beside weekdays, each from 1 to 4, or -1 for the last")

    def falls_on(self, day: date) -> bool:
        """Whether the community deliberates on this day."""
        last = monthrange(day.year, day.month)[1]
        if self.monthdays:
            return day.day in {min(monthday, last) for monthday in self.monthdays}
        return day.isoweekday() in self.weekdays and self._in_weeks(day, last)

    def _in_weeks(self, day: date, last: int) -> bool:
        nth_from_start = (day.day + 6) // 7
        return not self.weeks or nth_from_start in self.weeks or (-1 in self.weeks and day.day + 7 > last)


def deliberation_days(rule: FallsOn, year: int, month: int) -> list[date]:
    """The 议事日 of one month, in order."""
    last = monthrange(year, month)[1]
    days = (date(year, month, number) for number in range(1, last + 1))
    return [day for day in days if rule.falls_on(day)]


def next_deliberation_day(rule: FallsOn, after: date) -> date:
    """The first 议事日 later than `after`."""
    return next(day for day in _days_after(after) if rule.falls_on(day))


def agenda_closes_on(day: date, days_before: int) -> date:
    """The day from which on the agenda of the meeting on `day` stands, public and unchanged.

    Calendar days, not working days: Anze settles its topics 10 days before the 说事议事日.
    """
    return day - timedelta(days=days_before)


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += _DAY
        yield day
