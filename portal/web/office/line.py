"""The inbox line by line, and what follows a line for somebody who works through it."""

from dataclasses import replace
from typing import NamedTuple

from portal.domain.lights import Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can
from portal.domain.stages import Action, State
from portal.queries.ground import Keeper, keeper_of
from portal.queries.office import PAGE, Errand, helpers_of, inbox
from portal.queries.office_order import Position, position_of
from portal.web.office.steps import Standing, department_of, next_step
from portal.web.office.wishes import Wish
from portal.web.place import place

#: So many pages are looked through for something this officer can do; then the desk is the better guide.
_PAGES_AHEAD = 5


class Entry(NamedTuple):
    """A line of the inbox: the errand, its light, and the step that this officer can take now.

    ``keeper`` looks after the grid it lies in; None where it lies in none, or nobody does. ``may_file``: a
    category is suggested, and this officer may confirm it. ``at_work`` names the colleague who has it open.
    """

    errand: Errand
    reading: Reading | None
    step: Action | None
    keeper: Keeper | None = None
    may_file: bool = False
    at_work: str = ""


def entries_of(now: Occasion, errands: list[Errand]) -> list[Entry]:
    """The errands as this officer sees them."""
    helping = helpers_of(errand.id for errand in errands)
    return [
        Entry(
            errand,
            _reading(now, errand),
            _step(now, errand, helping.get(errand.id, frozenset())),
            keeper_of(errand.area_path, place().keepers),
            _may_file(now, errand),
            _at_work(now, errand),
        )
        for errand in errands
    ]


def next_in_line(now: Occasion, position: Position, wish: Wish) -> str | None:
    """The number of the next matter after this position that answers the wish and has a step for this
    officer; None at the end."""
    for _ in range(_PAGES_AHEAD):
        waiting = inbox(now.actor, replace(wish.wanted(now), beyond=position, page=1))
        for entry in entries_of(now, waiting):
            if entry.step is not None:
                return entry.errand.number
        if len(waiting) <= PAGE:
            break
        position = position_of(waiting[-1])
    return None


def _at_work(now: Occasion, errand: Errand) -> str:
    until = errand.at_work_until
    if until is None or until <= now.now or errand.at_work_id == now.actor.person_id:
        return ""
    return errand.at_work or ""


def _reading(now: Occasion, errand: Errand) -> Reading | None:
    if errand.due_on is None:
        return None
    return read_light(errand.due_on, now.today, now.calendar, now.book.lights)


def _may_file(now: Occasion, errand: Errand) -> bool:
    if errand.suggested_id is None or errand.category_id is not None or errand.state is not State.RECEIVED:
        return False
    return can(now.actor, Action.CLASSIFY, Subject(errand.area_path, errand.state, private=errand.private))


def _step(now: Occasion, errand: Errand, helping: frozenset[int]) -> Action | None:
    lead = {errand.organisation_id} if errand.organisation_id else frozenset()
    subject = Subject(
        errand.area_path,
        errand.state,
        organisation_ids=helping | lead,
        lead_id=errand.organisation_id,
        private=errand.private,
    )
    overdue = errand.due_on is not None and errand.due_on < now.today
    department = department_of(errand.organisation_id, errand.organisation_kind)
    standing = Standing(
        subject,
        errand.extension_pending,
        errand.visit_due,
        overdue,
        department,
        waits=errand.waits_since is not None,
        to_accept=bool(errand.to_accept),
    )
    return next_step(now.actor, standing)
