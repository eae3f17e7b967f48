"""The meeting: those present, each item to one outcome, the minutes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.policy import PassageKind
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Outcome, State
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Assignment, Matter, MatterEvent, Meeting, Organisation, ReturnVisit
from portal.models.meetings import ItemState, MeetingState
from portal.models.protection import Cause
from portal.queries.passages import passage_of
from portal.queries.search import found_elsewhere
from portal.services import agenda, attend, deliberate, handle, moderate, say
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.minutes import draft_minutes
from portal.services.moderate import Withheld
from portal.services.say import Draft
from tests.refusals import rule_of
from tests.services.conftest import EVENING

DAY_BEFORE = datetime(2026, 11, 29, 19, 5)
PEOPLE = [
    Attendee("林小雨", Capacity.RESIDENT),
    Attendee("何大勇", Capacity.PARTY_MEMBER),
    Attendee("钱多", Capacity.PROPERTY),
]


@pytest.fixture
def attendees():
    return PEOPLE


@pytest.fixture
def order(town):
    return Order(town.property_manager.id, "钱多", 15, partner_ids=(town.committee.id,))


def test_a_meeting_does_not_open_before_its_day(meeting, occasion):
    early = occasion("secretary", at=DAY_BEFORE)
    assert rule_of(deliberate.open_meeting, early, meeting) is Rule.MEETING_TOO_EARLY


def test_a_meeting_does_not_open_before_its_agenda_is_public(town, occasion, chair):
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    assert rule_of(deliberate.open_meeting, chair, planned) is Rule.AGENDA_NOT_CLOSED


def test_a_meeting_without_people_does_not_open(meeting, chair):
    assert rule_of(deliberate.open_meeting, chair, meeting) is Rule.NO_ATTENDANCE


def test_a_meeting_is_opened_by_one_of_two(meeting, chair, occasion):
    attend.record_attendance(chair, meeting, PEOPLE)
    deliberate.open_meeting(chair, Meeting.get_by_id(meeting.id))
    assert rule_of(deliberate.open_meeting, occasion("worker", at=EVENING), meeting) is Rule.STALE
    assert Meeting.get_by_id(meeting.id).chair_id == chair.actor.person_id


def test_the_auditor_cannot_hold_the_meeting(meeting, occasion):
    watching = occasion("auditor", at=EVENING)
    assert rule_of(deliberate.open_meeting, watching, meeting) is Rule.NOT_ALLOWED


def test_a_resolution_says_what_who_and_by_when(item, chair, order, town):
    made = deliberate.resolve(chair, item, ResolutionDraft("换成感应灯。", order, 2, 0, 1))
    assert (made.text, made.organisation_id, made.person_name) == (
        "换成感应灯。",
        town.property_manager.id,
        "钱多",
    )
    assert made.due_on == date(2026, 12, 21)
    matter = Matter.get_by_id(item.matter_id)
    assert (matter.state, matter.due_on) == (State.HANDLING, date(2026, 12, 21))
    assert Assignment.get(Assignment.matter == matter).partners.count() == 1
    event = MatterEvent.get(MatterEvent.action == Action.RESOLVE)
    assert (event.data["in_favour"], event.data["against"], event.data["abstained"]) == (2, 0, 1)


@pytest.mark.parametrize(
    ("counts", "rule"),
    [
        ((2, 1, 1), Rule.COUNTS_EXCEED_ATTENDANCE),
        ((0, 0, 0), Rule.COUNTS_MISSING),
        ((3, -1, 0), Rule.COUNTS_MISSING),
        ((1, 1, 1), Rule.NOT_CARRIED),
    ],
)
def test_counts_that_make_no_resolution(item, chair, order, counts, rule):
    assert rule_of(deliberate.resolve, chair, item, ResolutionDraft("换灯。", order, *counts)) is rule
    assert AgendaItem.get_by_id(item.id).state is ItemState.LISTED


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"organisation_id": 0}, Rule.HANDLER_MISSING),
        ({"person_name": " "}, Rule.PERSON_MISSING),
        ({"working_days": 0}, Rule.DEADLINE_MISSING),
        ({"working_days": -3}, Rule.DEADLINE_PAST),
        ({"working_days": 251}, Rule.DEADLINE_TOO_FAR),
    ],
)
def test_a_resolution_without_its_doer_or_its_date_leaves_the_item_open(item, chair, order, changes, rule):
    draft = ResolutionDraft("换灯。", replace(order, **changes), 3)
    assert rule_of(deliberate.resolve, chair, item, draft) is rule
    assert AgendaItem.get_by_id(item.id).state is ItemState.LISTED
    assert Matter.get_by_id(item.matter_id).state is State.ON_AGENDA


def test_an_organisation_that_was_dissolved_meanwhile_is_given_nothing(item, chair, order):
    Organisation.update(active=False).where(Organisation.id == order.organisation_id).execute()
    with pytest.raises(Refusal) as refused:
        deliberate.resolve(chair, item, ResolutionDraft("换灯。", order, 3))
    assert refused.value.rule is Rule.ORGANISATION_DISSOLVED
    assert refused.value.facts["organisation"] == "清华园物业"
    assert Assignment.select().count() == 0


def test_what_stands_on_an_agenda_is_assigned_by_no_other_desk(meeting, lamp, occasion, order):
    assert rule_of(handle.assign, occasion("secretary"), lamp, order) is Rule.WRONG_STATE


def test_of_two_chairs_one_settles_the_item(item, chair, order, occasion):
    seen_by_the_other = AgendaItem.get_by_id(item.id)
    deliberate.defer(chair, item, "等电业局来人。")
    other, draft = occasion("worker", at=EVENING), ResolutionDraft("换灯。", order, 3)
    assert rule_of(deliberate.resolve, other, seen_by_the_other, draft) is Rule.ITEM_SETTLED
    assert Assignment.select().count() == 0


def test_a_deferred_item_is_back_in_the_pool_with_the_reason(item, chair):
    deliberate.defer(chair, item, "等电业局来人，找13800138000。")
    assert Matter.get_by_id(item.matter_id).state is State.POOLED
    kept = AgendaItem.get_by_id(item.id)
    assert (kept.state, kept.settled_at) == (ItemState.DEFERRED, EVENING)
    assert kept.result_text == "等电业局来人，找138****8000。"


def test_a_deferred_matter_does_not_come_back_to_the_same_meeting(item, chair, session):
    deliberate.defer(chair, item, "等电业局来人。")
    matter = Matter.get_by_id(item.matter_id)
    assert rule_of(agenda.add_urgent, chair, matter, session, "又来人了") is Rule.ITEM_SETTLED


def test_deferring_needs_a_reason(item, chair):
    assert rule_of(deliberate.defer, chair, item, "") is Rule.REASON_MISSING


def test_a_refused_item_cites_the_admission_list(item, chair):
    deliberate.refuse_item(chair, item, "正在诉讼，按程序办。", "in_procedure")
    matter = Matter.get_by_id(item.matter_id)
    assert (matter.state, matter.outcome) == (State.REFUSED, Outcome.REFUSED)
    told = MatterEvent.get(MatterEvent.action == Action.REFUSE).data
    assert told == {
        "entry": "in_procedure",
        "entry_text": "已进入诉讼、仲裁、行政复议或纪检程序的事，不上会，按原程序办",
    }


def test_nobody_is_refused_by_an_entry_that_admits(item, chair):
    refusal = rule_of(deliberate.refuse_item, chair, item, "不行。", "public_interest")
    assert refusal is Rule.ADMISSION_ENTRY_UNKNOWN
    assert AgendaItem.get_by_id(item.id).state is ItemState.LISTED


def test_an_explained_item_is_rated_and_visited(item, chair):
    deliberate.explain_item(chair, item, "国家规定不允许。")
    matter = Matter.get_by_id(item.matter_id)
    assert (matter.state, matter.outcome) == (State.RATING, Outcome.EXPLAINED)
    assert ReturnVisit.get(ReturnVisit.matter == matter).due_on == date(2026, 12, 7)


@pytest.mark.parametrize("verb", [say.refuse, handle.explain])
def test_what_stands_on_an_agenda_is_for_the_meeting_to_settle(meeting, lamp, occasion, verb):
    assert rule_of(verb, occasion("secretary"), lamp, "不归社区管。") is Rule.WRONG_STATE
    assert Matter.get_by_id(lamp.id).state is State.ON_AGENDA


def test_an_urgent_topic_can_come_in_during_the_meeting(session, chair, lamp):
    draft = Draft(words="水管爆了。", area_id=lamp.area_id)
    burst = say.raise_matter(chair, draft).matter
    added = agenda.add_urgent(chair, burst, session, "正在漏水。")
    assert (added.position, added.state) == (2, ItemState.LISTED)


def test_a_meeting_is_not_closed_over_open_items(item, session, chair):
    assert rule_of(deliberate.close_meeting, chair, session) is Rule.ITEMS_OPEN


def test_the_minutes_write_themselves_and_leave_the_house_masked(item, session, chair, order):
    deliberate.resolve(chair, item, ResolutionDraft("换成感应灯。", order, 3))
    closed = deliberate.close_meeting(chair, session)
    assert closed.minutes.splitlines() == [
        "清华园社区说事议事会纪要",
        "时间：2026年11月30日19:00，19:05开会",
        "地点：居民说事议事厅",
        "主持：王建国",
        "到会3人",
        "居民1人：林小雨",
        "党员代表1人：何大勇",
        "物业1人：钱多",
        "",
        "1. 7号楼前的路灯坏了，晚上老人出门看不清台阶",
        "形成决议：换成感应灯。",
        "同意3人，不同意0人，弃权0人。由清华园物业（钱多）办理，2026年12月21日前办好。",
    ]
    assert "居民1人：林**\n党员代表1人：何**\n物业1人：钱*" in closed.public_minutes
    assert "清华园物业（钱*）" in closed.public_minutes


def test_the_number_of_an_office_stands_in_the_resolution_as_on_the_road(item, session, chair, order, town):
    Organisation.update(telephone="0357-6123456").where(Organisation.id == town.property_manager.id).execute()
    made = deliberate.resolve(chair, item, ResolutionDraft("灯坏了打0357-6123456。", order, 3))
    assert made.public_text == "灯坏了打0357-6123456。"
    agreed = MatterEvent.get(MatterEvent.action == Action.RESOLVE)
    deliberate.close_meeting(chair, session)
    moderate.withhold(chair, passage_of(PassageKind.EVENTS, agreed.id), Withheld(Cause.PRIVACY))
    assert "形成决议：（这几句不公开）" in Meeting.get_by_id(session.id).public_minutes


def test_the_minutes_never_name_who_raised_a_topic(session, chair, order, lamp):
    draft = Draft(words="水管爆了。", area_id=lamp.area_id, name="卫兰英")
    burst = say.raise_matter(chair, draft).matter
    urgent = agenda.add_urgent(chair, burst, session, "正在漏水。")
    deliberate.defer(chair, AgendaItem.get(AgendaItem.matter == lamp), "等电业局来人。")
    deliberate.resolve(chair, urgent, ResolutionDraft("先给卫兰英家接水。", order, 3))
    assert "卫兰英" not in draft_minutes(chair, session)
    shown = replace(chair.book, meeting=replace(chair.book.meeting, names_public=True))
    closed = deliberate.close_meeting(replace(chair, book=shown), session, "林小雨说：卫兰英家没水。")
    assert closed.public_minutes == "林小雨说：卫**家没水。"


def test_corrected_minutes_stand_as_they_were_corrected(item, session, chair):
    deliberate.defer(chair, item, "等电业局来人。")
    closed = deliberate.close_meeting(chair, session, "会议改到下次。联系人：林小雨")
    assert closed.public_minutes == "会议改到下次。联系人：林**"
    assert Meeting.get_by_id(session.id).state is MeetingState.CLOSED


def test_what_is_withheld_afterwards_stands_in_no_minutes_and_is_not_found_there(
    item, session, chair, order, lamp
):
    deliberate.resolve(chair, item, ResolutionDraft("修好7号楼的路灯。", order, 3, 0, 0))
    deliberate.close_meeting(chair, session)
    whole = Meeting.get_by_id(session.id).public_minutes
    assert f"1. {lamp.public_title}\n形成决议：修好7号楼的路灯。" in whole
    agreed = MatterEvent.get(MatterEvent.action == Action.RESOLVE)
    for kind, target_id in ((PassageKind.WORDS, lamp.id), (PassageKind.EVENTS, agreed.id)):
        moderate.withhold(chair, passage_of(kind, target_id), Withheld(Cause.PRIVACY))
    left = Meeting.get_by_id(session.id)
    assert "1. （这几句不公开）\n形成决议：（这几句不公开）\n同意3人" in left.public_minutes
    assert f"1. {lamp.title}" in left.minutes
    assert found_elsewhere("路灯") == []


def test_a_closed_meeting_stays_closed(item, session, chair, lamp):
    deliberate.defer(chair, item, "等电业局来人。")
    deliberate.close_meeting(chair, session)
    assert rule_of(deliberate.close_meeting, chair, session) is Rule.MEETING_NOT_OPEN
    assert rule_of(attend.record_attendance, chair, session, PEOPLE) is Rule.MEETING_NOT_OPEN
    burst = say.raise_matter(chair, Draft(words="水管爆了。", area_id=lamp.area_id)).matter
    assert rule_of(agenda.add_urgent, chair, burst, session, "漏水") is Rule.MEETING_NOT_OPEN
