"""轻重缓急: staff say how urgent a matter is and how far it reaches; the place's table says what follows."""

from datetime import datetime

from portal.db import transaction
from portal.domain.grading import begin_by, grade_of
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.policy import Grade
from portal.domain.stages import Action
from portal.domain.terms import Reach, Urgency
from portal.models import AgendaItem, Matter, Meeting
from portal.models.meetings import URGENT, ItemState
from portal.queries.subjects import subject_of
from portal.services.journal import note


@transaction
def grade(occasion: Occasion, matter: Matter, urgency: Urgency, reach: Reach) -> Grade:
    """Grades a matter before it is begun, and gives what follows. The same grade again changes nothing.

    What is urgent must be begun within the rule book's hours from now. Saying that something urgent reaches
    further leaves that moment as it is; what is urgent no longer has none.

    Raises:
        Refusal: UNKNOWN_CHOICE where the table has no such line, and as ``journal.note``.
    """
    follows = grade_of(occasion.book, urgency, reach)
    require(occasion.actor, Action.GRADE, subject_of(matter))
    if (matter.urgency, matter.reach) != (urgency, reach):
        until = _begin_by(occasion, matter, urgency)
        note(
            occasion,
            matter,
            Action.GRADE,
            data=_told(follows, until),
            urgency=urgency,
            reach=reach,
            begin_by=until,
        )
    return follows


def _begin_by(occasion: Occasion, matter: Matter, urgency: Urgency) -> datetime | None:
    if urgency is Urgency.URGENT and (matter.urgency is Urgency.URGENT or _awaits_urgent_meeting(matter)):
        return matter.begin_by
    return begin_by(occasion.book, occasion.now, urgency)


def _awaits_urgent_meeting(matter: Matter) -> bool:
    """Whether it is on the agenda of one that was convened for it: that is a beginning."""
    listed = AgendaItem.select().join(Meeting).where(Meeting.kind == URGENT, AgendaItem.matter == matter)
    return bool(listed.where(AgendaItem.state == ItemState.LISTED).exists())


def _told(follows: Grade, until: datetime | None) -> dict[str, object]:
    """The line as it stood on that day: the table may be mended later."""
    told: dict[str, object] = {
        "urgency": follows.urgency.value,
        "reach": follows.reach.value,
        "tier": follows.tier,
        "mode": follows.mode.value,
        "level": follows.level.value,
        "within": follows.working_days,
    }
    return told | ({"begin_by": until.isoformat(timespec="minutes")} if until else {})
