"""Meetings off their fixed days: moved, called off, convened, urgent; always in public and never twice."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action, State
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Findable, Matter, MatterEvent, Meeting, MeetingChange, Notice
from portal.models.finding import FindableKind
from portal.models.meetings import ItemState, MeetingState
from portal.services import agenda, attend, deliberate, say
from portal.services.attend import Attendee
from portal.services.meeting_days import call_off, convene, convene_urgent, move_meeting
from portal.services.say import Draft
from tests.refusals import rule_of

SEVEN = time(19, 0)
HALL = "居民说事议事厅"
MOVED = date(2026, 12, 2)
REASON = "当晚停电检修，问13800138000。"
TONIGHT = date(2026, 11, 3)


@pytest.fixture
def meeting(town, occasion):
    """The one of 30 November; its agenda closes on the 20th."""
    return agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]


@pytest.fixture
def raised(occasion, town):
    """A matter of somebody who wants to be told."""
    draft = Draft("路灯坏了。", town.building.id, phone="13900139000", wants_reply="sms")
    return say.raise_matter(occasion(), draft).matter


@pytest.fixture
def published(meeting, raised, occasion):
    """The same, with a topic on its public agenda."""
    agenda.list_topic(occasion("worker"), raised, meeting)
    return agenda.publish_agenda(occasion("secretary"), meeting)


def test_a_meeting_is_moved_with_a_public_reason_and_keeps_what_it_was_planned_for(meeting, occasion):
    move_meeting(occasion("secretary"), meeting, MOVED, SEVEN, HALL, REASON)
    moved = Meeting.get_by_id(meeting.id)
    assert (moved.day, moved.planned_for, moved.sequence) == (MOVED, date(2026, 11, 30), 1)
    assert moved.agenda_closes_on == date(2026, 11, 22)
    change = MeetingChange.get()
    assert change.before == {"day": "2026-11-30", "starts_at": "19:00", "venue": HALL}
    assert change.after == {"day": "2026-12-02", "starts_at": "19:00", "venue": HALL}
    assert change.reason == "当晚停电检修，问138****8000。"


def test_a_public_agenda_stays_public_with_its_items_when_the_meeting_is_moved(published, occasion):
    move_meeting(occasion("secretary"), published, MOVED, SEVEN, HALL, REASON)
    moved = Meeting.get_by_id(published.id)
    assert (moved.state, moved.agenda_closes_on) == (MeetingState.PUBLISHED, date(2026, 11, 20))
    assert AgendaItem.get().state is ItemState.LISTED


def test_whoever_waits_for_a_moved_meeting_is_told_the_new_day_and_the_road_shows_it(published, occasion):
    move_meeting(occasion("secretary"), published, MOVED, SEVEN, HALL, REASON)
    event = MatterEvent.get(MatterEvent.action == Action.CHANGE_MEETING)
    assert event.data == {"meeting": published.id, "day": "2026-12-02", "was": "2026-11-30"}
    told = [(row.facts["action"], row.facts["day"]) for row in _agenda_notices()]
    assert told == [("list", "2026-11-30"), ("change_meeting", "2026-12-02")]


def test_of_a_draft_that_is_moved_nobody_is_told(meeting, raised, occasion):
    agenda.list_topic(occasion("worker"), raised, meeting)
    move_meeting(occasion("secretary"), meeting, MOVED, SEVEN, HALL, REASON)
    assert _agenda_notices() == []


@pytest.mark.parametrize(
    ("day", "starts_at", "venue", "reason", "rule"),
    [
        (MOVED, SEVEN, HALL, "  ", Rule.REASON_MISSING),
        (date(2026, 11, 30), SEVEN, HALL, REASON, Rule.MEETING_UNCHANGED),
        (date(2026, 11, 2), SEVEN, HALL, REASON, Rule.MEETING_IN_PAST),
        (date(2026, 11, 3), time(9, 0), HALL, REASON, Rule.MEETING_IN_PAST),
        (date(2027, 12, 1), SEVEN, HALL, REASON, Rule.MEETING_TOO_FAR),
        (date(2026, 11, 13), SEVEN, HALL, REASON, Rule.MEETING_TOO_SOON),
        (date(2026, 11, 15), SEVEN, HALL, REASON, Rule.MEETING_THERE),
        (MOVED, SEVEN, " ", REASON, Rule.EMPTY_TEXT),
        (MOVED, SEVEN, "厅" * 121, REASON, Rule.TEXT_TOO_LONG),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(meeting, occasion, day, starts_at, venue, reason, rule):
    assert rule_of(move_meeting, occasion("secretary"), meeting, day, starts_at, venue, reason) is rule
    assert (Meeting.get_by_id(meeting.id).sequence, MeetingChange.select().count()) == (0, 0)


def test_the_first_day_to_which_an_open_agenda_can_be_moved(meeting, occasion):
    move_meeting(occasion("secretary"), meeting, date(2026, 11, 14), SEVEN, HALL, REASON)
    assert Meeting.get_by_id(meeting.id).agenda_closes_on == date(2026, 11, 4)


def test_a_worker_moves_no_meeting_and_calls_none_off(meeting, occasion):
    assert rule_of(move_meeting, occasion("worker"), meeting, MOVED, SEVEN, HALL, REASON) is Rule.NOT_ALLOWED
    assert rule_of(call_off, occasion("worker"), meeting, REASON) is Rule.NOT_ALLOWED


def test_whoever_moves_what_was_a_draft_a_moment_ago_looks_again(meeting, raised, occasion):
    agenda.list_topic(occasion("worker"), raised, meeting)
    as_seen = Meeting.get_by_id(meeting.id)
    agenda.publish_agenda(occasion("secretary"), meeting)
    for verb, said in ((move_meeting, (MOVED, SEVEN, HALL, REASON)), (call_off, (REASON,))):
        assert rule_of(verb, occasion("secretary"), as_seen, *said) is Rule.STALE
    assert Meeting.get_by_id(meeting.id).agenda_closes_on == meeting.agenda_closes_on


def test_of_two_who_move_at_once_one_wins(meeting, occasion):
    as_seen = Meeting.get_by_id(meeting.id)
    move_meeting(occasion("secretary"), meeting, MOVED, SEVEN, HALL, REASON)
    late = date(2026, 12, 3)
    assert rule_of(move_meeting, occasion("street_officer"), as_seen, late, SEVEN, HALL, REASON) is Rule.STALE
    assert Meeting.get_by_id(meeting.id).day == MOVED


def test_what_was_moved_or_called_off_is_not_planned_again(town, meeting, occasion):
    first = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[0]
    move_meeting(occasion("secretary"), meeting, MOVED, SEVEN, HALL, REASON)
    call_off(occasion("secretary"), first, REASON)
    assert agenda.add_meetings(occasion("worker"), [town.community], date(2026, 11, 30)) == 0
    assert Meeting.select().count() == 2


def test_what_was_on_the_agenda_of_a_meeting_called_off_is_back_in_the_pool(published, raised, occasion):
    call_off(occasion("secretary"), published, REASON)
    off = Meeting.get_by_id(published.id)
    assert (off.state, off.sequence) == (MeetingState.CALLED_OFF, 1)
    assert Matter.get_by_id(raised.id).state is State.POOLED
    item = AgendaItem.get()
    assert (item.state, item.result_text) == (ItemState.DEFERRED, "当晚停电检修，问138****8000。")
    assert [row.facts["action"] for row in _agenda_notices()] == ["list", "defer"]
    assert _agenda_notices()[-1].facts["called_off"] is True


def test_what_was_put_off_so_can_stand_on_the_next_agenda(town, published, raised, occasion):
    call_off(occasion("secretary"), published, REASON)
    following = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 15))[-1]
    agenda.list_topic(occasion("worker"), Matter.get_by_id(raised.id), following)
    assert Matter.get_by_id(raised.id).state is State.ON_AGENDA


def test_a_draft_that_is_called_off_is_not_found_by_what_stood_on_it(meeting, raised, occasion):
    agenda.list_topic(occasion("worker"), raised, meeting)
    call_off(occasion("secretary"), Meeting.get_by_id(meeting.id), REASON)
    assert Findable.select().where(Findable.kind == FindableKind.MEETING).count() == 0


def test_nothing_changes_a_meeting_that_was_called_off(lamp, meeting, occasion):
    call_off(occasion("secretary"), Meeting.get_by_id(meeting.id), REASON)
    secretary, off = occasion("secretary"), Meeting.get_by_id(meeting.id)
    refusals = {
        rule_of(move_meeting, secretary, off, MOVED, SEVEN, HALL, REASON),
        rule_of(call_off, secretary, off, REASON),
        rule_of(call_off, secretary, meeting, REASON),  # as it was seen before
        rule_of(agenda.list_topic, secretary, lamp, off),
        rule_of(agenda.publish_agenda, occasion("secretary", at=datetime(2026, 11, 20, 9)), off),
        rule_of(agenda.add_urgent, secretary, lamp, off, "急。"),
    }
    assert refusals == {Rule.MEETING_CALLED_OFF}


def test_a_meeting_in_session_is_neither_moved_nor_called_off(published, occasion):
    chair = occasion("secretary", at=datetime(2026, 11, 30, 19, 5))
    attend.record_attendance(chair, published, [Attendee("林小雨", Capacity.RESIDENT)])
    deliberate.open_meeting(chair, Meeting.get_by_id(published.id))
    opened = Meeting.get_by_id(published.id)
    assert rule_of(move_meeting, chair, opened, MOVED, SEVEN, HALL, REASON) is Rule.MEETING_BEGUN
    assert rule_of(call_off, chair, opened, REASON) is Rule.MEETING_BEGUN


def test_a_party_meeting_is_convened_when_it_is_wanted(town, occasion):
    day, why = date(2026, 11, 24), "三家单位一起商量停车。"
    meeting = convene(occasion("secretary"), town.community, "joint_party", day, time(15), why)
    kept = Meeting.get_by_id(meeting.id)
    assert (kept.kind, kept.planned_for, kept.venue, kept.reason) == ("joint_party", None, HALL, why)
    assert (kept.state, kept.agenda_closes_on) == (MeetingState.PLANNED, date(2026, 11, 14))
    assert MeetingChange.get().before == {}


def test_at_short_notice_the_agenda_closes_the_day_before(town, occasion):
    meeting = convene(occasion("secretary"), town.community, "preparatory", date(2026, 11, 6), SEVEN, REASON)
    assert meeting.agenda_closes_on == date(2026, 11, 5)
    soon = convene(occasion("secretary"), town.community, "preparatory", date(2026, 11, 4), SEVEN, REASON)
    assert soon.agenda_closes_on == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("kind", "day", "reason", "rule"),
    [
        ("urgent", MOVED, REASON, Rule.UNKNOWN_CHOICE),
        ("birthday", MOVED, REASON, Rule.UNKNOWN_CHOICE),
        ("preparatory", TONIGHT, REASON, Rule.MEETING_TOO_SOON),
        ("preparatory", date(2026, 11, 1), REASON, Rule.MEETING_IN_PAST),
        ("preparatory", date(2028, 1, 1), REASON, Rule.MEETING_TOO_FAR),
        ("preparatory", MOVED, "", Rule.REASON_MISSING),
        ("ordinary", date(2026, 11, 30), REASON, Rule.MEETING_THERE),
    ],
)
def test_what_cannot_be_convened(town, meeting, occasion, kind, day, reason, rule):
    assert rule_of(convene, occasion("secretary"), town.community, kind, day, SEVEN, reason) is rule


def test_in_place_of_one_called_off_another_can_be_convened_on_the_same_day(town, meeting, occasion):
    call_off(occasion("secretary"), meeting, REASON)
    again = convene(occasion("secretary"), town.community, "ordinary", date(2026, 11, 30), SEVEN, "电来了。")
    assert again.id != meeting.id


def test_a_stranger_convenes_nothing_here(town, lamp, occasion):
    stranger = occasion("stranger")
    assert rule_of(convene, stranger, town.community, "preparatory", MOVED, SEVEN, REASON) is Rule.NOT_ALLOWED
    assert rule_of(convene_urgent, stranger, lamp, TONIGHT, SEVEN, REASON) is Rule.NOT_ALLOWED


def test_what_is_urgent_has_its_meeting_within_48_hours_and_its_agenda_at_once(raised, occasion):
    meeting = convene_urgent(occasion("secretary"), raised, TONIGHT, SEVEN, REASON)
    kept = Meeting.get_by_id(meeting.id)
    assert (kept.kind, kept.state, kept.day) == ("urgent", MeetingState.PUBLISHED, TONIGHT)
    assert kept.published_at == occasion().now
    assert AgendaItem.get().urgent_reason == kept.reason == "当晚停电检修，问138****8000。"
    assert Matter.get_by_id(raised.id).state is State.ON_AGENDA
    assert [row.facts["day"] for row in _agenda_notices()] == ["2026-11-03"]


def test_a_second_urgent_matter_joins_the_meeting_of_that_day(lamp, raised, occasion):
    first = convene_urgent(occasion("secretary"), raised, TONIGHT, SEVEN, REASON)
    second = convene_urgent(occasion("secretary"), lamp, TONIGHT, time(20, 0), "老人摔伤了。")
    assert second.id == first.id
    assert [item.position for item in AgendaItem.select().order_by(AgendaItem.id)] == [1, 2]


def test_what_is_urgent_does_not_join_one_that_was_called_off(lamp, raised, occasion):
    first = convene_urgent(occasion("secretary"), raised, TONIGHT, SEVEN, REASON)
    call_off(occasion("secretary"), Meeting.get_by_id(first.id), REASON)
    assert convene_urgent(occasion("secretary"), lamp, TONIGHT, SEVEN, "老人摔伤了。").id != first.id


@pytest.mark.parametrize(
    ("day", "starts_at", "reason", "rule"),
    [
        (date(2026, 11, 5), time(9, 31), REASON, Rule.URGENT_TOO_LATE),
        (TONIGHT, time(9, 30), REASON, Rule.MEETING_IN_PAST),
        (TONIGHT, SEVEN, "", Rule.REASON_MISSING),
    ],
)
def test_an_urgent_meeting_that_is_none_is_refused(lamp, occasion, day, starts_at, reason, rule):
    assert rule_of(convene_urgent, occasion("secretary"), lamp, day, starts_at, reason) is rule
    assert Meeting.select().count() == 0


def test_the_last_moment_for_an_urgent_meeting(lamp, occasion):
    meeting = convene_urgent(occasion("secretary"), lamp, date(2026, 11, 5), time(9, 30), REASON)
    assert meeting.day == date(2026, 11, 5)


def test_a_refused_urgent_matter_leaves_no_empty_meeting(lamp, occasion):
    Matter.update(private=True).where(Matter.id == lamp.id).execute()
    private = Matter.get_by_id(lamp.id)
    assert (
        rule_of(convene_urgent, occasion("secretary"), private, TONIGHT, SEVEN, REASON) is Rule.PRIVATE_MATTER
    )
    assert Meeting.select().count() == 0


def test_all_types_with_days_are_planned_and_holidays_give_way(town, occasion):
    secretary = occasion("secretary")
    rules = secretary.book.meeting
    talk = replace(rules.types[2], days=rules.types[0].days)
    book = replace(
        secretary.book, meeting=replace(rules, types=(rules.types[0], talk), moved_off_holidays=True)
    )
    calendar = replace(secretary.calendar, exceptions={date(2026, 12, 15): False})
    clever = replace(secretary, book=book, calendar=calendar)
    assert agenda.add_meetings(clever, [town.community], date(2026, 12, 15)) == 6
    later = Meeting.select().where(Meeting.planned_for == date(2026, 12, 15)).order_by(Meeting.id)
    assert [(each.kind, each.day, each.agenda_closes_on) for each in later] == [
        ("ordinary", date(2026, 12, 16), date(2026, 12, 6)),
        ("preparatory", date(2026, 12, 16), date(2026, 12, 6)),
    ]


def _agenda_notices():
    return list(Notice.select().where(Notice.kind == "agenda").order_by(Notice.id))
