"""What a date alone brings about, done by the portal's own clock however often it looks."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.occasion import Occasion
from portal.models import Area, Community, Meeting
from portal.services import limits, notices
from portal.services.agenda import plan_meetings, publish_due_agendas
from portal.services.hand_over import forget_expired
from portal.services.rate import close_due_ratings
from portal.services.retain import retain_nightly

#: Meetings are planned so far ahead that a topic raised today always finds the next one.
PLANNED_AHEAD = timedelta(days=62)


@dataclass(frozen=True)
class Swept:
    """What one sweep did: agendas made public, ratings ended, meetings newly planned."""

    agendas: int
    ratings: int
    meetings: int


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
    retain_nightly(occasion)
    return Swept(agendas, ratings, _plan_ahead(occasion, occasion.today + PLANNED_AHEAD))


def _plan_ahead(occasion: Occasion, until: date) -> int:
    before = Meeting.select().count()
    for community in Area.select().join(Community):
        plan_meetings(occasion, community, until)
    return int(Meeting.select().count() - before)
