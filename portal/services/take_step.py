"""Parts of the handling with deadlines of their own, perhaps in other hands; each reports on its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Subject, can, part_of, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Assignment, AssignmentPartner, Matter, Step
from portal.queries.subjects import subject_of
from portal.services.gate import printed
from portal.services.hands import standing_organisation, under_way
from portal.services.journal import note
from portal.services.photos import Picture, store

_TEXT_CHARS = 200
_NAME_CHARS = 80


@dataclass(frozen=True)
class StepDraft:
    """What is to be done, by whom, by when: in so many working days from today, or on a day.

    Attributes:
        organisation_id: whoever leads where it is None. Another one helps from now on.
    """

    text: str
    working_days: int = 0
    due_on: date | None = None
    organisation_id: int | None = None
    person_name: str = ""


@transaction
def set_steps(occasion: Occasion, matter: Matter, drafts: Iterable[StepDraft]) -> list[Step]:
    """Sets several steps, in this order, or none. Raises as ``add_step``."""
    return [add_step(occasion, matter, draft) for draft in drafts]


@transaction
def add_step(occasion: Occasion, matter: Matter, draft: StepDraft) -> Step:
    """Sets one step more for the round under way; who leads sets them.

    Raises:
        Refusal: EMPTY_TEXT, DEADLINE_MISSING, DEADLINE_PAST, STEP_AFTER_DEADLINE, ORGANISATION_DISSOLVED,
            CLOCK_STANDS while it waits for the proposer, LEAD_ALONE, and as ``journal.note``.
    """
    subject = subject_of(matter)
    require(occasion.actor, Action.TAKE_STEP, subject)
    if not can(occasion.actor, Action.TAKE_STEP, part_of(subject)):
        raise Refusal(Rule.LEAD_ALONE)
    assignment = under_way(matter)
    text = required(draft.text, _TEXT_CHARS, "text")
    due_on = _deadline(occasion, matter, draft)
    organisation_id = draft.organisation_id or assignment.organisation_id
    organisation = standing_organisation(organisation_id, "organisation")
    _let_help(assignment, organisation_id)
    step = Step.create(
        assignment=assignment,
        position=Step.select().where(Step.assignment == assignment).count() + 1,
        text=text,
        public_text=printed(occasion, text, matter),
        organisation=organisation,
        person_name=clean(draft.person_name, _NAME_CHARS, "person"),
        set_on=occasion.today,
        due_on=due_on,
    )
    facts = {"step": step.position, "organisation": organisation.name, "due_on": due_on.isoformat()}
    note(occasion, matter, Action.TAKE_STEP, text=text, data=facts)
    return step


@transaction
def finish_step(occasion: Occasion, step: Step, text: str = "", pictures: Sequence[Picture] = ()) -> Step:
    """Says that a step is done, and how if that is worth a word.

    Raises:
        Refusal: STEP_OF_ANOTHER, STEP_DONE, STALE when the round is over, and as ``journal.note``.
    """
    matter = _require_own(occasion, step)
    text = clean(text, occasion.book.limits.text_chars, "text")
    open_step = (Step.id == step.id) & Step.done_at.is_null()
    done = {"done_at": occasion.now, "done_by": occasion.actor.person_id}
    if not Step.update(done).where(open_step).execute():
        raise Refusal(Rule.STEP_DONE)
    step.done_at, step.done_by_id = occasion.now, occasion.actor.person_id
    _tell(occasion, matter, step, text, pictures, done=True)
    return step


@transaction
def report_on_step(occasion: Occasion, step: Step, text: str, pictures: Sequence[Picture] = ()) -> Step:
    """Tells how far a step has come.

    Raises:
        Refusal: EMPTY_TEXT, STEP_OF_ANOTHER, STEP_DONE, STALE when the round is over, and as
            ``journal.note``.
    """
    matter = _require_own(occasion, step)
    text = required(text, occasion.book.limits.text_chars, "text")
    if Step.get_by_id(step.id).done_at is not None:
        raise Refusal(Rule.STEP_DONE)
    _tell(occasion, matter, step, text, pictures, done=False)
    return step


def _tell(
    occasion: Occasion, matter: Matter, step: Step, text: str, pictures: Sequence[Picture], *, done: bool
) -> None:
    organisation = step.organisation.name if step.organisation else ""
    facts = {"step": step.position, "organisation": organisation, "done": done}
    event = note(occasion, matter, Action.TAKE_STEP, text=text, data=facts)
    store(occasion, matter, pictures, event)


def _require_own(occasion: Occasion, step: Step) -> Matter:
    """The matter of a step that the actor may report on."""
    matter = Matter.get_by_id(step.assignment.matter_id)
    subject = subject_of(matter)
    require(occasion.actor, Action.TAKE_STEP, subject)
    if under_way(matter).id != step.assignment_id:
        raise Refusal(Rule.STALE, number=matter.number)
    if not may_report(occasion.actor, subject, step):
        raise Refusal(Rule.STEP_OF_ANOTHER)
    return matter


def may_report(actor: Actor, subject: Subject, step: Step) -> bool:
    """Whether the actor speaks for the organisation that has the step, for the lead, or for the community."""
    return can(actor, Action.TAKE_STEP, part_of(subject, step.organisation_id))


def _deadline(occasion: Occasion, matter: Matter, draft: StepDraft) -> date:
    if matter.due_on is None:
        raise Refusal(Rule.CLOCK_STANDS)
    if draft.due_on is None and draft.working_days < 1:
        raise Refusal(Rule.DEADLINE_MISSING, field="due_on")
    due_on = draft.due_on or occasion.due(draft.working_days)
    if due_on < occasion.today:
        raise Refusal(Rule.DEADLINE_PAST, field="due_on")
    if due_on > matter.due_on:
        raise Refusal(Rule.STEP_AFTER_DEADLINE, field="due_on", due_on=matter.due_on)
    return due_on


def _let_help(assignment: Assignment, organisation_id: int) -> None:
    """Whoever has a step sees the matter: who neither leads nor helps yet helps from now on."""
    if organisation_id != assignment.organisation_id:
        AssignmentPartner.insert(
            assignment=assignment.id, organisation=organisation_id
        ).on_conflict_ignore().execute()
