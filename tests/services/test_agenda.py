"""The agenda: planned by the rule book's days, closed before the meeting, public from then on."""

from datetime import date, datetime, time

import pytest

from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK
from portal.domain.refusal import Rule
from portal.domain.stages import Action, State
from portal.models import AgendaItem, Matter, MatterEvent, Meeting
from portal.models.meetings import MeetingState
from portal.services import agenda, say
from portal.services.say import Draft
from tests.refusals import rule_of

CLOSING_DAY = datetime(2026, 11, 20, 8, 0)
BEFORE_CLOSING = datetime(2026, 11, 19, 18, 0)


@pytest.fixture
def meeting(town, occasion):
    """The one of 30 November; its agenda closes on the 20th."""
    return agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]


def test_meetings_fall_on_the_15th_and_the_30th_and_on_februarys_last_day(town, occasion):
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2027, 3, 15))
    assert [meeting.day for meeting in planned] == [
        date(2026, 11, 15),
        date(2026, 11, 30),
        date(2026, 12, 15),
        date(2026, 12, 30),
        date(2027, 1, 15),
        date(2027, 1, 30),
        date(2027, 2, 15),
        date(2027, 2, 28),
        date(2027, 3, 15),
    ]


def test_a_planned_meeting_has_its_hour_its_hall_and_its_closing_day(meeting):
    assert (meeting.starts_at, meeting.venue) == (time(19, 0), "居民说事议事厅")
    assert meeting.agenda_closes_on == date(2026, 11, 20)
    assert meeting.state is MeetingState.PLANNED


def test_planning_twice_adds_nothing(town, occasion):
    first = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 31))
    again = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 31))
    assert [meeting.id for meeting in again] == [meeting.id for meeting in first]
    assert Meeting.select().count() == 4


def test_a_day_whose_agenda_should_already_be_closed_is_not_planned(town, occasion):
    late = occasion("worker", at=CLOSING_DAY)
    assert agenda.plan_meetings(late, town.community, date(2026, 11, 30)) == []


def test_a_worker_of_another_community_cannot_plan_here(town, occasion):
    assert (
        rule_of(agenda.plan_meetings, occasion("stranger"), town.community, date(2026, 12, 31))
        is Rule.NOT_ALLOWED
    )


def test_a_listed_topic_stands_on_the_agenda(lamp, meeting, occasion):
    item = agenda.list_topic(occasion("worker"), lamp, meeting)
    assert (item.position, item.urgent_reason) == (1, "")
    assert Matter.get_by_id(lamp.id).state is State.ON_AGENDA
    event = MatterEvent.get(MatterEvent.action == Action.LIST)
    assert event.data == {"meeting": meeting.id, "day": "2026-11-30"}


def test_from_the_closing_day_on_nothing_can_be_listed(lamp, meeting, occasion):
    at_once = occasion("worker", at=CLOSING_DAY)
    assert rule_of(agenda.list_topic, at_once, lamp, meeting) is Rule.AGENDA_CLOSED
    assert Matter.get_by_id(lamp.id).state is State.RECEIVED


def test_an_agenda_published_early_is_closed_to_a_colleague_who_has_not_seen_it(lamp, meeting, occasion):
    agenda.list_topic(occasion("worker"), lamp, meeting)
    other = say.raise_matter(occasion("resident"), Draft(words="楼道堆了杂物。", area_id=lamp.area_id)).matter
    agenda.publish_agenda(occasion("secretary"), Meeting.get_by_id(meeting.id))
    assert rule_of(agenda.list_topic, occasion("worker"), other, meeting) is Rule.AGENDA_CLOSED


def test_a_private_matter_is_never_listed(lamp, meeting, occasion):
    lamp.private = True
    assert rule_of(agenda.list_topic, occasion("worker"), lamp, meeting) is Rule.PRIVATE_MATTER


def test_a_matter_of_the_neighbours_is_not_listed_here(town, meeting, occasion):
    draft = Draft(words="村口的路灯坏了。", area_id=town.neighbour.id)
    theirs = say.raise_matter(occasion("resident"), draft).matter
    assert rule_of(agenda.list_topic, occasion("street_officer"), theirs, meeting) is Rule.OTHER_COMMUNITY


