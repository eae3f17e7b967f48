"""问计于民: a call is made, hangs, closes on its last day, is concluded or withdrawn."""

from datetime import date, datetime

import pytest

from portal.domain.campaigns import AnswerWay, CampaignForm, Fate, PartKind, Said, Standing
from portal.domain.refusal import Rule
from portal.models import Campaign, CampaignAnswer, CampaignPart, CampaignReply
from portal.queries.campaigns import call_for_everybody, parts_of, past_calls, suggestions_of
from portal.services import answers, campaigns
from portal.services.campaigns import CallDraft, PartDraft
from tests.refusals import rule_of

LAST_MINUTE = datetime(2026, 11, 20, 23, 59)
MIDNIGHT = datetime(2026, 11, 21)


@pytest.fixture
def draft(town):
    return CallDraft(
        "小广场怎么改",
        "小广场要改造，大家想要什么？",
        CampaignForm.QUESTIONNAIRE,
        town.community.id,
        date(2026, 11, 3),
        date(2026, 11, 20),
    )


@pytest.fixture
def written(occasion, draft):
    """With one question of each kind, not yet published."""
    now = occasion("secretary")
    campaign = campaigns.make(now, draft)
    ask = [
        PartDraft(PartKind.CHOICE, "广场先改哪一边？", ["南边", "北边"], required=True),
        PartDraft(PartKind.CHOICES, "要哪些设施？", ["座椅", "滑梯", "灯"]),
        PartDraft(PartKind.SCALE, "现在的广场您打几分？"),
        PartDraft(PartKind.TEXT, "还有什么建议？"),
    ]
    for part in ask:
        campaigns.add_part(now, campaign, part)
    return campaign


@pytest.fixture
def call(occasion, written):
    return campaigns.publish(occasion("secretary"), written)


@pytest.fixture
def reply(occasion, call):
    """Somebody's suggestion, given on the first day."""
    first, *_, last = parts_of(call.id)
    said = {first.id: Said((0,)), last.id: Said(words="多放几把带靠背的椅子。")}
    answers.answer(occasion(), call, "b:1", said, AnswerWay.ONLINE)
    return CampaignReply.get(CampaignReply.words != "")


def test_a_call_hangs_when_it_is_published(occasion, written):
    assert call_for_everybody(date(2026, 11, 3)) is None
    campaigns.publish(occasion("secretary"), written)
    assert call_for_everybody(date(2026, 11, 3)).title == "小广场怎么改"
    assert rule_of(campaigns.publish, occasion("secretary"), written) is Rule.STALE


def test_a_call_without_a_question_does_not_hang(occasion, draft):
    campaign = campaigns.make(occasion("secretary"), draft)
    assert rule_of(campaigns.publish, occasion("secretary"), campaign) is Rule.PARTS_MISSING


@pytest.mark.parametrize("who", ["nobody", "resident", "worker", "stranger"])
def test_only_who_decides_here_makes_calls(occasion, draft, written, who):
    assert rule_of(campaigns.make, occasion(who), draft) is Rule.NOT_ALLOWED
    assert rule_of(campaigns.publish, occasion(who), written) is Rule.NOT_ALLOWED


def test_a_call_ends_neither_before_it_begins_nor_in_the_past(occasion, draft, town):
    def days(opens_on, closes_on):
        wrong = CallDraft(draft.title, draft.question, draft.form, town.community.id, opens_on, closes_on)
        return rule_of(campaigns.make, occasion("secretary"), wrong)

    assert days(date(2026, 11, 5), date(2026, 11, 4)) is Rule.DAYS_REVERSED
    assert days(date(2026, 11, 1), date(2026, 11, 2)) is Rule.DAYS_REVERSED


def test_a_call_asks_everybody_or_a_group_that_the_rule_book_has(occasion, draft, town):
    asked = CallDraft(*vars(draft).values())
    assert asked == draft
    unknown = CallDraft(**{**vars(draft), "group": "advisers"})
    known = CallDraft(**{**vars(draft), "group": "observers"})
    assert rule_of(campaigns.make, occasion("secretary"), unknown) is Rule.UNKNOWN_CHOICE
    assert campaigns.make(occasion("secretary"), known).group == "observers"


def test_a_call_is_changed_until_its_first_day(occasion, draft):
    now = occasion("secretary", at=datetime(2026, 11, 1, 9))
    later = CallDraft(**{**vars(draft), "title": "小广场怎么改好"})
    campaign = campaigns.make(now, draft)
    campaigns.add_part(now, campaign, PartDraft(PartKind.TEXT, "您有什么建议？"))
    campaigns.publish(now, campaign)
    assert campaigns.change(now, campaign, later).title == "小广场怎么改好"
    first_day = occasion("secretary", at=datetime(2026, 11, 3))
    assert rule_of(campaigns.change, first_day, campaign, later) is Rule.CALL_UNDER_WAY
    assert rule_of(campaigns.remove_part, first_day, CampaignPart.get()) is Rule.CALL_UNDER_WAY


