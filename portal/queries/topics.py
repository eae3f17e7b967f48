"""What an agenda is made from: the topic pool, who can carry a resolution out, whose meetings one holds."""

from datetime import datetime
from typing import NamedTuple

from peewee import fn

from portal.domain.permissions import Actor, Subject, can
from portal.domain.stages import Action, State
from portal.models import AgendaItem, Area, Matter, Organisation
from portal.models.meetings import ItemState
from portal.models.places import AreaKind
from portal.queries.rows import rows


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
    deferred = AgendaItem.select(fn.COUNT(AgendaItem.id)).where(
        (AgendaItem.matter == Matter.id) & (AgendaItem.state == ItemState.DEFERRED)
    )
    query = (
        Matter.select(
            Matter.id, Matter.number, Matter.public_title, Matter.support_count, Matter.raised_at, deferred
        )
        .where(Matter.community == community_id, Matter.state == State.POOLED, ~Matter.private)
        .order_by((deferred > 0).desc(), Matter.support_count.desc(), Matter.raised_at)
        .limit(POOL_SHOWN + 1)
    )
    return [Topic(*row) for row in rows(query)]


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
