"""Working days by the State Council's calendar of 2026, and the days on which communities deliberate."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.calendar import (
    DayRule,
    WorkCalendar,
    agenda_closes_on,
    deliberation_days,
    next_deliberation_day,
)

SPRING_FESTIVAL = [date(2026, 2, day) for day in range(15, 24)]
MAKE_UP_DAYS = [date(2026, 2, 14), date(2026, 2, 28)]
CALENDAR = WorkCalendar(
    dict.fromkeys(SPRING_FESTIVAL, False) | dict.fromkeys(MAKE_UP_DAYS, True), frozenset({2026})
)

ANZE = DayRule(monthdays=(15, 30))
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    WorkCalendar, st.dictionaries(days_of_2026, st.booleans(), max_size=60), st.just(frozenset({2026}))
)


def test_a_plain_week_is_worked_from_monday_to_friday() -> None:
    worked = [CALENDAR.is_working(date(2026, 3, day)) for day in range(2, 9)]
    assert worked == [True, True, True, True, True, False, False]


def test_a_make_up_saturday_is_worked_and_a_holiday_monday_is_not() -> None:
    assert CALENDAR.is_working(date(2026, 2, 28))
    assert not CALENDAR.is_working(date(2026, 2, 16))


def test_five_working_days_from_the_eve_of_spring_festival_end_on_the_make_up_saturday() -> None:
    assert CALENDAR.add_working_days(date(2026, 2, 14), 5) == date(2026, 2, 28)


def test_the_first_working_day_after_a_sunday_is_monday() -> None:
    assert CALENDAR.add_working_days(date(2026, 3, 8), 1) == date(2026, 3, 9)


def test_no_working_days_lead_nowhere_even_on_a_sunday() -> None:
    assert CALENDAR.add_working_days(date(2026, 3, 8), 0) == date(2026, 3, 8)


def test_working_days_cannot_be_added_backwards() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_days(date(2026, 3, 8), -1)


def test_february_2026_has_sixteen_working_days() -> None:
    assert CALENDAR.working_days_between(date(2026, 1, 31), date(2026, 2, 28)) == 16


def test_days_already_past_count_below_zero() -> None:
    assert CALENDAR.working_days_between(date(2026, 3, 6), date(2026, 3, 2)) == -4


def test_a_year_without_a_notice_is_not_announced_and_counts_monday_to_friday() -> None:
    assert CALENDAR.is_announced(2026)
    assert not CALENDAR.is_announced(2027)
    assert CALENDAR.is_working(date(2027, 10, 1))


@given(calendars, days_of_2026, st.integers(1, 60))
def test_what_was_added_is_what_is_counted_and_ends_on_a_worked_day(
    calendar: WorkCalendar, start: date, days: int
) -> None:
    end = calendar.add_working_days(start, days)
    assert calendar.working_days_between(start, end) == days
    assert calendar.working_days_between(end, start) == -days
    assert calendar.is_working(end)


@given(calendars, days_of_2026, st.integers(0, 60))
def test_one_working_day_more_is_always_later(calendar: WorkCalendar, start: date, days: int) -> None:
    assert calendar.add_working_days(start, days) < calendar.add_working_days(start, days + 1)


@given(calendars, days_of_2026, st.integers(0, 400))
def test_counting_agrees_with_walking_day_by_day(calendar: WorkCalendar, start: date, span: int) -> None:
    walked = sum(calendar.is_working(start + timedelta(days=step)) for step in range(1, span + 1))
    assert calendar.working_days_between(start, start + timedelta(days=span)) == walked


def test_anze_deliberates_on_the_15th_and_the_30th() -> None:
    assert deliberation_days(ANZE, 2026, 4) == [date(2026, 4, 15), date(2026, 4, 30)]


@pytest.mark.parametrize(("year", "last"), [(2026, 28), (2028, 29)])
def test_in_february_the_last_day_stands_for_the_30th(year: int, last: int) -> None:
    assert deliberation_days(ANZE, year, 2) == [date(year, 2, 15), date(year, 2, last)]


def test_two_monthdays_that_fall_together_in_february_are_one_day() -> None:
    assert deliberation_days(DayRule(monthdays=(29, 30)), 2026, 2) == [date(2026, 2, 28)]


def test_the_next_day_is_never_the_day_itself() -> None:
    assert next_deliberation_day(ANZE, date(2026, 2, 15)) == date(2026, 2, 28)
    assert next_deliberation_day(ANZE, date(2026, 12, 30)) == date(2027, 1, 15)


def test_a_weekly_rule_names_each_such_weekday() -> None:
    days = deliberation_days(DayRule(weekdays=(3,)), 2026, 4)
    assert [day.day for day in days] == [1, 8, 15, 22, 29]


def test_a_rule_may_name_the_second_and_the_last_friday() -> None:
    days = deliberation_days(DayRule(weekdays=(5,), weeks=(2, -1)), 2026, 5)
    assert [day.day for day in days] == [8, 29]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"monthdays": (1,), "weekdays": (1,)},
        {"monthdays": (1,), "weeks": (1,)},
        {"weekdays": (1,), "weeks": (0,)},
    ],
)
def test_a_rule_that_says_nothing_or_two_things_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="weekdays"):
        DayRule(**parts)


def test_the_agenda_of_the_february_meeting_closes_ten_calendar_days_before() -> None:
    assert agenda_closes_on(date(2026, 2, 28), 10) == date(2026, 2, 18)
