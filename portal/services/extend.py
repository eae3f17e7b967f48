"""More time: asked for before expiry, with a reason, and decided by somebody else."""

from datetime import date
from typing import Any

from portal.db import transaction
from portal.domain.deadlines import extended, require_extendable
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Assignment, Extension, Matter, Pause
from portal.queries.subjects import subject_of
from portal.services.hands import under_way
from portal.services.journal import note


@transaction
def ask_extension(occasion: Occasion, matter: Matter, working_days: int, reason: str) -> Extension:
    """Asks for so many working days more for the round of handling under way.

    Raises:
        Refusal: EXTENSION_TOO_LATE once the deadline has passed, EXTENSION_TOO_LONG, EXTENSION_PENDING while
            another one waits, EXTENSION_SPENT, CLOCK_STANDS while it waits for the proposer, EMPTY_TEXT
            without a reason, and as ``journal.note``.
    """
    require(occasion.actor, Action.ASK_EXTENSION, subject_of(matter))
    assignment = under_way(matter)
    if matter.waits_since is not None:
        raise Refusal(Rule.CLOCK_STANDS)
    _require_room(occasion, assignment, working_days)
    reason = required(reason, occasion.book.limits.text_chars, "text")
    note(occasion, matter, Action.ASK_EXTENSION, text=reason, data={"working_days": working_days})
    return Extension.create(
        assignment=assignment,
        working_days=working_days,
        reason=reason,
        asked_by=occasion.actor.person_id,
        asked_at=occasion.now,
    )


def _require_room(occasion: Occasion, assignment: Assignment, working_days: int) -> None:
    rules = occasion.book.handling
    require_extendable(assignment.due_on, occasion.today, working_days, rules)
    asked = Extension.select().where(Extension.assignment == assignment)
    if asked.where(Extension.decided_at.is_null()).exists():
        raise Refusal(Rule.EXTENSION_PENDING)
    if asked.where(Extension.granted).count() >= rules.extension_max_count:
        raise Refusal(Rule.EXTENSION_SPENT)


@transaction
def decide_extension(occasion: Occasion, extension: Extension, granted: bool, reason: str = "") -> Matter:
    """Grants the days asked for, counted on from the old deadline, or declines with a reason.

    The old deadline stays on the event, so that whoever reads the road sees what was moved and by whom.

    Raises:
        Refusal: EXTENSION_BY_ANOTHER for the one who asked, EMPTY_TEXT for declining without a reason, STALE
            when it was decided already or the round is over, and as ``journal.note``.
    """
    matter = Matter.get_by_id(extension.assignment.matter_id)
    require(occasion.actor, Action.DECIDE_EXTENSION, subject_of(matter))
    if extension.asked_by_id == occasion.actor.person_id:
        raise Refusal(Rule.EXTENSION_BY_ANOTHER)
    limit = occasion.book.limits.text_chars
    reason = clean(reason, limit, "text") if granted else required(reason, limit, "text")
    _decide(occasion, extension, granted, reason)
    data = {"granted": granted, "working_days": extension.working_days}
    clock = _clock_after(occasion, matter, extension, granted)
    note(occasion, matter, Action.DECIDE_EXTENSION, text=reason, data=data | _told(clock), **clock)
    return matter


def _clock_after(occasion: Occasion, matter: Matter, extension: Extension, granted: bool) -> dict[str, Any]:
    """What the decision makes of the matter's clock. One that waits for the proposer has more days left."""
    if matter.waits_since is None:
        deadline = _moved(occasion, extension) if granted else matter.due_on
        return {"due_on": deadline, "due_from": matter.due_from}
    if granted:
        longer = {"working_days_left": Pause.working_days_left + extension.working_days}
        Pause.update(**longer).where(Pause.matter == matter, Pause.ended_at.is_null()).execute()
    return {}


def _told(clock: dict[str, Any]) -> dict[str, str]:
    return {"due_on": clock["due_on"].isoformat()} if clock else {}


def _decide(occasion: Occasion, extension: Extension, granted: bool, reason: str) -> None:
    """Only once, and only while the round that it is for lasts."""
    lasting = Assignment.select(Assignment.id).where(Assignment.ended_at.is_null())
    decided = (
        Extension.update(
            granted=granted,
            decided_by=occasion.actor.person_id,
            decided_at=occasion.now,
            decision_reason=reason,
        )
        .where((Extension.id == extension.id) & Extension.decided_at.is_null())
        .where(Extension.assignment.in_(lasting))
        .execute()
    )
    if not decided:
        raise Refusal(Rule.STALE)


def _moved(occasion: Occasion, extension: Extension) -> date:
    assignment = Assignment.get_by_id(extension.assignment_id)  # its clock may have moved since it was read
    assignment.due_on = extended(assignment.due_on, extension.working_days, occasion.calendar).on
    assignment.save()
    return assignment.due_on
