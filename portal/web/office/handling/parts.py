"""The parts of a round of handling with their lights: its own clocks, and the steps with those who report."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject
from portal.models import StageClock, Step
from portal.services.take_step import may_report


class Part(NamedTuple):
    """A clock of a part; no light once it was met, or while the whole waits."""

    clock: StageClock
    reading: Reading | None


class StepLine(NamedTuple):
    """A step; ``mine`` where this officer reports on it."""

    step: Step
    reading: Reading | None
    mine: bool


def parts_of(now: Occasion, clocks: Iterable[StageClock], *, waits: bool) -> list[Part]:
    return [Part(clock, _light(now, clock.due_on, clock.met_at is None and not waits)) for clock in clocks]


def lines_of(now: Occasion, subject: Subject, steps: Iterable[Step], *, waits: bool) -> list[StepLine]:
    return [
        StepLine(
            step,
            _light(now, step.due_on, step.done_at is None and not waits),
            step.done_at is None and may_report(now.actor, subject, step),
        )
        for step in steps
    ]


def _light(now: Occasion, due_on: date, runs: bool) -> Reading | None:
    return read_light(due_on, now.today, now.calendar, now.book.lights) if runs else None
