"""Calls for suggestions as the web's tests need them."""

from collections.abc import Callable
from datetime import date, timedelta

from portal.domain.campaigns import AnswerWay, CampaignForm, PartKind, Said
from portal.domain.occasion import Occasion
from portal.models import Campaign
from portal.queries.campaigns import parts_of
from portal.services import answers, campaigns
from portal.services.campaigns import CallDraft, PartDraft
from tests.conftest import MORNING, Town

QUESTIONS = (
    PartDraft(PartKind.CHOICE, "先改哪一边？", ["南边", "北边"], required=True),
    PartDraft(PartKind.CHOICES, "要哪些设施？", ["座椅", "滑梯", "灯"]),
    PartDraft(PartKind.SCALE, "现在的广场您打几分？"),
    PartDraft(PartKind.TEXT, "还有什么建议？"),
)
PARAGRAPHS = (
    PartDraft(PartKind.PARAGRAPH, "一、楼道里不放杂物。"),
    PartDraft(PartKind.PARAGRAPH, "二、晚上十点以后安静。"),
)
SUGGESTION = "多放几把带靠背的椅子。"


def make_call(
    town: Town,
    occasion: Callable[..., Occasion],
    parts: tuple[PartDraft, ...] = QUESTIONS,
    group: str = "",
    days: int = 17,
    ahead: int = 0,
) -> Campaign:
    """A call of 清华园社区 that hangs since this morning, and opens then or so many days later."""
    form = CampaignForm.DRAFT if parts is PARAGRAPHS else CampaignForm.QUESTIONNAIRE
    now, first = occasion("secretary"), MORNING.date() + timedelta(days=ahead)
    last: date = first + timedelta(days=days)
    draft = CallDraft("小广场怎么改", "广场要改，您想要什么？", form, town.community.id, first, last, group)
    campaign = campaigns.make(now, draft)
    for part in parts:
        campaigns.add_part(now, campaign, part)
    return campaigns.publish(now, campaign)


def answer_call(occasion: Callable[..., Occasion], campaign: Campaign, who: str = "b:1") -> None:
    """Somebody answers the first question and suggests something at the last."""
    first, *_, last = parts_of(campaign.id)
    said = {last.id: Said(words=SUGGESTION)}
    if campaign.form is CampaignForm.QUESTIONNAIRE:
        said[first.id] = Said((0,))
    answers.answer(occasion(), campaign, who, said, AnswerWay.ONLINE)
