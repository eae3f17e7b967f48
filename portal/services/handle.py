"""办: assigned to somebody by a date, moved on, extended, completed, or explained where it cannot be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import HandlingStage, Mode
from portal.domain.wording import required
from portal.models import Assignment, AssignmentPartner, Matter, ReturnVisit
from portal.services.hands import Hands, find_hands, standing_organisation
from portal.services.journal import move, note
from portal.services.photos import Picture, store
from portal.services.stage_clocks import meet, open_clocks

#: A year; the grading table asks for no more either.
_MOST_WORKING_DAYS = 250


@dataclass(frozen=True)
class Order:
    """Who is to handle a matter, how, and by when.

    Attributes:
        working_days: counted from the day after today; the first working day is day 1.
        partner_ids: organisations that help.
        person_id: who, where that one works with the portal; then no name is needed.
    """

    organisation_id: int
    person_name: str
    working_days: int
    mode: Mode = Mode.OWN
    partner_ids: tuple[int, ...] = ()
    person_id: int | None = None


@transaction
def assign(occasion: Occasion, matter: Matter, order: Order, text: str = "") -> Matter:
    """Routes a matter straight from 说 to 办.

    Raises:
        Refusal: HANDLER_MISSING, DEADLINE_MISSING, DEADLINE_PAST, DEADLINE_TOO_FAR, PARTNER_MISSING for
            联办 with nobody, and as ``hands.find_hands`` and ``journal.move``.
    """
    return start_handling(occasion, matter, Action.ASSIGN, order, text)


def start_handling(
    occasion: Occasion,
    matter: Matter,
    action: Action,
    order: Order,
    text: str,
    data: dict[str, Any] | None = None,
    *,
    shown_code: bool = False,
) -> Matter:
    """Opens the next round of handling: an assignment with its deadline, and the move that says so.

    The assignment first, for those who help are told with the move. What is handled again has no outcome
    any more.
    """
    hands = find_hands(occasion, order.organisation_id, order.person_name, order.person_id)
    _require_term(order)
    _require_partners(order)
    deadline = occasion.due(order.working_days)
    facts = {
        "organisation": hands.organisation.name,
        "person": hands.person_name,
        "due_on": deadline.isoformat(),
    }
    _open_assignment(occasion, matter, order, hands, deadline)
    move(
        occasion,
        matter,
        action,
        text=text,
        data=facts | {"mode": order.mode.value, "working_days": order.working_days} | (data or {}),
        shown_code=shown_code,
        organisation=hands.organisation,
        due_on=deadline,
        outcome=None,
        closed_at=None,
    )
    return matter


def _require_term(order: Order) -> None:
    if order.working_days < 0:
        raise Refusal(Rule.DEADLINE_PAST, field="working_days")
    if order.working_days < 1:
        raise Refusal(Rule.DEADLINE_MISSING, field="working_days")
    if order.working_days > _MOST_WORKING_DAYS:
        raise Refusal(Rule.DEADLINE_TOO_FAR, field="working_days")


def _require_partners(order: Order) -> None:
    """Exactly one leads; who handles jointly has somebody to do so with, and nobody who is gone."""
    helping = set(order.partner_ids) - {order.organisation_id}
    if order.mode is Mode.JOINT and not helping:
        raise Refusal(Rule.PARTNER_MISSING, field="partners")
    for partner_id in helping:
        standing_organisation(partner_id, "partners")


def _open_assignment(occasion: Occasion, matter: Matter, order: Order, hands: Hands, deadline: date) -> None:
    assignment = Assignment.create(
        matter=matter,
        round=rounds_of(matter) + 1,
        mode=order.mode,
        organisation=hands.organisation,
        person_name=hands.person_name,
        person=hands.person_id,
        assigned_at=occasion.now,
        working_days=order.working_days,
        due_on=deadline,
    )
    for partner_id in sorted(set(order.partner_ids) - {order.organisation_id}):
        AssignmentPartner.create(assignment=assignment, organisation=partner_id)
    open_clocks(occasion, assignment)


def rounds_of(matter: Matter) -> int:
    """How many rounds of handling the matter has seen; what was answered on the spot has none."""
    return int(Assignment.select().where(Assignment.matter == matter).count())


@transaction
def report_progress(
    occasion: Occasion, matter: Matter, text: str, pictures: Sequence[Picture] = ()
) -> Matter:
    """A line on the road, with photos if there are any: what was done so far."""
    text = required(text, occasion.book.limits.text_chars, "text")
    event = note(occasion, matter, Action.NOTE, text=text)
    store(occasion, matter, pictures, event)
    return matter


@transaction
def complete(occasion: Occasion, matter: Matter, text: str, pictures: Sequence[Picture] = ()) -> Matter:
    """Reports that it is done; those concerned are asked to rate, and a return visit falls due."""
    return _close(occasion, matter, Action.COMPLETE, text, pictures)


@transaction
def explain(occasion: Occasion, matter: Matter, text: str, pictures: Sequence[Picture] = ()) -> Matter:
    """Tells the proposer why it cannot be done (Anze: 对难以解决的，做好解释工作)."""
    return _close(occasion, matter, Action.EXPLAIN, text, pictures)


def _close(
    occasion: Occasion, matter: Matter, action: Action, text: str, pictures: Sequence[Picture]
) -> Matter:
    text = required(text, occasion.book.limits.text_chars, "text")
    rating_ends = occasion.due(occasion.book.rating.window_working_days)
    event = move(occasion, matter, action, text=text, due_on=rating_ends)
    store(occasion, matter, pictures, event)
    open_rounds = (Assignment.matter == matter) & Assignment.ended_at.is_null()
    for assignment in Assignment.select().where(open_rounds):
        meet(occasion, assignment, HandlingStage.ACCEPT)  # who is done has taken it on, at the latest now
    Assignment.update(ended_at=occasion.now).where(open_rounds).execute()
    schedule_visit(occasion, matter)
    return matter


def schedule_visit(occasion: Occasion, matter: Matter) -> None:
    """A return visit is due within the rule book's working days of closing (Shanwei: five)."""
    due = occasion.due(occasion.book.handling.return_visit_working_days)
    ReturnVisit.create(matter=matter, round=rounds_of(matter), due_on=due)
