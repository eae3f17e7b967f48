"""The lists of the rule book that a place edits in public: what is deliberated, what may be put upon a
community, what follows from urgency and reach.

The first edit copies what ships into the tables. Every edit is a public ``ListChange`` with its reason. The
key of a line never changes and is never given to another, so that what was refused by it still cites it.
"""

from collections.abc import Mapping
from dataclasses import asdict

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import can_anywhere
from portal.domain.policy import AdmissionEntry, Grade
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason, required
from portal.models import AdmissionLine, GradingLine, ListChange
from portal.models.rules import ListName
from portal.queries.rows import Condition, rows
from portal.services.masking import masked

_LINE_CHARS = 200
_TIER_CHARS = 40
_REASON_CHARS = 500
_MOST_WORKING_DAYS = 250

_Facts = Mapping[str, object]


@transaction
def add_line(occasion: Occasion, name: ListName, text: str, admits: bool, reason: str) -> AdmissionLine:
    """Adds a line at the end of its list.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, LINE_KNOWN, REASON_MISSING.
    """
    reason = _begin_line(occasion, name, reason)
    text = _fresh_text(name, text)
    line = AdmissionLine.create(
        list=name, key=_new_key(name), text=text, admits=admits, position=len(_standing(name)) + 1
    )
    _tell(occasion, name, {}, _facts(line), reason)
    return line


@transaction
def mend_line(occasion: Occasion, name: ListName, key: str, text: str, reason: str) -> AdmissionLine:
    """Gives a line better words. Whether it admits or refuses stays: what was refused by it cites it.

    Raises:
        Refusal: NOT_FOUND, and as ``add_line``.
    """
    reason = _begin_line(occasion, name, reason)
    line = _line(name, key)
    before = _facts(line)
    line.text, line.example = _fresh_text(name, text), False
    line.save()
    _tell(occasion, name, before, _facts(line), reason)
    return line


@transaction
def retire_line(occasion: Occasion, name: ListName, key: str, reason: str) -> None:
    """Takes a line out of force; it stays in the record.

    Raises:
        Refusal: NOT_ALLOWED, NOT_FOUND, REASON_MISSING, LIST_REFUSES_NOTHING for the last line to cite.
    """
    reason = _begin_line(occasion, name, reason)
    line = _line(name, key)
    if not any(not each.admits for each in _standing(name) if each.key != key):
        raise Refusal(Rule.LIST_REFUSES_NOTHING)
    line.retired_at = occasion.now
    line.save()
    _renumber(_standing(name))
    _tell(occasion, name, _facts(line), {}, reason)


@transaction
def place_line(occasion: Occasion, name: ListName, key: str, position: int, reason: str) -> None:
    """Moves a line to another place of its list; ``position`` counts from 1, beyond the end is the end.

    Raises:
        Refusal: NOT_ALLOWED, NOT_FOUND, REASON_MISSING.
    """
    reason = _begin_line(occasion, name, reason)
    line = _line(name, key)
    before = {"position": line.position}
    others = [each for each in _standing(name) if each.key != key]
    others.insert(max(position, 1) - 1, line)
    _renumber(others)
    _tell(occasion, name, _facts(line) | before, _facts(line) | {"position": line.position}, reason)


@transaction
def mend_grade(occasion: Occasion, grade: Grade, reason: str) -> None:
    """Says anew what follows from the urgency and the reach of ``grade``; no case is added and none is lost.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, DEADLINE_MISSING, REASON_MISSING, UNKNOWN_CHOICE for
            a case that the table does not have.
    """
    reason = _begin(occasion, reason)
    _take_over_grades(occasion)
    tier = required(grade.tier, _TIER_CHARS, "tier")
    if not 1 <= grade.working_days <= _MOST_WORKING_DAYS:
        raise Refusal(Rule.DEADLINE_MISSING, field="working_days")
    line = _case(grade)
    before = _follows(line)
    line.tier, line.working_days, line.example = tier, grade.working_days, False
    line.mode, line.level = grade.mode, grade.level
    line.save()
    _tell(occasion, ListName.GRADING, before, _follows(line), reason)


def _begin(occasion: Occasion, reason: str) -> str:
    """Asks who may, and gives the reason as everybody reads it. The lists are one for the whole place."""
    if not can_anywhere(occasion.actor, Action.MANAGE_LISTS):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.MANAGE_LISTS)
    return masked(given_reason(reason, _REASON_CHARS))


def _begin_line(occasion: Occasion, name: ListName, reason: str) -> str:
    reason = _begin(occasion, reason)
    shipped = _lines_of(occasion, name)
    if not AdmissionLine.select().where(AdmissionLine.list == name).exists():
        lines = [{"list": name, "position": place, **asdict(line)} for place, line in enumerate(shipped, 1)]
        AdmissionLine.insert_many(lines).execute()
    return reason


def _take_over_grades(occasion: Occasion) -> None:
    if not GradingLine.select().exists():
        GradingLine.insert_many([asdict(grade) for grade in occasion.book.grading]).execute()


def _lines_of(occasion: Occasion, name: ListName) -> tuple[AdmissionEntry, ...]:
    """The list in force; as long as nobody has edited it, the shipped one."""
    lists = {ListName.TOPICS: occasion.book.admission, ListName.TASKS: occasion.book.tasks}
    if name not in lists:
        raise Refusal(Rule.NOT_FOUND)
    return lists[name]


def _in_force(name: ListName) -> Condition:
    return (AdmissionLine.list == name) & AdmissionLine.retired_at.is_null()


def _standing(name: ListName) -> list[AdmissionLine]:
    return list(AdmissionLine.select().where(_in_force(name)).order_by(AdmissionLine.position))


def _line(name: ListName, key: str) -> AdmissionLine:
    found: AdmissionLine | None = AdmissionLine.get_or_none(_in_force(name) & (AdmissionLine.key == key))
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    return found


def _fresh_text(name: ListName, text: str) -> str:
    text = required(text, _LINE_CHARS, "text")
    if text in (line.text for line in _standing(name)):
        raise Refusal(Rule.LINE_KNOWN, field="text")
    return text


def _new_key(name: ListName) -> str:
    """One that no line of the list has or had."""
    taken = {
        key for (key,) in rows(AdmissionLine.select(AdmissionLine.key).where(AdmissionLine.list == name))
    }
    return next(key for number in range(1, len(taken) + 2) if (key := f"own_{number}") not in taken)


def _renumber(lines: list[AdmissionLine]) -> None:
    for position, line in enumerate(lines, 1):
        line.position = position
        line.save(only=[AdmissionLine.position])


def _facts(line: AdmissionLine) -> dict[str, object]:
    return {"key": line.key, "text": line.text, "admits": line.admits}


def _case(grade: Grade) -> GradingLine:
    case = (GradingLine.urgency == grade.urgency) & (GradingLine.reach == grade.reach)
    found: GradingLine | None = GradingLine.get_or_none(case)
    if found is None:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="reach")
    return found


def _follows(line: GradingLine) -> dict[str, object]:
    told = ("urgency", "reach", "tier", "working_days", "mode", "level")
    return {name: getattr(line, name) for name in told}


def _tell(occasion: Occasion, name: ListName, before: _Facts, after: _Facts, reason: str) -> None:
    ListChange.create(
        list=name,
        at=occasion.now,
        made_by=occasion.actor.person_id,
        made_by_name=occasion.actor.name,
        before=before,
        after=after,
        reason=reason,
    )
