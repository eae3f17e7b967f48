"""金点子: matters and suggestions that staff marked as excellent."""

from datetime import date, datetime, time
from typing import NamedTuple

from peewee import JOIN, fn

from portal.domain.campaigns import Fate
from portal.domain.stages import Outcome, State
from portal.models import Area, Campaign, CampaignAnswer, CampaignReply, GoodIdea, Matter
from portal.queries.rows import Query, prepared, rows

IDEAS_SHOWN = 20


class Idea(NamedTuple):
    """A good idea: of a matter its number and how it stands, of a suggestion its call and its fate."""

    id: int
    why: str
    marked_at: datetime
    number: str | None
    title: str | None
    state: State | None
    outcome: Outcome | None
    due_on: date | None
    words: str | None
    fate: Fate | None
    fate_why: str | None
    campaign_id: int | None
    campaign: str | None
    area: str


def ideas(before: int | None = None) -> list[Idea]:
    """What may be read, the latest marked first, one more than is shown on a page."""
    own, call = Area.alias(), Area.alias()
    query = (
        GoodIdea.select(
            GoodIdea.id,
            GoodIdea.why,
            GoodIdea.marked_at,
            Matter.number,
            Matter.public_title,
            Matter.state,
            Matter.outcome,
            Matter.due_on,
            CampaignReply.public_words,
            CampaignReply.fate,
            CampaignReply.why,
            Campaign.id,
            Campaign.title,
            fn.COALESCE(own.name, call.name),
        )
        .join(Matter, JOIN.LEFT_OUTER)
        .join(own, JOIN.LEFT_OUTER, on=Matter.community == own.id)
        .switch(GoodIdea)
        .join(CampaignReply, JOIN.LEFT_OUTER)
        .join(CampaignAnswer, JOIN.LEFT_OUTER)
        .join(Campaign, JOIN.LEFT_OUTER)
        .join(call, JOIN.LEFT_OUTER, on=Campaign.area == call.id)
        .where(_may_be_read())
        .order_by(GoodIdea.id.desc())
        .limit(IDEAS_SHOWN + 1)
    )
    return [Idea(*row) for row in rows(query if before is None else query.where(GoodIdea.id < before))]


def _may_be_read() -> Query:
    """What became private since, or was withheld, is no longer shown."""
    a_matter = Matter.board_column.is_null(False) & ~Matter.private & (Matter.public_title != "")
    return a_matter | (CampaignReply.public_words != "")


def how_many() -> int:
    """All good ideas: staff mark them one by one, so there are never too many to count."""
    return int(_counted().scalar())


def _counted() -> Query:
    return (
        GoodIdea.select(fn.COUNT(GoodIdea.id))
        .join(Matter, JOIN.LEFT_OUTER)
        .switch(GoodIdea)
        .join(CampaignReply, JOIN.LEFT_OUTER)
        .join(CampaignAnswer, JOIN.LEFT_OUTER)
        .join(Campaign, JOIN.LEFT_OUTER)
        .where(_may_be_read())
    )


def marked_between(first: date, last: date, community_id: int | None = None) -> int:
    """How many were marked from the first day to the last, in one community or in all of the place."""
    begins, ends = datetime.combine(first, time.min), datetime.combine(last, time.max)
    query = _counted().where(GoodIdea.marked_at.between(begins, ends))
    if community_id is not None:
        query = query.where((Matter.community == community_id) | (Campaign.area == community_id))
    return int(query.scalar())


def is_marked(matter_id: int) -> bool:
    """Whether the matter is a good idea."""
    return bool(_mark_of(matter_id))


@prepared
def _mark_of(matter_id: int) -> Query:
    return GoodIdea.select(GoodIdea.id).where(GoodIdea.matter == matter_id)
