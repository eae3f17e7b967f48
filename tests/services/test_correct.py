"""Public minutes are corrected in public, and what must not be read disappears from corrections too."""

from dataclasses import replace
from datetime import datetime

import pytest

from portal.domain.differences import Kind, differences
from portal.domain.policy import PassageKind
from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.voting import VoteMethod
from portal.models import Attendance, Matter, MatterEvent, Meeting, MinutesCorrection, Person, Vote
from portal.models.protection import Cause
from portal.queries.passages import passage_of
from portal.queries.search import found_elsewhere
from portal.services import attend, deliberate, erase, handle, minutes, moderate, prepare, remark, vote
from portal.services.attend import Attendee
from portal.services.correct import correct_minutes
from portal.services.minutes import draft_minutes
from portal.services.moderate import Withheld
from tests.refusals import rule_of

NEXT_DAY = datetime(2026, 12, 1, 9)


@pytest.fixture
def session(meeting, chair):
    attend.record_attendance(chair, meeting, [Attendee("何大勇", Capacity.RESIDENT)])
    attend.arrive(chair, meeting, person=Person.get(Person.name == "林小雨"))
    return deliberate.open_meeting(chair, meeting)


@pytest.fixture
def closed(chair, session, item):
    deliberate.defer(chair, item, "等电业局来人。")
    return deliberate.close_meeting(chair, session, "路灯的事下次再议。\n林小雨说：晚上看不清。")


@pytest.fixture
def day_after(occasion):
    return occasion("secretary", at=NEXT_DAY)


def test_a_correction_keeps_both_wordings_as_the_public_reads_them(closed, day_after):
    text = "路灯的事12月再议。\n林小雨说：晚上看不清。"
    made = correct_minutes(day_after, closed, text, "日期漏写了，电话13800138000核对过。")
    assert made.before == "路灯的事下次再议。\n林**说：晚上看不清。"
    assert made.after == Meeting.get_by_id(closed.id).public_minutes
    assert made.after == "路灯的事12月再议。\n林**说：晚上看不清。"
    assert (made.made_by_name, made.at) == ("王建国", NEXT_DAY)
    assert made.reason == "日期漏写了，电话138****8000核对过。"
    assert [piece.text for piece in differences(made.before, made.after)[0] if piece.kind is Kind.NEW] == [
        "12月"
    ]


def test_the_reason_of_a_correction_names_nobody_whom_the_minutes_do_not(closed, day_after):
    made = correct_minutes(day_after, closed, "路灯的事12月再议。", "林小雨说日期不对。")
    assert made.reason == "林**说日期不对。"


def test_the_party_concerned_is_named_in_no_minutes(chair, session, item):
    open_names = replace(chair.book, meeting=replace(chair.book.meeting, names_public=True))
    attend.arrive(chair, session, name="丁当事", capacity=Capacity.CONCERNED)
    deliberate.defer(chair, item, "等电业局来人。")
    spoken = "何大勇说：今天就换。\n丁当事说：晚上看不清。"
    closed = deliberate.close_meeting(replace(chair, book=open_names), session, spoken)
    assert closed.public_minutes == "何大勇说：今天就换。\n丁**说：晚上看不清。"


def test_where_the_rule_book_shows_names_the_list_of_those_who_came_has_them_whole(
    chair, session, item, town
):
    shown = replace(chair, book=replace(chair.book, meeting=replace(chair.book.meeting, names_public=True)))
    attend.arrive(chair, session, name="丁当事", capacity=Capacity.CONCERNED)
    held = vote.open_vote(shown, item, VoteMethod.EACH)
    for here in Attendance.select().where(Attendance.capacity == Capacity.RESIDENT):
        vote.cast(shown, held, here, held.choices.get(), here.way)
    vote.close_vote(shown, held)
    order = handle.Order(town.property_manager.id, "钱多", 15)
    deliberate.resolve(shown, item, deliberate.ResolutionDraft("换成感应灯。", order))
    told = deliberate.close_meeting(shown, session).public_minutes.splitlines()
    assert told[-8:] == [
        "居民2人：何大勇、林小雨",
        "当事人1人：丁**",
        "",
        "1. 7号楼前的路灯坏了，晚上老人出门看不清台阶",
        "一人一票，记名：同意2人，不同意0人，弃权0人。",
        "同意：何大勇、林小雨。",
        "形成决议：换成感应灯。",
        "由清华园物业（钱多）办理，2026年12月21日前办好。",
    ]


