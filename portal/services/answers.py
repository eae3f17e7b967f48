"""Answers to a call: given at the door or entered from paper, each counted once; what became of them."""

from collections.abc import Collection, Mapping

from portal.db import transaction
from portal.domain.campaigns import (
    IN_WORDS,
    TAKES_PAPER,
    AnswerWay,
    CampaignForm,
    Fate,
    Question,
    Said,
    Standing,
    checked,
)
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason
from portal.models import (
    Campaign,
    CampaignAnswer,
    CampaignCount,
    CampaignPart,
    CampaignReply,
    CampaignTally,
    Membership,
    Person,
)
from portal.services import gate, limits
from portal.services.masking import masked

Replies = Mapping[int, Said]


@transaction
def answer(
    occasion: Occasion, campaign: Campaign, answerer: str, replies: Replies, way: AnswerWay
) -> CampaignAnswer | None:
    """Takes in what one person says to the parts named; it replaces what that person said to them before.

    Whoever takes back all remarks on a draft has not answered: then there is none to return.

    Args:
        answerer: as ``Support.supporter``.
        replies: by the part's id.

    Raises:
        Refusal: CALL_NOT_OPEN, NOT_INVITED, NOTHING_SAID, and as ``domain.campaigns.checked``.
    """
    campaign = Campaign.get_by_id(campaign.id)
    if campaign.course.on(occasion.today) is not Standing.OPEN:
        raise Refusal(Rule.CALL_NOT_OPEN, opens_on=campaign.opens_on, closes_on=campaign.closes_on)
    if not is_invited(occasion, campaign):
        raise Refusal(Rule.NOT_INVITED)
    return _keep(occasion, campaign, answerer, replies, way)


@transaction
def answer_at_the_door(
    occasion: Occasion,
    campaign: Campaign,
    answerer: str,
    replies: Replies,
    way: AnswerWay,
    visitor: limits.Visitor,
) -> CampaignAnswer | None:
    """As ``answer``, for somebody who is not known: so many an hour (TOO_MANY)."""
    limits.spend_write(occasion, visitor)
    return answer(occasion, campaign, answerer, replies, way)


def is_invited(occasion: Occasion, campaign: Campaign) -> bool:
    """Whether this one is asked: everybody, or those in the group."""
    if not campaign.group:
        return True
    theirs = (Membership.person == occasion.actor.person_id) & (Membership.group == campaign.group)
    return occasion.actor.person_id is not None and Membership.select().where(theirs).exists()


def may_enter_paper(occasion: Occasion, area_path: str) -> bool:
    """Whoever may enter for people in some part of the area: sheets go round in every grid."""
    actor = occasion.actor
    paths = {area_path, *(grant.area_path for grant in actor.grants if grant.area_path.startswith(area_path))}
    return any(can(actor, Action.ENTER_PAPER, Subject(area_path=path)) for path in paths)


@transaction
def enter_sheet(occasion: Occasion, campaign: Campaign, sheet: int, replies: Replies) -> CampaignAnswer:
    """Takes in a sheet of paper under the number that is printed or written on it.

    Raises:
        Refusal: NOT_ALLOWED, CALL_NOT_OPEN before the first day and after the conclusion, SHEET_ENTERED with
            who did it and when, NOTHING_SAID, and as ``domain.campaigns.checked``.
    """
    campaign = _takes_paper(occasion, campaign)
    before = CampaignAnswer.get_or_none(campaign=campaign, answerer=sheet_answerer(sheet))
    if before is not None:
        who = Person.get_by_id(before.entered_by_id).name
        raise Refusal(Rule.SHEET_ENTERED, field="sheet", sheet=sheet, who=who, day=before.at.date())
    kept = _keep(occasion, campaign, sheet_answerer(sheet), replies, AnswerWay.PAPER)
    assert kept is not None  # noqa: S101 - a sheet that says nothing was refused
    return kept


@transaction
def strike_sheet(occasion: Occasion, campaign: Campaign, sheet: int) -> None:
    """Takes a sheet out that was entered wrongly, so that it can be entered again.

    Raises:
        Refusal: NOT_ALLOWED, CALL_NOT_OPEN, NOT_FOUND, STALE when something was already decided of it.
    """
    campaign = _takes_paper(occasion, campaign)
    entered = CampaignAnswer.get_or_none(campaign=campaign, answerer=sheet_answerer(sheet))
    if entered is None:
        raise Refusal(Rule.NOT_FOUND)
    if entered.replies.where(CampaignReply.fate.is_null(False)).exists():
        raise Refusal(Rule.STALE)
    _drop_replies(entered, [reply.part_id for reply in entered.replies])
    _drop(entered)


def _takes_paper(occasion: Occasion, campaign: Campaign) -> Campaign:
    campaign = Campaign.get_by_id(campaign.id)
    if not may_enter_paper(occasion, campaign.area.path):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.ENTER_PAPER)
    if campaign.course.on(occasion.today) not in TAKES_PAPER:
        raise Refusal(Rule.CALL_NOT_OPEN, opens_on=campaign.opens_on, closes_on=campaign.closes_on)
    return campaign


def sheet_answerer(sheet: int) -> str:
    """``CampaignAnswer.answerer`` of a sheet of paper."""
    return f"paper:{sheet}"


