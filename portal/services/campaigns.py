"""问计于民: a call for suggestions is made, written, published, withdrawn, concluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from portal.db import transaction
from portal.domain.campaigns import (
    CHANGEABLE,
    MOST_PARTS,
    CampaignForm,
    PartKind,
    Standing,
    fit_options,
    paragraphs_of,
)
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import Area, Campaign, CampaignPart
from portal.queries.campaigns import suggestions_open
from portal.services import search


@dataclass(frozen=True)
class CallDraft:
    """What staff write down of a call. ``group`` is a key of the rule book's groups, empty for everybody."""

    title: str
    question: str
    form: CampaignForm
    area_id: int
    opens_on: date
    closes_on: date
    group: str = ""


@dataclass(frozen=True)
class PartDraft:
    """One question; options only where it has some."""

    kind: PartKind
    words: str
    options: Sequence[str] = ()
    required: bool = False


@transaction
def make(occasion: Occasion, draft: CallDraft) -> Campaign:
    """Begins a call, which nobody sees before it is published.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, UNKNOWN_AREA, UNKNOWN_CHOICE for a group that the
            rule book does not have, DAYS_REVERSED.
    """
    return Campaign.create(
        **_columns(occasion, draft), made_by=occasion.actor.person_id, made_at=occasion.now
    )


@transaction
def change(occasion: Occasion, campaign: Campaign, draft: CallDraft) -> Campaign:
    """Writes a call anew until its first day. The form stays once there are parts of it.

    Raises:
        Refusal: as ``make``, CALL_UNDER_WAY from the first day on.
    """
    campaign = _still_changeable(occasion, campaign)
    columns = _columns(occasion, draft)
    if columns["form"] is not campaign.form and campaign.parts.exists():
        raise Refusal(Rule.UNKNOWN_CHOICE, field="form")
    Campaign.update(**columns).where(Campaign.id == campaign.id).execute()
    return _findable(campaign)


def _columns(occasion: Occasion, draft: CallDraft) -> dict[str, Any]:
    area = Area.get_or_none(Area.id == draft.area_id)
    if area is None:
        raise Refusal(Rule.UNKNOWN_AREA, field="area")
    require(occasion.actor, Action.RUN_CAMPAIGN, Subject(area_path=area.path))
    if draft.group and draft.group not in {group.key for group in occasion.book.groups}:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="group")
    if draft.closes_on < max(draft.opens_on, occasion.today):
        raise Refusal(Rule.DAYS_REVERSED, field="closes_on")
    limits = occasion.book.limits
    return {
        "title": required(draft.title, limits.title_chars, "title"),
        "question": required(draft.question, limits.text_chars, "question"),
        "form": draft.form,
        "group": draft.group,
        "area": area,
        "opens_on": draft.opens_on,
        "closes_on": draft.closes_on,
    }


@transaction
def add_part(occasion: Occasion, campaign: Campaign, draft: PartDraft) -> CampaignPart:
    """One more question, after the last.

    Raises:
        Refusal: CALL_UNDER_WAY, EMPTY_TEXT, TEXT_TOO_LONG, OPTIONS_MISSING, TOO_MANY_PARTS,
            UNKNOWN_CHOICE for a kind that does not belong to the call's form.
    """
    campaign = _still_changeable(occasion, campaign)
    if (draft.kind is PartKind.PARAGRAPH) is not (campaign.form is CampaignForm.DRAFT):
        raise Refusal(Rule.UNKNOWN_CHOICE, field="kind")
    last = campaign.parts.select(fn.MAX(CampaignPart.position)).scalar() or 0
    if campaign.parts.count() >= MOST_PARTS:
        raise Refusal(Rule.TOO_MANY_PARTS, limit=MOST_PARTS)
    part = CampaignPart.create(
        campaign=campaign,
        position=last + 1,
        kind=draft.kind,
        words=required(draft.words, occasion.book.limits.text_chars, "words"),
        options=fit_options(draft.kind, draft.options),
        required=draft.required and draft.kind is not PartKind.PARAGRAPH,
    )
    _findable(campaign)
    return part


