"""The rule book as it is in force: what ships, with the lists as the place has edited them."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from peewee import fn

from portal.domain.policy import AdmissionEntry, Grade, RuleBook
from portal.models import AdmissionLine, GradingLine, ListChange
from portal.models.rules import ListName
from portal.queries.rows import rows


def book_in_force(shipped: RuleBook) -> RuleBook:
    """The shipped rule book with the lists that were edited; a list nobody has edited is the shipped one."""
    edited = {
        "admission": _entries(ListName.TOPICS),
        "tasks": _entries(ListName.TASKS),
        "grading": _grades(),
    }
    return replace(shipped, **{name: entries for name, entries in edited.items() if entries})  # type: ignore[arg-type]


def _entries(name: ListName) -> tuple[AdmissionEntry, ...]:
    lines = AdmissionLine.select(
        AdmissionLine.key, AdmissionLine.text, AdmissionLine.admits, AdmissionLine.example
    )
    standing = lines.where(AdmissionLine.list == name, AdmissionLine.retired_at.is_null())
    return tuple(AdmissionEntry(*row) for row in rows(standing.order_by(AdmissionLine.position)))


def _grades() -> tuple[Grade, ...]:
    lines = GradingLine.select(
        GradingLine.urgency,
        GradingLine.reach,
        GradingLine.tier,
        GradingLine.working_days,
        GradingLine.mode,
        GradingLine.level,
        GradingLine.example,
    )
    return tuple(Grade(*row) for row in rows(lines.order_by(GradingLine.id)))


def last_edit() -> int:
    """The number of the last edit of any list, days off among them; 0 before the first."""
    ((number,),) = rows(ListChange.select(fn.MAX(ListChange.id)))
    return number or 0


class Change(NamedTuple):
    """An edit of a list as everybody reads it. Who made it is named as far as the place names anybody.

    ``before`` is empty for a line that was added, ``after`` for one that was taken out of force.
    """

    list: ListName
    at: datetime
    made_by: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


def changes(name: ListName | None = None, limit: int = 200) -> list[Change]:
    """The edits of one list or of all, the latest first."""
    query = ListChange.select(
        ListChange.list,
        ListChange.at,
        ListChange.made_by_name,
        ListChange.before,
        ListChange.after,
        ListChange.reason,
    )
    kept = ListChange.list == name if name else ListChange.list != ListName.CALENDAR
    return [Change(*row) for row in rows(query.where(kept).order_by(ListChange.id.desc()).limit(limit))]
