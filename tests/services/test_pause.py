"""The clock stands while, and only while, the proposer is asked for something."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.notices import NoticeKind
from portal.domain.permissions import THE_CLOCK
from portal.domain.refusal import Rule
from portal.domain.stages import Action, State
from portal.models import (
    Account,
    Assignment,
    Extension,
    Matter,
    MatterEvent,
    Notice,
    Pause,
    Person,
    Photo,
    StageClock,
    Step,
)
from portal.services import extend, handle, pause
from portal.services.contacts import phone_columns
from portal.services.erase import erase
from portal.services.handle import Order
from portal.services.photos import Picture
from portal.services.take_step import StepDraft, add_step
from tests.refusals import rule_of

FRIDAY = datetime(2026, 11, 6, 10, 0)
NEXT_WEDNESDAY = datetime(2026, 11, 11, 10, 0)
LATE = datetime(2026, 11, 18, 8, 0)
LONG_AFTER = datetime(2026, 11, 30, 3, 0)
PICTURE = Picture(b"large", b"small", 40, 30)


@pytest.fixture
def assigned(lamp, occasion, town):
    """The lamp, given to 城管中队 on Tuesday the 3rd for ten working days: due on the 17th."""
    return handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))


@pytest.fixture
def waiting(assigned, occasion):
    """Asked on Friday the 6th, when three days were used and seven were left."""
    pause.ask_proposer(occasion("handler", FRIDAY), assigned, "请问是哪一盏灯？")
    return assigned


def by_the_clock(occasion, at):
    return replace(occasion("nobody", at), actor=THE_CLOCK)


def test_no_deadline_runs_while_the_proposer_is_asked(waiting):
    row = Matter.get_by_id(waiting.id)
    assert (row.state, row.due_on, row.due_from, row.waits_since) == (
        State.HANDLING,
        None,
        None,
        date(2026, 11, 6),
    )
    asked = Pause.get()
    assert (asked.working_days_left, asked.resumes_on) == (7, date(2026, 11, 20))


def test_the_answer_lets_the_clock_go_on_with_what_was_left(waiting, occasion):
    pause.answer_question(occasion("nobody", NEXT_WEDNESDAY), waiting, "门口左边那盏。", True)
    row = Matter.get_by_id(waiting.id)
    assert (row.due_on, row.due_from, row.waits_since) == (date(2026, 11, 20), date(2026, 11, 11), None)
    assert Assignment.get().due_on == date(2026, 11, 20)
    assert (Pause.get().answer, Pause.get().ended_at) == ("门口左边那盏。", NEXT_WEDNESDAY)


def test_what_was_asked_on_the_last_day_is_due_on_no_day_off(assigned, occasion):
    last_day, saturday = datetime(2026, 11, 17, 9), datetime(2026, 11, 21, 15)
    pause.ask_proposer(occasion("handler", last_day), assigned, "哪一盏？")
    assert Pause.get().working_days_left == 0
    pause.answer_question(occasion("nobody", saturday), assigned, "左边。", True)
    assert (Matter.get().due_on, Assignment.get().due_on) == (date(2026, 11, 23), date(2026, 11, 23))


def test_answering_on_the_same_day_moves_nothing(waiting, occasion):
    pause.answer_question(occasion("nobody", FRIDAY), waiting, "门口左边那盏。", True)
    assert Matter.get_by_id(waiting.id).due_on == date(2026, 11, 17)


def test_the_question_and_its_answer_are_nobody_elses(waiting, occasion):
    pause.answer_question(occasion("nobody", NEXT_WEDNESDAY), waiting, "我家门口。", True, [PICTURE])
    asked, answered = MatterEvent.select().order_by(MatterEvent.id.desc()).limit(2)[::-1]
    assert (asked.action, asked.text, asked.public_text) == (Action.PAUSE, "请问是哪一盏灯？", "")
    assert (answered.action, answered.text, answered.public_text) == (Action.RESUME, "我家门口。", "")
    assert (Photo.get().event_id, Photo.get().public) == (answered.id, False)


def test_a_stranger_cannot_answer(waiting, occasion):
    rule = rule_of(pause.answer_question, occasion("resident", NEXT_WEDNESDAY), waiting, "左边那盏。")
    assert rule is Rule.NOT_ALLOWED
    assert Pause.get().ended_at is None


def test_staff_write_down_what_they_heard(waiting, occasion):
    pause.resume(occasion("handler", NEXT_WEDNESDAY), waiting, "电话里说是左边那盏。")
    assert Matter.get_by_id(waiting.id).due_on == date(2026, 11, 20)


def test_staff_need_an_answer_to_go_on(waiting, occasion):
    assert rule_of(pause.resume, occasion("handler", NEXT_WEDNESDAY), waiting, " ") is Rule.EMPTY_TEXT
    assert Matter.get_by_id(waiting.id).due_on is None


def test_it_waits_for_one_answer_at_a_time(waiting, occasion):
    rule = rule_of(pause.ask_proposer, occasion("handler", FRIDAY), waiting, "还有呢？")
    assert rule is Rule.CLOCK_STANDS
    assert Pause.select().count() == 1


def test_an_answer_is_given_once(waiting, occasion):
    pause.answer_question(occasion("nobody", NEXT_WEDNESDAY), waiting, "左边那盏。", True)
    again = rule_of(pause.answer_question, occasion("nobody", NEXT_WEDNESDAY), waiting, "右边。", True)
    assert again is Rule.NOT_WAITING


def test_what_is_late_is_not_made_punctual_by_asking(assigned, occasion):
    assert rule_of(pause.ask_proposer, occasion("handler", LATE), assigned, "哪一盏？") is Rule.PAUSE_TOO_LATE
    assert Matter.get_by_id(assigned.id).due_on == date(2026, 11, 17)


def test_on_the_last_day_it_can_still_be_asked_and_nothing_is_left(assigned, occasion):
    pause.ask_proposer(occasion("handler", datetime(2026, 11, 17, 17)), assigned, "哪一盏？")
    assert Pause.get().working_days_left == 0
    pause.answer_question(occasion("nobody", datetime(2026, 11, 19, 9)), assigned, "左边。", True)
    assert Matter.get_by_id(assigned.id).due_on == date(2026, 11, 19)


def test_nobody_can_ask_whom_nobody_knows(occasion, lamp, town):
    Matter.update(received_by=occasion("worker").actor.person_id).execute()
    matter = handle.assign(occasion("worker"), Matter.get(), Order(town.committee.id, "李敏", 10))
    assert rule_of(pause.ask_proposer, occasion("worker"), matter, "哪一盏？") is Rule.NOBODY_TO_ASK


def test_who_left_a_number_is_told_of_the_question(occasion, assigned, cast):
    resident = cast["resident"].person_id
    Person.update(**phone_columns("13812345678")).where(Person.id == resident).execute()
    Matter.update(proposer=resident, wants_reply="sms").execute()
    matter = Matter.get()
    pause.ask_proposer(occasion("handler", FRIDAY), matter, "请问是哪一盏灯？")
    told = Notice.get(Notice.kind == NoticeKind.QUESTION)
    assert (told.person_id, told.facts) == (
        resident,
        {"action": "pause", "whose": "asked", "day": "2026-11-20"},
    )


def test_it_goes_on_by_itself_from_the_day_it_was_due_whenever_the_portal_comes_to_it(waiting, occasion):
    assert pause.resume_due(by_the_clock(occasion, LONG_AFTER)) == 1
    row = Matter.get_by_id(waiting.id)
    assert (row.due_on, row.due_from) == (date(2026, 12, 1), date(2026, 11, 20))
    assert Pause.get().ended_at == datetime(2026, 11, 20)
    assert pause.resume_due(by_the_clock(occasion, LONG_AFTER)) == 0


def test_before_its_day_the_clock_leaves_it_alone(waiting, occasion):
    assert pause.resume_due(by_the_clock(occasion, datetime(2026, 11, 19, 23, 59))) == 0
    assert Matter.get_by_id(waiting.id).due_on is None


def test_an_answer_after_a_standstill_gives_nobody_time(waiting, occasion):
    pause.answer_question(occasion("nobody", LONG_AFTER), waiting, "左边。", True)
    assert Matter.get_by_id(waiting.id).due_on == date(2026, 12, 1)


def test_the_first_answer_waits_too(lamp, occasion):
    pause.ask_proposer(occasion("worker"), lamp, "请问是哪一盏灯？")
    pause.resume(occasion("worker", FRIDAY), lamp, "左边那盏。")
    row = Matter.get_by_id(lamp.id)
    assert (row.state, row.due_on) == (State.RECEIVED, date(2026, 11, 11))


def test_the_end_of_the_round_ends_the_wait(waiting, occasion):
    handle.complete(occasion("handler", NEXT_WEDNESDAY), waiting, "两盏都修好了。")
    row = Matter.get_by_id(waiting.id)
    assert (row.state, row.waits_since) == (State.RATING, None)
    assert Pause.get().ended_at == NEXT_WEDNESDAY
    assert MatterEvent.get(MatterEvent.action == Action.COMPLETE).due_on is None


def test_no_extension_is_asked_for_while_it_waits(waiting, occasion):
    rule = rule_of(extend.ask_extension, occasion("handler", NEXT_WEDNESDAY), waiting, 3, "来不及。")
    assert rule is Rule.CLOCK_STANDS


def test_an_extension_asked_for_before_is_granted_while_it_waits(assigned, occasion):
    asked = extend.ask_extension(occasion("handler", FRIDAY), assigned, 3, "灯杆要从外地运来。")
    pause.ask_proposer(occasion("handler", FRIDAY), assigned, "哪一盏？")
    extend.decide_extension(occasion("secretary", FRIDAY), Extension.get_by_id(asked.id), True)
    assert (Pause.get().working_days_left, Matter.get().due_on) == (10, None)
    pause.answer_question(occasion("nobody", NEXT_WEDNESDAY), Matter.get(), "左边。", True)
    assert Matter.get().due_on == date(2026, 11, 25)


def test_an_extension_declined_while_it_waits_leaves_the_clock_standing(assigned, occasion):
    asked = extend.ask_extension(occasion("handler", FRIDAY), assigned, 3, "灯杆要从外地运来。")
    pause.ask_proposer(occasion("handler", FRIDAY), assigned, "哪一盏？")
    extend.decide_extension(occasion("secretary", FRIDAY), Extension.get_by_id(asked.id), False, "县里就有。")
    assert (Pause.get().working_days_left, Matter.get().due_on) == (7, None)


def test_steps_and_clocks_move_along(assigned, occasion):
    add_step(occasion("handler"), assigned, StepDraft("订灯杆", working_days=5))
    early = add_step(occasion("handler"), assigned, StepDraft("看现场", working_days=1))
    pause.ask_proposer(occasion("handler", FRIDAY), assigned, "哪一盏？")
    pause.answer_question(occasion("nobody", NEXT_WEDNESDAY), assigned, "左边。", True)
    assert [step.due_on for step in Step.select().order_by(Step.id)] == [date(2026, 11, 13), early.due_on]
    assert [clock.due_on for clock in StageClock.select().order_by(StageClock.id)] == [
        date(2026, 11, 4),
        date(2026, 11, 11),
    ]


def test_no_step_is_set_while_it_waits(waiting, occasion):
    rule = rule_of(add_step, occasion("handler", FRIDAY), waiting, StepDraft("订灯杆", working_days=2))
    assert rule is Rule.CLOCK_STANDS


def test_who_is_erased_leaves_neither_number_nor_name_in_what_was_asked_and_answered(
    assigned, occasion, cast
):
    resident = cast["resident"].person_id
    Matter.update(proposer=resident).execute()
    Account.create(person=resident, login="小雨", password_hash="")
    matter = Matter.get()
    pause.ask_proposer(occasion("handler", FRIDAY), matter, "林小雨，请问是哪一盏？")
    pause.answer_question(occasion("resident", FRIDAY), matter, "左边，打 13812345678 找林小雨。")
    erase(occasion("administrator", FRIDAY), Person.get_by_id(resident), "本人申请。")
    kept = Pause.get()
    assert "林小雨" not in kept.question + kept.answer
    assert "13812345678" not in kept.answer
