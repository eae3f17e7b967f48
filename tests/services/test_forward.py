"""转办, taking on, and going to have a look: who holds it now, and by when."""

from datetime import date, datetime

import pytest

from portal.domain.notices import NoticeKind
from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.domain.terms import HandlingStage, Mode
from portal.models import (
    Assignment,
    AssignmentPartner,
    Forwarding,
    Matter,
    MatterEvent,
    Notice,
    NoticeGroup,
    Organisation,
    RoleHolding,
    StageClock,
    Step,
)
from portal.services import begin, handle
from portal.services.forward import forward
from portal.services.handle import Order
from portal.services.rectify import rectify
from portal.services.take_step import StepDraft, add_step
from tests.refusals import rule_of

THURSDAY = datetime(2026, 11, 5, 9)


@pytest.fixture
def assigned(lamp, occasion, town):
    """The lamp, with 城管中队 until the 17th; the property manager helps."""
    order = Order(town.city_management.id, "赵强", 10, Mode.JOINT, (town.property_manager.id,))
    return handle.assign(occasion("worker"), lamp, order)


def clock(stage):
    found = StageClock.get(StageClock.stage == stage)
    return found.starts_on, found.due_on, found.met_at


def test_an_assignment_starts_a_clock_for_taking_on_and_one_for_the_visit(assigned):
    assert clock(HandlingStage.ACCEPT) == (date(2026, 11, 3), date(2026, 11, 4), None)
    assert clock(HandlingStage.SITE_VISIT) == (date(2026, 11, 3), date(2026, 11, 6), None)


def test_no_clock_of_a_part_outlasts_the_whole(lamp, occasion, town):
    handle.assign(occasion("worker"), lamp, Order(town.committee.id, "李敏", 2))
    assert clock(HandlingStage.SITE_VISIT)[1] == date(2026, 11, 5)


def test_taking_on_stops_its_clock_once(assigned, occasion):
    begin.accept(occasion("handler"), assigned)
    assert clock(HandlingStage.ACCEPT)[2] == occasion().now
    assert rule_of(begin.accept, occasion("handler"), assigned) is Rule.ACCEPTED_ALREADY


def test_going_there_stops_both_clocks(assigned, occasion):
    begin.visit_site(occasion("handler", THURSDAY), assigned, "线路老化，要换。")
    assert [clock(stage)[2] for stage in HandlingStage] == [THURSDAY, THURSDAY]
    assert MatterEvent.get(MatterEvent.action == Action.VISIT_SITE).public_text == "线路老化，要换。"


def test_who_is_done_has_taken_it_on_but_was_not_there(assigned, occasion):
    handle.complete(occasion("handler", THURSDAY), assigned, "修好了。")
    assert (clock(HandlingStage.ACCEPT)[2], clock(HandlingStage.SITE_VISIT)[2]) == (THURSDAY, None)


def test_the_deadline_stays_and_taking_on_gets_a_day_of_its_own(assigned, occasion, town):
    begin.accept(occasion("handler"), assigned)
    forward(occasion("handler", THURSDAY), assigned, town.committee.id, "灯归社区管。", person_name="李敏")
    assert Matter.get().due_on == Assignment.get().due_on == date(2026, 11, 17)
    assert clock(HandlingStage.ACCEPT) == (date(2026, 11, 5), date(2026, 11, 6), None)


def test_both_sides_stand_on_the_road(assigned, occasion, town):
    forward(occasion("handler", THURSDAY), assigned, town.committee.id, "灯归社区管。", person_name="李敏")
    kept = Forwarding.get()
    assert (kept.from_organisation.name, kept.from_person_name) == ("城管中队", "赵强")
    assert (kept.to_organisation.name, kept.to_person_name) == ("清华园社区居委会", "李敏")
    event = MatterEvent.get(MatterEvent.action == Action.FORWARD)
    assert event.public_text == "灯归社区管。"
    assert (event.data["from_organisation"], event.data["organisation"]) == ("城管中队", "清华园社区居委会")


def test_both_sides_are_told_and_those_that_help(assigned, occasion, town):
    for organisation in (town.city_management, town.committee, town.property_manager):
        NoticeGroup.create(
            name=organisation.name,
            area=town.district,
            organisation=organisation,
            address="wecombot://a-key-of-the-group",
            kinds=[NoticeKind.CHECK_IN.value],
        )
    forward(occasion("handler", THURSDAY), assigned, town.committee.id, "灯归社区管。", person_name="李敏")
    told = {notice.group.name for notice in Notice.select() if notice.facts["action"] == "forward"}
    assert told == {"城管中队", "清华园社区居委会", "清华园物业"}


