"""轻重缓急: what follows from how urgent something is and how far it reaches (Chenghua 三快二提一转)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from portal.domain.policy import Grade, RuleBook
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import State
from portal.domain.terms import Mode, Reach, Urgency

#: Where nobody has begun yet; a promise to begin within hours ends with leaving them.
_NOT_BEGUN = frozenset({State.RECEIVED, State.POOLED, State.ON_AGENDA})

#: Where something urgent presses; what is only to be rated or made public any more does not.
PRESSES_IN = _NOT_BEGUN | {State.HANDLING, State.RECTIFYING}


class Graded(Protocol):
    """A matter, as far as grading is concerned: both None before it was graded."""

    @property
    def urgency(self) -> Urgency | None: ...
    @property
    def reach(self) -> Reach | None: ...


@dataclass(frozen=True)
class Suggested:
    """What a form of assignment begins with; the officer may say otherwise."""

    working_days: int
    mode: Mode


def grade_of(book: RuleBook, urgency: Urgency, reach: Reach) -> Grade:
    """The line of the table for this case. Raises Refusal UNKNOWN_CHOICE where the table has none."""
    for grade in book.grading:
        if (grade.urgency, grade.reach) == (urgency, reach):
            return grade
    raise Refusal(Rule.UNKNOWN_CHOICE, field="reach")


def grade_now(book: RuleBook, matter: Graded) -> Grade | None:
    """What the table in force says of a matter; None before it was graded, or where no line fits any more."""
    fitting = (
        grade for grade in book.grading if (grade.urgency, grade.reach) == (matter.urgency, matter.reach)
    )
    return next(fitting, None)


def suggested(book: RuleBook, matter: Graded) -> Suggested:
    """The working days and the mode to begin a form with: the grade's, or the rule book's usual ones."""
    grade = grade_now(book, matter)
    if grade is None:
        return Suggested(book.handling.working_days, Mode.OWN)
    return Suggested(grade.working_days, grade.mode)


def begin_by(book: RuleBook, now: datetime, urgency: Urgency) -> datetime | None:
    """Until when something of this urgency must be begun; hours run day and night."""
    if urgency is not Urgency.URGENT:
        return None
    return now + timedelta(hours=book.handling.urgent_begins_within_hours)


def begins(target: State) -> bool:
    """Whether a move to this state begins the matter: it is handled, answered or at its end."""
    return target not in _NOT_BEGUN


def presses(urgency: Urgency | None, state: State) -> bool:
    """Whether this goes before what is merely due."""
    return urgency is Urgency.URGENT and state in PRESSES_IN
