"""The day after expiry a reminder, and then one level up every so many working days."""

from dataclasses import replace
from datetime import date

from portal import presets
from portal.domain.calendar import WorkCalendar
from portal.domain.escalation import Rung, chain_from, rungs_due
from portal.domain.terms import Level

RULES = presets.load("anze").handling
#: The seven days of the national holiday, and the Saturday that was worked for them.
CALENDAR = WorkCalendar(
    {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True}, frozenset({2026})
)
BY_THE_COMMUNITY = chain_from(Level.COMMUNITY, RULES.escalates_to)


def test_what_the_community_handles_goes_to_the_street_first():
    assert BY_THE_COMMUNITY == (Level.COMMUNITY, Level.STREET, Level.DEPARTMENT, Level.DISTRICT)


def test_what_a_department_handles_goes_to_the_district_at_once():
    assert chain_from(Level.DEPARTMENT, RULES.escalates_to) == (Level.DEPARTMENT, Level.DISTRICT)


def test_a_place_without_a_level_leaves_it_out():
    assert chain_from(Level.COMMUNITY, (Level.COMMUNITY, Level.DISTRICT)) == (Level.COMMUNITY, Level.DISTRICT)


def test_nobody_is_reminded_on_the_last_day():
    assert rungs_due(date(2026, 11, 3), date(2026, 11, 3), BY_THE_COMMUNITY, CALENDAR, RULES) == []


def test_the_day_after_expiry_is_a_reminder_and_five_working_days_later_the_street_hears_of_it():
    reminder = Rung(0, Level.COMMUNITY, date(2026, 11, 4))
    for day in (4, 10):
        assert rungs_due(date(2026, 11, 3), date(2026, 11, day), BY_THE_COMMUNITY, CALENDAR, RULES) == [
            reminder
        ]
    assert rungs_due(date(2026, 11, 3), date(2026, 11, 11), BY_THE_COMMUNITY, CALENDAR, RULES) == [
        reminder,
        Rung(1, Level.STREET, date(2026, 11, 11)),
    ]


def test_after_the_top_nothing_more_comes():
    assert rungs_due(date(2026, 11, 3), date(2027, 11, 3), BY_THE_COMMUNITY, CALENDAR, RULES) == [
        Rung(0, Level.COMMUNITY, date(2026, 11, 4)),
        Rung(1, Level.STREET, date(2026, 11, 11)),
        Rung(2, Level.DEPARTMENT, date(2026, 11, 18)),
        Rung(3, Level.DISTRICT, date(2026, 11, 25)),
    ]


def test_a_reminder_comes_on_a_saturday_too_and_holidays_do_not_count():
    # 25 September is a Friday. 28, 29, 30 September, 8 and 9 October are worked.
    due = date(2026, 9, 25)
    assert rungs_due(due, date(2026, 10, 9), BY_THE_COMMUNITY, CALENDAR, RULES) == [
        Rung(0, Level.COMMUNITY, date(2026, 9, 26)),
        Rung(1, Level.STREET, date(2026, 10, 9)),
    ]


def test_the_rule_book_says_how_many_days_lie_between():
    every_two = replace(RULES, escalation_working_days=2)
    rungs = rungs_due(date(2026, 11, 3), date(2026, 11, 9), BY_THE_COMMUNITY, CALENDAR, every_two)
    assert [rung.fell_on for rung in rungs] == [date(2026, 11, 4), date(2026, 11, 6)]
