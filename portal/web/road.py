"""A matter's five seals, as a page shows them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from flask_babel import gettext as _

from portal.domain.stages import STAGE_OF, Outcome, Stage, State

_NO_DAYS: Mapping[Stage, date] = {}
_NO_WORDS: Mapping[Stage, str] = {}
#: States that end the road early: the stage they stand in is behind them, and no later one comes.
_CUT_SHORT = frozenset({State.REFUSED, State.MERGED, State.WITHDRAWN})


Standing = Literal["done", "now", "ahead"]


class Seal(NamedTuple):
    """One stage of one matter: behind it, where it stands, or still to come; with a date and a word."""

    stage: Stage
    standing: Standing
    day: date | None = None
    word: str = ""


def seals_of(
    state: State,
    days: Mapping[Stage, date] = _NO_DAYS,
    words: Mapping[Stage, str] = _NO_WORDS,
    outcome: Outcome | None = None,
) -> list[Seal]:
    """The five seals of a matter in this state.

    Args:
        days: when each stage was reached, where known.
        words: what to say under a seal instead of nothing.
        outcome: how it ended, which tells why a stage was skipped.
    """
    stages = list(Stage)
    here = stages.index(STAGE_OF[state])
    return [
        _seal(stage, _standing(position - here, state), days, words, outcome)
        for position, stage in enumerate(stages)
    ]


def _seal(
    stage: Stage,
    standing: Standing,
    days: Mapping[Stage, date],
    words: Mapping[Stage, str],
    outcome: Outcome | None,
) -> Seal:
    skipped = standing == "done" and stage not in days
    word = words.get(stage) or (_why_skipped(stage, outcome) if skipped else "")
    return Seal(stage, standing, days.get(stage), word)


def _why_skipped(stage: Stage, outcome: Outcome | None) -> str:
    """What stands under a stage that the matter passed by."""
    if stage is Stage.HANDLE and outcome is Outcome.ANSWERED:
        return _("当场答复")
    return _("不用上会") if stage is Stage.DELIBERATE else ""


def _standing(ahead_by: int, state: State) -> Standing:
    if ahead_by > 0:
        return "ahead"
    return "done" if ahead_by < 0 or state in _CUT_SHORT or state is State.PUBLISHED else "now"
