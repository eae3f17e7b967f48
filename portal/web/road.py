"""A matter's five seals, as a page shows them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

from flask_babel import gettext as _

from portal.domain.stages import STAGE_OF, Action, Outcome, Stage, State

_NO_DAYS: Mapping[Stage, date] = {}
_NO_WORDS: Mapping[Stage, str] = {}
#: States that end the road early: the stage they stand in is behind them, and no later one comes.
_CUT_SHORT = frozenset({State.REFUSED, State.MERGED, State.WITHDRAWN})


Standing = Literal["done", "now", "ahead", "never"]


class Seal(NamedTuple):
    """One stage of one matter: behind it, where it stands, to come, or never; with a date and a word."""

    stage: Stage
    standing: Standing
    day: date | None = None
    word: str = ""


class Passed(Protocol):
    """Something that happened, and the state it led to."""

    @property
    def at(self) -> datetime: ...
    @property
    def action(self) -> Action: ...
    @property
    def state(self) -> State: ...


def days_of(road: Iterable[Passed]) -> dict[Stage, date]:
    """The day below each seal: when its step was done; where the matter stands, when it came there.

    说 was done when it was said, 晒 when it was published. ``road`` runs from the first event on.
    """
    events = list(road)
    days: dict[Stage, date] = {}
    for before, event in pairwise(events):
        left, reached, day = STAGE_OF[before.state], STAGE_OF[event.state], event.at.date()
        if left is not reached:
            days |= {left: day, reached: day}
        elif event.action is Action.PUBLISH:
            days[reached] = day
    return days | {Stage.SAY: events[0].at.date()}


def seals_of(
    state: State,
    days: Mapping[Stage, date] = _NO_DAYS,
    words: Mapping[Stage, str] = _NO_WORDS,
    outcome: Outcome | None = None,
) -> list[Seal]:
    """The five seals of a matter in this state.

    Args:
        days: as ``days_of`` gives them; a step still to come has none, nor has 晒 before it is done.
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
    if standing in ("ahead", "never"):
        return Seal(stage, standing, word=_("不再办") if standing == "never" else "")
    if stage is Stage.PUBLISH and standing == "now":
        return Seal(stage, standing, word=_("待公开"))
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
        return "never" if state in _CUT_SHORT else "ahead"
    return "done" if ahead_by < 0 or state in _CUT_SHORT or state is State.PUBLISHED else "now"