def test_who_helped_may_take_it_over_and_helps_no_longer(assigned, occasion, town):
    forward(occasion("handler"), assigned, town.property_manager.id, "归物业。", person_name="刘师傅")
    assert Matter.get().organisation == town.property_manager
    assert AssignmentPartner.select().count() == 0


def test_open_steps_go_along_and_done_ones_stay(assigned, occasion, town):
    first = add_step(occasion("handler"), assigned, StepDraft("看现场", 1))
    add_step(occasion("handler"), assigned, StepDraft("换灯", 5))
    Step.update(done_at=THURSDAY).where(Step.id == first.id).execute()
    forward(occasion("handler"), assigned, town.committee.id, "灯归社区管。", person_name="李敏")
    assert [step.organisation.name for step in Step.select().order_by(Step.id)] == [
        "城管中队",
        "清华园社区居委会",
    ]


def test_a_colleague_may_take_it_over(assigned, occasion, town, cast):
    forward(
        occasion("worker"), assigned, town.committee.id, "灯归社区管。", person_id=cast["secretary"].person_id
    )
    assert (Assignment.get().person_name, Assignment.get().person_id) == (
        "王建国",
        cast["secretary"].person_id,
    )


def test_it_is_not_handed_to_whom_has_it(assigned, occasion, town):
    rule = rule_of(forward, occasion("handler"), assigned, town.city_management.id, "x", person_name="赵强")
    assert rule is Rule.FORWARDED_TO_ITSELF


def test_handing_over_needs_a_reason(assigned, occasion, town):
    rule = rule_of(forward, occasion("handler"), assigned, town.committee.id, "  ", person_name="李敏")
    assert rule is Rule.REASON_MISSING
    assert Forwarding.select().count() == 0


def test_nothing_is_handed_to_who_was_dissolved_meanwhile(assigned, occasion, town):
    Organisation.update(active=False).where(Organisation.id == town.committee.id).execute()
    rule = rule_of(forward, occasion("handler"), assigned, town.committee.id, "归社区。", person_name="李敏")
    assert rule is Rule.ORGANISATION_DISSOLVED


def test_nothing_is_assigned_to_who_was_dissolved_alone_or_as_help(lamp, occasion, town):
    Organisation.update(active=False).where(Organisation.id == town.property_manager.id).execute()
    alone = Order(town.property_manager.id, "刘师傅", 5)
    helping = Order(town.committee.id, "李敏", 5, Mode.JOINT, (town.property_manager.id,))
    assert rule_of(handle.assign, occasion("worker"), lamp, alone) is Rule.ORGANISATION_DISSOLVED
    assert rule_of(handle.assign, occasion("worker"), lamp, helping) is Rule.ORGANISATION_DISSOLVED


def test_a_person_is_chosen_among_those_who_work_there(lamp, occasion, town, cast):
    elsewhere = Order(town.committee.id, "", 5, person_id=cast["handler"].person_id)
    assert rule_of(handle.assign, occasion("worker"), lamp, elsewhere) is Rule.PERSON_ELSEWHERE
    there = Order(town.city_management.id, "", 5, person_id=cast["handler"].person_id)
    handle.assign(occasion("worker"), lamp, there)
    assert (Assignment.get().person_name, Assignment.get().person_id) == ("赵强", cast["handler"].person_id)


@pytest.mark.parametrize("verb", [handle.complete, handle.explain])
def test_who_only_helps_does_not_end_it(lamp, occasion, town, verb):
    order = Order(town.property_manager.id, "刘师傅", 10, Mode.JOINT, (town.city_management.id,))
    matter = handle.assign(occasion("worker"), lamp, order)
    assert rule_of(verb, occasion("handler"), matter, "好了。") is Rule.LEAD_ALONE
    handle.report_progress(occasion("handler"), matter, "我们这边好了。")


def test_a_rectification_goes_to_the_same_person_only_while_he_works_there(lamp, occasion, town, cast):
    there = Order(town.city_management.id, "", 5, person_id=cast["handler"].person_id)
    matter = handle.assign(occasion("worker"), lamp, there)
    handle.complete(occasion("handler"), matter, "修好了。")
    RoleHolding.update(until=THURSDAY).where(RoleHolding.person == cast["handler"].person_id).execute()
    rectify(occasion("worker", datetime(2026, 11, 6, 9)), Matter.get())
    again = Assignment.get(Assignment.round == 2)
    assert (again.person_name, again.person_id) == ("赵强", None)
