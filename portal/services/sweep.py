"""What a date alone brings about, done by the portal's own clock however often it looks."""

from dataclasses import dataclass

from portal.domain.occasion import Occasion
from portal.models import Area, Community
from portal.services import limits, notices, warn, whistle
from portal.services.agenda import FURTHEST, add_meetings, publish_due_agendas
from portal.services.hand_over import forget_expired
from portal.services.invited_told import remind_invited
from portal.services.overdue import remind_and_escalate, remind_of_parts
from portal.services.pause import resume_due
from portal.services.rate import close_due_ratings
from portal.services.retain import retain_nightly


@dataclass(frozen=True)
class Swept:
    """What one sweep did: agendas made public, ratings ended, meetings newly planned, reminders and
    escalations of what is late."""

    agendas: int
    ratings: int
    meetings: int
    late: int = 0


def sweep(occasion: Occasion) -> Swept:
    """Does what has fallen due. A second sweep of the same day finds nothing left to do.

    Each part is a transaction of its own: what is done stays done when a later part fails.

    Args:
        occasion: of ``permissions.THE_CLOCK``, whom the permission table lets do this and nothing else.
    """
    agendas = publish_due_agendas(occasion)
    ratings = close_due_ratings(occasion)
    limits.forget_old(occasion)
    forget_expired(occasion)
    notices.remind(occasion)
    resume_due(occasion)
    late = remind_and_escalate(occasion) + remind_of_parts(occasion)
    remind_invited(occasion)
    whistle.remind_late(occasion)
    warn.remind_late(occasion)
    retain_nightly(occasion)
    return Swept(agendas, ratings, _plan_a_year(occasion), late)


def _plan_a_year(occasion: Occasion) -> int:
    """So that everybody can look up the year, and a topic raised today always finds the next meeting."""
    communities = Area.select().join(Community).order_by(Area.id)
    return add_meetings(occasion, communities, occasion.today + FURTHEST)
