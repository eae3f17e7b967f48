"""What an officer is waited for beside the matters on the desk: on the spot, and for taking notice."""

from peewee import fn

from portal.domain.early_warning import OF_THE_COMMUNITY
from portal.domain.permissions import Actor
from portal.domain.stages import State
from portal.models import Area, EarlyWarning, Matter, Warned, Whistle, WhistleCall
from portal.models.warnings import WarnedRole
from portal.queries.rows import Condition, Query
from portal.queries.whistles import departments_of, waits


def counted_calls(actor: Actor) -> Query:
    """How many calls wait for somebody of the actor's department; one value within a select."""
    ours = WhistleCall.organisation.in_(departments_of(actor))
    return WhistleCall.select(fn.COUNT(WhistleCall.id)).join(Whistle).where(ours, waits())


def counted_unseen(actor: Actor) -> Query:
    """How many warnings the actor was given, or answers for, and nobody has taken notice of."""
    matter, community = Matter.alias(), Area.alias()
    mine: Condition = Warned.person == (actor.person_id or 0)
    mine |= Warned.organisation.in_(departments_of(actor))
    for grant in actor.grants:
        if grant.role in OF_THE_COMMUNITY:
            mine |= (Warned.role == WarnedRole.COMMUNITY) & community.path.startswith(grant.area_path)
    return (
        Warned.select(fn.COUNT(Warned.id))
        .join(EarlyWarning)
        .join(matter, on=EarlyWarning.matter == matter.id)
        .join(community, on=matter.community == community.id)
        .where(mine, Warned.acknowledged_at.is_null())
        .where(EarlyWarning.end.is_null(), matter.state != State.WITHDRAWN)
    )
