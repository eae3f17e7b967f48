"""Setting up a place: areas, communities, organisations, the calendar of days off."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
from peewee import chunked

from portal.db import transaction
from portal.models import Area, CalendarDay, CalendarYear, Community, Organisation
from portal.models.places import AreaKind, OrganisationKind
from portal.queries.places import announced_years

_FIRST_YEAR_KNOWN = 2004


@transaction
def add_area(kind: AreaKind, name: str, parent: Area | None = None) -> Area:
    """A new node of the area tree."""
    area = Area.create(kind=kind, name=name, parent=parent)
    area.path = f"{parent.path if parent else '/'}{area.id}/"
    area.save()
    return area


@transaction
def add_community(
    name: str, parent: Area, *, venue: str, address: str, opening_hours: str, telephone: str
) -> Area:
    """A community with its hall."""
    area = add_area(AreaKind.COMMUNITY, name, parent)
    Community.create(
        area=area, venue=venue, address=address, opening_hours=opening_hours, telephone=telephone
    )
    return area


@transaction
def found_community(name: str, parent: Area, **hall: str) -> Area:
    """As ``add_community``, with the residents' committee, to whom falls what was assigned to nobody."""
    area = add_community(name, parent, **hall)
    add_organisation(f"{name}居委会", OrganisationKind.COMMUNITY, area)
    return area


@transaction
def add_organisation(
    name: str, kind: OrganisationKind, area: Area | None = None, telephone: str = ""
) -> Organisation:
    """Somebody who can be given a matter to handle."""
    return Organisation.create(name=name, kind=kind, area=area, telephone=telephone)


@transaction
def seed_calendar() -> list[int]:
    """Copies the days off and make-up working days that ``chinesecalendar`` knows into our own table.

    Returns the years that are announced now. A year already kept is left as it is, so that what staff
    corrected stays corrected.
    """
    kept = announced_years()
    announced = []
    year = _FIRST_YEAR_KNOWN
    while (days := _days_off_the_rule(year)) is not None:
        if year not in kept:
            for batch in chunked(days, 100):
                CalendarDay.insert_many(batch, fields=["day", "working", "occasion"]).execute()
            CalendarYear.create(year=year, source="chinesecalendar")
        announced.append(year)
        year += 1
    return announced


def _days_off_the_rule(year: int) -> list[tuple[date, bool, str]] | None:
    """The year's days that differ from Monday to Friday; None when the year is not announced yet."""
    try:
        return list(_exceptions(year))
    except NotImplementedError:
        return None


def _exceptions(year: int) -> Iterator[tuple[date, bool, str]]:
    day = date(year, 1, 1)
    while day.year == year:
        working = chinese_calendar.is_workday(day)
        if working != (day.weekday() < 5):
            _, occasion = chinese_calendar.get_holiday_detail(day)
            yield day, working, str(occasion or "")
        day += timedelta(days=1)
