"""Calls for suggestions as everybody reads them: when, what, how many answered, what became of it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from peewee import fn

from portal.domain.campaigns import CampaignForm, Course, Fate, PartKind, Question, Said
from portal.models import (
    Area,
    Campaign,
    CampaignAnswer,
    CampaignCount,
    CampaignPart,
    CampaignReply,
    CampaignTally,
    GoodIdea,
    Membership,
    Passage,
)
from portal.models.protection import PassageState
from portal.queries.rows import Query, prepared, rows

CARDS_SHOWN, SUGGESTIONS_SHOWN = 30, 30


class CallCard(NamedTuple):
    """A call with its dates. ``group`` is the key of those asked, empty for everybody."""

    id: int
    title: str
    question: str
    form: CampaignForm
    group: str
    area_id: int
    area: str
    area_path: str
    opens_on: date
    closes_on: date
    published_at: datetime | None
    concluded_at: datetime | None
    withdrawn_at: datetime | None
    conclusion: str

    @property
    def course(self) -> Course:
        return Course(self.opens_on, self.closes_on, self.published_at, self.concluded_at, self.withdrawn_at)

    @property
    def is_draft_text(self) -> bool:
        return self.form is CampaignForm.DRAFT


class Part(NamedTuple):
    """One question or paragraph."""

    id: int
    position: int
    kind: PartKind
    words: str
    options: list[str]
    required: bool

    @property
    def question(self) -> Question:
        """As the rules see it."""
        return Question(self.id, self.kind, len(self.options), self.required)


class Counts(NamedTuple):
    """How many, by the way they came in."""

    online: int = 0
    kiosk: int = 0
    paper: int = 0

    @property
    def total(self) -> int:
        return self.online + self.kiosk + self.paper


class Suggestion(NamedTuple):
    """What somebody wrote, as it may be read; what became of it, and why it is a good idea if it is one."""

    id: int
    part_id: int
    words: str
    fate: Fate | None
    why: str
    idea: str | None


#: Of an option's number: in which ways it was chosen how often.
Tallies = Mapping[tuple[int, int], Counts]


def _cards() -> Query:
    return Campaign.select(
        Campaign.id,
        Campaign.title,
        Campaign.question,
        Campaign.form,
        Campaign.group,
        Area.id,
        Area.name,
        Area.path,
        Campaign.opens_on,
        Campaign.closes_on,
        Campaign.published_at,
        Campaign.concluded_at,
        Campaign.withdrawn_at,
        Campaign.conclusion,
    ).join(Area, on=Campaign.area == Area.id)


def _read(query: Query) -> list[CallCard]:
    return [CallCard(*row) for row in rows(query)]


def open_calls(today: date) -> list[CallCard]:
    """What can be answered today, then what opens later: everybody before groups, by the last day."""
    cards = [CallCard(*row) for row in _not_over(today)]
    return sorted(cards, key=lambda card: (card.opens_on > today, bool(card.group)))


@prepared
def _not_over(today: date) -> Query:
    hangs = Campaign.published_at.is_null(False) & Campaign.withdrawn_at.is_null()
    return _cards().where(hangs, Campaign.closes_on >= today).order_by(Campaign.closes_on, Campaign.id)


class OpenCall(NamedTuple):
    """The one call that the home page names."""

    id: int
    title: str
    closes_on: date


def call_for_everybody(today: date) -> OpenCall | None:
    """The call to everybody that is open and closes first; None when there is none."""
    return next((OpenCall(*row) for row in _first_open(today)), None)


@prepared
def _first_open(today: date) -> Query:
    hangs = Campaign.published_at.is_null(False) & Campaign.withdrawn_at.is_null()
    return (
        Campaign.select(Campaign.id, Campaign.title, Campaign.closes_on)
        .where(hangs, Campaign.group == "", Campaign.opens_on <= today, Campaign.closes_on >= today)
        .order_by(Campaign.closes_on, Campaign.id)
        .limit(1)
    )


def past_calls(today: date, before: int | None = None) -> list[CallCard]:
    """Calls that are over or were withdrawn, the latest made first, one more than is shown on a page."""
    over = (Campaign.closes_on < today) | Campaign.withdrawn_at.is_null(False)
    query = _cards().where(Campaign.published_at.is_null(False), over)
    if before is not None:
        query = query.where(Campaign.id < before)
    return _read(query.order_by(Campaign.id.desc()).limit(CARDS_SHOWN + 1))


def public_call(campaign_id: int) -> CallCard | None:
    """A call that hangs or hung; None for a draft of the office and for what does not exist."""
    query = _cards().where(Campaign.id == campaign_id, Campaign.published_at.is_null(False))
    return next(iter(_read(query)), None)


def card_of(campaign_id: int) -> CallCard:
    """A call of the office's, published or not; the caller knows that it exists."""
    return _read(_cards().where(Campaign.id == campaign_id))[0]


