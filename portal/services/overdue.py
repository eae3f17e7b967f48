"""What follows when something is late: a reminder the day after, then up a level, once each.

The day on which a thing was due to happen follows from the deadline and the calendar alone. So whether the
portal looks every ten minutes or stood still for a month, the same things are written with the same days;
only the moment at which they are written tells of the standstill.
"""

from dataclasses import replace
from datetime import date
from functools import cache

from portal.db import transaction
from portal.domain.escalation import Rung, chain_from, rungs_due
from portal.domain.notices import NoticeKind
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Level
from portal.domain.wording import required
from portal.models import Escalation, Matter
from portal.queries import overdue as queries
from portal.queries.levels import office_at
from portal.queries.overdue import Late, LatePart
from portal.queries.subjects import subject_of
from portal.services.journal import note
from portal.services.notices import Staff, tell_staff


def remind_and_escalate(occasion: Occasion) -> int:
    """Takes every rung that has fallen due and gives their number; each matter is its own transaction."""
    rungs_since = cache(lambda due_on, stands: _rungs(occasion, due_on, stands))
    late = (
        each.id
        for each in queries.late_matters(occasion.today)
        if any(rung.rung not in each.taken for rung in rungs_since(each.due_on, each.stands))
    )
    return sum(_catch_up(occasion, matter_id) for matter_id in late)


def _rungs(occasion: Occasion, due_on: date, stands: Level) -> list[Rung]:
    rules = occasion.book.handling
    return rungs_due(due_on, occasion.today, chain_from(stands, rules.escalates_to), occasion.calendar, rules)


@transaction
def _catch_up(occasion: Occasion, matter_id: int) -> int:
    """Takes what is still missing: somebody else may have been here since the matter was found."""
    matter = Matter.get_by_id(matter_id)
    late = _late(matter)
    if late is None:
        return 0
    missing = [rung for rung in _rungs(occasion, late.due_on, late.stands) if rung.rung not in late.taken]
    for rung in missing:
        _take(occasion, matter, rung, is_last=rung is missing[-1])
    return len(missing)


def _late(matter: Matter) -> Late | None:
    if matter.state not in queries.OWED or matter.due_on is None:
        return None
    kind = matter.organisation.kind if matter.organisation else None
    taken = queries.rungs_taken([matter.id]).get(matter.id, frozenset())
    return Late(matter.id, matter.due_on, queries.stands_at(matter.state, kind), taken)


def _take(occasion: Occasion, matter: Matter, rung: Rung, *, is_last: bool, reason: str = "") -> None:
    """Of several that fell due at once only the last is told: who slept a month is not woken four times."""
    Escalation.create(
        matter=matter,
        due_on=matter.due_on,
        rung=rung.rung,
        level=rung.level,
        fell_on=rung.fell_on,
        at=occasion.now,
    )
    told = occasion if is_last else replace(occasion, quietly=True)
    data = {"level": rung.level.value, "fell_on": rung.fell_on.isoformat()}
    data |= {"due_on": str(matter.due_on)}
    if rung.rung == 0:
        note(told, matter, Action.REMIND, data=data)
        return
    event = note(told, matter, Action.ESCALATE, text=reason, data=data, level=rung.level)
    if not told.quietly:
        _tell_level(occasion, matter, rung.level, event.id)


def _tell_level(occasion: Occasion, matter: Matter, level: Level, event_id: int) -> None:
    """Those who answer for the level, and the staff groups of its area."""
    office = office_at(level, matter, occasion.now)
    facts = {"whose": "staff", "level": level.value, "due_on": str(matter.due_on)}
    for organisation_id in office.organisation_ids:
        staff = Staff(office.area_path, organisation_id, office.people)
        tell_staff(occasion, NoticeKind.ESCALATED, staff, f"event:{event_id}", facts, matter.id)


@transaction
def escalate(occasion: Occasion, matter: Matter, level: Level, reason: str) -> Matter:
    """提级 by hand, before the clock does it: to the level right above the one that has it now.

    What the clock would have done at that rung it does not do again.

    Args:
        level: to whom it goes, as the officer saw it.

    Raises:
        Refusal: CLOCK_STANDS while it waits for the proposer, AT_THE_TOP, STALE when somebody else was
            faster, EMPTY_TEXT without a reason, and as ``journal.note``.
    """
    require(occasion.actor, Action.ESCALATE, subject_of(matter))
    reason = required(reason, occasion.book.limits.text_chars, "text")
    rung = next_rung(occasion, matter)
    if rung.level is not level:
        raise Refusal(Rule.STALE, number=matter.number)
    _take(occasion, matter, rung, is_last=True, reason=reason)
    return matter


def next_rung(occasion: Occasion, matter: Matter) -> Rung:
    """Where a matter would go if it were escalated today.

    Raises:
        Refusal: CLOCK_STANDS while no deadline runs, AT_THE_TOP.
    """
    late = _late(matter)
    if late is None:
        raise Refusal(Rule.CLOCK_STANDS)
    chain = chain_from(late.stands, occasion.book.handling.escalates_to)
    rung = max(late.taken, default=0) + 1
    if rung >= len(chain):
        raise Refusal(Rule.AT_THE_TOP)
    return Rung(rung, chain[rung], occasion.today)


def remind_of_parts(occasion: Occasion) -> int:
    """Reminds once of each part of a handling that is late, and of each urgent matter not begun in time."""
    return sum(_remind(occasion, each) for each in {part.matter_id: 0 for part in _not_reminded(occasion)})


def _not_reminded(occasion: Occasion, matter_id: int | None = None) -> list[LatePart]:
    late = queries.late_parts(occasion.now, matter_id)
    reminded = queries.reminded_parts({part.matter_id for part in late})
    return [part for part in late if (part.matter_id, part.once) not in reminded]


@transaction
def _remind(occasion: Occasion, matter_id: int) -> int:
    """Looks again: what was late when it was found may be done, or somebody reminded of it, since."""
    missing = _not_reminded(occasion, matter_id)
    matter = Matter.get_by_id(matter_id)
    for part in missing:
        data = {"what": part.what, "once": part.once, "fell_on": part.fell_on.isoformat()}
        note(occasion, matter, Action.REMIND, data=data | ({"words": part.words} if part.words else {}))
    return len(missing)