def test_questions_move_up_one_place_and_the_first_stays(occasion, written):
    _, second, third, _ = CampaignPart.select().order_by(CampaignPart.position)
    campaigns.move_up(occasion("secretary"), third)
    campaigns.move_up(occasion("secretary"), CampaignPart.get_by_id(third.id))
    campaigns.move_up(occasion("secretary"), CampaignPart.get_by_id(third.id))
    campaigns.remove_part(occasion("secretary"), second)
    assert [part.words for part in parts_of(written.id)] == [
        "现在的广场您打几分？",
        "广场先改哪一边？",
        "还有什么建议？",
    ]


def test_a_draft_text_hangs_paragraph_by_paragraph(occasion, draft):
    now = occasion("secretary")
    campaign = campaigns.make(now, CallDraft(**{**vars(draft), "form": CampaignForm.DRAFT}))
    assert campaigns.write_draft_text(now, campaign, "一、不占楼道。\n\n二、十点后安静。") == 2
    assert (
        campaigns.write_draft_text(now, campaign, "一、不占楼道。\n\n二、九点后安静。\n\n三、遛狗牵绳。") == 3
    )
    assert [part.words for part in parts_of(campaign.id)] == [
        "一、不占楼道。",
        "二、九点后安静。",
        "三、遛狗牵绳。",
    ]
    wrong = PartDraft(PartKind.SCALE, "几分？")
    assert rule_of(campaigns.add_part, now, campaign, wrong) is Rule.UNKNOWN_CHOICE


def test_the_last_day_counts_whole(occasion, call):
    first, *_ = parts_of(call.id)
    said = {first.id: Said((1,))}
    answers.answer(occasion(at=LAST_MINUTE), call, "b:1", said, AnswerWay.ONLINE)
    late = occasion(at=MIDNIGHT)
    assert rule_of(answers.answer, late, call, "b:2", said, AnswerWay.ONLINE) is Rule.CALL_NOT_OPEN
    assert CampaignAnswer.select().count() == 1


def test_each_suggestion_meets_its_fate_before_the_call_is_concluded(occasion, call, reply):
    now = occasion("secretary", at=MIDNIGHT)
    assert rule_of(campaigns.conclude, now, call, "谢谢大家。") is Rule.FATES_OPEN
    assert answers.decide(now, call, [reply.id], Fate.TAKEN_UP, "加六把，请打 13812345678。") == 1
    done = campaigns.conclude(now, call, "谢谢大家。")
    (suggestion,) = suggestions_of(call.id)
    assert (suggestion.words, suggestion.fate) == ("多放几把带靠背的椅子。", Fate.TAKEN_UP)
    assert "13812345678" not in suggestion.why
    assert done.course.on(MIDNIGHT.date()) is Standing.CONCLUDED
    assert [card.title for card in past_calls(MIDNIGHT.date())] == ["小广场怎么改"]
    assert rule_of(answers.decide, now, call, [reply.id], Fate.NOT, "不加。") is Rule.STALE


def test_no_fate_is_decided_while_people_still_answer_and_none_without_its_reason(occasion, call, reply):
    early = occasion("secretary", at=LAST_MINUTE)
    assert rule_of(answers.decide, early, call, [reply.id], Fate.NOT, "没有钱。") is Rule.STALE
    now = occasion("secretary", at=MIDNIGHT)
    assert rule_of(answers.decide, now, call, [reply.id], Fate.NOT, "  ") is Rule.REASON_MISSING
    assert (
        rule_of(answers.decide, occasion("worker", at=MIDNIGHT), call, [1], Fate.NOT, "不。")
        is Rule.NOT_ALLOWED
    )


def test_a_withdrawn_call_says_why_and_takes_no_answer(occasion, call, reply):
    gone = campaigns.withdraw(occasion("secretary"), call, "方案要重做。")
    assert gone.course.on(date(2026, 11, 3)) is Standing.WITHDRAWN
    assert [card.conclusion for card in past_calls(date(2026, 11, 3))] == ["方案要重做。"]
    part = reply.part_id
    said = {part: Said(words="等新方案。")}
    assert rule_of(answers.answer, occasion(), call, "b:2", said, AnswerWay.ONLINE) is Rule.CALL_NOT_OPEN
    assert rule_of(campaigns.withdraw, occasion("secretary"), call, "再收一次。") is Rule.STALE
    assert Campaign.get().conclusion == "方案要重做。"