@transaction
def write_draft_text(occasion: Occasion, campaign: Campaign, text: str) -> int:
    """Replaces the draft text by this one, in its paragraphs; returns how many there are.

    Raises:
        Refusal: CALL_UNDER_WAY, EMPTY_TEXT, TEXT_TOO_LONG, TOO_MANY_PARTS.
    """
    campaign = _still_changeable(occasion, campaign)
    paragraphs = paragraphs_of(text, occasion.book.limits.text_chars)
    CampaignPart.delete().where(CampaignPart.campaign == campaign).execute()
    for paragraph in paragraphs:
        add_part(occasion, campaign, PartDraft(PartKind.PARAGRAPH, paragraph))
    return len(paragraphs)


@transaction
def move_up(occasion: Occasion, part: CampaignPart) -> None:
    """Puts a part before the one above it; the first stays where it is."""
    campaign = _still_changeable(occasion, part.campaign)
    above = campaign.parts.where(CampaignPart.position < part.position)
    upper = above.order_by(CampaignPart.position.desc()).first()
    if upper is None:
        return
    places = upper.position, part.position
    for moved, place in ((upper, 0), (part, places[0]), (upper, places[1])):  # no two share a place
        CampaignPart.update(position=place).where(CampaignPart.id == moved.id).execute()


@transaction
def remove_part(occasion: Occasion, part: CampaignPart) -> None:
    """Takes a part out. Raises Refusal CALL_UNDER_WAY."""
    campaign = _still_changeable(occasion, part.campaign)
    CampaignPart.delete().where(CampaignPart.id == part.id).execute()
    _findable(campaign)


@transaction
def publish(occasion: Occasion, campaign: Campaign) -> Campaign:
    """Hangs the call out; it opens on its first day.

    Raises:
        Refusal: STALE when it already hangs, PARTS_MISSING, DAYS_REVERSED when its last day has passed.
    """
    campaign = _again(occasion, campaign)
    if not campaign.parts.exists():
        raise Refusal(Rule.PARTS_MISSING)
    if campaign.closes_on < occasion.today:
        raise Refusal(Rule.DAYS_REVERSED)
    return _moved_on(occasion, campaign, {Standing.DRAFT}, published_at=occasion.now)


@transaction
def withdraw(occasion: Occasion, campaign: Campaign, reason: str) -> Campaign:
    """Takes a call back, with the reason that everybody reads. What was answered is kept.

    Raises:
        Refusal: EMPTY_TEXT without a reason, STALE once it is concluded.
    """
    campaign = _again(occasion, campaign)
    reason = required(reason, occasion.book.limits.text_chars, "text")
    here = {Standing.DRAFT, Standing.PLANNED, Standing.OPEN, Standing.CLOSED}
    return _moved_on(occasion, campaign, here, withdrawn_at=occasion.now, conclusion=reason)


@transaction
def conclude(occasion: Occasion, campaign: Campaign, text: str) -> Campaign:
    """Says what was made of it as a whole, when each suggestion has its answer.

    Raises:
        Refusal: EMPTY_TEXT, FATES_OPEN with how many wait, STALE before the last day is over.
    """
    campaign = _again(occasion, campaign)
    text = required(text, occasion.book.limits.text_chars, "text")
    waiting = suggestions_open(campaign.id)
    if waiting:
        raise Refusal(Rule.FATES_OPEN, count=waiting)
    return _moved_on(occasion, campaign, {Standing.CLOSED}, concluded_at=occasion.now, conclusion=text)


def _again(occasion: Occasion, campaign: Campaign) -> Campaign:
    """The call as it stands now, for somebody who may run it."""
    require(occasion.actor, Action.RUN_CAMPAIGN, Subject(area_path=campaign.area.path))
    return Campaign.get_by_id(campaign.id)


def _still_changeable(occasion: Occasion, campaign: Campaign) -> Campaign:
    campaign = _again(occasion, campaign)
    if campaign.course.on(occasion.today) not in CHANGEABLE:
        raise Refusal(Rule.CALL_UNDER_WAY)
    return campaign


def _moved_on(
    occasion: Occasion, campaign: Campaign, standings: set[Standing], **changes: object
) -> Campaign:
    """Writers take turns, so what was read in this transaction still holds."""
    if campaign.course.on(occasion.today) not in standings:
        raise Refusal(Rule.STALE)
    Campaign.update(**changes).where(Campaign.id == campaign.id).execute()
    return _findable(campaign)


def _findable(campaign: Campaign) -> Campaign:
    """The call as it was just written, and found by what it says now."""
    campaign = Campaign.get_by_id(campaign.id)
    search.index_campaign(campaign)
    return campaign
