"""The door is said to be open or shut only where its text says so."""

from datetime import date, datetime

import pytest

from portal.domain.calendar import WorkCalendar
from portal.domain.opening_hours import Door, door_at

#: The national holiday of 2026 begins on a Thursday; Saturday the 10th is worked instead.
CALENDAR = WorkCalendar({date(2026, 10, 1): False, date(2026, 10, 10): True}, frozenset({2026}))
TUESDAY, SATURDAY, SUNDAY = (datetime(2026, 11, day, 10) for day in (3, 7, 8))


@pytest.mark.parametrize(
    ("hours", "moment", "door"),
    [
        ("周一至周六 8:30—18:00", TUESDAY, Door.OPEN),
        ("周一至周六 8:30—18:00", TUESDAY.replace(hour=18), Door.SHUT),
        ("周一至周六 8:30—18:00", SATURDAY, Door.OPEN),
        ("周一至周六 8:30—18:00", SUNDAY, Door.SHUT),
        ("周一到五 9:00-12:00，14:00-17:30", TUESDAY.replace(hour=13), Door.SHUT),
        ("周一到五 9:00-12:00，14:00-17:30", TUESDAY.replace(hour=17), Door.OPEN),
        ("周一、周三 9:00～11:30", TUESDAY, Door.SHUT),
        ("周二、周四 9:00～11:30", TUESDAY, Door.OPEN),
        ("工作日 9:00—17:00；周末 10:00—12:00", SUNDAY.replace(hour=9), Door.SHUT),
        ("工作日 9:00—17:00；周末 10:00—12:00", SUNDAY, Door.OPEN),
        ("每天 6:00-22:00", SUNDAY, Door.OPEN),
        ("全年24小时", SUNDAY.replace(hour=3), Door.OPEN),
        ("每天 18:00-24:00", SUNDAY.replace(hour=23, minute=59), Door.OPEN),
    ],
)
def test_a_door_is_open_or_shut_as_its_text_says(hours, moment, door):
    assert door_at(hours, moment, CALENDAR) is door


def test_words_that_are_not_understood_leave_open_what_lies_beside_them():
    hours = "周一至周六 8:30—18:00，议事日到散会"
    assert door_at(hours, TUESDAY, CALENDAR) is Door.OPEN
    assert door_at(hours, TUESDAY.replace(hour=19), CALENDAR) is Door.UNSURE


@pytest.mark.parametrize("hours", ["", "常年有人", "上午", "周一至周五", "8:30—18:00", "周二 29:00—30:00"])
def test_nothing_is_told_by_a_text_that_names_no_days_with_hours(hours):
    assert door_at(hours, TUESDAY, CALENDAR) is Door.UNSURE


def test_nobody_knows_about_a_holiday_unless_it_is_open_every_day():
    holiday, make_up = datetime(2026, 10, 1, 10), datetime(2026, 10, 10, 10)
    assert door_at("工作日 9:00—17:00", holiday, CALENDAR) is Door.UNSURE
    assert door_at("工作日 9:00—17:00", make_up, CALENDAR) is Door.UNSURE
    assert door_at("每天 9:00—17:00", holiday, CALENDAR) is Door.OPEN
