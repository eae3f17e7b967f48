"""The rule book as it is in force: what ships, with the lists as the place has edited them."""

from dataclasses import replace

from portal.domain.policy import AdmissionEntry, Grade, RuleBook
from portal.models import AdmissionLine, GradingLine
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
