"""What the office needs of a call: the sheets that were entered, the suggestions that wait, the groups."""

from datetime import datetime
from typing import NamedTuple

from portal.domain.campaigns import AnswerWay, Fate
from portal.domain.permissions import Actor, Subject, can
from portal.domain.stages import Action
from portal.models import (
    Area,
    CampaignAnswer,
    CampaignPart,
    CampaignReply,
    GoodIdea,
    Membership,
    Person,
)
from portal.models.places import AreaKind
from portal.queries.campaigns import open_suggestions
from portal.queries.rows import Condition, rows

SHEETS_SHOWN, VERDICTS_SHOWN = 20, 50


class Sheet(NamedTuple):
    """A sheet of paper that was entered."""

    number: int
    at: datetime
    by: str


class Waiting(NamedTuple):
    """A suggestion as the office reads it, beside what was asked; whether the public may read it, too."""

    id: int
    position: int
    asked: str
    words: str
    public_words: str
    way: AnswerWay
    fate: Fate | None
    why: str
    idea_id: int | None


class Member(NamedTuple):
    """Somebody in a group."""

    person_id: int
    name: str
    group: str
    since: datetime


def areas_for(actor: Actor, action: Action) -> list[tuple[int, str]]:
    """The communities, and what lies above them, in which the actor may do this."""
    wide = Area.kind.in_((AreaKind.DISTRICT, AreaKind.STREET, AreaKind.COMMUNITY))
    query = Area.select(Area.id, Area.name, Area.path).where(wide)
    return [
        (number, name)
        for number, name, path in rows(query.order_by(Area.path))
        if can(actor, action, Subject(area_path=path))
    ]


def sheets_of(campaign_id: int) -> list[Sheet]:
    """The sheets entered last."""
    query = (
        CampaignAnswer.select(CampaignAnswer.answerer, CampaignAnswer.at, Person.name)
        .join(Person, on=CampaignAnswer.entered_by == Person.id)
        .where(CampaignAnswer.campaign == campaign_id, CampaignAnswer.way == AnswerWay.PAPER)
        .order_by(CampaignAnswer.id.desc())
        .limit(SHEETS_SHOWN)
    )
    return [Sheet(int(answerer.partition(":")[2]), at, name) for answerer, at, name in rows(query)]


def to_decide(campaign_id: int, after: int = 0) -> list[Waiting]:
    """The suggestions that wait for a decision, in the order of entry; one more than is shown."""
    waiting = open_suggestions(campaign_id).select(CampaignReply.id)
    return _suggestions(campaign_id, after, CampaignReply.id.in_(waiting))


def decided(campaign_id: int, after: int = 0) -> list[Waiting]:
    """Those decided, in the same order; one more than is shown."""
    return _suggestions(campaign_id, after, CampaignReply.fate.is_null(False))


def _suggestions(campaign_id: int, after: int, which: Condition) -> list[Waiting]:
    query = (
        CampaignReply.select(
            CampaignReply.id,
            CampaignPart.position,
            CampaignPart.words,
            CampaignReply.words,
            CampaignReply.public_words,
            CampaignAnswer.way,
            CampaignReply.fate,
            CampaignReply.why,
            GoodIdea.id,
        )
        .join(CampaignAnswer)
        .switch(CampaignReply)
        .join(CampaignPart)
        .switch(CampaignReply)
        .left_outer_join(GoodIdea, on=GoodIdea.reply == CampaignReply.id)
        .where(CampaignAnswer.campaign == campaign_id, CampaignReply.words != "", CampaignReply.id > after)
    )
    of_these = query.where(which).order_by(CampaignReply.id).limit(VERDICTS_SHOWN + 1)
    return [Waiting(*row) for row in rows(of_these)]


def members() -> list[Member]:
    """Everybody in any group, the latest invited last."""
    query = Membership.select(Person.id, Person.name, Membership.group, Membership.since).join(Person)
    return [Member(*row) for row in rows(query.order_by(Membership.group, Membership.since, Person.id))]
