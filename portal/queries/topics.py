"""What an agenda is made from: the topic pool, who can carry a resolution out, whose meetings one holds."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.domain.permissions import Actor, Subject, can
from portal.domain.stages import Action, State
from portal.domain.terms import Channel, Reach, Urgency
from portal.models import AgendaItem, Area, Category, Matter, Meeting, Organisation
from portal.models.meetings import ItemState, MeetingState
from portal.models.places import AreaKind
from portal.queries.rows import Condition, rows


class Topic(NamedTuple):
    """A matter that waits to be listed. ``deferred`` counts the meetings that put it off."""

    id: int
    number: str
    title: str
    support_count: int
    raised_at: datetime
    deferred: int


#: As many topics as somebody looks through to make an agenda; one more tells that there are more.
POOL_SHOWN = 60


def pool_of(community_id: int) -> list[Topic]:
    """The topic pool: what a meeting put off comes first, then by supports, then by age.

    At most ``POOL_SHOWN`` topics, and one more where there are more.
    """
    deferred = _times_deferred()
    query = (
        Matter.select(
            Matter.id, Matter.number, Matter.public_title, Matter.support_count, Matter.raised_at, deferred
        )
        .where(Matter.community == community_id, Matter.state == State.POOLED, ~Matter.private)
        .order_by((deferred > 0).desc(), Matter.support_count.desc(), Matter.raised_at)
        .limit(POOL_SHOWN + 1)
    )
    return [Topic(*row) for row in rows(query)]


class Waiting(NamedTuple):
    """A topic of the pool with where it came from and what is known of it."""

    id: int
    number: str
    title: str
    community_id: int
    community: str
    channel: Channel
    category: str | None
    urgency: Urgency | None
    reach: Reach | None
    begin_by: datetime | None
    supports: int
    raised_at: datetime
    deferred: int


@dataclass(frozen=True)
class Sought:
    """Which topics of the pool; None is all of them.

    Attributes:
        waits_days: raised so many days ago or longer.
        supports: at least so many.
    """

    channel: Channel | None = None
    urgency: Urgency | None = None
    category_id: int | None = None
    waits_days: int | None = None
    supports: int | None = None


class Agenda(NamedTuple):
    """A meeting whose agenda is still open."""

    meeting_id: int
    day: date
    kind: str
    closes_on: date


def waiting_topics(community_ids: Collection[int], sought: Sought, today: date) -> list[Waiting]:
    """The topics that wait for a meeting of these communities: what must be begun soonest first, then as
    ``pool_of``. At most ``POOL_SHOWN``, and one more where there are more."""
    first = Case(Matter.urgency, [(Urgency.URGENT, 0), (Urgency.PRESSING, 1)], 2)
    ordered = _waiting().where(
        Matter.community.in_(list(community_ids)),
        Matter.state == State.POOLED,
        ~Matter.private,
        *_conditions(sought, today),
    )
    deferred = _times_deferred()
    ordered = ordered.order_by(
        first, (deferred > 0).desc(), Matter.support_count.desc(), Matter.raised_at, Matter.id
    )
    return [Waiting(*row) for row in rows(ordered.limit(POOL_SHOWN + 1))]


def _waiting() -> Any:
    selected = Matter.select(
        Matter.id,
        Matter.number,
        Matter.public_title,
        Area.id,
        Area.name,
        Matter.channel,
        Category.name,
        Matter.urgency,
        Matter.reach,
        Matter.begin_by,
        Matter.support_count,
        Matter.raised_at,
        _times_deferred(),
    )
    of_this = Matter.category == Category.id
    return selected.join(Area, on=Matter.community == Area.id).join_from(
        Matter, Category, JOIN.LEFT_OUTER, on=of_this
    )


def _times_deferred() -> Any:
    put_off = (AgendaItem.matter == Matter.id) & (AgendaItem.state == ItemState.DEFERRED)
    return AgendaItem.select(fn.COUNT(AgendaItem.id)).where(put_off)


def _conditions(sought: Sought, today: date) -> Iterator[Condition]:
    if sought.channel is not None:
        yield Matter.channel == sought.channel
    if sought.urgency is not None:
        yield Matter.urgency == sought.urgency
    if sought.category_id is not None:
        yield Matter.category.in_(_filed_below(sought.category_id))
    if sought.waits_days is not None:
        until = today - timedelta(days=sought.waits_days - 1)
        yield Matter.raised_at < datetime.combine(until, datetime.min.time())
    if sought.supports is not None:
        yield Matter.support_count >= sought.supports


def _filed_below(category_id: int) -> Any:
    """The category and all below it."""
    return Category.select(Category.id).where(Category.path.contains(f"/{category_id}/"))


def open_agendas(community_id: int, today: date) -> list[Agenda]:
    """The meetings of a community that topics can still be put down for, the nearest first."""
    query = Meeting.select(Meeting.id, Meeting.day, Meeting.kind, Meeting.agenda_closes_on).where(
        Meeting.community == community_id,
        Meeting.state == MeetingState.PLANNED,
        Meeting.agenda_closes_on > today,
    )
    return [Agenda(*row) for row in rows(query.order_by(Meeting.day, Meeting.id).limit(6))]


def organisations_for(area: Area) -> list[tuple[int, str]]:
    """Who can be given a matter of this area: those of the area, of what contains it, and of no area."""
    above = [int(part) for part in area.path.strip("/").split("/")]
    of_here = Organisation.area.is_null() | Organisation.area.in_(above)
    query = Organisation.select(Organisation.id, Organisation.name).where(of_here, Organisation.active)
    return [(number, name) for number, name in rows(query.order_by(Organisation.id))]


def communities_for(actor: Actor, action: Action) -> list[tuple[int, str]]:
    """The communities in which the actor may do this, in the order in which they were set up."""
    query = Area.select(Area.id, Area.name, Area.path).where(Area.kind == AreaKind.COMMUNITY)
    return [
        (number, name)
        for number, name, path in rows(query.order_by(Area.id))
        if can(actor, action, Subject(area_path=path))
    ]
