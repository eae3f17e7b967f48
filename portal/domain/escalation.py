"""What follows when a deadline passes: a reminder, then 提级, one level after the other."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from portal.domain.calendar import WorkCalendar
from portal.domain.policy import HandlingRules
from portal.domain.terms import Level

_DAY = timedelta(days=1)
_RANK = {level: rank for rank, level in enumerate(Level)}


class Rung(NamedTuple):
    """One thing that follows from a deadline that passed.

    Attributes:
        rung: 0 is the reminder, 1 the first level up.
        level: who is told: at rung 0 the level that handles it.
        fell_on: the day on which it was due to happen.
    """

    rung: int
    level: Level
    fell_on: date


def chain_from(stands: Level, escalates_to: Sequence[Level]) -> tuple[Level, ...]:
    """The level that handles something, and those above it, in the order in which they hear of it.

    A department's handling goes to nobody who stands below a department, and not to itself.
    """
    return (stands, *(level for level in escalates_to if _RANK[level] > _RANK[stands]))


def rungs_due(
    due_on: date, today: date, chain: Sequence[Level], calendar: WorkCalendar, rules: HandlingRules
) -> list[Rung]:
    """What should have happened by today because ``due_on`` passed, in order.

    A reminder the day after expiry, worked or not; `escalation_working_days` after it the first level above,
    and as many again for each further one (the norm the sources name: 5).

    Args:
        chain: as ``chain_from`` gives it.
    """
    return list(takewhile(lambda rung: rung.fell_on <= today, _rungs(due_on, chain, calendar, rules)))


def _rungs(
    due_on: date, chain: Sequence[Level], calendar: WorkCalendar, rules: HandlingRules
) -> Iterator[Rung]:
    fell_on = due_on + _DAY
    for rung, level in enumerate(chain):
        yield Rung(rung, level, fell_on)
        fell_on = calendar.add_working_days(fell_on, rules.escalation_working_days)