@transaction
def decide(occasion: Occasion, campaign: Campaign, reply_ids: Collection[int], fate: Fate, why: str) -> int:
    """What becomes of these suggestions, and why; it may be written anew until the call is concluded.

    Returns how many there were.

    Raises:
        Refusal: NOT_ALLOWED, STALE before the last day is over and after the conclusion, REASON_MISSING.
    """
    require(occasion.actor, Action.RUN_CAMPAIGN, Subject(area_path=campaign.area.path))
    campaign = Campaign.get_by_id(campaign.id)
    if campaign.course.on(occasion.today) is not Standing.CLOSED:
        raise Refusal(Rule.STALE)
    why = given_reason(why, occasion.book.limits.text_chars, "why")
    theirs = CampaignAnswer.select(CampaignAnswer.id).where(CampaignAnswer.campaign == campaign)
    decided = CampaignReply.update(
        fate=fate,
        why=masked(why),
        decided_by=occasion.actor.person_id,
        decided_at=occasion.now,
    )
    chosen = CampaignReply.id.in_(list(reply_ids)) & (CampaignReply.words != "")
    return int(decided.where(chosen & CampaignReply.answer.in_(theirs)).execute())


def _keep(
    occasion: Occasion, campaign: Campaign, answerer: str, replies: Replies, way: AnswerWay
) -> CampaignAnswer | None:
    said = _checked(occasion, campaign, replies)
    before = CampaignAnswer.get_or_none(campaign=campaign, answerer=answerer)
    if before is None and all(each.is_empty for each in said.values()):
        raise Refusal(Rule.NOTHING_SAID)
    kept = before or _open(occasion, campaign, answerer, way)
    changed = _changed(kept, said)
    _drop_replies(kept, changed)
    for part_id in changed:
        if not said[part_id].is_empty:
            _reply(occasion, kept, part_id, said[part_id])
    if not kept.replies.exists():
        _drop(kept)
        return None
    if changed:
        CampaignAnswer.update(at=occasion.now).where(CampaignAnswer.id == kept.id).execute()
    return kept


def _checked(occasion: Occasion, campaign: Campaign, replies: Replies) -> dict[int, Said]:
    """A questionnaire is answered as a whole, a draft paragraph by paragraph."""
    questions = {part.id: question_of(part) for part in campaign.parts}
    if not replies.keys() <= questions.keys():
        raise Refusal(Rule.UNKNOWN_CHOICE)
    asked = questions if campaign.form is CampaignForm.QUESTIONNAIRE else replies
    most = occasion.book.limits.text_chars
    return {part_id: checked(questions[part_id], replies.get(part_id, Said()), most) for part_id in asked}


def question_of(part: CampaignPart) -> Question:
    """The part as the rules see it."""
    return Question(part.id, part.kind, len(part.options), part.required)


def _open(occasion: Occasion, campaign: Campaign, answerer: str, way: AnswerWay) -> CampaignAnswer:
    entered_by = occasion.actor.person_id if way is AnswerWay.PAPER else None
    _count(campaign, way, 1)
    return CampaignAnswer.create(
        campaign=campaign, answerer=answerer, way=way, entered_by=entered_by, at=occasion.now
    )


def _changed(kept: CampaignAnswer, said: Mapping[int, Said]) -> list[int]:
    """The parts to which something else was said than before: what stays the same keeps its row, and with
    it that somebody has read it."""
    before = {reply.part_id: Said(tuple(reply.chosen), reply.words) for reply in kept.replies}
    return [part_id for part_id, now in said.items() if before.get(part_id, Said()) != now]


def _drop_replies(kept: CampaignAnswer, part_ids: Collection[int]) -> None:
    for reply in kept.replies.where(CampaignReply.part.in_(list(part_ids))):
        _tally(reply, kept.way, -1)
        CampaignReply.delete().where(CampaignReply.id == reply.id).execute()


def _drop(kept: CampaignAnswer) -> None:
    _count(kept.campaign, kept.way, -1)
    CampaignAnswer.delete().where(CampaignAnswer.id == kept.id).execute()


def _reply(occasion: Occasion, kept: CampaignAnswer, part_id: int, said: Said) -> None:
    reply = CampaignReply.create(
        answer=kept,
        part=part_id,
        chosen=list(said.chosen),
        words=said.words,
        public_words=_masked(occasion, said.words),
    )
    gate.hold_reply(occasion, reply)
    _tally(reply, kept.way, 1)


def _masked(occasion: Occasion, words: str) -> str:
    return masked(words, "" if occasion.actor.is_staff else occasion.actor.name)


def _count(campaign: Campaign, way: AnswerWay, change: int) -> None:
    (
        CampaignCount.insert(campaign=campaign, way=way, number=change)
        .on_conflict(
            conflict_target=[CampaignCount.campaign, CampaignCount.way],
            update={CampaignCount.number: CampaignCount.number + change},
        )
        .execute()
    )


def _tally(reply: CampaignReply, way: AnswerWay, change: int) -> None:
    options = [0] if reply.part.kind in IN_WORDS else reply.chosen
    for option in options:
        (
            CampaignTally.insert(part=reply.part_id, option=option, way=way, number=change)
            .on_conflict(
                conflict_target=[CampaignTally.part, CampaignTally.option, CampaignTally.way],
                update={CampaignTally.number: CampaignTally.number + change},
            )
            .execute()
        )
