"""The clocks of the parts of a round: taking it on, visiting the site. Each is opened with the assignment."""

from portal.domain.occasion import Occasion
from portal.domain.terms import HandlingStage
from portal.models import Assignment, StageClock


def open_clocks(occasion: Occasion, assignment: Assignment) -> None:
    """Starts both clocks of a round that begins now; none outlasts the round itself."""
    rules = occasion.book.handling
    allowed = {
        HandlingStage.ACCEPT: rules.accept_working_days,
        HandlingStage.SITE_VISIT: rules.site_visit_working_days,
    }
    for stage, working_days in allowed.items():
        due_on = min(occasion.due(working_days), assignment.due_on)
        StageClock.create(assignment=assignment, stage=stage, starts_on=occasion.today, due_on=due_on)


def accept_anew(occasion: Occasion, assignment: Assignment) -> None:
    """Whoever it was handed to takes it on in a time of their own; what was met before stands on the road."""
    due_on = max(
        occasion.today, min(occasion.due(occasion.book.handling.accept_working_days), assignment.due_on)
    )
    fresh = {"starts_on": occasion.today, "due_on": due_on, "met_at": None}
    StageClock.update(**fresh).where(*_of(assignment, HandlingStage.ACCEPT)).execute()


def meet(occasion: Occasion, assignment: Assignment, *stages: HandlingStage) -> int:
    """Stops the clocks of these parts, where they still run; how many did."""
    running = StageClock.update(met_at=occasion.now).where(
        *_of(assignment, *stages), StageClock.met_at.is_null()
    )
    return int(running.execute())


def _of(assignment: Assignment, *stages: HandlingStage) -> tuple[object, ...]:
    return StageClock.assignment == assignment, StageClock.stage.in_(stages)
