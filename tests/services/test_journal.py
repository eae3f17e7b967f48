"""Of two who act at once one wins; what happened is kept; the counts follow."""

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Outcome, Stage, State
from portal.models import BoardCount, Matter, MatterEvent
from portal.services import say


def test_a_matter_that_was_answered_cannot_be_answered_again(lamp, occasion):
    first, second = Matter.get_by_id(lamp.id), Matter.get_by_id(lamp.id)
    say.answer(occasion("worker"), first, "今晚就换灯泡。")
    with pytest.raises(Refusal) as refused:
        say.refuse(occasion("secretary"), second, "不归社区管。")
    assert refused.value.rule is Rule.STALE
    assert Matter.get_by_id(lamp.id).outcome is Outcome.ANSWERED
    assert [event.action for event in MatterEvent.select()] == [Action.RAISE, Action.ANSWER]


def test_a_worker_of_another_community_cannot_answer(lamp, occasion):
    with pytest.raises(Refusal) as refused:
        say.answer(occasion("stranger"), lamp, "好的。")
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_the_auditor_changes_nothing(lamp, occasion):
    with pytest.raises(Refusal) as refused:
        say.answer(occasion("auditor"), lamp, "好的。")
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_the_board_counts_follow_every_move(lamp, occasion, town):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    counts = {row.board_column: row.number for row in BoardCount.select()}
    assert counts == {Stage.SAY: 0, Stage.RATE: 1}


def test_what_is_written_on_the_road_leaves_the_house_masked(lamp, occasion):
    say.answer(occasion("worker"), lamp, "请打13800138000找电工。")
    event = MatterEvent.get(MatterEvent.action == Action.ANSWER)
    assert event.text == "请打13800138000找电工。"
    assert "13800138000" not in event.public_text


def test_the_number_of_an_office_stays_in_what_leaves_the_house(lamp, occasion):
    say.answer(occasion("worker"), lamp, "请打城管中队0357-7000201，不通再打0357-7654321。")
    event = MatterEvent.get(MatterEvent.action == Action.ANSWER)
    assert event.public_text == "请打城管中队0357-7000201，不通再打0357-*******。"


def test_a_refused_move_writes_nothing(lamp, occasion):
    with pytest.raises(Refusal):
        say.answer(occasion("worker"), lamp, "   ")
    assert Matter.get_by_id(lamp.id).state is State.RECEIVED
    assert MatterEvent.select().count() == 1
