"""What holds of every calendar and every deadline, tried with many."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal import presets
from portal.domain.calendar import WorkCalendar
from portal.domain.deadlines import recounted
from portal.domain.escalation import chain_from, rungs_due
from portal.domain.lights import Light, read_light
from portal.domain.policy import LightRules
from portal.domain.terms import Level

DAY = timedelta(days=1)
RULES = presets.load("anze").handling
ORDER = [Light.GREEN, Light.AMBER, Light.RED]

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
calendars = st.builds(
    WorkCalendar, st.dictionaries(days, st.booleans(), max_size=80), st.just(frozenset({2026, 2027}))
)
counts = st.integers(0, 60)
chains = st.sampled_from(list(Level)).map(lambda stands: chain_from(stands, RULES.escalates_to))
paces = st.integers(1, 10).map(lambda pace: replace(RULES, escalation_working_days=pace))


@given(calendars, days, counts)
def test_counting_takes_back_what_adding_gave(calendar, start, number):
    assert calendar.working_days_between(start, calendar.add_working_days(start, number)) == number


@given(calendars, days, days)
def test_adding_what_was_counted_leads_back_to_a_working_day(calendar, one, other):
    start, end = sorted((one, other))
    number = calendar.working_days_between(start, end)
    last_worked = end
    while last_worked > start and not calendar.is_working(last_worked):
        last_worked -= DAY
    assert calendar.add_working_days(start, number) == last_worked


@given(calendars, days, counts, counts)
def test_adding_in_two_parts_is_adding_at_once(calendar, start, first, second):
    in_parts = calendar.add_working_days(calendar.add_working_days(start, first), second)
    assert in_parts == calendar.add_working_days(start, first + second)


@given(calendars, days, days, counts)
def test_who_begins_later_is_never_due_earlier(calendar, one, other, number):
    earlier, later = sorted((one, other))
    assert calendar.add_working_days(earlier, number) <= calendar.add_working_days(later, number)


@given(calendars, days, days, days)
def test_counts_of_two_stretches_add_up(calendar, first, second, third):
    one, two = calendar.working_days_between(first, second), calendar.working_days_between(second, third)
    assert one + two == calendar.working_days_between(first, third)


@given(calendars, days, days, chains, paces)
def test_what_was_due_yesterday_is_due_today(calendar, due, today, chain, rules):
    yesterday = rungs_due(due, today - DAY, chain, calendar, rules)
    assert rungs_due(due, today, chain, calendar, rules)[: len(yesterday)] == yesterday


@given(calendars, days, st.integers(0, 120), chains, paces)
def test_rungs_come_one_after_the_other_each_on_a_day_of_its_own(calendar, due, late, chain, rules):
    rungs = rungs_due(due, due + timedelta(days=late), chain, calendar, rules)
    assert [rung.rung for rung in rungs] == list(range(len(rungs)))
    assert [rung.level for rung in rungs] == list(chain[: len(rungs)])
    fallen = [rung.fell_on for rung in rungs]
    assert fallen == sorted(set(fallen))
    assert all(due < day <= due + timedelta(days=late) for day in fallen)


@given(calendars, days, st.integers(0, 90), chains, paces)
def test_looking_every_day_finds_what_looking_once_finds(calendar, due, late, chain, rules):
    last = due + timedelta(days=late)
    found = []
    for after in range(late + 1):
        seen = rungs_due(due, due + timedelta(days=after), chain, calendar, rules)
        found += [rung for rung in seen if rung not in found]
    assert found == rungs_due(due, last, chain, calendar, rules)


@given(calendars, days, counts, days)
def test_counting_anew_by_the_same_calendar_changes_nothing(calendar, start, number, today):
    due = calendar.add_working_days(start, number)
    assert recounted(start, due, calendar, calendar, today) == due


@given(calendars, calendars, days, counts, days)
def test_no_announcement_makes_anybody_late(before, after, start, number, today):
    due = before.add_working_days(start, number)
    assert recounted(start, due, before, after, today) >= min(due, today)


@given(calendars, days, counts, days, days)
def test_one_more_day_off_never_shortens_a_deadline(before, start, number, day_off, today):
    after = WorkCalendar({**before.exceptions, day_off: False}, before.announced_years)
    due = before.add_working_days(start, number)
    anew = recounted(start, due, before, after, today)
    assert anew >= due
    assert after.working_days_between(start, anew) == number


@given(calendars, days, days, st.integers(0, 60))
def test_a_light_never_turns_back(calendar, due, today, amber):
    rules = LightRules(amber_working_days=amber)
    now, later = (read_light(due, day, calendar, rules) for day in (today, today + DAY))
    assert ORDER.index(later.light) >= ORDER.index(now.light)
    assert later.working_days_left <= now.working_days_left
