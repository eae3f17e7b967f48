"""On which days the rule book's meetings are held, once holidays have had their way."""

from datetime import date, timedelta
from typing import NamedTuple

from portal.domain.calendar import WorkCalendar, agenda_closes_on
from portal.domain.meeting_rules import MeetingRules, MeetingType


class PlannedDay(NamedTuple):
    """A meeting that the rule book asks for: the day it names, the day it is held, when its agenda closes."""

    kind: MeetingType
    planned_for: date
    day: date
    agenda_closes_on: date


def planned_days(rules: MeetingRules, calendar: WorkCalendar, today: date, until: date) -> list[PlannedDay]:
    """What the rule book names after ``today`` up to and including ``until``, day by day, of all types.

    A day whose agenda should already be closed is left out: nobody could put a topic on it in time.
    """
    ahead = (today + timedelta(days=number) for number in range(1, (until - today).days + 1))
    planned = (
        _planned(rules, calendar, kind, day) for day in ahead for kind in rules.types if kind.falls_on(day)
    )
    return [each for each in planned if each.agenda_closes_on > today]


def held_on(rules: MeetingRules, calendar: WorkCalendar, day: date) -> date:
    """The day on which a meeting that the rule book wants on ``day`` is held."""
    gives_way = rules.moved_off_holidays and calendar.is_holiday(day)
    return calendar.next_working_day(day) if gives_way else day


def _planned(rules: MeetingRules, calendar: WorkCalendar, kind: MeetingType, day: date) -> PlannedDay:
    held = held_on(rules, calendar, day)
    return PlannedDay(kind, day, held, agenda_closes_on(held, rules.agenda_closes_days_before))