def test_a_correction_needs_a_reason_and_a_change(closed, day_after):
    assert rule_of(correct_minutes, day_after, closed, "别的。", " ") is Rule.REASON_MISSING
    assert rule_of(correct_minutes, day_after, closed, " ", "空了。") is Rule.EMPTY_TEXT
    same = closed.public_minutes
    assert rule_of(correct_minutes, day_after, closed, same, "没改。") is Rule.MINUTES_UNCHANGED
    assert not MinutesCorrection.select().exists()


def test_of_two_who_correct_the_same_wording_one_is_told(closed, day_after):
    correct_minutes(day_after, closed, "甲。", "写错了。", 0)
    as_seen = Meeting.get_by_id(closed.id)
    assert rule_of(correct_minutes, day_after, as_seen, "乙。", "写错了。", 0) is Rule.STALE
    correct_minutes(day_after, as_seen, "乙。", "又写错了。", 1)
    assert [each.after for each in MinutesCorrection.select()] == ["甲。", "乙。"]


def test_minutes_are_corrected_by_who_decides_and_after_the_meeting(session, item, chair, occasion):
    assert rule_of(correct_minutes, chair, session, "甲。", "早了。") is Rule.MEETING_NOT_CLOSED
    deliberate.defer(chair, item, "等电业局来人。")
    done = deliberate.close_meeting(chair, session, "乙。")
    for who in ("worker", "stranger", "resident"):
        assert rule_of(correct_minutes, occasion(who), done, "甲。", "改。") is Rule.NOT_ALLOWED


def test_corrected_minutes_are_found_by_their_new_words_alone(closed, day_after):
    correct_minutes(day_after, closed, "改为装感应灯。", "补上结果。")
    assert len(found_elsewhere("感应灯")) == 1
    assert found_elsewhere("下次再议") == []


def test_who_is_erased_disappears_from_minutes_and_their_corrections(closed, day_after, occasion):
    book_shows = "林小雨（居民）说：看不清。"
    correct_minutes(day_after, closed, book_shows, "身份漏写了。")
    MinutesCorrection.update(before="林小雨说：看不清。", reason="林小雨来电。").execute()
    erase.erase(occasion("administrator", at=NEXT_DAY), Person.get(Person.name == "林小雨"), "本人要求。")
    made = MinutesCorrection.get()
    assert "林小雨" not in made.before + made.after + made.reason
    meeting = Meeting.get_by_id(closed.id)
    assert "林小雨" not in meeting.minutes + meeting.public_minutes
    assert not Attendance.select().where(Attendance.name == "林小雨").exists()


def test_what_is_withheld_disappears_from_corrections_too(chair, session, item, lamp, day_after):
    deliberate.defer(chair, item, "等电业局来人。")
    closed = deliberate.close_meeting(chair, session)
    words = Meeting.get_by_id(closed.id).minutes
    made = correct_minutes(day_after, closed, words + "\n补：已联系。", "补一句。")
    assert lamp.public_title in made.before
    moderate.withhold(day_after, passage_of(PassageKind.WORDS, lamp.id), Withheld(Cause.PRIVACY))
    left = MinutesCorrection.get()
    assert lamp.public_title not in left.before + left.after
    assert "1. （这几句不公开）" in left.before


