"""Organisations come and go, people leave; nothing open is ever in nobody's hands."""

from datetime import date, datetime

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity, Mode
from portal.models import (
    Assignment,
    AssignmentPartner,
    MatterEvent,
    Organisation,
    RoleHolding,
    StandingMember,
    Step,
    Whistle,
    WhistleCall,
)
from portal.models.places import OrganisationKind
from portal.services import handle, organisations
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter
from portal.services.take_step import StepDraft, add_step
from tests.refusals import rule_of

THURSDAY = datetime(2026, 11, 5, 9)


@pytest.fixture
def helped(lamp, occasion, town):
    """The lamp: the committee leads, the property manager helps and has a step."""
    order = Order(town.committee.id, "李敏", 10, Mode.JOINT, (town.property_manager.id,))
    matter = handle.assign(occasion("worker"), lamp, order)
    add_step(occasion("worker"), matter, StepDraft("换灯", 5, organisation_id=town.property_manager.id))
    return matter


@pytest.fixture
def led(occasion, town):
    """A gate that the property manager mends."""
    draft = Draft(words="小区门坏了，关不上。", area_id=town.building.id)
    gate = raise_matter(occasion("nobody"), draft).matter
    return handle.assign(occasion("worker"), gate, Order(town.property_manager.id, "刘师傅", 10))


def test_the_successor_takes_over_what_was_led(led, occasion, town):
    organisations.dissolve(
        occasion("secretary", THURSDAY), town.property_manager, town.committee.id, "合同到期。"
    )
    assignment = Assignment.get()
    assert (assignment.organisation, assignment.person_name) == (town.committee, "刘师傅")
    assert assignment.due_on == date(2026, 11, 17)
    event = MatterEvent.get(MatterEvent.action == Action.FORWARD)
    assert (event.text, event.data["from_organisation"]) == ("合同到期。", "清华园物业")


def test_the_successor_helps_where_it_helped_and_does_its_steps(helped, occasion, town):
    newcomer = organisations.found(
        occasion("secretary"), "新城物业", OrganisationKind.PROPERTY, town.community
    )
    organisations.dissolve(occasion("secretary"), town.property_manager, newcomer.id, "换了物业。")
    assert [each.organisation for each in AssignmentPartner.select()] == [newcomer]
    assert Step.get().organisation == newcomer


def test_who_leads_does_not_help_itself(helped, occasion, town):
    organisations.dissolve(occasion("secretary"), town.property_manager, town.committee.id, "合同到期。")
    assert AssignmentPartner.select().count() == 0
    assert Step.get().organisation == town.committee


def test_open_calls_go_to_the_successor_but_nobody_is_called_twice(lamp, occasion, town, cast):
    both, one = (
        Whistle.create(
            community=town.community,
            place="东门",
            text="积水",
            public_text="积水",
            blown_at=THURSDAY,
            blown_by=cast["worker"].person_id,
        )
        for _ in range(2)
    )
    for whistle, organisation in (
        (both, town.property_manager),
        (both, town.committee),
        (one, town.property_manager),
    ):
        WhistleCall.create(whistle=whistle, organisation=organisation, due_at=THURSDAY)
    WhistleCall.update(confirmed_at=THURSDAY).where(WhistleCall.organisation == town.committee).execute()
    organisations.dissolve(occasion("secretary"), town.property_manager, town.committee.id, "合同到期。")
    called = [(call.whistle_id, call.organisation) for call in WhistleCall.select().order_by(WhistleCall.id)]
    assert called == [(both.id, town.committee), (one.id, town.committee)]
    assert Whistle.get_by_id(both.id).closed_at is not None
    assert Whistle.get_by_id(one.id).closed_at is None


def test_nothing_open_is_left_to_nobody(led, occasion, town):
    rule = rule_of(organisations.dissolve, occasion("secretary"), town.property_manager, None, "合同到期。")
    assert rule is Rule.SUCCESSOR_MISSING
    assert Organisation.get_by_id(town.property_manager.id).active


def test_without_anything_open_it_needs_no_successor(occasion, town):
    organisations.dissolve(occasion("secretary"), town.property_manager, None, "合同到期。")
    assert not Organisation.get_by_id(town.property_manager.id).active


def test_it_is_not_its_own_successor(led, occasion, town):
    one = town.property_manager
    rule = rule_of(organisations.dissolve, occasion("secretary"), one, one.id, "合同到期。")
    assert rule is Rule.FORWARDED_TO_ITSELF


def test_the_reason_is_asked_for(occasion, town):
    rule = rule_of(organisations.dissolve, occasion("secretary"), town.property_manager, None, " ")
    assert rule is Rule.REASON_MISSING


def test_a_community_does_not_dissolve_the_departments_of_the_district(occasion, town):
    rule = rule_of(organisations.dissolve, occasion("secretary"), town.city_management, None, "不要了。")
    assert rule is Rule.NOT_ALLOWED


def test_its_people_act_for_it_no_longer_and_it_is_invited_no_more(led, occasion, town, cast):
    StandingMember.create(
        community=town.community,
        name="赵强",
        capacity=Capacity.DEPARTMENT,
        organisation=town.city_management,
        since=date(2026, 1, 1),
    )
    organisations.dissolve(
        occasion("administrator", THURSDAY), town.city_management, town.committee.id, "并入综合执法队。"
    )
    assert RoleHolding.get(RoleHolding.person == cast["handler"].person_id).until == THURSDAY
    assert StandingMember.get().until == date(2026, 11, 5)


def test_the_administrator_hands_over_what_it_led(lamp, occasion, town):
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    organisations.dissolve(
        occasion("administrator"), town.city_management, town.committee.id, "并入综合执法队。"
    )
    assert Assignment.get().organisation == town.committee


def test_two_do_not_share_a_name(occasion, town):
    rule = rule_of(
        organisations.found, occasion("secretary"), " 清华园物业 ", OrganisationKind.PROPERTY, town.community
    )
    assert rule is Rule.ORGANISATION_KNOWN
    kept = organisations.amend(occasion("secretary"), town.property_manager, "清华园物业", "0357-1")
    assert (kept.name, kept.telephone) == ("清华园物业", "0357-1")


def test_who_leaves_hands_all_to_a_colleague(lamp, occasion, town, cast):
    worker, secretary = cast["worker"].person_id, cast["secretary"].person_id
    handle.assign(occasion("worker"), lamp, Order(town.committee.id, "", 10, person_id=worker))
    moved = organisations.reassign(occasion("secretary"), town.committee, worker, secretary, "李敏调走了。")
    assert moved == 1
    assert (Assignment.get().person_name, Assignment.get().person_id) == ("王建国", secretary)
    assert MatterEvent.get(MatterEvent.action == Action.FORWARD).text == "李敏调走了。"


def test_nobody_from_elsewhere_inherits(lamp, occasion, town, cast):
    worker, handler = cast["worker"].person_id, cast["handler"].person_id
    handle.assign(occasion("worker"), lamp, Order(town.committee.id, "", 10, person_id=worker))
    rule = rule_of(organisations.reassign, occasion("secretary"), town.committee, worker, handler, "调走了。")
    assert rule is Rule.PERSON_ELSEWHERE
