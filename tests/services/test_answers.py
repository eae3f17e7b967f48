"""Answers to a call: each counted once, whatever the way; on paper by the number of the sheet."""

from datetime import date, datetime
from threading import Barrier, Thread

import pytest

from portal import presets
from portal.db import database
from portal.domain.campaigns import AnswerWay, CampaignForm, PartKind, Said
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import CampaignAnswer, CampaignReply, Membership, Passage
from portal.queries.campaign_office import sheets_of
from portal.queries.campaigns import (
    Counts,
    calls_for,
    counts_of,
    parts_of,
    said_before,
    suggestions_of,
    tallies_of,
)
from portal.services import answers, campaigns, moderate
from portal.services.campaigns import CallDraft, PartDraft
from portal.services.limits import Visitor, write_limits
from tests.conftest import CALENDAR, MORNING
from tests.refusals import rule_of

ONLINE, KIOSK = AnswerWay.ONLINE, AnswerWay.KIOSK
ASK = (
    PartDraft(PartKind.CHOICE, "先改哪一边？", ["南边", "北边"], required=True),
    PartDraft(PartKind.SCALE, "现在的广场您打几分？"),
    PartDraft(PartKind.TEXT, "还有什么建议？"),
)
PARAGRAPHS = (
    PartDraft(PartKind.PARAGRAPH, "一、不占楼道。"),
    PartDraft(PartKind.PARAGRAPH, "二、十点安静。"),
)


@pytest.fixture
def make_call(occasion, town):
    def make(parts=ASK, group="", area=None, who="secretary"):
        form = CampaignForm.DRAFT if parts is PARAGRAPHS else CampaignForm.QUESTIONNAIRE
        area = area or town.community
        days = date(2026, 11, 3), date(2026, 11, 20)
        now = occasion(who)
        campaign = campaigns.make(now, CallDraft("小广场怎么改", "怎么改好？", form, area.id, *days, group))
        for part in parts:
            campaigns.add_part(now, campaign, part)
        return campaigns.publish(now, campaign)

    return make


@pytest.fixture
def call(make_call):
    return make_call()


@pytest.fixture
def ids(call):
    return [part.id for part in parts_of(call.id)]


def test_all_ways_are_counted_together_and_each_on_its_own(occasion, call, ids):
    side, scale, words = ids
    answers.answer(occasion(), call, "b:1", {side: Said((0,)), scale: Said((2,))}, ONLINE)
    answers.answer(occasion(), call, "b:2", {side: Said((1,)), scale: Said((4,))}, KIOSK)
    answers.enter_sheet(occasion("worker"), call, 1, {side: Said((1,)), words: Said(words="种树。")})
    assert counts_of(call.id) == Counts(online=1, kiosk=1, paper=1)
    assert tallies_of(call.id) == {
        (side, 0): Counts(online=1),
        (side, 1): Counts(kiosk=1, paper=1),
        (scale, 2): Counts(online=1),
        (scale, 4): Counts(kiosk=1),
        (words, 0): Counts(paper=1),
    }


def test_one_person_is_counted_once_and_the_last_word_holds(occasion, call, ids):
    side, _scale, words = ids
    who = f"p:{occasion('resident').actor.person_id}"
    answers.answer(occasion("resident"), call, who, {side: Said((0,)), words: Said(words="种树。")}, ONLINE)
    first = CampaignReply.get(CampaignReply.words != "").id
    answers.answer(occasion("resident"), call, who, {side: Said((1,)), words: Said(words="种树。")}, KIOSK)
    assert counts_of(call.id) == Counts(online=1)
    assert {place: counts.total for place, counts in tallies_of(call.id).items()} == {
        (side, 0): 0,
        (side, 1): 1,
        (words, 0): 1,
    }
    assert said_before(call.id, who) == {side: Said((1,)), words: Said(words="种树。")}
    assert CampaignReply.get(CampaignReply.words != "").id == first


