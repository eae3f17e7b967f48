"""Who has a matter open to work on it: seen by the others, so that two do not answer it twice.

It forbids nothing, and runs out by itself. No page of the public shows it, so it empties no cache.
"""

from datetime import timedelta

from portal.db import quiet_transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.stages import Action
from portal.models import AtWork, Matter
from portal.queries.at_work import at_work_on
from portal.queries.subjects import subject_of

#: Long enough to telephone about it; a form that stays open asks for more before it is over.
LEASE = timedelta(minutes=10)


@quiet_transaction
def begin(occasion: Occasion, matter: Matter) -> AtWork:
    """Says that the actor works on it for the next minutes, or gives whoever already does.

    Raises Refusal NOT_ALLOWED for somebody who may not read it.
    """
    require(occasion.actor, Action.READ_ORIGINAL, subject_of(matter))
    before = at_work_on(matter, occasion.now)
    if before is not None and before.person_id != occasion.actor.person_id:
        return before
    since = before.since if before is not None else occasion.now
    mine = {"person": occasion.actor.person_id, "since": since, "until": occasion.now + LEASE}
    held = AtWork.insert(matter=matter, **mine)
    held.on_conflict(conflict_target=[AtWork.matter], update=mine).execute()
    return AtWork.get_by_id(matter.id)


@quiet_transaction
def release(occasion: Occasion, matter: Matter) -> None:
    """The actor works on it no more; of others it says nothing."""
    own = (AtWork.matter == matter) & (AtWork.person == occasion.actor.person_id)
    AtWork.delete().where(own).execute()
