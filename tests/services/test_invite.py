"""Who is asked to a meeting, what they say, and when enough of them are there."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from portal.domain.notices import NoticeKind, NoticeState, NoticeWay
from portal.domain.permissions import THE_CLOCK
from portal.domain.refusal import Rule
from portal.domain.terms import Capacity
from portal.models import Attendance, Invitation, Meeting, Notice, Person
from portal.models.meetings import MeetingState, ReplyState, ReplyWay
from portal.queries.concerned import concerned_by
from portal.queries.invitations import by_capacity, guests_of, quorum_of
from portal.services import agenda, invite, link, say
from portal.services.contacts import email_columns
from portal.services.invite import Guest
from portal.services.invited_told import remind_invited
from portal.services.meeting_days import call_off, move_meeting
from portal.services.say import Draft
from portal.services.seats import seat_of, seat_token
from portal.services.standing import MemberDraft, add_standing_member, end_standing_member
from portal.services.sweep import sweep
from tests.refusals import rule_of
from tests.services.standing_members import standing_members

CLOSING_DAY = datetime(2026, 11, 20, 0, 10)
DAY_BEFORE = datetime(2026, 11, 29, 9, 0)


@pytest.fixture
def members(town, occasion):
    return standing_members(occasion("worker"), town)


@pytest.fixture
def meeting(members, planned, occasion):
    """The same with its agenda public."""
    return agenda.publish_agenda(occasion("secretary"), planned)


def asked_to(meeting):
    return [guest.name for guest in guests_of(meeting.id)]


def seat(meeting, name):
    return Invitation.get(meeting=meeting, name=name)


def told(meeting):
    """Who was written to, what of, in the order written."""
    kinds = Notice.kind == NoticeKind.INVITATION
    return [
        (each.person.name, each.facts["news"]) for each in Notice.select().where(kinds).order_by(Notice.id)
    ]


def test_publishing_the_agenda_asks_those_whom_the_type_of_meeting_invites(meeting):
    assert asked_to(meeting) == ["冯桂兰", "钱多", "齐大山"]
    assert quorum_of(meeting, 0.5) == (3, 2, 0, 0)


def test_the_clock_asks_them_too(members, planned, occasion):
    sweep(replace(occasion("nobody", at=CLOSING_DAY), actor=THE_CLOCK))
    assert asked_to(planned) == ["冯桂兰", "钱多", "齐大山"]


def test_asking_again_asks_only_who_is_new(meeting, town, occasion):
    assert invite.invite_standing(occasion("worker"), meeting) == 0
    add_standing_member(occasion("worker"), town.community, MemberDraft("孟凡", Capacity.RESIDENT))
    assert invite.invite_standing(occasion("worker"), meeting) == 1
    assert quorum_of(meeting, 0.5) == (4, 2, 0, 0)


def test_who_is_a_member_no_more_is_asked_no_more(members, planned, occasion):
    end_standing_member(occasion("worker"), members[0])
    agenda.publish_agenda(occasion("secretary"), planned)
    assert asked_to(planned) == ["钱多", "齐大山"]


def test_nobody_is_asked_to_a_meeting_without_topics(members, town, occasion):
    empty = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.publish_due_agendas(occasion("secretary", at=CLOSING_DAY))
    assert Meeting.get_by_id(empty.id).state is MeetingState.PUBLISHED
    assert asked_to(empty) == []


def test_what_is_added_in_urgency_to_an_empty_agenda_brings_people_together(members, town, occasion, lamp):
    empty = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.publish_due_agendas(occasion("secretary", at=CLOSING_DAY))
    late = occasion("secretary", at=CLOSING_DAY)
    agenda.add_urgent(late, lamp, Meeting.get_by_id(empty.id), "老人摔了。")
    assert asked_to(empty) == ["冯桂兰", "钱多", "齐大山"]


def test_parties_concerned_are_suggested_and_do_not_count(meeting, occasion, town, lamp):
    now = occasion("worker")
    draft = Draft(words="水管爆了。", area_id=town.building.id, name="卫兰英", phone="13800138009")
    burst = say.raise_matter(now, draft).matter
    agenda.add_urgent(now, burst, meeting, "正在漏水。")
    assert [(each.name, each.number) for each in concerned_by(meeting.id)] == [("卫兰英", burst.number)]
    assert invite.invite_concerned(now, meeting) == 1
    assert concerned_by(meeting.id) == []
    assert invite.invite_concerned(now, meeting) == 0
    assert quorum_of(meeting, 0.5).invited == 3
    assert told(meeting)[-1] == ("卫兰英", "invited")


def test_who_supports_and_whose_own_matter_was_merged_in_are_asked_too(meeting, occasion, town, lamp, cast):
    now, sends = occasion("worker"), {"area_id": town.building.id, "phone": "13800138009"}
    first = say.raise_matter(now, Draft(words="路灯不亮。", name="卫兰英", **sends)).matter
    second = say.raise_matter(now, Draft(words="灯又灭了。", name="丁当事", **sends)).matter
    for voice in (f"p:{cast['resident'].person_id}", "b:of-nobody-known"):
        say.support(now, lamp, voice)
    link.merge(now, second, first)
    link.merge(now, first, lamp)
    suggested = [(each.name, each.number) for each in concerned_by(meeting.id)]
    assert suggested == [("林小雨", lamp.number), ("丁当事", lamp.number), ("卫兰英", lamp.number)]
    assert invite.invite_concerned(now, meeting) == 3
    assert told(meeting)[2:] == [("丁当事", "invited"), ("卫兰英", "invited")]
    assert seat_of(seat_token(seat(meeting, "林小雨"))).capacity is Capacity.CONCERNED


def test_an_expert_is_asked_once_and_does_not_count(meeting, occasion):
    expert = Guest("高工", Capacity.EXPERT, "13800138007")
    asked = invite.invite(occasion("worker"), meeting, expert)
    assert (asked.counts, asked.person.name) == (False, "高工")
    assert rule_of(invite.invite, occasion("worker"), meeting, expert) is Rule.ALREADY_INVITED
    assert rule_of(invite.invite, occasion("stranger"), meeting, Guest("甲", Capacity.EXPERT)) is (
        Rule.NOT_ALLOWED
    )


def test_nobody_is_asked_to_a_meeting_that_is_over(meeting, occasion):
    Meeting.update(state=MeetingState.CALLED_OFF).where(Meeting.id == meeting.id).execute()
    late = Guest("高工", Capacity.EXPERT)
    assert rule_of(invite.invite, occasion("worker"), meeting, late) is Rule.MEETING_OVER


def test_those_with_a_mobile_or_an_address_are_told_at_once(meeting):
    assert told(meeting) == [("冯桂兰", "invited"), ("齐大山", "invited")]
    notice = Notice.get(Notice.kind == NoticeKind.INVITATION)
    assert (notice.way, notice.facts["day"], notice.facts["telephone"]) == (
        NoticeWay.SMS,
        "2026-11-30",
        "0357-7000001",
    )
    assert [guest.has_way for guest in guests_of(meeting.id)] == [True, False, True]


def test_who_has_no_mobile_is_told_by_mail(members, planned, occasion):
    mail = {"phone": "", "phone_mark": "", **email_columns("feng@example.org")}
    Person.update(**mail).where(Person.id == members[0].person_id).execute()
    agenda.publish_agenda(occasion("secretary"), planned)
    assert Notice.get(Notice.person == members[0].person_id).way is NoticeWay.EMAIL


def test_the_day_before_only_the_silent_are_asked_once_more_and_once(meeting, occasion):
    invite.reply(occasion(), seat(meeting, "冯桂兰"), ReplyState.COMING)
    eve = occasion("nobody", at=DAY_BEFORE)
    assert (remind_invited(eve), remind_invited(eve)) == (1, 0)
    assert told(meeting)[2:] == [("齐大山", "reminded")]
    assert remind_invited(occasion("nobody", at=datetime(2026, 11, 28, 9, 0))) == 0


def test_whoever_is_asked_to_two_meetings_on_one_day_is_reminded_of_both(meeting, occasion):
    other = Meeting.create(**meeting.__data__ | {"id": None, "kind": "preparatory"})
    mine = seat(meeting, "齐大山")
    again = Invitation.create(**mine.__data__ | {"id": None, "meeting": other})
    assert remind_invited(occasion("nobody", at=DAY_BEFORE)) == 3
    reminded = {
        notice.facts["invitation"] for notice in Notice.select().where(Notice.person == mine.person_id)
    }
    assert reminded == {mine.id, again.id}


def test_a_reply_can_be_changed_until_the_meeting_opens(meeting, occasion):
    mine = seat(meeting, "冯桂兰")
    invite.reply(occasion(), mine, ReplyState.COMING)
    said = invite.reply(occasion(), mine, ReplyState.SENDS_ANOTHER, " 冯小妹 ", "我去外地")
    assert (said.state, said.comes_instead, said.words) == (ReplyState.SENDS_ANOTHER, "冯小妹", "我去外地")
    assert (said.reply_way, said.entered_by_id) == (ReplyWay.LINK, None)
    assert quorum_of(meeting, 0.5).coming == 1
    said = invite.reply(occasion(), mine, ReplyState.NOT_COMING, "冯小妹")
    assert (said.comes_instead, quorum_of(meeting, 0.5).coming) == ("", 0)
    Meeting.update(state=MeetingState.OPEN).where(Meeting.id == meeting.id).execute()
    assert rule_of(invite.reply, occasion(), mine, ReplyState.COMING) is Rule.REPLY_TOO_LATE


def test_who_sends_another_says_whom_and_nobody_answers_with_silence(meeting, occasion):
    mine = seat(meeting, "冯桂兰")
    assert rule_of(invite.reply, occasion(), mine, ReplyState.SENDS_ANOTHER, " ") is Rule.EMPTY_TEXT
    assert rule_of(invite.reply, occasion(), mine, ReplyState.WAITING) is Rule.UNKNOWN_CHOICE


def test_a_reply_by_telephone_says_who_entered_it(meeting, occasion, cast):
    kept = invite.enter_reply(
        occasion("worker"), seat(meeting, "钱多"), ReplyState.COMING, words="晚到一刻钟"
    )
    assert (kept.reply_way, kept.entered_by_id) == (ReplyWay.PHONE, cast["worker"].person_id)
    stranger = occasion("stranger")
    assert rule_of(invite.enter_reply, stranger, kept, ReplyState.COMING) is Rule.NOT_ALLOWED


def test_replies_are_counted_by_capacity(meeting, occasion):
    invite.reply(occasion(), seat(meeting, "冯桂兰"), ReplyState.COMING)
    first = by_capacity(guests_of(meeting.id))[0]
    assert (first.capacity, first.said(ReplyState.COMING), first.said(ReplyState.WAITING)) == (
        Capacity.REPRESENTATIVE,
        1,
        0,
    )


def test_who_is_there_by_seat_by_name_or_by_the_one_sent_counts_once(meeting, occasion):
    invite.reply(occasion(), seat(meeting, "冯桂兰"), ReplyState.SENDS_ANOTHER, "冯小妹")
    Attendance.create(meeting=meeting, name="冯小妹", capacity=Capacity.REPRESENTATIVE)
    Attendance.create(meeting=meeting, name="钱多", capacity=Capacity.PROPERTY)
    assert quorum_of(meeting, 0.5).present == 2
    Attendance.create(
        meeting=meeting, name="齐老大", capacity=Capacity.OWNERS, invitation=seat(meeting, "齐大山")
    )
    Attendance.create(meeting=meeting, name="路过的", capacity=Capacity.RESIDENT)
    quorum = quorum_of(meeting, 0.5)
    assert (quorum.present, quorum.is_reached) == (3, True)


def test_an_invitation_taken_back_leads_nowhere_and_is_not_sent(meeting, occasion):
    mine = seat(meeting, "冯桂兰")
    link = seat_token(mine)
    invite.take_back(occasion("worker"), mine)
    assert rule_of(seat_of, link) is Rule.NOT_FOUND
    states = {each.person.name: each.state for each in Notice.select().where(Notice.kind == "invitation")}
    assert states == {"冯桂兰": NoticeState.DROPPED, "齐大山": NoticeState.WAITING}
    assert asked_to(meeting) == ["钱多", "齐大山"]


def test_who_is_asked_again_is_told_again(meeting, occasion):
    link = seat_token(seat(meeting, "齐大山"))
    invite.take_back(occasion("worker"), seat(meeting, "齐大山"))
    invite.invite_standing(occasion("worker", at=datetime(2026, 11, 3, 9, 31)), meeting)
    assert told(meeting) == [("冯桂兰", "invited"), ("齐大山", "invited"), ("齐大山", "invited")]
    assert rule_of(seat_of, link) is Rule.NOT_FOUND


def test_who_has_come_is_not_uninvited(meeting, occasion):
    mine = seat(meeting, "冯桂兰")
    Attendance.create(meeting=meeting, name="冯桂兰", capacity=Capacity.REPRESENTATIVE, invitation=mine)
    assert rule_of(invite.take_back, occasion("worker"), mine) is Rule.ALREADY_THERE


@pytest.mark.parametrize(
    "forged", ["", "x", "1-", "1-" + "0" * 32, "0-" + "a" * 32, "9999999999-" + "a" * 32]
)
def test_no_other_link_opens_a_seat(meeting, forged):
    assert rule_of(seat_of, forged) is Rule.NOT_FOUND


def test_a_link_opens_its_own_seat_and_no_other(meeting):
    mine, other = seat(meeting, "冯桂兰"), seat(meeting, "齐大山")
    assert seat_of(seat_token(mine)).id == mine.id
    sign = seat_token(mine).partition("-")[2]
    assert rule_of(seat_of, f"{other.id}-{sign}") is Rule.NOT_FOUND


def test_after_the_meeting_was_moved_everybody_is_asked_again(meeting, occasion):
    invite.reply(occasion(), seat(meeting, "冯桂兰"), ReplyState.COMING)
    where = meeting.starts_at, meeting.venue, "礼堂停电。"
    move_meeting(occasion("secretary"), meeting, date(2026, 12, 2), *where)
    assert (seat(meeting, "冯桂兰").state, quorum_of(meeting, 0.5).coming) == (ReplyState.WAITING, 0)
    assert told(meeting)[2:] == [("冯桂兰", "moved"), ("齐大山", "moved")]
    latest = Notice.select().where(Notice.kind == NoticeKind.INVITATION).order_by(Notice.id.desc())
    assert latest.get().facts["day"] == "2026-12-02"


def test_whoever_answered_comes_to_another_hour_only_when_asked_again(meeting, occasion):
    invite.reply(occasion(), seat(meeting, "冯桂兰"), ReplyState.COMING)
    move_meeting(occasion("secretary"), meeting, meeting.day, time(20), meeting.venue, "等大家下班。")
    assert seat(meeting, "冯桂兰").state is ReplyState.WAITING
    assert told(meeting)[2:] == [("冯桂兰", "moved"), ("齐大山", "moved")]


def test_of_another_room_they_are_told_and_what_they_answered_stands(meeting, occasion):
    invite.reply(occasion(), seat(meeting, "冯桂兰"), ReplyState.COMING)
    move_meeting(occasion("secretary"), meeting, meeting.day, meeting.starts_at, "二楼活动室", "礼堂停电。")
    assert (seat(meeting, "冯桂兰").state, quorum_of(meeting, 0.5).coming) == (ReplyState.COMING, 1)
    assert told(meeting)[2:] == [("冯桂兰", "elsewhere"), ("齐大山", "elsewhere")]
    latest = Notice.select().where(Notice.kind == NoticeKind.INVITATION).order_by(Notice.id.desc())
    assert latest.get().facts["venue"] == "二楼活动室"


def test_of_what_is_called_off_they_are_told(meeting, occasion):
    call_off(occasion("secretary"), meeting, "礼堂停电。")
    assert told(meeting)[2:] == [("冯桂兰", "called_off"), ("齐大山", "called_off")]
