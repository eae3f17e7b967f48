"""轻重缓急: grading by urgency and reach, what follows from it, and until when what is urgent must begin."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.terms import Mode, Reach, Urgency
from portal.models import Matter, MatterEvent, Meeting
from portal.models.meetings import URGENT, MeetingState
from portal.services import agenda, handle, say
from portal.services.grade import grade
from tests.conftest import MORNING

WITHIN = MORNING + timedelta(hours=48)


def begin_by(matter):
    return Matter.get_by_id(matter.id).begin_by


def test_a_grade_is_kept_and_told_with_what_follows_from_it(occasion, lamp):
    follows = grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    kept = Matter.get_by_id(lamp.id)
    assert (kept.urgency, kept.reach, kept.begin_by) == (Urgency.URGENT, Reach.ESTATE, WITHIN)
    event = MatterEvent.get(MatterEvent.action == Action.GRADE)
    assert event.public
    assert event.data == {
        "urgency": "urgent", "reach": "estate", "tier": follows.tier, "within": follows.working_days,
        "mode": follows.mode.value, "level": follows.level.value, "begin_by": "2026-11-05T09:30",
    }  # fmt: skip


def test_what_is_urgent_no_longer_need_not_begin_within_hours(occasion, lamp):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    grade(occasion("worker"), lamp, Urgency.PRESSING, Reach.ESTATE)
    assert begin_by(lamp) is None


def test_saying_that_it_reaches_further_gives_no_more_time(occasion, lamp):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    grade(occasion("worker", at=MORNING + timedelta(hours=20)), lamp, Urgency.URGENT, Reach.BEYOND)
    assert begin_by(lamp) == WITHIN


def test_the_same_grade_again_is_no_news(occasion, lamp):
    grade(occasion("worker"), lamp, Urgency.ROUTINE, Reach.COMMUNITY)
    grade(occasion("worker"), lamp, Urgency.ROUTINE, Reach.COMMUNITY)
    assert MatterEvent.select().where(MatterEvent.action == Action.GRADE).count() == 1


def test_handling_is_a_beginning(occasion, lamp, town):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    handle.assign(occasion("worker"), lamp, handle.Order(town.property_manager.id, "陈师傅", 2, Mode.OWN))
    assert begin_by(lamp) is None


@pytest.mark.parametrize("verb", [say.answer, say.refuse])
def test_an_answer_is_a_beginning(occasion, lamp, verb):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    verb(occasion("worker"), lamp, "今晚就去看。")
    assert begin_by(lamp) is None


def test_to_wait_in_the_pool_is_none(occasion, lamp):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    say.pool(occasion("worker"), lamp)
    assert begin_by(lamp) == WITHIN


def meeting_of(town, **columns):
    usual = {"community": town.community, "day": date(2026, 11, 4), "starts_at": "19:00", "venue": "议事厅"}
    usual |= {"set_at": MORNING, "agenda_closes_on": date(2026, 11, 3), "state": MeetingState.PUBLISHED}
    return Meeting.create(**usual | columns)


def test_an_urgent_meeting_is_a_beginning_and_an_ordinary_one_is_not(occasion, lamp, town):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    ordinary = agenda.add_urgent(occasion("worker"), lamp, meeting_of(town), "等不得。")
    assert begin_by(lamp) == WITHIN
    ordinary.delete_instance()
    lamp.state = State.POOLED
    lamp.save(only=[Matter.state])
    agenda.add_urgent(occasion("worker"), lamp, meeting_of(town, kind=URGENT), "等不得。")
    assert begin_by(lamp) is None


def test_what_waits_for_an_urgent_meeting_is_begun_when_it_is_graded(occasion, lamp, town):
    agenda.add_urgent(occasion("worker"), lamp, meeting_of(town, kind=URGENT), "等不得。")
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    assert begin_by(lamp) is None


def test_what_is_handled_is_graded_no_more(occasion, lamp, town):
    handle.assign(occasion("worker"), lamp, handle.Order(town.property_manager.id, "陈师傅", 2, Mode.OWN))
    with pytest.raises(Refusal) as refused:
        grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    assert refused.value.rule is Rule.WRONG_STATE


@pytest.mark.parametrize("who", ["nobody", "resident", "grid_member", "handler", "auditor", "stranger"])
def test_only_the_community_and_those_above_grade(occasion, lamp, who):
    with pytest.raises(Refusal) as refused:
        grade(occasion(who), lamp, Urgency.URGENT, Reach.ESTATE)
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_a_case_that_the_table_lacks_cannot_be_chosen(occasion, lamp):
    now = occasion("worker")
    short = replace(now, book=replace(now.book, grading=now.book.grading[1:]))
    left_out = now.book.grading[0]
    with pytest.raises(Refusal) as refused:
        grade(short, lamp, left_out.urgency, left_out.reach)
    assert (refused.value.rule, begin_by(lamp)) == (Rule.UNKNOWN_CHOICE, None)


def test_hours_run_over_the_week_end(occasion, lamp):
    grade(occasion("worker", at=datetime(2026, 11, 6, 17)), lamp, Urgency.URGENT, Reach.ESTATE)
    assert begin_by(lamp) == datetime(2026, 11, 8, 17)
