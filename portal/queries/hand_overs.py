"""转办 for both sides: an organisation that gave a matter away still sees to whom it went."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from portal.domain.permissions import Actor, Grant
from portal.models import Area, Assignment, Forwarding, Matter, Organisation
from portal.queries.rows import Condition, rows

_SHOWN = 100


class HandOver(NamedTuple):
    """One hand-over: the title in public words, the reason as it was written. Of what is private a page shows
    the number alone."""

    number: str
    title: str
    private: bool
    giver: str
    giver_person: str
    taker: str
    taker_person: str
    reason: str
    at: datetime


def hand_overs_of(actor: Actor) -> list[HandOver]:
    """What went from or to the actor's organisations, or within the areas held."""
    giver, taker = Organisation.alias(), Organisation.alias()
    query = (
        Forwarding.select(
            Matter.number,
            Matter.public_title,
            Matter.private,
            giver.name,
            Forwarding.from_person_name,
            taker.name,
            Forwarding.to_person_name,
            Forwarding.reason,
            Forwarding.at,
        )
        .join_from(Forwarding, Assignment)
        .join_from(Assignment, Matter)
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .join_from(Forwarding, giver, on=Forwarding.from_organisation == giver.id)
        .join_from(Forwarding, taker, on=Forwarding.to_organisation == taker.id)
        .where(reduce(or_, map(_seen_by, actor.grants), Matter.id.is_null()))
        .order_by(Forwarding.id.desc())
        .limit(_SHOWN)
    )
    return [HandOver(*row) for row in rows(query)]


def _seen_by(grant: Grant) -> Condition:
    if grant.organisation_id is None:
        return Area.path.startswith(grant.area_path)
    own = grant.organisation_id
    return (Forwarding.from_organisation == own) | (Forwarding.to_organisation == own)
