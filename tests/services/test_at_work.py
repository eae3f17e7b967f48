"""Who is at work on a matter: seen by others for ten minutes, and no more than a hint."""

from datetime import timedelta

import pytest

from portal.db import revision
from portal.domain.refusal import Refusal, Rule
from portal.models import AtWork
from portal.queries.at_work import at_work_on
from portal.services import say
from portal.services.at_work import LEASE, begin, release
from tests.conftest import MORNING

MINUTE = timedelta(minutes=1)


def who(matter, at=MORNING):
    held = at_work_on(matter, at)
    return held and held.person.name


def test_who_begins_is_seen_for_ten_minutes(occasion, lamp):
    begin(occasion("worker"), lamp)
    assert who(lamp, MORNING + LEASE - MINUTE) == "李敏"
    assert who(lamp, MORNING + LEASE) is None


def test_who_stays_at_it_is_seen_longer_and_since_the_beginning(occasion, lamp):
    begin(occasion("worker"), lamp)
    later = MORNING + 8 * MINUTE
    begin(occasion("worker", at=later), lamp)
    held = at_work_on(lamp, MORNING + 17 * MINUTE)
    assert (held.since, held.until) == (MORNING, later + LEASE)


def test_the_second_is_told_who_was_first_and_takes_nothing_from_her(occasion, lamp):
    begin(occasion("worker"), lamp)
    assert begin(occasion("secretary"), lamp).person.name == "李敏"
    assert who(lamp) == "李敏"


def test_once_the_time_has_run_out_another_begins(occasion, lamp):
    begin(occasion("worker"), lamp)
    after = MORNING + LEASE
    begin(occasion("secretary", at=after), lamp)
    assert who(lamp, after) == "王建国"
    assert AtWork.select().count() == 1


def test_who_lets_go_is_seen_no_more_and_nobody_lets_go_for_another(occasion, lamp):
    begin(occasion("worker"), lamp)
    release(occasion("secretary"), lamp)
    assert who(lamp) == "李敏"
    release(occasion("worker"), lamp)
    assert who(lamp) is None


def test_it_keeps_nobody_from_answering(occasion, lamp):
    begin(occasion("worker"), lamp)
    assert say.answer(occasion("secretary"), lamp, "今晚修。").state == "rating"


def test_it_empties_no_cache(occasion, lamp):
    before = revision()
    begin(occasion("worker"), lamp)
    release(occasion("worker"), lamp)
    assert revision() == before


def test_who_may_not_read_a_matter_is_not_at_work_on_it(occasion, lamp):
    with pytest.raises(Refusal) as refused:
        begin(occasion("stranger"), lamp)
    assert refused.value.rule is Rule.NOT_ALLOWED