def test_short_words_are_replaced_where_they_stand_alone_and_not_inside_others(chair, session, item, lamp):
    prepare.add_option(chair, lamp, "修灯")
    held = vote.open_vote(chair, item, VoteMethod.HANDS)
    vote.void_vote(chair, held, "王明")
    deliberate.defer(chair, item, "修灯杆要等王明星回来。")
    printed = deliberate.close_meeting(chair, session).public_minutes.splitlines()
    withhold_event(chair, "修灯")
    withhold_event(chair, f"{vote.VOIDED}王明")
    left = Meeting.get_by_id(session.id).public_minutes.splitlines()
    assert [(before, now) for before, now in zip(printed, left, strict=True) if before != now] == [
        ("摆出来的办法：1、修灯。", "摆出来的办法：1、（这几句不公开）。"),
        ("作废的表决（王明），不计。", "作废的表决（（这几句不公开）），不计。"),
    ]
    assert left[-1] == "下次再议：修灯杆要等王明星回来。"


def withhold_event(chair, text):
    told = MatterEvent.get(MatterEvent.public_text == text)
    moderate.withhold(chair, passage_of(PassageKind.EVENTS, told.id), Withheld(Cause.PRIVACY))


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("会前小议（问过老周）：灯座锈了。", "会前小议（问过（这几句不公开））：灯座锈了。"),
        ("举手表决：换灯3人，弃权0人。", "举手表决：（这几句不公开）3人，弃权0人。"),
        ("老周边说换灯泡。", "老周边说换灯泡。"),
        ("商量7号楼前的路灯坏了这件事。", "商量（这几句不公开）这件事。"),
    ],
)
def test_what_became_a_familys_is_taken_out_as_it_was_printed(printed, left, chair, session, item, lamp):
    prepare.prepare(chair, lamp, "灯座锈了一圈。", "老周")
    prepare.add_option(chair, lamp, "换灯")
    Matter.update(public_title="7号楼前的路灯坏了").where(Matter.id == lamp.id).execute()
    deliberate.defer(chair, item, "等电业局来人。")
    deliberate.close_meeting(chair, session, printed)
    minutes.say_nothing_of(Matter.get_by_id(lamp.id))
    assert Meeting.get_by_id(session.id).public_minutes == left


def test_why_a_vote_was_called_off_is_withheld_wherever_it_stands(chair, session, item):
    held = vote.open_vote(chair, item, VoteMethod.HANDS)
    vote.void_vote(chair, held, "老李喝醉了。")
    deliberate.defer(chair, item, "等电业局来人。")
    deliberate.close_meeting(chair, session)
    assert "作废的表决（老李喝醉了。），不计。" in Meeting.get_by_id(session.id).public_minutes
    told = MatterEvent.get(MatterEvent.action == Action.VOTE)
    moderate.withhold(chair, passage_of(PassageKind.EVENTS, told.id), Withheld(Cause.PRIVACY))
    assert Vote.get_by_id(held.id).void_reason == ""
    assert "作废的表决（（这几句不公开）），不计。" in Meeting.get_by_id(session.id).public_minutes


def test_the_draft_tells_how_each_item_went(chair, session, item, occasion):
    prepare.prepare(chair, item.matter, "灯座锈了。", "电工老周")
    prepare.add_option(chair, item.matter, "换灯泡")
    prepare.add_option(chair, item.matter, "换感应灯")
    remark.note_remark(chair, item, Attendance.get(Attendance.name == "何大勇"), "感应灯省电。", "t-1")
    first = vote.open_vote(chair, item, VoteMethod.HANDS)
    vote.void_vote(chair, first, "问法不清楚。")
    second = vote.open_vote(chair, item, VoteMethod.EACH, secret=True)
    for here in Attendance.select():
        vote.cast(chair, second, here, second.choices.get(), here.way)
    vote.close_vote(chair, second)
    deliberate.defer(chair, item, "等报价。")
    told = draft_minutes(chair, session).splitlines()
    assert told[-9:] == [
        "居民2人：何大勇、林小雨",
        "",
        "1. 7号楼前的路灯坏了，晚上老人出门看不清台阶",
        "会前小议（问过电工老周）：灯座锈了。",
        "何大勇说：感应灯省电。",
        "摆出来的办法：1、换灯泡；2、换感应灯。",
        "作废的表决（问法不清楚。），不计。",
        "一人一票，不记名：同意2人，不同意0人，弃权0人。",
        "下次再议：等报价。",
    ]
