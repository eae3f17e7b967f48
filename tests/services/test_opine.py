"""What people say about an agenda item before its meeting."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.policy import ModerationRules, PassageKind
from portal.domain.refusal import Rule
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Matter, Meeting, Opinion, Passage
from portal.models.deliberating import OpinionWay
from portal.models.protection import Cause
from portal.queries.opinions import opinions_of, to_read_out
from portal.queries.passages import Words, passage_of, passages_of
from portal.queries.public_matter import public_matter
from portal.services import agenda, deliberate, invite, moderate, opine
from portal.services.invite import Guest
from portal.services.limits import Visitor
from portal.services.moderate import Withheld
from portal.services.one_voice import count_as_one
from tests.conftest import MORNING
from tests.refusals import rule_of
from tests.services.conftest import EVENING

WORDS = "我叫林小雨，电话13800138000，灯最好带感应。"
MASKED = "我叫林**，电话138****8000，灯最好带感应。"


@pytest.fixture
def item(meeting):
    return AgendaItem.get(AgendaItem.meeting == meeting)


@pytest.fixture
def reading(occasion):
    """``reading("nobody")``: where opinions are read before they are public."""

    def of(who):
        now = occasion(who)
        rules = ModerationRules((PassageKind.OPINIONS,))
        return replace(now, book=replace(now.book, moderation=rules))

    return of


def only(item):
    (said,) = opinions_of(item.meeting_id)[item.id]
    return said


def test_an_opinion_is_public_masked_and_with_half_a_name(item, occasion):
    opine.give_opinion(occasion("resident"), item, "p:7", WORDS, "林小雨")
    said = only(item)
    assert (said.way, said.name, said.words) == (OpinionWay.PAGE, "林**", MASKED)
    assert (said.at, said.read_out_at, said.why) == (MORNING, None, None)


def test_one_voice_speaks_once_on_an_item_and_may_mend_it(item, occasion):
    opine.give_opinion(occasion(), item, "b:1", "要亮一点。")
    opine.give_opinion(occasion(at=MORNING + timedelta(hours=1)), item, "b:1", "要亮，但别晃眼。")
    opine.give_opinion(occasion(), item, "b:2", "同意。")
    assert [each.words for each in opinions_of(item.meeting_id)[item.id]] == ["要亮，但别晃眼。", "同意。"]


def test_what_was_said_can_be_taken_back(item, occasion):
    opine.give_opinion(occasion(), item, "b:1", "要亮一点。")
    opine.take_back_opinion(occasion(), item, "b:2")
    assert Opinion.select().count() == 1
    opine.take_back_opinion(occasion(), item, "b:1")
    assert opinions_of(item.meeting_id) == {}


def test_nothing_is_said_before_the_agenda_is_public_and_once_the_meeting_has_begun(
    planned, occasion, request
):
    item = AgendaItem.get(AgendaItem.meeting == planned)
    said = occasion(), item, "b:1", "要亮一点。"
    assert rule_of(opine.give_opinion, *said) is Rule.OPINIONS_CLOSED
    request.getfixturevalue("meeting")
    opine.give_opinion(*said)
    request.getfixturevalue("session")
    assert rule_of(opine.give_opinion, *said) is Rule.OPINIONS_CLOSED
    assert rule_of(opine.take_back_opinion, occasion(), item, "b:1") is Rule.OPINIONS_CLOSED


def test_nobody_comments_on_what_concerns_a_family(item, occasion):
    Matter.update(private=True).where(Matter.id == item.matter_id).execute()
    closed = AgendaItem.get_by_id(item.id)
    assert rule_of(opine.give_opinion, occasion(), closed, "b:1", "听说……") is Rule.PRIVATE_MATTER
    Opinion.create(item=item, voice="b:2", way="page", words="x", public_words="x", at=MORNING)
    assert opinions_of(item.meeting_id) == {}


@pytest.mark.parametrize(("words", "rule"), [(" ", Rule.EMPTY_TEXT), ("长" * 601, Rule.TEXT_TOO_LONG)])
def test_something_is_said_and_not_too_much(item, occasion, words, rule):
    assert rule_of(opine.give_opinion, occasion(), item, "b:1", words) is rule


def test_a_flood_at_the_door_is_stopped(item, occasion):
    for number in range(20):
        visitor = Visitor("b:1", "10.0.0.1")
        opine.give_opinion_at_the_door(occasion(), item, "b:1", f"第{number}句", "", visitor)
    flood = occasion(), item, "b:1", "再一句", "", Visitor("b:1", "10.0.0.1")
    assert rule_of(opine.give_opinion_at_the_door, *flood) is Rule.TOO_MANY


def test_somebody_invited_writes_over_the_link_as_what_they_are(meeting, item, occasion):
    asked = invite.invite(occasion("worker"), meeting, Guest("高工", Capacity.EXPERT, "13800138007"))
    opine.write_from_seat(occasion(), asked, item, "建议用带感应的。")
    said = only(item)
    assert (said.way, said.name, said.capacity) == (OpinionWay.SEAT, "高*", Capacity.EXPERT)
    assert Opinion.get().voice == f"p:{asked.person_id}"


def test_a_seat_writes_on_the_items_of_its_own_meeting(meeting, item, occasion, town):
    other = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 31))[-1]
    asked = invite.invite(occasion("worker"), other, Guest("高工", Capacity.EXPERT))
    assert rule_of(opine.write_from_seat, occasion(), asked, item, "建议。") is Rule.NOT_FOUND


def test_an_invitation_taken_back_leaves_what_was_written(meeting, item, occasion):
    asked = invite.invite(occasion("worker"), meeting, Guest("高工", Capacity.EXPERT))
    opine.write_from_seat(occasion(), asked, item, "建议用带感应的。")
    invite.take_back(occasion("worker"), asked)
    assert (only(item).words, only(item).capacity) == ("建议用带感应的。", None)


def test_a_sheet_of_paper_is_kept_once_and_may_come_in_during_the_meeting(item, session, occasion):
    chair = occasion("worker", at=EVENING)
    for _ in range(2):
        opine.enter_paper(chair, AgendaItem.get_by_id(item.id), "马秀英", "台阶也要照到。")
    assert (only(item).way, only(item).name) == (OpinionWay.PAPER, "马**")
    assert rule_of(opine.enter_paper, occasion("auditor"), item, "马秀英", "台阶。") is Rule.NOT_ALLOWED


def test_what_was_read_out_says_when(item, session, occasion):
    chair = occasion("secretary", at=EVENING)
    late = opine.enter_paper(chair, AgendaItem.get_by_id(item.id), "马秀英", "台阶也要照到。")
    opine.enter_paper(chair, AgendaItem.get_by_id(item.id), "孟凡", "同意。")
    opine.read_out(chair, late)
    opine.read_out(replace(chair, now=EVENING + timedelta(minutes=9)), Opinion.get_by_id(late.id))
    assert [(each.name, each.read_out_at) for each in to_read_out(item.id)] == [
        ("孟凡", None),
        ("马秀英", EVENING),
    ]


def test_only_the_chair_reads_out_and_only_in_the_meeting(item, occasion):
    opinion = opine.give_opinion(occasion(), item, "b:1", "要亮一点。")
    assert rule_of(opine.read_out, occasion("secretary"), opinion) is Rule.MEETING_NOT_OPEN
    assert rule_of(opine.read_out, occasion("resident"), opinion) is Rule.NOT_ALLOWED


def test_where_the_rule_book_says_so_somebody_reads_it_first(item, reading):
    opine.give_opinion(reading("nobody"), item, "b:1", WORDS)
    assert (only(item).words, only(item).why.state.value) == ("", "waiting")
    assert public_matter(item.matter.number).hidden == []
    moderate.show(reading("secretary"), Passage.get())
    assert (only(item).words, only(item).why) == (MASKED, None)


def test_what_is_mended_is_read_again(item, reading):
    opine.give_opinion(reading("nobody"), item, "b:1", "要亮一点。")
    moderate.show(reading("secretary"), Passage.get())
    opine.give_opinion(reading("nobody"), item, "b:1", "某某是骗子。")
    assert (only(item).words, Passage.get().text) == ("", "某某是骗子。")
    moderate.withhold(reading("secretary"), Passage.get(), Withheld(Cause.INSULT))
    assert only(item).why.cause is Cause.INSULT


def test_a_public_opinion_can_be_taken_from_the_public_and_more_of_it_hidden(item, occasion):
    given = opine.give_opinion(occasion(), item, "b:1", "老李家的狗也怕黑。", "林小雨")
    assert [each.kind for each in passages_of(item.matter)][-1] is PassageKind.OPINIONS
    passage = passage_of(PassageKind.OPINIONS, given.id)
    moderate.show(occasion("secretary"), passage, Words("", "**家的狗也怕黑。", ""))
    assert only(item).words == "**家的狗也怕黑。"
    moderate.withhold(
        occasion("secretary"), passage_of(PassageKind.OPINIONS, given.id), Withheld(Cause.PRIVACY)
    )
    assert (only(item).words, only(item).why.cause) == ("", Cause.PRIVACY)


def test_an_opinion_withheld_after_it_was_read_out_stands_in_no_minutes(item, session, occasion):
    chair = occasion("secretary", at=EVENING)
    given = opine.enter_paper(chair, item, "林小雨", "老李家的狗也怕黑。")
    opine.read_out(chair, given)
    deliberate.defer(chair, item, "等电业局来人。")
    deliberate.close_meeting(chair, session)
    assert "老李家的狗也怕黑。" in Meeting.get_by_id(session.id).public_minutes
    moderate.withhold(chair, passage_of(PassageKind.OPINIONS, given.id), Withheld(Cause.PRIVACY))
    assert "意见（林**）：（这几句不公开）" in Meeting.get_by_id(session.id).public_minutes


def test_who_signs_in_afterwards_speaks_with_one_voice(item, occasion):
    opine.give_opinion(occasion(), item, "b:1", "要亮一点。")
    count_as_one("b:1", "p:7")
    assert [each.voice for each in Opinion.select()] == ["p:7"]
    opine.give_opinion(occasion(), item, "b:1", "同意。")
    count_as_one("b:1", "p:7")
    assert sorted(each.voice for each in Opinion.select()) == ["b:1", "p:7"]
