"""Meetings off their fixed days: one that could not wait, one moved, one called off, one convened."""

from datetime import date, datetime, time, timedelta

from portal.demo.cases import cases
from portal.demo.course import Course
from portal.demo.gathering import Gathering
from portal.demo.people import Town, Ward
from portal.demo.story import Story, on
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.policy import RuleBook
from portal.models import AgendaItem, Meeting
from portal.models.meetings import MeetingState
from portal.services.meeting_days import call_off, convene, convene_urgent, move_meeting

_LAST_ONE = 6  # days ago


class Emergency(Gathering):
    """急事急说: what is raised in the morning is settled the same evening."""

    def plan(self) -> None:
        course = self.new[0]
        self.story.at(on(self.day, 8, 20), course.bring_up)
        self.story.at(on(self.day, 9, 5), self._convene)
        self.story.at(on(self.day, 18, 40), self._attend)
        self.story.at(on(self.day, 19), self._open)
        self.story.at(on(self.day, 19, 10), self._resolving(course))
        self.story.at(on(self.day, 19, 40), self._close)

    def _convene(self, moment: datetime) -> None:
        course = self.new[0]
        meeting = convene_urgent(self._chair(moment), course.matter, self.day, time(19), course.case.reason)
        self._meeting_id = meeting.id
        item = AgendaItem.get(AgendaItem.meeting == meeting)
        item.matter = course.matter  # the one object that all deeds change
        self._items.append((course, item))


def tell_the_emergency(story: Story) -> None:
    """In the last community, a few days ago."""
    ward = story.town.wards[-1]
    emergency = Emergency(story, ward, story.now.date() - timedelta(days=_LAST_ONE))
    emergency.new.append(Course(story, ward, cases("days", "urgent")[0].here(ward)))
    emergency.plan()


def change_some_days(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Once the year is planned: what a neighbour finds changed in it, each with its reason."""

    def chair(ward: Ward) -> Occasion:
        return Occasion(ward.secretary, now, book, calendar)

    _first, second, third, fourth = town.wards
    moved, dropped = _planned_of(second)[0], _planned_of(third)[1]
    why = "那天晚上小区变压器检修要停电，往后推两天。"
    move_meeting(chair(second), moved, moved.day + timedelta(days=2), moved.starts_at, moved.venue, why)
    call_off(chair(third), dropped, "议事厅那几天翻修屋顶，这次不开，有事下次一起议。")
    wanted = "停车的事牵涉三家驻区单位，请大家一起来商量错时共享。"
    convene(chair(fourth), fourth.quarter.area, "joint_party", _in_two_weeks(now), time(15), wanted)


def _planned_of(ward: Ward) -> list[Meeting]:
    planned = (Meeting.community == ward.quarter.area) & (Meeting.state == MeetingState.PLANNED)
    return list(Meeting.select().where(planned).order_by(Meeting.day))


def _in_two_weeks(now: datetime) -> date:
    """A Thursday: people of other units come in working hours."""
    day = now.date() + timedelta(days=14)
    return day + timedelta(days=(3 - day.weekday()) % 7)
