"""The occasion of a deed: who acts, when, and under which rules. Every service verb takes one."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.calendar import WorkCalendar
from portal.domain.deadlines import due_on
from portal.domain.permissions import Actor
from portal.domain.policy import RuleBook


@dataclass(frozen=True)
class Occasion:
    """Who acts, when, under which rule book and calendar.

    Attributes:
        now: naive, China Standard Time: the country has one zone and no summer time.
        quietly: nobody is told of it: it happened elsewhere, or is no more than a draft.
    """

    actor: Actor
    now: datetime
    book: RuleBook
    calendar: WorkCalendar
    quietly: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    def due(self, working_days: int) -> date:
        """The last day of so many working days that begin to count tomorrow."""
        return due_on(self.now, working_days, self.calendar).on
