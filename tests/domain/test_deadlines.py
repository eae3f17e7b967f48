"""Deadlines, lights and extensions, by the real calendar around May Day 2026."""

from datetime import date, datetime

import pytest

from portal.domain.calendar import WorkCalendar
from portal.domain.deadlines import Deadline, due_on, extended, require_extendable
from portal.domain.lights import Light, Reading, read_light
from portal.domain.policy import HandlingRules, LightRules
from portal.domain.refusal import Refusal, Rule

MAY_DAY = [date(2026, 5, day) for day in range(1, 6)]
CALENDAR = WorkCalendar(dict.fromkeys(MAY_DAY, False) | {date(2026, 5, 9): True}, frozenset({2026}))
LIGHTS = LightRules(amber_working_days=3)
HANDLING = HandlingRules(
    working_days=15,
    urgent_begins_within_hours=48,
    extension_max_working_days=10,
    rectification_working_days=10,
    return_visit_working_days=5,
)
FRIDAY, SATURDAY, MONDAY = date(2026, 5, 15), date(2026, 5, 16), date(2026, 5, 18)


def test_five_working_days_pass_over_may_day_and_count_the_make_up_saturday() -> None:
    assert due_on(datetime(2026, 4, 29, 23, 59), 5, CALENDAR) == Deadline(date(2026, 5, 9), 5, announced=True)


def test_a_deadline_in_a_year_without_notice_says_that_it_may_move() -> None:
    assert due_on(datetime(2026, 12, 30, 9), 5, CALENDAR) == Deadline(date(2027, 1, 6), 5, announced=False)


def test_an_extension_counts_from_the_old_deadline() -> None:
    assert extended(FRIDAY, 2, CALENDAR) == Deadline(date(2026, 5, 19), 2, announced=True)


def test_an_extension_may_be_asked_for_on_the_last_day() -> None:
    require_extendable(FRIDAY, FRIDAY, 10, HANDLING)


def test_an_extension_asked_for_after_expiry_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        require_extendable(FRIDAY, SATURDAY, 1, HANDLING)
    assert (refused.value.rule, refused.value.facts) == (Rule.EXTENSION_TOO_LATE, {"due_on": FRIDAY})


@pytest.mark.parametrize("days", [0, -3, 11])
def test_an_extension_is_one_to_ten_working_days(days: int) -> None:
    with pytest.raises(Refusal) as refused:
        require_extendable(FRIDAY, FRIDAY, days, HANDLING)
    assert (refused.value.rule, refused.value.facts) == (Rule.EXTENSION_TOO_LONG, {"limit": 10})


@pytest.mark.parametrize(
    ("today", "reading"),
    [
        (date(2026, 5, 11), Reading(Light.GREEN, 4)),
        (date(2026, 5, 12), Reading(Light.AMBER, 3)),
        (FRIDAY, Reading(Light.AMBER, 0)),
        (SATURDAY, Reading(Light.RED, 0)),
        (MONDAY, Reading(Light.RED, -1)),
    ],
)
def test_the_light_turns_amber_three_days_before_and_red_the_day_after(today: date, reading: Reading) -> None:
    assert read_light(FRIDAY, today, CALENDAR, LIGHTS) == reading
