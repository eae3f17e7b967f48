"""Deadlines in working days, and how far one may be moved."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from portal.domain.calendar import WorkCalendar
from portal.domain.policy import HandlingRules
from portal.domain.refusal import Refusal, Rule


@dataclass(frozen=True)
class Deadline:
    """The last day on which something is in time.

    `announced` is False when the days between touch a year whose holidays are not known yet, so that the
    date may still move; people are told.
    """

    on: date
    working_days: int
    announced: bool


def due_on(start: datetime, working_days: int, calendar: WorkCalendar) -> Deadline:
    """The deadline that many working days after `start`; the first working day after it counts as 1."""
    first = start.date()
    last = calendar.add_working_days(first, working_days)
    announced = all(calendar.is_announced(year) for year in range(first.year, last.year + 1))
    return Deadline(last, working_days, announced)


def extended(due: date, working_days: int, calendar: WorkCalendar) -> Deadline:
    """The deadline moved on by that many working days, counted from the old one and not from today."""
    return due_on(datetime(due.year, due.month, due.day), working_days, calendar)


def require_extendable(due: date, today: date, working_days: int, rules: HandlingRules) -> None:
    """Whether an extension may be asked for: on the last day at the latest, and no longer than the rule book
    allows. Raises Refusal with EXTENSION_TOO_LATE or EXTENSION_TOO_LONG."""
    if today > due:
        raise Refusal(Rule.EXTENSION_TOO_LATE, due_on=due)
    if not 1 <= working_days <= rules.extension_max_working_days:
        raise Refusal(Rule.EXTENSION_TOO_LONG, limit=rules.extension_max_working_days)


def recounted(start: date, due: date, before: WorkCalendar, after: WorkCalendar, today: date) -> date:
    """The deadline of as many working days after ``start`` under the calendar that holds now.

    Nobody is late because of an announcement: what was still in time stays so at least until today, and what
    had passed already moves later or not at all.
    """
    anew = after.add_working_days(start, max(0, before.working_days_between(start, due)))
    return max(anew, min(due, today))


def stopped(due: date, today: date, calendar: WorkCalendar) -> int:
    """The working days that are left when a clock stops to wait for the proposer, and again when it goes on.

    Raises Refusal PAUSE_TOO_LATE once the deadline has passed: what is late is not made punctual by asking.
    """
    if today > due:
        raise Refusal(Rule.PAUSE_TOO_LATE, due_on=due)
    return calendar.working_days_between(today, due)


def resumed(left: int, day: date, calendar: WorkCalendar) -> Deadline:
    """The deadline of a clock that goes on with so many working days left; the first after `day` is 1.

    Where none is left it is `day` itself, or the next one that is worked: nobody has to act on a day off.
    """
    found = due_on(datetime(day.year, day.month, day.day), left, calendar)
    worked = left or calendar.is_working(day)
    return found if worked else replace(found, on=calendar.next_working_day(day))


@dataclass(frozen=True)
class Wait:
    """A stretch during which no clock ran."""

    since: date
    until: date
    calendar: WorkCalendar

    def move(self, begun: date, due: date) -> tuple[date, date]:
        """From when the clock of a part counts after the wait, and its deadline: as many working days on as
        it had left. What was late before stays late, and nothing ever moves back."""
        stood = max(self.since, begun)
        if due < stood or self.until < stood:
            return begun, due
        left = self.calendar.working_days_between(stood, due)
        return self.until, max(due, resumed(left, self.until, self.calendar).on)