def all_calls(before: int | None = None) -> list[CallCard]:
    """Every call for the office, the latest made first, one more than is shown on a page."""
    query = _cards() if before is None else _cards().where(Campaign.id < before)
    return _read(query.order_by(Campaign.id.desc()).limit(CARDS_SHOWN + 1))


def calls_for(person_id: int, today: date) -> list[CallCard]:
    """The open calls to the groups in which somebody is."""
    groups = Membership.select(Membership.group).where(Membership.person == person_id)
    query = _cards().where(
        Campaign.group.in_(groups),
        Campaign.published_at.is_null(False),
        Campaign.withdrawn_at.is_null(),
        Campaign.opens_on <= today,
        Campaign.closes_on >= today,
    )
    return _read(query.order_by(Campaign.closes_on, Campaign.id))


def parts_of(campaign_id: int) -> list[Part]:
    """The questions or paragraphs, in their order."""
    query = CampaignPart.select(
        CampaignPart.id,
        CampaignPart.position,
        CampaignPart.kind,
        CampaignPart.words,
        CampaignPart.options,
        CampaignPart.required,
    ).where(CampaignPart.campaign == campaign_id)
    return [Part(*row) for row in rows(query.order_by(CampaignPart.position))]


def counts_of(campaign_id: int) -> Counts:
    """How many have answered."""
    query = CampaignCount.select(CampaignCount.way, CampaignCount.number)
    return Counts(
        **{str(way): number for way, number in rows(query.where(CampaignCount.campaign == campaign_id))}
    )


def tallies_of(campaign_id: int) -> Tallies:
    """By part and option, how often it was chosen; of a part answered in words option 0 has the number."""
    query = (
        CampaignTally.select(
            CampaignTally.part, CampaignTally.option, CampaignTally.way, CampaignTally.number
        )
        .join(CampaignPart, on=CampaignTally.part == CampaignPart.id)
        .where(CampaignPart.campaign == campaign_id)
    )
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for part_id, option, way, number in rows(query):
        found[part_id, option][str(way)] = number
    return {place: Counts(**ways) for place, ways in found.items()}


def suggestions_of(campaign_id: int, after: int = 0) -> list[Suggestion]:
    """What was suggested and may be read, in the order of entry, one more than is shown on a page."""
    query = (
        CampaignReply.select(
            CampaignReply.id,
            CampaignReply.part,
            CampaignReply.public_words,
            CampaignReply.fate,
            CampaignReply.why,
            GoodIdea.why,
        )
        .join(CampaignAnswer)
        .switch(CampaignReply)
        .left_outer_join(GoodIdea, on=GoodIdea.reply == CampaignReply.id)
        .where(CampaignAnswer.campaign == campaign_id, CampaignReply.public_words != "")
        .where(CampaignReply.id > after)
        .order_by(CampaignReply.id)
        .limit(SUGGESTIONS_SHOWN + 1)
    )
    return [Suggestion(*row) for row in rows(query)]


def fates_of(campaign_id: int) -> dict[Fate | None, int]:
    """How many suggestions met with each fate; None counts those that wait."""
    query = (
        CampaignReply.select(CampaignReply.fate, fn.COUNT(CampaignReply.id))
        .join(CampaignAnswer)
        .where(CampaignAnswer.campaign == campaign_id, CampaignReply.words != "")
        .group_by(CampaignReply.fate)
    )
    return dict(rows(query))


def suggestions_open(campaign_id: int) -> int:
    """How many suggestions still wait for a word on what becomes of them; not what was withheld."""
    return int(open_suggestions(campaign_id).count())


def open_suggestions(campaign_id: int) -> Query:
    """The replies in words without a fate; what was withheld from the public needs none."""
    withheld = Passage.select(Passage.reply).where(
        Passage.state == PassageState.WITHHELD, Passage.reply.is_null(False)
    )
    return (
        CampaignReply.select()
        .join(CampaignAnswer)
        .where(
            CampaignAnswer.campaign == campaign_id,
            CampaignReply.words != "",
            CampaignReply.fate.is_null(),
            CampaignReply.id.not_in(withheld),
        )
    )


def said_before(campaign_id: int, answerer: str) -> dict[int, Said]:
    """What this one has answered so far, by part."""
    query = (
        CampaignReply.select(CampaignReply.part, CampaignReply.chosen, CampaignReply.words)
        .join(CampaignAnswer)
        .where(CampaignAnswer.campaign == campaign_id, CampaignAnswer.answerer == answerer)
    )
    return {part_id: Said(tuple(chosen), words) for part_id, chosen, words in rows(query)}
