"""Days off in a row, as people speak of them."""

from datetime import date

from portal.domain.calendar import WorkCalendar
from portal.domain.days_off import Stretch, stretches

NATIONAL = {date(2026, 10, day): "国庆节" for day in (1, 2, 5, 6, 7)}
CALENDAR = WorkCalendar(dict.fromkeys(NATIONAL, False) | {date(2026, 10, 10): True}, frozenset({2026}))


def test_a_holiday_runs_over_the_weekend_in_it():
    assert stretches(NATIONAL, CALENDAR) == [Stretch(date(2026, 10, 1), date(2026, 10, 7), ("国庆节",))]
    assert stretches(NATIONAL, CALENDAR)[0].days == 7


def test_a_friday_off_joins_the_weekend_after_it():
    calendar = WorkCalendar({date(2026, 6, 19): False}, frozenset({2026}))
    assert stretches({date(2026, 6, 19): "端午节"}, calendar) == [
        Stretch(date(2026, 6, 19), date(2026, 6, 21), ("端午节",))
    ]


def test_two_holidays_in_a_row_are_one_stretch_with_both_names():
    days = {date(2026, 9, 30): "中秋节"} | NATIONAL
    calendar = WorkCalendar(dict.fromkeys(days, False), frozenset({2026}))
    assert stretches(days, calendar) == [Stretch(date(2026, 9, 30), date(2026, 10, 7), ("中秋节", "国庆节"))]


def test_make_up_days_are_no_days_off():
    assert stretches({date(2026, 10, 10): "国庆节"}, CALENDAR) == []
