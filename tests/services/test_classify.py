"""Staff set right what a matter is about, where it lies, who may read it; the road tells what changed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action, Stage, State
from portal.domain.terms import Capacity, MatterKind
from portal.models import AgendaItem, BoardCount, Matter, MatterEvent, Meeting
from portal.queries.alike import alike_matters
from portal.queries.matters import Wanted, matters
from portal.services import agenda, attend, classify, deliberate, handle, minutes, remark, say, taxonomy
from portal.services.attend import Attendee
from portal.services.classify import Filed
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from tests.conftest import MORNING
from tests.refusals import rule_of


@pytest.fixture
def categories(opened):
    return taxonomy.seed(["公共设施", "环境卫生"])


@pytest.fixture
def as_it_is(lamp):
    return Filed(None, lamp.kind, lamp.area_id, False)


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
    assert rule_of(classify.classify, occasion("worker"), lamp, there) is Rule.NOT_ALLOWED
    assert rule_of(classify.classify, occasion("stranger"), lamp, there) is Rule.NOT_ALLOWED


def test_what_there_is_not_is_refused(lamp, as_it_is, occasion):
    worker = occasion("worker")
    assert rule_of(classify.file_under, worker, lamp, 999) is Rule.UNKNOWN_CHOICE
    assert rule_of(classify.classify, worker, lamp, replace(as_it_is, area_id=999)) is Rule.UNKNOWN_AREA


def test_what_stands_on_an_agenda_stays_where_and_as_it_is(lamp, as_it_is, categories, town, occasion):
    (meeting,) = agenda.plan_meetings(occasion("worker"), town.community, MORNING.replace(day=16).date())
    agenda.list_topic(occasion("worker"), lamp, meeting)
    lamp = Matter.get_by_id(lamp.id)
    hidden = replace(as_it_is, private=True)
    assert rule_of(classify.classify, occasion("worker"), lamp, hidden) is Rule.ON_AN_AGENDA
    classify.file_under(occasion("worker"), lamp, categories["公共设施"])
    assert Matter.get_by_id(lamp.id).category.name == "公共设施"


def test_what_is_in_a_departments_hands_is_still_the_communitys_to_classify(lamp, categories, town, occasion):
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    for who in ("handler", "grid_member", "auditor", "nobody"):
        assert rule_of(classify.file_under, occasion(who), lamp, categories["公共设施"]) is Rule.NOT_ALLOWED
    classify.file_under(occasion("worker"), lamp, categories["公共设施"])


def test_what_has_ended_stays_as_it_was_told(lamp, categories, occasion):
    say.refuse(occasion("worker"), lamp, "已经换好了。")
    assert rule_of(classify.file_under, occasion("worker"), lamp, categories["公共设施"]) is Rule.WRONG_STATE


def test_what_turns_out_to_be_a_familys_after_its_meeting_stands_in_no_minutes(
    lamp, as_it_is, town, occasion
):
    chair = occasion("secretary", at=datetime(2026, 11, 30, 19, 5))
    meeting = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    attend.record_attendance(chair, meeting, [Attendee("何大勇", Capacity.RESIDENT)])
    deliberate.open_meeting(chair, meeting)
    item, title = AgendaItem.get(), lamp.public_title
    remark.note_remark(chair, item, None, "他家晚上吵架。", "t-1")
    order = Order(town.property_manager.id, "钱多", 15)
    deliberate.resolve(chair, item, ResolutionDraft("先上门调解。", order, 1))
    deliberate.close_meeting(chair, meeting)
    after = _next_minutes(chair, town, meeting)
    assert all("先上门调解" in each.public_minutes for each in (meeting, after))
    classify.classify(chair, Matter.get(), replace(as_it_is, private=True))
    left = "".join(each.public_minutes for each in Meeting.select())
    assert not [words for words in (title, "他家晚上吵架", "先上门调解") if words in left]
    assert (
        "（1）（这几句不公开）：（这几句不公开）（清华园物业，钱*）"
        in Meeting.get_by_id(after.id).public_minutes
    )


def _next_minutes(chair, town, meeting):
    """A later meeting that looked back, with its minutes as they are public."""
    later = Meeting.create(
        community=town.community,
        day=date(2026, 12, 15),
        starts_at=meeting.starts_at,
        venue=meeting.venue,
        agenda_closes_on=date(2026, 12, 5),
        set_at=chair.now,
    )
    later.public_minutes = minutes.public_wording(chair, later, minutes.draft_minutes(chair, later))
    later.save()
    return later
