"""One person, one voice: what somebody said before it was known who it was counts as that person's, once."""

from peewee import ModelSelect

from portal.db import transaction
from portal.models import CampaignAnswer, Matter, Opinion, Rating, Support
from portal.queries.rows import Condition, rows


def count_as_one(giver: str, taker: str) -> None:
    """Supports, ratings, answers and opinions of one become another's; both are as ``Support.supporter``.

    What both had supported or rated counts once. An answer to a call which both gave, or an opinion on one
    item, stays two: one cannot tell which of them was meant.
    """
    if giver and giver != taker and _has_spoken(giver):
        _pass_on(giver, taker)


def _has_spoken(giver: str) -> bool:
    said = (
        Support.select(Support.id).where(Support.supporter == giver),
        Rating.select(Rating.id).where(Rating.rater == giver),
        CampaignAnswer.select(CampaignAnswer.id).where(CampaignAnswer.answerer == giver),
        Opinion.select(Opinion.id).where(Opinion.voice == giver),
    )
    return any(query.exists() for query in said)


@transaction
def _pass_on(giver: str, taker: str) -> None:
    _drop_doubled_supports(giver, taker)
    Support.update(supporter=taker).where(Support.supporter == giver).execute()
    _drop_doubled_ratings(giver, taker)
    Rating.update(rater=taker).where(Rating.rater == giver).execute()
    answered = CampaignAnswer.alias()
    theirs = answered.select(answered.campaign).where(answered.answerer == taker)
    free = (CampaignAnswer.answerer == giver) & CampaignAnswer.campaign.not_in(theirs)
    CampaignAnswer.update(answerer=taker).where(free).execute()
    spoken = Opinion.alias()
    elsewhere = Opinion.item.not_in(spoken.select(spoken.item).where(spoken.voice == taker))
    Opinion.update(voice=taker).where((Opinion.voice == giver) & elsewhere).execute()


def _drop_doubled_supports(giver: str, taker: str) -> None:
    """The matter loses the second voice. Where one was given to the matter itself, that one stays."""
    for matter_id, via in rows(_given_twice(giver, taker)):
        pair = Support.matter == matter_id
        Support.delete().where(pair & (Support.supporter == giver)).execute()
        Matter.update(support_count=Matter.support_count - 1).where(Matter.id == matter_id).execute()
        if via is None:
            Support.update(via=None).where(pair & (Support.supporter == taker)).execute()


def _given_twice(giver: str, taker: str) -> "ModelSelect[Support]":
    other = Support.alias()
    theirs = other.select(other.matter).where(other.supporter == taker)
    return Support.select(Support.matter, Support.via).where(
        (Support.supporter == giver) & Support.matter.in_(theirs)
    )


def _drop_doubled_ratings(giver: str, taker: str) -> None:
    for matter_id, round_ in rows(Rating.select(Rating.matter, Rating.round).where(Rating.rater == taker)):
        this: Condition = (Rating.matter == matter_id) & (Rating.round == round_)
        Rating.delete().where(this & (Rating.rater == giver)).execute()
