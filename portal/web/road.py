"""A matter's five seals, as a page shows them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from portal.domain.stages import STAGE_OF, Stage, State

_NO_DAYS: Mapping[Stage, date] = {}
_NO_WORDS: Mapping[Stage, str] = {}
#: States that end the road early: the stage they stand in is behind them, and no later one comes.
_CUT_SHORT = frozenset({State.REFUSED, State.MERGED, State.WITHDRAWN})


class Seal(NamedTuple):
    """One stage of one matter: behind it, where it stands, or still to come; with a date and a word."""

    stage: Stage
    standing: Literal["done", "now", "ahead"]
    day: date | None = None
    word: str = ""


def seals_of(
    state: State, days: Mapping[Stage, date] = _NO_DAYS, words: Mapping[Stage, str] = _NO_WORDS
) -> list[Seal]:
    """The five seals of a matter in this state.

    Args:
        days: when each stage was reached, where known.
        words: what to say under a seal instead of nothing.
    """
    stages = list(Stage)
    here = stages.index(STAGE_OF[state])
    return [
        Seal(stage, _standing(position - here, state), days.get(stage), words.get(stage, ""))
        for position, stage in enumerate(stages)
    ]


def _standing(ahead_by: int, state: State) -> Literal["done", "now", "ahead"]:
    if ahead_by > 0:
        return "ahead"
    return "done" if ahead_by < 0 or state in _CUT_SHORT or state is State.PUBLISHED else "now"
