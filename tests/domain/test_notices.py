"""Who is told what, by which way, and when: nobody at night, a digest once a day, failures ever later."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.notices import (
    AT_ANY_HOUR,
    BACK_OFF,
    FOR_GROUPS,
    FOR_PERSONS,
    TOLD,
    Audience,
    NoticeKind,
    NoticeWay,
    Often,
    Wish,
    due_at,
    is_quiet,
    next_try,
    way_of,
)
from portal.domain.policy import NoticeRules
from portal.domain.stages import Action

RULES = NoticeRules()
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1))
ANSWER, RECEIPT, CODE = NoticeKind.ANSWER, NoticeKind.RECEIPT, NoticeKind.CODE
SMS, EMAIL, CALL = NoticeWay.SMS, NoticeWay.EMAIL, NoticeWay.CALL


@pytest.mark.parametrize(
    ("written", "goes"),
    [
        ("2026-11-03T09:30", "2026-11-03T09:30"),
        ("2026-11-03T20:59", "2026-11-03T20:59"),
        ("2026-11-03T21:00", "2026-11-04T08:00"),
        ("2026-11-04T00:10", "2026-11-04T08:00"),
        ("2026-11-04T08:00", "2026-11-04T08:00"),
    ],
)
def test_what_is_written_at_night_goes_in_the_morning(written, goes):
    assert due_at(datetime.fromisoformat(written), ANSWER, Often.AT_ONCE, RULES) == datetime.fromisoformat(
        goes
    )


@pytest.mark.parametrize(
    ("written", "goes"),
    [
        ("2026-11-03T09:30", "2026-11-03T18:00"),
        ("2026-11-03T18:00", "2026-11-03T18:00"),
        ("2026-11-03T18:01", "2026-11-04T18:00"),
    ],
)
def test_the_digest_of_the_day_goes_at_six(written, goes):
    assert due_at(datetime.fromisoformat(written), ANSWER, Often.DAILY, RULES) == datetime.fromisoformat(goes)


def test_a_digest_in_the_quiet_hours_waits_until_they_end():
    late = NoticeRules(digest_at=time(23))
    assert due_at(datetime(2026, 11, 3, 12), ANSWER, Often.DAILY, late) == datetime(2026, 11, 4, 8)


def test_a_code_and_a_call_for_help_go_at_any_hour():
    night = datetime(2026, 11, 4, 2, 15)
    assert {due_at(night, kind, Often.AT_ONCE, RULES) for kind in AT_ANY_HOUR} == {night}
    assert next_try(night, CODE, 1, RULES) == datetime(2026, 11, 4, 2, 16)


@given(MOMENTS, st.sampled_from([Often.AT_ONCE, Often.DAILY]), st.times(), st.times(), st.times())
def test_nothing_goes_in_quiet_hours_before_it_was_written_or_two_days_later(
    written, often, begins, ends, digest
):
    rules = NoticeRules(quiet_from=begins, quiet_until=ends, digest_at=digest)
    goes = due_at(written, ANSWER, often, rules)
    assert written <= goes <= written + timedelta(days=2)
    assert not is_quiet(goes, rules)


@given(MOMENTS, st.integers(1, len(BACK_OFF)))
def test_each_try_comes_later_than_the_last_and_never_at_night(failed, tries):
    again = next_try(failed, ANSWER, tries, RULES)
    assert again >= failed + BACK_OFF[tries - 1]
    assert not is_quiet(again, RULES)


def test_after_six_tries_it_has_failed():
    noon = datetime(2026, 11, 3, 12)
    waits = [next_try(noon, CODE, tries, RULES) for tries in range(1, 7)]
    assert [again and again - noon for again in waits] == [*BACK_OFF, None]


@pytest.mark.parametrize(
    ("kind", "wish", "reachable", "way"),
    [
        (ANSWER, Wish(SMS, Often.AT_ONCE), {SMS, EMAIL, CALL}, SMS),
        (ANSWER, Wish(SMS, Often.AT_ONCE), {EMAIL, CALL}, EMAIL),
        (ANSWER, Wish(SMS, Often.AT_ONCE), {CALL}, CALL),  # a telephone that takes no messages
        (RECEIPT, Wish(SMS, Often.AT_ONCE), {CALL}, None),
        (ANSWER, Wish(CALL, Often.AT_ONCE), {SMS, CALL}, CALL),
        (RECEIPT, Wish(CALL, Often.AT_ONCE), {SMS, CALL}, None),  # who said it knows that it was said
        (ANSWER, Wish(EMAIL, Often.DAILY), {SMS, CALL}, None),
        (ANSWER, Wish(SMS, Often.NEVER), {SMS}, None),
        (ANSWER, Wish(SMS, Often.AT_ONCE), set(), None),
    ],
)
def test_one_is_told_by_the_way_one_wished_or_one_that_will_do(kind, wish, reachable, way):
    assert way_of(kind, wish, reachable) is way


def test_everything_told_can_be_chosen_by_whom_it_is_told():
    by_audience = {
        audience: {each.kind for told in TOLD.values() for each in told if each.audience is audience}
        for audience in Audience
    }
    persons = by_audience[Audience.PROPOSER] | by_audience[Audience.ASKED] | by_audience[Audience.SUPPORTERS]
    assert persons | {NoticeKind.INVITATION} == set(FOR_PERSONS)  # told of a meeting, not of a matter
    assert by_audience[Audience.STAFF] <= set(FOR_GROUPS)


def test_taking_a_matter_back_is_told_to_nobody():
    assert Action.WITHDRAW not in TOLD
