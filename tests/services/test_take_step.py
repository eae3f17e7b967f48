"""Steps: parts with deadlines of their own, in several hands."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.domain.terms import Mode
from portal.models import AssignmentPartner, MatterEvent, Step
from portal.services import handle
from portal.services.handle import Order
from portal.services.take_step import StepDraft, add_step, finish_step, report_on_step, set_steps
from tests.refusals import rule_of

THURSDAY = datetime(2026, 11, 5, 9)


@pytest.fixture
def assigned(lamp, occasion, town):
    """The lamp: the property manager leads until the 17th, 城管中队 helps."""
    order = Order(town.property_manager.id, "刘师傅", 10, Mode.JOINT, (town.city_management.id,))
    return handle.assign(occasion("worker"), lamp, order)


@pytest.fixture
def own_step(assigned, occasion, town):
    """A step of 城管中队."""
    return add_step(occasion("worker"), assigned, StepDraft("开路", 4, None, town.city_management.id, "赵强"))


def test_steps_stand_in_order_with_their_own_deadlines(assigned, occasion, town):
    drafts = [StepDraft("订灯", 2), StepDraft("装灯", due_on=date(2026, 11, 17))]
    set_steps(occasion("worker"), assigned, drafts)
    told = [(step.position, step.public_text, step.due_on, step.organisation.name) for step in Step.select()]
    assert told == [
        (1, "订灯", date(2026, 11, 5), "清华园物业"),
        (2, "装灯", date(2026, 11, 17), "清华园物业"),
    ]


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (StepDraft(" ", 2), Rule.EMPTY_TEXT),
        (StepDraft("订灯"), Rule.DEADLINE_MISSING),
        (StepDraft("订灯", due_on=date(2026, 11, 2)), Rule.DEADLINE_PAST),
        (StepDraft("订灯", due_on=date(2026, 11, 18)), Rule.STEP_AFTER_DEADLINE),
        (StepDraft("订灯", 11), Rule.STEP_AFTER_DEADLINE),
    ],
)
def test_a_step_has_words_and_a_day_between_today_and_the_deadline(assigned, occasion, draft, rule):
    assert rule_of(add_step, occasion("worker"), assigned, draft) is rule
    assert Step.select().count() == 0


def test_one_wrong_step_sets_none(assigned, occasion):
    drafts = [StepDraft("订灯", 2), StepDraft("装灯")]
    assert rule_of(set_steps, occasion("worker"), assigned, drafts) is Rule.DEADLINE_MISSING
    assert Step.select().count() == 0


def test_who_gets_a_step_helps_from_now_on(lamp, occasion, town):
    matter = handle.assign(occasion("worker"), lamp, Order(town.committee.id, "李敏", 10))
    add_step(occasion("worker"), matter, StepDraft("开路", 2, organisation_id=town.city_management.id))
    assert [each.organisation for each in AssignmentPartner.select()] == [town.city_management]


def test_who_helps_sets_no_steps(assigned, occasion):
    assert rule_of(add_step, occasion("handler"), assigned, StepDraft("开路", 2)) is Rule.LEAD_ALONE


def test_who_helps_reports_on_its_own_step_and_ends_it(own_step, occasion):
    report_on_step(occasion("handler"), own_step, "封了半边路。")
    finish_step(occasion("handler", THURSDAY), own_step, "路开好了。")
    assert Step.get().done_at == THURSDAY
    words = MatterEvent.select().where(MatterEvent.action == Action.TAKE_STEP).order_by(MatterEvent.id)
    assert [(each.public_text, each.data.get("done")) for each in words] == [
        ("开路", None),
        ("封了半边路。", False),
        ("路开好了。", True),
    ]


def test_who_helps_leaves_the_steps_of_others_alone(assigned, occasion):
    step = add_step(occasion("worker"), assigned, StepDraft("订灯", 2))
    assert rule_of(finish_step, occasion("handler"), step) is Rule.STEP_OF_ANOTHER
    assert rule_of(report_on_step, occasion("handler"), step, "x") is Rule.STEP_OF_ANOTHER


def test_the_community_reports_on_any_step_and_those_above_it_on_none(own_step, assigned, occasion):
    report_on_step(occasion("worker"), own_step, "看过了，路封好了。")
    assert rule_of(finish_step, occasion("street_officer"), own_step) is Rule.NOT_ALLOWED
    assert rule_of(add_step, occasion("street_officer"), assigned, StepDraft("订灯", 2)) is Rule.NOT_ALLOWED
    assert rule_of(finish_step, occasion("stranger"), own_step) is Rule.NOT_ALLOWED


def test_who_helps_and_works_in_another_community_has_no_say_in_the_steps_here(
    assigned, occasion, town, cast
):
    step = add_step(occasion("worker"), assigned, StepDraft("订灯", 2))
    cast["both"] = replace(cast["handler"], grants=cast["handler"].grants + cast["stranger"].grants)
    assert rule_of(finish_step, occasion("both"), step) is Rule.STEP_OF_ANOTHER


def test_a_step_is_done_once(own_step, occasion):
    finish_step(occasion("handler"), Step.get_by_id(own_step.id))
    assert rule_of(finish_step, occasion("worker"), own_step) is Rule.STEP_DONE
    assert rule_of(report_on_step, occasion("worker"), own_step, "还在做。") is Rule.STEP_DONE


def test_a_step_of_a_round_that_is_over_stays_as_it_was(own_step, assigned, occasion):
    handle.complete(occasion("worker"), assigned, "都好了。")
    assert rule_of(finish_step, occasion("worker"), own_step) is Rule.WRONG_STATE
    assert Step.get().done_at is None


def test_names_in_public_words_are_masked(assigned, occasion):
    add_step(occasion("worker"), assigned, StepDraft("打电话 13812345678 约时间", 2))
    assert "13812345678" not in Step.get().public_text
