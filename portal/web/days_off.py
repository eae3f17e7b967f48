"""The days off of a year in words, for the public page and the office's."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from portal.domain.days_off import Stretch, stretches
from portal.models.rules import ListName
from portal.queries.days_off import days_off_in
from portal.queries.lists import Change, changes
from portal.web import labels
from portal.web.access import occasion
from portal.web.filters import full_day


class Year(NamedTuple):
    """A year as a page shows it; ``is_announced`` is False where Monday to Friday are counted."""

    number: int
    is_announced: bool
    stretches: list[Stretch]
    worked: dict[date, str]


class Told(NamedTuple):
    """A change that was announced late: the days it gave and took, and the record of it."""

    record: Change
    off: list[str]
    worked: list[str]


def year_of(number: int) -> Year:
    """One year's days off."""
    kept = days_off_in(number)
    return Year(number, kept.source is not None, stretches(kept.off, occasion().calendar), kept.worked)


def years_shown(said: str, today: date) -> tuple[int, list[int]]:
    """The year an address asks for, and those there are to choose: the last, this and the next."""
    years = [today.year - 1, today.year, today.year + 1]
    return next((year for year in years if str(year) == said), today.year), years


def told_changes(year: int) -> list[Told]:
    """What was announced late about days of this year, the latest first."""
    return [told for each in changes(ListName.CALENDAR) if (told := _told(each, year))]


def _told(record: Change, year: int) -> Told | None:
    days = {day: worked for day, worked in record.after["days"].items() if day.startswith(f"{year}-")}
    if not days:
        return None
    return Told(
        record,
        [full_day(date.fromisoformat(day)) for day, worked in days.items() if not worked],
        [full_day(date.fromisoformat(day)) for day, worked in days.items() if worked],
    )


def holiday_words(names: Iterable[str]) -> str:
    """What days off are for, in the reader's language where the calendar itself knows them."""
    return _("、").join(str(labels.HOLIDAYS.get(name, name)) for name in names)
