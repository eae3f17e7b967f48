"""请人帮忙: one after the other is asked, whoever comes first has it, and who did not come is kept."""

from datetime import timedelta

import pytest

from portal.db import database
from portal.domain.refusal import Refusal, Rule
from portal.models import HelpCall
from portal.queries.help_calls import names_of, on_duty, open_calls, recent_calls
from portal.services import hand_over, help_calls
from portal.services.help_calls import Stand
from portal.services.kiosks import Screen, register
from tests.conftest import MORNING

TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def stand(town, occasion) -> Stand:
    kiosk = register(occasion("secretary"), Screen("大厅1号机", town.community.id, "进门左手边")).kiosk
    return Stand(kiosk.id, town.community.id, "say/words")


@pytest.fixture
def called(stand, occasion) -> HelpCall:
    return help_calls.call(occasion(), stand)


def test_the_nearest_are_asked_first(town, cast):
    order = ("grid_member", "worker", "secretary", "street_officer")
    assert on_duty(town.community, MORNING) == [cast[who].person_id for who in order]


def test_a_call_lights_up_for_those_who_may_come_and_names_kiosk_and_step(called, cast):
    (call,) = open_calls(cast["worker"])
    assert (call.kiosk, call.place, call.step) == ("大厅1号机", "进门左手边", "say/words")
    assert names_of([call]) == {cast["grid_member"].person_id: "陈晨"}
    for who in ("grid_member", "secretary", "street_officer"):
        assert len(open_calls(cast[who])) == 1
    for who in ("stranger", "handler", "auditor", "resident"):
        assert open_calls(cast[who]) == []


def test_calling_twice_is_one_call_at_the_later_step(called, stand, occasion):
    again = help_calls.call(occasion(at=MORNING + TWO_MINUTES), stand._replace(step="say/place"))
    assert (again.id, again.step, again.called_at) == (called.id, "say/place", MORNING)


def test_an_answer_ends_it_for_all_and_says_who_came(called, occasion, cast):
    help_calls.answer(occasion("worker"), called.id)
    assert open_calls(cast["secretary"]) == []
    (call,) = recent_calls(cast["secretary"])
    assert (call.answered_by_id, call.answered_at) == (cast["worker"].person_id, MORNING)


def test_of_two_who_answer_one_comes(called, occasion):
    help_calls.answer(occasion("worker"), called.id)
    with pytest.raises(Refusal) as refused:
        help_calls.answer(occasion("secretary"), called.id)
    assert refused.value.rule is Rule.STALE


@pytest.mark.parametrize("who", ["stranger", "resident", "auditor"])
def test_others_cannot_answer(called, occasion, who):
    with pytest.raises(Refusal) as refused:
        help_calls.answer(occasion(who), called.id)
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_unanswered_it_goes_to_the_next_one_and_keeps_who_did_not_come(called, occasion, cast):
    assert help_calls.pass_on_late(occasion(at=MORNING + TWO_MINUTES - timedelta(seconds=1))) == 0
    assert help_calls.pass_on_late(occasion(at=MORNING + TWO_MINUTES)) == 1
    assert help_calls.pass_on_late(occasion(at=MORNING + TWO_MINUTES)) == 0
    passed = HelpCall.get_by_id(called.id)
    assert (passed.asked_id, passed.passed_by) == (cast["worker"].person_id, [cast["grid_member"].person_id])


def test_when_everybody_was_asked_it_stays_open(called, occasion, cast):
    for minute in range(2, 20, 2):
        help_calls.pass_on_late(occasion(at=MORNING + timedelta(minutes=minute)))
    (call,) = open_calls(cast["grid_member"])
    assert call.asked_id == cast["street_officer"].person_id
    assert len(call.passed_by) == 3


def test_an_answered_call_is_not_passed_on(called, occasion):
    help_calls.answer(occasion("grid_member"), called.id)
    assert help_calls.pass_on_late(occasion(at=MORNING + TWO_MINUTES)) == 0


def test_what_was_begun_goes_to_the_staff_and_is_gone_after_an_hour(stand, occasion):
    kept = hand_over.hand_to_staff(occasion(), stand.kiosk_id, {"words": "楼道的灯坏了"})
    call = help_calls.call(occasion(), stand, kept)
    assert hand_over.begun_of(occasion("worker"), call.handed_id) == {"words": "楼道的灯坏了"}
    later = occasion("worker", at=MORNING + timedelta(minutes=60))
    assert hand_over.begun_of(later, call.handed_id) == {}
    assert hand_over.forget_expired(later) == 1
    assert HelpCall.get_by_id(call.id).handed_id is None


def test_what_is_carried_by_phone_is_taken_up_once(occasion):
    carried = hand_over.carry_by_phone(occasion(), None, {"number": "AZ-2026-0001"})
    assert hand_over.can_be_taken_up(occasion(), carried.token)
    assert hand_over.take_up(occasion(), carried.token) == {"number": "AZ-2026-0001"}
    with pytest.raises(Refusal) as refused:
        hand_over.take_up(occasion(), carried.token)
    assert refused.value.rule is Rule.CARRIED_ALREADY


def test_what_is_carried_by_phone_lasts_ten_minutes(occasion):
    carried = hand_over.carry_by_phone(occasion(), None, {"number": "AZ-2026-0001"})
    late = occasion(at=MORNING + timedelta(minutes=10))
    assert not hand_over.can_be_taken_up(late, carried.token)
    with pytest.raises(Refusal):
        hand_over.take_up(late, carried.token)


def test_what_lies_there_is_sealed(occasion):
    hand_over.carry_by_phone(occasion(), None, {"number": "AZ-2026-0001"})
    ((stored,),) = database.execute_sql("SELECT begun FROM hand_over").fetchall()
    assert "AZ-2026" not in stored
