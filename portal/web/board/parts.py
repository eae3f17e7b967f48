"""The parts of a handling as everybody sees them: steps and clocks, each with a small light."""

from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.terms import HandlingStage
from portal.queries.public_matter import Handling, Part
from portal.web.filters import near_day


class StepShown(NamedTuple):
    """A step, by when or since when in words, and its light while it runs."""

    part: Part
    word: str
    reading: Reading | None


class ClockShown(NamedTuple):
    stage: HandlingStage
    word: str
    reading: Reading | None


def steps_of(handling: Handling | None, now: Occasion, *, runs: bool) -> list[StepShown]:
    """The steps in their order; none of them has a light while the whole waits, or is over."""
    if handling is None:
        return []
    runs = runs and handling.ended_at is None
    return [
        StepShown(part, _step_word(part), _light(now, part.due_on, part.done_at, runs))
        for part in handling.steps
    ]


def clocks_of(handling: Handling | None, now: Occasion, *, runs: bool) -> list[ClockShown]:
    """The clocks of the round under way; when it is over they are of no interest, but for those met."""
    if handling is None:
        return []
    runs = runs and handling.ended_at is None
    return [
        ClockShown(
            each.stage, _clock_word(each.met_at, each.due_on), _light(now, each.due_on, each.met_at, runs)
        )
        for each in handling.clocks
        if runs or each.met_at is not None
    ]


def _step_word(part: Part) -> str:
    if part.done_at is not None:
        return _("%(day)s做完", day=near_day(part.done_at))
    return _("%(day)s前做完", day=near_day(part.due_on))


def _clock_word(met_at: datetime | None, due_on: date) -> str:
    return near_day(met_at) if met_at else _("%(day)s前", day=near_day(due_on))


def _light(now: Occasion, due_on: date, done_at: datetime | None, runs: bool) -> Reading | None:
    if done_at is not None or not runs:
        return None
    return read_light(due_on, now.today, now.calendar, now.book.lights)
