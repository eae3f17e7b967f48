"""The figures above the inbox."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from portal.domain.permissions import Actor
from portal.domain.stages import ALLOWED_IN, OPEN, Action, State
from portal.models import Matter, Rating, ReturnVisit
from portal.queries.office import Wanted, conditions, counted, within_reach
from portal.queries.passages import counted_waiting
from portal.queries.rows import Condition, rows
from portal.queries.waited_for import counted_calls, counted_unseen

#: Where a deadline binds the office, and not the neighbours who are asked to rate.
CLOCKED = frozenset({State.RECEIVED, State.HANDLING, State.RECTIFYING})


class Figures(NamedTuple):
    """How much waits for what; ``rated`` and ``satisfied`` count the ratings since the quarter began.

    ``to_read`` are the passages that nobody reads in public before the actor has; ``to_come`` are calls of
    whistles, ``to_notice`` warnings; ``asked`` is how many matters each of what was asked for besides holds.
    """

    to_answer: int
    to_deliberate: int
    in_hand: int
    overdue: int
    to_publish: int
    to_visit: int
    rated: int
    satisfied: int
    to_read: int
    to_come: int
    to_notice: int
    asked: tuple[int, ...] = ()


def figures(actor: Actor, today: date, besides: Sequence[Wanted] = ()) -> Figures:
    """The figures of what the actor may read, and of what is asked for ``besides``, in one select."""
    mine = within_reach(actor)
    open_matters = Matter.select(
        counted(Matter.state == State.RECEIVED),
        counted(Matter.state.in_((State.POOLED, State.ON_AGENDA))),
        counted(Matter.state.in_((State.HANDLING, State.RECTIFYING))),
        counted(Matter.state.in_(CLOCKED) & (Matter.due_on < today)),
        counted((Matter.state == State.SETTLED) & ~Matter.private),
        _visits(mine),
        *_ratings(mine, today),
        counted_waiting(actor),
        counted_calls(actor),
        counted_unseen(actor),
        *(counted(reduce(and_, conditions(actor, wanted))) for wanted in besides),
    )
    (row,) = rows(open_matters.where(mine, Matter.state.in_(OPEN)))
    at = len(row) - len(besides)
    return Figures._make([*row[:at], row[at:]])


def _visits(mine: Condition) -> Any:
    waiting = ReturnVisit.visited_at.is_null() & Matter.state.in_(ALLOWED_IN[Action.VISIT])
    return ReturnVisit.select(counted(ReturnVisit.id.is_null(False))).join(Matter).where(mine, waiting)


def _ratings(mine: Condition, today: date) -> Iterator[Any]:
    quarter = datetime(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    for condition in (Rating.id.is_null(False), Rating.satisfied):
        yield Rating.select(counted(condition)).join(Matter).where(mine, Rating.at >= quarter)
