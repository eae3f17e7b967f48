"""The days off of a year as they are kept."""

from datetime import date
from typing import NamedTuple

from portal.models import CalendarDay, CalendarYear
from portal.queries.rows import rows


class DaysOff(NamedTuple):
    """What differs from Monday to Friday in a year. ``source`` is None where the year is not announced."""

    year: int
    source: str | None
    off: dict[date, str]
    worked: dict[date, str]


def days_off_in(year: int) -> DaysOff:
    """The days of one year and what they are for."""
    kept = CalendarDay.select(CalendarDay.day, CalendarDay.working, CalendarDay.occasion).where(
        CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    )
    found = rows(kept.order_by(CalendarDay.day))
    source = CalendarYear.select(CalendarYear.source).where(CalendarYear.year == year).scalar()
    return DaysOff(
        year,
        source,
        {day: name for day, working, name in found if not working},
        {day: name for day, working, name in found if working},
    )
