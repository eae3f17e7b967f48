"""The inbox's order: what is urgent, then what is due first; and where a matter stands in it."""

from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from peewee import Case

from portal.domain.grading import PRESSES_IN, presses
from portal.domain.stages import State
from portal.domain.terms import Urgency
from portal.models import Matter
from portal.queries.rows import Condition

_PRESSES = Case(None, [((Matter.urgency == Urgency.URGENT) & Matter.state.in_(PRESSES_IN), 1)])

#: What decides before the id does. What has no value in one of them comes after all that have.
_DECIDING = (Matter.begin_by, _PRESSES, Matter.due_on)


class Position(NamedTuple):
    """Where a matter stands in the order; ``presses`` is 1 or nothing."""

    begin_by: datetime | None
    presses: int | None
    due_on: date | None
    id: int


class Listed(Protocol):
    """A matter, or a line of the inbox."""

    @property
    def id(self) -> int: ...
    @property
    def state(self) -> State: ...
    @property
    def urgency(self) -> Urgency | None: ...
    @property
    def begin_by(self) -> datetime | None: ...
    @property
    def due_on(self) -> date | None: ...


def position_of(listed: Listed) -> Position:
    """Where it stands now."""
    pressing = 1 if presses(listed.urgency, listed.state) else None
    return Position(listed.begin_by, pressing, listed.due_on, listed.id)


def by_urgency_and_deadline() -> list[Any]:
    """What must begin by an hour first, then what is urgent, then the rest by its day; at last the oldest."""
    return [*(value.asc(nulls="LAST") for value in _DECIDING), Matter.id]


def follows(position: Position) -> Condition:
    """What stands behind this position."""
    *values, matter_id = position
    behind = Matter.id > matter_id
    for value, at in reversed(list(zip(_DECIDING, values, strict=True))):
        behind = _behind(value, at, behind)
    return behind


def _behind(value: Any, at: Any, among_equals: Condition) -> Condition:
    if at is None:
        return value.is_null() & among_equals
    return value.is_null() | (value > at) | ((value == at) & among_equals)
