"""A round: what one person took in on the way, on one day."""

from datetime import datetime, time
from typing import NamedTuple

from portal.domain.occasion import Occasion
from portal.domain.stages import State
from portal.domain.terms import Channel, MatterKind
from portal.models import Matter
from portal.queries.rows import rows

#: Entries come in by these ways while somebody walks from door to door.
ON_THE_WAY = (Channel.VISIT, Channel.OBSERVATION_STATION)


class Stop(NamedTuple):
    """An entry of the round, the newest first."""

    number: str
    raised_at: datetime
    title: str
    state: State
    area_id: int
    place: str
    kind: MatterKind


def round_of(occasion: Occasion) -> list[Stop]:
    """What the actor has entered today."""
    query = (
        Matter.select(
            Matter.number,
            Matter.raised_at,
            Matter.title,
            Matter.state,
            Matter.area,
            Matter.place,
            Matter.kind,
        )
        .where(Matter.received_by == occasion.actor.person_id, Matter.channel.in_(ON_THE_WAY))
        .where(Matter.raised_at >= datetime.combine(occasion.today, time.min))
        .order_by(Matter.id.desc())
    )
    return [Stop(*row) for row in rows(query)]
