"""Somebody who acted in office and is erased: the organisation stays, a word stands for the name."""

from datetime import datetime, timedelta

import pytest

from portal.domain.permissions import Grant, Role
from portal.domain.terms import EstateKind, Party
from portal.models import (
    AgendaItem,
    Assignment,
    EstateParty,
    Forwarding,
    MatterEvent,
    Meeting,
    Person,
    Resolution,
    RoleHolding,
    Step,
)
from portal.queries.public_matter import handling_of, road_of
from portal.services import agenda, attend, deliberate, handle
from portal.services.deliberate import ResolutionDraft
from portal.services.erase import erase
from portal.services.estates import PartyDraft, add_estate, set_party
from portal.services.forward import forward
from portal.services.handle import Order
from portal.services.take_step import StepDraft, add_step, finish_step
from tests.conftest import _person
from tests.lively import TEN_PRESENT
from tests.services.test_erase import whole_database

NAME, WORD = "欧阳晓曦", "工作人员"
EVENING = datetime(2026, 11, 30, 19, 5)


@pytest.fixture
def official(town, cast):
    """A handler of the city management."""
    city = Grant(Role.DEPARTMENT_HANDLER, town.district.path, town.city_management.id)
    cast["official"] = _person(NAME, city)
    return Person.get_by_id(cast["official"].person_id)


@pytest.fixture
def handled(lamp, town, occasion, official):
    """The lamp: given to the official, one step done, then handed over to the committee."""
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "", 10, person_id=official.id))
    step = add_step(occasion("official"), lamp, StepDraft("先买灯", 2, person_name=NAME))
    finish_step(occasion("official"), step, "买好了")
    forward(occasion("official"), lamp, town.committee.id, "灯归社区管。", person_name="李敏")
    return lamp


@pytest.fixture
def resolved(lamp, town, occasion, official):
    """The lamp: resolved on at a meeting that closed, for the official to see to."""
    chair = occasion("secretary", EVENING)
    planned = agenda.plan_meetings(occasion("worker"), town.community, EVENING.date())[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    agenda.publish_agenda(occasion("secretary"), planned)
    attend.record_attendance(chair, planned, TEN_PRESENT)
    meeting = deliberate.open_meeting(chair, Meeting.get_by_id(planned.id))
    order = Order(town.city_management.id, NAME, 10)
    deliberate.resolve(chair, AgendaItem.get(), ResolutionDraft("换成感应灯。", order, 10, 0, 0))
    return deliberate.close_meeting(chair, meeting)


def leave(official, occasion):
    RoleHolding.update(until=EVENING).where(RoleHolding.person == official).execute()
    erase(occasion("administrator", EVENING + timedelta(days=1)), official, "离职，本人申请")


def test_afterwards_the_name_stands_in_no_paper_of_the_handling(handled, official, occasion):
    assert NAME in whole_database()
    leave(official, occasion)
    assert NAME not in whole_database()
    given = Forwarding.get()
    assert (given.from_organisation.name, given.from_person_name) == ("城管中队", WORD)
    assert (given.to_person_name, Assignment.get().person_name) == ("李敏", "李敏")
    assert Step.get().person_name == WORD


def test_minutes_and_resolutions_say_the_organisation_and_the_word(resolved, official, occasion):
    assert f"城管中队（{NAME}）" in resolved.minutes
    leave(official, occasion)
    assert NAME not in whole_database()
    assert f"城管中队（{WORD}）" in Meeting.get_by_id(resolved.id).minutes
    assert (Resolution.get().person_name, Resolution.get().organisation.name) == (WORD, "城管中队")


def test_everybody_reads_the_organisation_and_the_word(lamp, town, occasion, official):
    order = Order(town.city_management.id, "", 10, person_id=official.id)
    handle.assign(occasion("worker"), lamp, order)
    leave(official, occasion)
    told = handling_of(lamp.id)
    assert (told.organisation, told.person) == ("城管中队", WORD)
    assert road_of(lamp.id)[-1].facts["person"] == WORD
    assert Assignment.get().person_id == official.id


def test_a_namesake_of_another_organisation_keeps_the_name(lamp, town, occasion, official):
    handle.assign(occasion("worker"), lamp, Order(town.property_manager.id, NAME, 10))
    leave(official, occasion)
    assert Assignment.get().person_name == NAME
    assert MatterEvent.select().order_by(MatterEvent.id.desc()).get().data["person"] == NAME


def test_an_estate_names_the_organisation_alone(town, occasion, official):
    estate = add_estate(occasion("secretary"), town.grid, "清华园小区", EstateKind.OLD)
    draft = PartyDraft("城管共建", NAME, "0357-7000301", town.city_management.id)
    set_party(occasion("secretary"), estate, Party.CO_BUILDING, draft)
    leave(official, occasion)
    assert (EstateParty.get().person_name, EstateParty.get().telephone) == (WORD, "0357-7000301")