def test_two_answers_of_one_person_at_the_same_moment_are_one(occasion, call, ids, database_url):
    now, start, told = occasion("resident"), Barrier(2), []

    def answer(option):
        start.wait()
        told.append(answers.answer(now, call, "p:1", {ids[0]: Said((option,))}, ONLINE).id)
        database.close()

    both = [Thread(target=answer, args=(option,)) for option in (0, 1)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert told[0] == told[1]
    assert counts_of(call.id) == Counts(online=1)
    assert sum(each.total for each in tallies_of(call.id).values()) == 1


def test_a_questionnaire_is_answered_as_a_whole(occasion, call, ids):
    _side, scale, _words = ids
    assert rule_of(answers.answer, occasion(), call, "b:1", {scale: Said((3,))}, ONLINE) is Rule.EMPTY_TEXT
    assert rule_of(answers.answer, occasion(), call, "b:1", {0: Said((3,))}, ONLINE) is Rule.UNKNOWN_CHOICE
    assert not CampaignAnswer.select().exists()


def test_saying_nothing_is_no_answer(occasion, make_call):
    call = make_call(ASK[1:])
    assert rule_of(answers.answer, occasion(), call, "b:1", {}, ONLINE) is Rule.NOTHING_SAID
    assert counts_of(call.id) == Counts()


def test_a_draft_is_answered_paragraph_by_paragraph_and_counted_once(occasion, make_call):
    call = make_call(PARAGRAPHS)
    first, second = (part.id for part in parts_of(call.id))
    answers.answer(occasion(), call, "b:1", {first: Said(words="门口也算吗？")}, ONLINE)
    answers.answer(occasion(), call, "b:1", {second: Said(words="九点吧。")}, ONLINE)
    assert counts_of(call.id) == Counts(online=1)
    assert [each.words for each in suggestions_of(call.id)] == ["门口也算吗？", "九点吧。"]


def test_whoever_takes_back_every_remark_has_not_answered(occasion, make_call):
    call = make_call(PARAGRAPHS)
    first, _ = (part.id for part in parts_of(call.id))
    answers.answer(occasion(), call, "b:1", {first: Said(words="门口也算吗？")}, ONLINE)
    assert answers.answer(occasion(), call, "b:1", {first: Said()}, ONLINE) is None
    assert counts_of(call.id) == Counts()
    assert tallies_of(call.id) == {(first, 0): Counts()}


def test_names_and_numbers_are_masked_in_what_everybody_reads(occasion, call, ids):
    said = {ids[0]: Said((0,)), ids[2]: Said(words="我是林小雨，请打 13812345678。")}
    answers.answer(occasion("resident"), call, "p:1", said, ONLINE)
    (suggestion,) = suggestions_of(call.id)
    assert "林小雨" not in suggestion.words
    assert "13812345678" not in suggestion.words


def test_where_replies_are_read_first_they_wait(cast, call, ids):
    chenghua = Occasion(cast["nobody"], MORNING, presets.load("chenghua"), CALENDAR)
    answers.answer(chenghua, call, "b:1", {ids[0]: Said((0,)), ids[2]: Said(words="种树。")}, ONLINE)
    assert suggestions_of(call.id) == []
    secretary = Occasion(cast["secretary"], MORNING, chenghua.book, CALENDAR)
    moderate.show(secretary, Passage.get())
    assert [each.words for each in suggestions_of(call.id)] == ["种树。"]


def test_a_sheet_is_entered_once_and_it_says_who_did_it(occasion, call, ids):
    said = {ids[0]: Said((1,))}
    answers.enter_sheet(occasion("worker"), call, 12, said)
    with pytest.raises(Refusal) as refused:
        answers.enter_sheet(occasion("secretary"), call, 12, said)
    assert refused.value.rule is Rule.SHEET_ENTERED
    assert refused.value.facts == {"field": "sheet", "sheet": 12, "who": "李敏", "day": date(2026, 11, 3)}
    assert [(sheet.number, sheet.by) for sheet in sheets_of(call.id)] == [(12, "李敏")]
    assert counts_of(call.id) == Counts(paper=1)


def test_a_sheet_entered_wrongly_is_struck_and_entered_again(occasion, call, ids):
    answers.enter_sheet(occasion("worker"), call, 12, {ids[0]: Said((1,))})
    answers.strike_sheet(occasion("worker"), call, 12)
    assert counts_of(call.id) == Counts()
    answers.enter_sheet(occasion("worker"), call, 12, {ids[0]: Said((0,))})
    assert tallies_of(call.id) == {(ids[0], 0): Counts(paper=1), (ids[0], 1): Counts()}
    assert rule_of(answers.strike_sheet, occasion("worker"), call, 13) is Rule.NOT_FOUND


def test_paper_comes_in_after_the_last_day_but_not_after_the_conclusion(occasion, call, ids):
    late = datetime(2026, 11, 25, 9)
    answers.enter_sheet(occasion("worker", at=late), call, 1, {ids[0]: Said((1,))})
    campaigns.conclude(occasion("secretary", at=late), call, "谢谢大家。")
    refused = rule_of(answers.enter_sheet, occasion("worker", at=late), call, 2, {ids[0]: Said((1,))})
    assert refused is Rule.CALL_NOT_OPEN


def test_who_works_in_a_part_of_the_area_enters_paper_and_nobody_else(occasion, call, ids, make_call, town):
    said = {ids[0]: Said((1,))}
    answers.enter_sheet(occasion("grid_member"), call, 1, said)
    for who in ("nobody", "resident", "handler", "auditor", "stranger"):
        assert rule_of(answers.enter_sheet, occasion(who), call, 2, said) is Rule.NOT_ALLOWED
    wide = make_call(area=town.street, who="street_officer")
    part = parts_of(wide.id)[0].id
    answers.enter_sheet(occasion("stranger"), wide, 1, {part: Said((1,))})
    assert counts_of(wide.id) == Counts(paper=1)


def test_a_call_to_a_group_is_answered_by_its_members_only(occasion, make_call):
    call = make_call(group="observers")
    said = {parts_of(call.id)[0].id: Said((0,))}
    for who in ("nobody", "resident", "secretary"):
        assert rule_of(answers.answer, occasion(who), call, "b:1", said, ONLINE) is Rule.NOT_INVITED
    resident = occasion("resident")
    Membership.create(person=resident.actor.person_id, group="observers", since=MORNING)
    answers.answer(resident, call, f"p:{resident.actor.person_id}", said, ONLINE)
    assert counts_of(call.id) == Counts(online=1)
    assert [card.id for card in calls_for(resident.actor.person_id, date(2026, 11, 20))] == [call.id]
    assert calls_for(resident.actor.person_id, date(2026, 11, 21)) == []


def test_a_browser_cannot_flood_a_call(occasion, call, ids):
    (most, _who), _ = write_limits(occasion().book, Visitor("b", "127.0.0.1"))
    for number in range(most.times):
        said = {ids[0]: Said((number % 2,))}
        answers.answer_at_the_door(occasion(), call, f"b:{number}", said, ONLINE, Visitor("b", "127.0.0.1"))
    more = (occasion(), call, "b:x", {ids[0]: Said((0,))}, ONLINE, Visitor("b", "127.0.0.1"))
    assert rule_of(answers.answer_at_the_door, *more) is Rule.TOO_MANY
    assert counts_of(call.id) == Counts(online=most.times)