def test_what_is_taken_off_an_open_agenda_is_back_in_the_pool(lamp, meeting, occasion):
    item = agenda.list_topic(occasion("worker"), lamp, meeting)
    agenda.unlist(occasion("worker"), item)
    assert Matter.get_by_id(lamp.id).state is State.POOLED
    assert AgendaItem.select().count() == 0
    assert agenda.list_topic(occasion("worker"), Matter.get_by_id(lamp.id), meeting).position == 1


def test_nothing_is_taken_off_a_published_agenda(lamp, meeting, occasion):
    item = agenda.list_topic(occasion("worker"), lamp, meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    assert rule_of(agenda.unlist, occasion("worker"), item) is Rule.AGENDA_CLOSED


def test_a_worker_cannot_publish_the_agenda(lamp, meeting, occasion):
    agenda.list_topic(occasion("worker"), lamp, meeting)
    assert rule_of(agenda.publish_agenda, occasion("worker"), meeting) is Rule.NOT_ALLOWED


def test_an_agenda_is_published_once(lamp, meeting, occasion):
    agenda.list_topic(occasion("worker"), lamp, meeting)
    agenda.publish_agenda(occasion("secretary", at=BEFORE_CLOSING), meeting)
    assert Meeting.get_by_id(meeting.id).published_at == BEFORE_CLOSING
    assert rule_of(agenda.publish_agenda, occasion("street_officer"), meeting) is Rule.AGENDA_CLOSED


def test_an_empty_agenda_is_not_closed_while_there_is_time_to_fill_it(meeting, occasion):
    assert rule_of(agenda.publish_agenda, occasion("secretary"), meeting) is Rule.AGENDA_EMPTY


def test_the_clock_publishes_what_is_due_and_nothing_twice(lamp, meeting, occasion):
    template = occasion("worker", at=CLOSING_DAY)
    sweep = Occasion(THE_CLOCK, CLOSING_DAY, template.book, template.calendar)
    assert agenda.publish_due_agendas(sweep) == 2
    assert agenda.publish_due_agendas(sweep) == 0
    assert {meeting.state for meeting in Meeting.select()} == {MeetingState.PUBLISHED}


def test_the_clock_leaves_alone_what_is_not_due(meeting, occasion):
    template = occasion("worker", at=BEFORE_CLOSING)
    sweep = Occasion(THE_CLOCK, BEFORE_CLOSING, template.book, template.calendar)
    assert agenda.publish_due_agendas(sweep) == 1
    assert Meeting.get_by_id(meeting.id).state is MeetingState.PLANNED


def test_an_urgent_topic_comes_in_late_with_a_public_reason(lamp, meeting, occasion):
    publish(occasion, meeting)
    item = agenda.add_urgent(occasion("worker", at=CLOSING_DAY), lamp, meeting, "老人摔伤，问13800138000。")
    assert item.urgent_reason == "老人摔伤，问138****8000。"
    assert Matter.get_by_id(lamp.id).state is State.ON_AGENDA


def test_an_urgent_topic_without_a_reason_stays_out(lamp, meeting, occasion):
    publish(occasion, meeting)
    assert rule_of(agenda.add_urgent, occasion("worker"), lamp, meeting, " ") is Rule.REASON_MISSING


def test_while_the_agenda_is_open_nothing_is_urgent(lamp, meeting, occasion):
    assert rule_of(agenda.add_urgent, occasion("worker"), lamp, meeting, "急") is Rule.AGENDA_NOT_CLOSED


def publish(occasion, meeting):
    """An empty agenda can be published on its closing day."""
    agenda.publish_agenda(occasion("secretary", at=CLOSING_DAY), meeting)


def test_a_slip_of_the_keyboard_plans_one_year_and_not_eight_thousand(town, occasion):
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(9999, 12, 31))
    assert (len(planned), planned[-1].day) == (24, date(2027, 10, 30))
