"""Every deadline that runs, with the day from which its working days count."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from portal.domain.calendar import WorkCalendar
from portal.domain.deadlines import recounted
from portal.domain.stages import OPEN
from portal.models import Assignment, Matter, Pause, ReturnVisit, StageClock, Step
from portal.models.base import Row
from portal.queries.rows import Query, rows


class Moved(NamedTuple):
    """A deadline that is another day under another calendar."""

    id: int
    before: date
    after: date


def _of_matters() -> Query:
    return Matter.select(Matter.id, Matter.due_from, Matter.due_on).where(
        Matter.state.in_(OPEN), Matter.due_from.is_null(False), Matter.due_on.is_null(False)
    )


def _of_assignments() -> Query:
    """While a matter waits for its proposer its round has no deadline: it is set when the clock goes on."""
    chosen = Assignment.select(Assignment.id, Matter.due_from, Assignment.due_on).join(Matter)
    return chosen.where(Assignment.ended_at.is_null(), Matter.due_from.is_null(False))


def _of_steps() -> Query:
    chosen = Step.select(Step.id, Step.set_on, Step.due_on).join(Assignment)
    return chosen.where(Step.done_at.is_null(), Assignment.ended_at.is_null())


def _of_clocks() -> Query:
    chosen = StageClock.select(StageClock.id, StageClock.starts_on, StageClock.due_on).join(Assignment)
    return chosen.where(StageClock.met_at.is_null(), Assignment.ended_at.is_null())


def _of_visits() -> Query:
    chosen = ReturnVisit.select(ReturnVisit.id, Matter.closed_at, ReturnVisit.due_on).join(Matter)
    return chosen.where(ReturnVisit.visited_at.is_null(), Matter.closed_at.is_null(False))


def _of_pauses() -> Query:
    return Pause.select(Pause.id, Pause.asked_at, Pause.resumes_on).where(Pause.ended_at.is_null())


#: What has a deadline besides the matter itself, and the column in which it stands.
PARTS: Mapping[type[Row], tuple[Callable[[], Query], str]] = MappingProxyType(
    {
        Assignment: (_of_assignments, "due_on"),
        Step: (_of_steps, "due_on"),
        StageClock: (_of_clocks, "due_on"),
        ReturnVisit: (_of_visits, "due_on"),
        Pause: (_of_pauses, "resumes_on"),
    }
)


def moved_matters(before: WorkCalendar, after: WorkCalendar, today: date) -> list[Moved]:
    """The open matters whose deadline is another one under the calendar ``after``."""
    return _moved(_of_matters(), before, after, today)


def moved_parts(kind: type[Row], before: WorkCalendar, after: WorkCalendar, today: date) -> list[Moved]:
    """The same of what ``PARTS`` names."""
    return _moved(PARTS[kind][0](), before, after, today)


def _moved(query: Query, before: WorkCalendar, after: WorkCalendar, today: date) -> list[Moved]:
    anew = cache(lambda since, due: recounted(since, due, before, after, today))
    counted = ((id_, due, anew(_day(since), due)) for id_, since, due in rows(query))
    return sorted(Moved(id_, due, now) for id_, due, now in counted if due != now)


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value
