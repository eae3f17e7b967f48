"""Whatever sequence of waiting, going on and extending: working days are neither lost nor won."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.calendar import WorkCalendar
from portal.domain.deadlines import Wait, extended, resumed, stopped
from portal.domain.refusal import Refusal, Rule

START = date(2026, 9, 1)


@dataclass
class Clock:
    """A deadline as the services keep it, and the count that must come out."""

    calendar: WorkCalendar
    today: date
    due: date
    granted: int
    left: int | None = None
    used: int = 0
    since: date = START

    def live(self, days: int) -> None:
        self.today += timedelta(days=days)

    def stop(self) -> None:
        if self.left is None and self.today <= self.due:
            self.left = stopped(self.due, self.today, self.calendar)
            self.used += self.calendar.working_days_between(self.since, self.today)

    def go_on(self) -> None:
        if self.left is not None:
            before = self.due
            self.due, self.left = resumed(self.left, self.today, self.calendar).on, None
            self.since = self.today
            assert self.due >= before
            assert self.due >= self.today

    def extend(self, days: int) -> None:
        self.granted += days
        if self.left is not None:
            self.left += days
        else:
            self.due = extended(self.due, days, self.calendar).on

    def accounted(self) -> int:
        if self.left is not None:
            return self.used + self.left
        return self.used + self.calendar.working_days_between(self.since, self.due)


def calendars():
    days = st.integers(0, 400).map(lambda number: START + timedelta(days=number))
    return st.dictionaries(days, st.booleans(), max_size=40).map(
        lambda exceptions: WorkCalendar(exceptions, frozenset({2026, 2027}))
    )


moves = st.one_of(
    st.tuples(st.just("live"), st.integers(0, 12)),
    st.tuples(st.just("extend"), st.integers(1, 10)),
    st.tuples(st.just("stop")),
    st.tuples(st.just("go_on")),
)


@given(calendars(), st.integers(1, 20), st.lists(moves, max_size=25))
def test_days_used_and_days_left_make_up_what_was_given(calendar, days, sequence):
    clock = Clock(calendar, START, calendar.add_working_days(START, days), days)
    for name, *arguments in sequence:
        getattr(clock, name)(*arguments)
        assert clock.accounted() == clock.granted


@given(calendars(), st.integers(0, 20), st.integers(0, 20), st.integers(0, 30), st.integers(0, 30))
def test_a_part_never_moves_back_nor_past_the_whole(calendar, whole, part, asked_after, waited):
    asked = START + timedelta(days=asked_after)
    until = asked + timedelta(days=waited)
    due, own = calendar.add_working_days(START, whole), calendar.add_working_days(START, min(part, whole))
    if asked > due:
        return
    later = resumed(stopped(due, asked, calendar), until, calendar).on
    begun, moved = Wait(asked, until, calendar).move(START, own)
    assert own <= moved <= max(later, own)
    assert (begun, moved) == (START, own) or begun == until


def test_a_clock_that_ran_out_cannot_be_stopped():
    calendar = WorkCalendar({}, frozenset({2026}))
    with pytest.raises(Refusal) as refused:
        stopped(date(2026, 9, 4), date(2026, 9, 5), calendar)
    assert (refused.value.rule, refused.value.facts) == (Rule.PAUSE_TOO_LATE, {"due_on": date(2026, 9, 4)})
