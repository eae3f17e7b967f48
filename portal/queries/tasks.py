"""Work put upon communities from above: what waits, what was said, and the figures of it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from peewee import fn

from portal.models import Area, Task
from portal.models.tasks import TaskState
from portal.queries.rows import Query, rows

PAGE = 30


class TaskRow(NamedTuple):
    """A task in a list. Its text stays in the house; ``entry`` is what refused it, as it was worded then."""

    id: int
    title: str
    community_id: int
    community: str
    sender: str
    sent_at: datetime
    due_on: date | None
    state: TaskState
    entry_key: str
    entry: str
    reason: str
    decided_at: datetime | None


class TaskFigures(NamedTuple):
    """How many tasks were sent, and what became of them."""

    sent: int
    waiting: int
    taken_on: int
    refused: int
    taken_back: int


class Refused(NamedTuple):
    """How many were refused by one entry; ``entry`` is empty where no entry admitted them."""

    entry: str
    number: int


def tasks(community_ids: Collection[int] | None = None, page: int = 1) -> list[TaskRow]:
    """One page of the tasks of these communities, or of all; what waits first, then the latest. One more row
    tells that another page follows."""
    query = _rows().order_by((Task.state == TaskState.WAITING).desc(), Task.sent_at.desc(), Task.id.desc())
    if community_ids is not None:
        query = query.where(Task.community.in_(list(community_ids)))
    return [TaskRow(*row) for row in rows(query.limit(PAGE + 1).offset((page - 1) * PAGE))]


def _rows() -> Query:
    return Task.select(
        Task.id,
        Task.title,
        Area.id,
        Area.name,
        Task.sender,
        Task.sent_at,
        Task.due_on,
        Task.state,
        Task.entry_key,
        Task.entry_text,
        Task.reason,
        Task.decided_at,
    ).join(Area)


def task_figures(community_id: int | None = None) -> TaskFigures:
    """The figures of one community or of all."""
    counted = rows(_within(Task.select(Task.state, fn.COUNT(Task.id)), community_id).group_by(Task.state))
    by_state = dict(counted)
    ordered = (TaskState.WAITING, TaskState.TAKEN_ON, TaskState.REFUSED, TaskState.TAKEN_BACK)
    return TaskFigures(sum(by_state.values()), *(by_state.get(state, 0) for state in ordered))


def refused_by_entry(community_id: int | None = None) -> list[Refused]:
    """The entries by which tasks were refused, the most often cited first, in their latest words."""
    query = _within(
        Task.select(fn.MAX(Task.entry_text), fn.COUNT(Task.id)).where(Task.state == TaskState.REFUSED),
        community_id,
    )
    found = rows(query.group_by(Task.entry_key).order_by(fn.COUNT(Task.id).desc(), Task.entry_key))
    return [Refused(*row) for row in found]


def _within(query: Query, community_id: int | None) -> Query:
    return query if community_id is None else query.where(Task.community == community_id)
