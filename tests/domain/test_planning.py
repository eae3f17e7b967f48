"""Which days the rule book's meetings fall on: all types, off holidays, never too late for topics."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.calendar import DayRule, WorkCalendar
from portal.domain.meeting_rules import MeetingRules, MeetingType
from portal.domain.planning import held_on, planned_days
from portal.domain.terms import Capacity

#: The national holiday of 2026, 1 to 7 October, with its make-up Saturday.
CALENDAR = WorkCalendar(
    {date(2026, 10, day): False for day in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True}, frozenset({2026})
)
DAY_RULES = st.one_of(
    st.builds(DayRule, monthdays=st.sets(st.integers(1, 31), min_size=1, max_size=4).map(tuple)),
    st.builds(
        DayRule,
        weekdays=st.sets(st.integers(1, 7), min_size=1, max_size=3).map(tuple),
        weeks=st.sets(st.sampled_from([1, 2, 3, 4, -1]), max_size=2).map(tuple),
    ),
)


def meetings(*of_types, moved=True, closes=10):
    types = tuple(
        MeetingType(key, key, "", (Capacity.RESIDENT,), days=days)
        for key, days in zip(("ordinary", "talk", "lesson"), of_types, strict=False)
    )
    return MeetingRules(closes, 0.5, False, types, moved_off_holidays=moved)


def test_a_day_in_the_holiday_gives_way_to_the_first_day_worked_after_it():
    rules = meetings((DayRule(monthdays=(3,)),))
    assert held_on(rules, CALENDAR, date(2026, 10, 3)) == date(2026, 10, 8)  # a Saturday inside the holiday
    assert held_on(rules, CALENDAR, date(2026, 10, 7)) == date(2026, 10, 8)


def test_a_plain_saturday_is_no_holiday():
    rules = meetings((DayRule(weekdays=(6,)),))
    assert held_on(rules, CALENDAR, date(2026, 10, 17)) == date(2026, 10, 17)


def test_where_the_rule_book_says_so_holidays_change_nothing():
    rules = meetings((DayRule(monthdays=(3,)),), moved=False)
    assert held_on(rules, CALENDAR, date(2026, 10, 3)) == date(2026, 10, 3)


def test_two_types_may_land_on_one_day():
    rules = meetings((DayRule(monthdays=(1,)),), (DayRule(monthdays=(2,)),))
    planned = planned_days(rules, CALENDAR, date(2026, 9, 1), date(2026, 10, 31))
    assert [(each.kind.key, each.planned_for, each.day) for each in planned] == [
        ("ordinary", date(2026, 10, 1), date(2026, 10, 8)),
        ("talk", date(2026, 10, 2), date(2026, 10, 8)),
    ]


def test_weekly_and_nth_weekday_types_are_planned_side_by_side():
    rules = meetings((DayRule(weekdays=(5,), weeks=(2, 4)),), (DayRule(weekdays=(3,)),), closes=0)
    planned = planned_days(rules, CALENDAR, date(2026, 10, 31), date(2026, 11, 30))
    assert [(each.kind.key, each.day.day) for each in planned] == [
        ("talk", 4), ("talk", 11), ("ordinary", 13), ("talk", 18), ("talk", 25), ("ordinary", 27),
    ]  # fmt: skip


@given(
    types=st.lists(st.lists(DAY_RULES, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3),
    moved=st.booleans(),
    closes=st.integers(0, 28),
    today=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ahead=st.integers(0, 366),
)
def test_no_day_is_planned_twice_and_none_whose_agenda_is_closed(types, moved, closes, today, ahead):
    rules = meetings(*types, moved=moved, closes=closes)
    planned = planned_days(rules, CALENDAR, today, today + timedelta(days=ahead))
    named = [(each.kind.key, each.planned_for) for each in planned]
    assert len(named) == len(set(named))
    for each in planned:
        assert each.kind.falls_on(each.planned_for)
        assert today < each.agenda_closes_on == each.day - timedelta(days=closes)
        assert each.day >= each.planned_for
        assert not (moved and CALENDAR.is_holiday(each.day))
        assert moved or each.day == each.planned_for
