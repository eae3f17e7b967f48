"""Who is asked to the next meeting of the demonstration place, what they answered, what people say of it."""

from datetime import datetime, timedelta

from portal.demo.people import Town, Ward
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY
from portal.domain.policy import RuleBook
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Invitation, Matter, Meeting
from portal.models.meetings import MeetingState, ReplyState
from portal.services import invite, opine
from portal.services.invite import Guest
from portal.services.standing import MemberDraft, add_standing_member

#: Those who sit in a community's meetings; nobody of them can be reached, so that no message goes out.
_MEMBERS = {
    Capacity.REPRESENTATIVE: ("冯桂兰", "齐大山", "孟凡", "罗素珍", "康永福"),
    Capacity.PARTY_MEMBER: ("高建平", "史玉梅"),
    Capacity.OWNERS: ("段志强", "薛红"),
    Capacity.PROPERTY: ("钱多",),
    Capacity.COMMUNITY: ("韩雪",),
    Capacity.DEPARTMENT: ("龚明",),
}
_REPLIES = (
    ("冯桂兰", ReplyState.COMING, "", ""),
    ("齐大山", ReplyState.COMING, "", "晚到一刻钟"),
    ("孟凡", ReplyState.SENDS_ANOTHER, "孟小妹", "那天上夜班"),
    ("高建平", ReplyState.COMING, "", ""),
    ("段志强", ReplyState.COMING, "", ""),
    ("薛红", ReplyState.NOT_COMING, "", "在外地，看法先写上了"),
    ("钱多", ReplyState.COMING, "", ""),
)
_OPINIONS = (
    ("b:demo-1", "早该办了。先挑最急的一处试，试好了再铺开。", "林女士"),
    ("b:demo-2", "钱怎么出要先说清楚，别到最后又摊到各家。", ""),
    ("b:demo-3", "白天我们都上班，能不能周末动工？", "赵先生"),
)


def seat_the_people(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Members everywhere since two months ago; replies and opinions where the agenda is public."""
    for ward in town.wards:
        _name_the_members(Occasion(ward.worker, now - timedelta(days=60), book, calendar), ward)
    ward = town.wards[0]
    public = (Meeting.community == ward.quarter.area) & (Meeting.state == MeetingState.PUBLISHED)
    for meeting in (
        Meeting.select().where(public & (Meeting.day >= now.date())).order_by(Meeting.day).limit(1)
    ):
        _ask(Occasion(ward.worker, now - timedelta(hours=20), book, calendar), meeting)
        _hear(Occasion(NOBODY, now - timedelta(hours=2), book, calendar), meeting)


def _name_the_members(worker: Occasion, ward: Ward) -> None:
    for capacity, names in _MEMBERS.items():
        for name in names:
            add_standing_member(worker, ward.quarter.area, MemberDraft(name, capacity))


def _ask(worker: Occasion, meeting: Meeting) -> None:
    invite.invite_standing(worker, meeting)
    invite.invite(worker, meeting, Guest("方律师", Capacity.LAWYER))
    for name, state, instead, words in _REPLIES:
        asked = Invitation.get(meeting=meeting, name=name)
        invite.enter_reply(worker, asked, state, instead, words)


def _hear(anybody: Occasion, meeting: Meeting) -> None:
    listed = AgendaItem.select().join(Matter).where((AgendaItem.meeting == meeting) & ~Matter.private)
    for item in listed.order_by(AgendaItem.position).limit(1):
        for voice, words, name in _OPINIONS:
            opine.give_opinion(anybody, item, voice, words, name)
        away = Invitation.get(meeting=meeting, name="薛红")
        opine.write_from_seat(anybody, away, item, "业委会开过会，大家都赞成，只求别占消防通道。")
