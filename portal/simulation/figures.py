"""What a simulated year came to, counted from the tables."""

from decimal import Decimal

from portal.domain.account import Closing, percent
from portal.domain.early_warning import RiskEnd
from portal.domain.stages import Action
from portal.models import (
    AgendaItem,
    Ballot,
    EarlyWarning,
    Extension,
    Invitation,
    Matter,
    MatterEvent,
    Meeting,
    Opinion,
    Rating,
    Task,
    Vote,
    WhistleCall,
)
from portal.models.meetings import ItemState, MeetingState
from portal.models.tasks import TaskState
from portal.queries.rows import rows

Figures = dict[str, int | Decimal | None]


def count_figures() -> Figures:
    """How many of what, and what share, in percent."""
    return _of_matters() | _of_meetings() | _of_handling()


def _of_matters() -> Figures:
    ratings, closings = Rating.select().count(), _closings()
    in_time = sum(closing.in_time for closing in closings)
    return {
        "matters": Matter.select().count(),
        "events": MatterEvent.select().count(),
        "closed": len(closings),
        "closed in time %": percent(in_time, len(closings)),
        "ratings": ratings,
        "satisfied %": percent(Rating.select().where(Rating.satisfied).count(), ratings),
    }


def _closings() -> list[Closing]:
    columns = MatterEvent.select(MatterEvent.at, MatterEvent.due_on)
    closing = MatterEvent.action.in_((Action.COMPLETE, Action.EXPLAIN))
    return [Closing(at.date(), due_on) for at, due_on in rows(columns.where(closing))]


def _of_meetings() -> Figures:
    state = Meeting.state
    return {
        "meetings held": Meeting.select().where(state == MeetingState.CLOSED).count(),
        "called off": Meeting.select().where(state == MeetingState.CALLED_OFF).count(),
        "moved": Meeting.select().where(Meeting.day != Meeting.planned_for).count(),
        "urgent": Meeting.select().where(Meeting.kind == "urgent", state == MeetingState.CLOSED).count(),
        "items": AgendaItem.select().count(),
        "resolutions": AgendaItem.select().where(AgendaItem.state == ItemState.RESOLVED).count(),
        "invitations": Invitation.select().count(),
        "opinions": Opinion.select().count(),
        "votes": Vote.select().count(),
        "ballots": Ballot.select().count(),
    }


def _of_handling() -> Figures:
    calls, warnings = WhistleCall.select().count(), EarlyWarning.select().count()
    on_time = WhistleCall.select().where(WhistleCall.checked_in_at <= WhistleCall.due_at).count()
    early = EarlyWarning.select().where(EarlyWarning.end == RiskEnd.EARLY).count()
    granted = Extension.select(Extension.granted).where(Extension.granted.is_null(False))
    decided = [was for (was,) in rows(granted)]
    return {
        "extensions granted": sum(decided),
        "extensions declined": len(decided) - sum(decided),
        "pauses": _happened(Action.PAUSE),
        "handed over": _happened(Action.FORWARD),
        "steps": _happened(Action.TAKE_STEP),
        "reminders": _happened(Action.REMIND),
        "escalations": _happened(Action.ESCALATE),
        "deadlines reckoned anew": _happened(Action.RECOUNT),
        "departments called": calls,
        "came in time %": percent(on_time, calls),
        "warnings": warnings,
        "settled early %": percent(early, warnings),
        "tasks from above": Task.select().count(),
        "tasks refused": Task.select().where(Task.state == TaskState.REFUSED).count(),
    }


def _happened(action: Action) -> int:
    return int(MatterEvent.select().where(MatterEvent.action == action).count())
