"""Staff set right what a matter is about, where it lies, who may read it; the road tells what changed."""

from dataclasses import replace

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Stage, State
from portal.domain.terms import MatterKind
from portal.models import BoardCount, Matter, MatterEvent
from portal.queries.alike import alike_matters
from portal.queries.matters import Wanted, matters
from portal.services import agenda, classify, handle, say, taxonomy
from portal.services.classify import Filed
from portal.services.handle import Order
from tests.conftest import MORNING


@pytest.fixture
def categories(opened):
    return taxonomy.seed(["公共设施", "环境卫生"])


@pytest.fixture
def as_it_is(lamp):
    return Filed(None, lamp.kind, lamp.area_id, False)


def refusal(verb, *args):
    with pytest.raises(Refusal) as refused:
        verb(*args)
    return refused.value.rule


def hanging():
    return {(row.community_id, row.board_column): row.number for row in BoardCount.select() if row.number}


def last_event():
    return MatterEvent.select().order_by(MatterEvent.id.desc()).get()


def test_one_tap_files_it_under_a_category(lamp, categories, occasion):
    classify.file_under(occasion("worker"), lamp, categories["公共设施"])
    classify.file_under(occasion("worker"), lamp, categories["环境卫生"])
    told = [event.data for event in MatterEvent.select() if event.action is Action.CLASSIFY]
    assert told == [{"category": ["", "公共设施"]}, {"category": ["公共设施", "环境卫生"]}]
    read = Matter.get_by_id(lamp.id)
    assert (read.category.name, read.state, read.due_on) == ("环境卫生", State.RECEIVED, lamp.due_on)


def test_what_is_right_already_is_not_noted(lamp, as_it_is, occasion):
    classify.classify(occasion("worker"), lamp, as_it_is)
    assert [event.action for event in MatterEvent.select()] == [Action.RAISE]


def test_what_becomes_private_leaves_board_and_search_and_comes_back(lamp, as_it_is, town, occasion):
    worker = occasion("worker")
    classify.classify(worker, lamp, replace(as_it_is, private=True))
    assert (hanging(), matters(Wanted(words="路灯")).cards, alike_matters("路灯坏了")) == ({}, [], [])
    assert (last_event().data, last_event().public) == ({"private": [False, True]}, False)
    classify.classify(worker, lamp, as_it_is)
    assert hanging() == {(town.community.id, Stage.SAY): 1}
    assert [card.number for card in matters(Wanted(words="路灯")).cards] == [lamp.number]


def test_it_moves_to_the_community_where_it_belongs(lamp, as_it_is, town, occasion):
    there = replace(as_it_is, area_id=town.neighbour.id, kind=MatterKind.RISK)
    classify.classify(occasion("street_officer"), lamp, there)
    assert hanging() == {(town.neighbour.id, Stage.SAY): 1}
    filed = MatterEvent.get(MatterEvent.action == Action.CLASSIFY)
    assert filed.data == {"area": ["7号楼", "和川社区"], "kind": ["request", "risk"]}
    read = Matter.get_by_id(lamp.id)
    assert (read.area_id, read.community_id) == (town.neighbour.id, town.neighbour.id)


def test_nobody_pushes_a_matter_to_a_place_out_of_reach(lamp, as_it_is, town, occasion):
    there = replace(as_it_is, area_id=town.neighbour.id)
    assert refusal(classify.classify, occasion("worker"), lamp, there) is Rule.NOT_ALLOWED
    assert refusal(classify.classify, occasion("stranger"), lamp, there) is Rule.NOT_ALLOWED


def test_what_there_is_not_is_refused(lamp, as_it_is, occasion):
    worker = occasion("worker")
    assert refusal(classify.file_under, worker, lamp, 999) is Rule.UNKNOWN_CHOICE
    assert refusal(classify.classify, worker, lamp, replace(as_it_is, area_id=999)) is Rule.UNKNOWN_AREA


def test_what_stands_on_an_agenda_stays_where_and_as_it_is(lamp, as_it_is, categories, town, occasion):
    (meeting,) = agenda.plan_meetings(occasion("worker"), town.community, MORNING.replace(day=16).date())
    agenda.list_topic(occasion("worker"), lamp, meeting)
    lamp = Matter.get_by_id(lamp.id)
    hidden = replace(as_it_is, private=True)
    assert refusal(classify.classify, occasion("worker"), lamp, hidden) is Rule.ON_AN_AGENDA
    classify.file_under(occasion("worker"), lamp, categories["公共设施"])
    assert Matter.get_by_id(lamp.id).category.name == "公共设施"


def test_what_is_in_a_departments_hands_is_still_the_communitys_to_classify(lamp, categories, town, occasion):
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    for who in ("handler", "grid_member", "auditor", "nobody"):
        assert refusal(classify.file_under, occasion(who), lamp, categories["公共设施"]) is Rule.NOT_ALLOWED
    classify.file_under(occasion("worker"), lamp, categories["公共设施"])


def test_what_has_ended_stays_as_it_was_told(lamp, categories, occasion):
    say.refuse(occasion("worker"), lamp, "已经换好了。")
    assert refusal(classify.file_under, occasion("worker"), lamp, categories["公共设施"]) is Rule.WRONG_STATE
