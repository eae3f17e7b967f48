"""The inbox: among what an officer may read, what is due first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.domain.grading import presses
from portal.domain.permissions import MAY, Actor, Grant
from portal.domain.stages import ENDED, Action, State
from portal.domain.terms import Channel, HandlingStage, Level, MatterKind, Urgency
from portal.models import (
    Area,
    Assignment,
    AssignmentPartner,
    AtWork,
    Category,
    Escalation,
    Extension,
    Matter,
    Organisation,
    Person,
    ReturnVisit,
    StageClock,
    Suggestion,
)
from portal.models.places import OrganisationKind
from portal.queries.office_order import Position, by_urgency_and_deadline, follows
from portal.queries.rows import Condition, rows

PAGE = 20


class Errand(NamedTuple):
    """A matter as the inbox shows it: what, where it stands, and what it waits for."""

    id: int
    number: str
    title: str
    place: str
    community: str
    kind: MatterKind
    channel: Channel
    state: State
    due_on: date | None
    private: bool
    supports: int
    area_path: str
    organisation_id: int | None
    organisation: str | None
    organisation_kind: OrganisationKind | None
    extension_pending: bool
    visit_due: bool
    category_id: int | None
    suggested_id: int | None
    suggested: str | None  # the name of the category
    repeats: int | None
    level: Level | None  # how far it went up when it was late
    waits_since: date | None  # for the proposer, and no clock runs
    to_accept: bool  # nobody has taken it on yet
    at_work_id: int | None  # who has it open, or had
    at_work: str | None
    at_work_until: datetime | None
    urgency: Urgency | None
    begin_by: datetime | None

    @property
    def presses(self) -> bool:
        """Whether it is urgent, and still to be done."""
        return presses(self.urgency, self.state)

    @property
    def is_over(self) -> bool:
        """Whether nobody owes anybody anything about it any more."""
        return self.state in ENDED


@dataclass(frozen=True)
class Wanted:
    """What an officer asks the inbox for; None is everything. Deadlines lie ``after`` and ``until``.

    ``levels`` asks for what is late and was passed up to one of them; ``beyond`` for what follows a position
    in the inbox's order.
    """

    states: frozenset[State]
    after: date | None = None
    until: date | None = None
    community_id: int | None = None
    mine_only: bool = False
    levels: frozenset[Level] = frozenset()
    page: int = 1
    beyond: Position | None = None


def within_reach(actor: Actor) -> Condition:
    """The matters the actor may read in the office: by area, or by the organisation he or she handles for."""
    reading = [grant for grant in actor.grants if grant.role in MAY[Action.READ_ORIGINAL]]
    return reduce(or_, (_reached_by(grant) for grant in reading), Matter.id.is_null())


def _reached_by(grant: Grant) -> Condition:
    if grant.organisation_id is None:
        return Matter.area.in_(Area.select(Area.id).where(Area.path.startswith(grant.area_path)))
    helped = (
        Assignment.select(Assignment.matter)
        .join(AssignmentPartner)
        .where(AssignmentPartner.organisation == grant.organisation_id, Assignment.ended_at.is_null())
    )
    return (Matter.organisation == grant.organisation_id) | Matter.id.in_(helped)


def inbox(actor: Actor, wanted: Wanted) -> list[Errand]:
    """One page of errands and one more, by which the caller knows that another page follows.

    What is urgent stands first, then what is due first; what has no deadline comes last, oldest first.
    """
    query = (
        errands_within_reach(actor)
        .where(*conditions(actor, wanted))
        .order_by(*by_urgency_and_deadline())
        .limit(PAGE + 1)
        .offset((wanted.page - 1) * PAGE)
    )
    return [Errand(*row) for row in rows(query)]


def errands_within_reach(actor: Actor) -> Any:
    """The select of what the actor may read, in the columns of an ``Errand``."""
    community = Area.alias()
    selected = Matter.select(
        Matter.id,
        Matter.number,
        Matter.title,
        Matter.place,
        community.name,
        Matter.kind,
        Matter.channel,
        Matter.state,
        Matter.due_on,
        Matter.private,
        Matter.support_count,
        Area.path,
        Matter.organisation,
        Organisation.name,
        Organisation.kind,
        fn.EXISTS(_pending_extensions()),
        fn.EXISTS(_open_visits()),
        Matter.category,
        Suggestion.category,
        Category.name,
        Suggestion.repeats,
        Matter.level,
        Matter.waits_since,
        fn.EXISTS(_clocks_to_accept()),
        AtWork.person,
        Person.name,
        AtWork.until,
        Matter.urgency,
        Matter.begin_by,
    )
    return (
        selected.join(Area, on=Matter.area == Area.id)
        .join(community, on=Matter.community == community.id)
        .join(Organisation, JOIN.LEFT_OUTER, on=Matter.organisation == Organisation.id)
        .join(Suggestion, JOIN.LEFT_OUTER, on=Suggestion.matter == Matter.id)
        .join(Category, JOIN.LEFT_OUTER, on=Suggestion.category == Category.id)
        .join(AtWork, JOIN.LEFT_OUTER, on=AtWork.matter == Matter.id)
        .join(Person, JOIN.LEFT_OUTER, on=AtWork.person == Person.id)
        .where(within_reach(actor))
    )


def _pending_extensions() -> Any:
    pending = Extension.select(Extension.id).join(Assignment)
    return pending.where(
        Assignment.matter == Matter.id, Assignment.ended_at.is_null(), Extension.decided_at.is_null()
    )


def _clocks_to_accept() -> Any:
    running = StageClock.select(StageClock.id).join(Assignment)
    return running.where(
        Assignment.matter == Matter.id,
        Assignment.ended_at.is_null(),
        StageClock.stage == HandlingStage.ACCEPT,
        StageClock.met_at.is_null(),
    )


def _open_visits() -> Any:
    return ReturnVisit.select(ReturnVisit.id).where(
        ReturnVisit.matter == Matter.id, ReturnVisit.visited_at.is_null()
    )


def conditions(actor: Actor, wanted: Wanted) -> list[Condition]:
    """Private matters never leave the house, so a settled one waits for nobody."""
    asked = [Matter.state.in_(wanted.states), ~(Matter.private & (Matter.state == State.SETTLED))]
    if wanted.after is not None:
        asked.append(Matter.due_on > wanted.after)
    if wanted.until is not None:
        asked.append(Matter.due_on <= wanted.until)
    if wanted.community_id is not None:
        asked.append(Matter.community == wanted.community_id)
    if wanted.mine_only:
        asked.append(_of(actor))
    if wanted.levels:
        asked.append(Matter.id.in_(_passed_up_to(wanted.levels)))
    if wanted.beyond is not None:
        asked.append(follows(wanted.beyond))
    return asked


def _passed_up_to(levels: frozenset[Level]) -> Any:
    """Because of the deadline that runs now; an earlier one is over."""
    passed = Escalation.select(Escalation.matter).where(
        Escalation.rung > 0, Escalation.level.in_(levels), Escalation.due_on == Matter.due_on
    )
    return passed.where(Escalation.matter == Matter.id)


def _of(actor: Actor) -> Condition:
    """What the actor took in, or what stands under his or her name."""
    in_hand = Assignment.select(Assignment.matter).where(
        (Assignment.person == actor.person_id)
        | (Assignment.person.is_null() & (Assignment.person_name == actor.name)),
        Assignment.ended_at.is_null(),
    )
    return (Matter.received_by == actor.person_id) | Matter.id.in_(in_hand)


def helpers_of(matter_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each matter, the organisations that help with the round under way."""
    query = (
        AssignmentPartner.select(Assignment.matter, AssignmentPartner.organisation)
        .join(Assignment)
        .where(Assignment.matter.in_(list(matter_ids)), Assignment.ended_at.is_null())
    )
    helping: dict[int, frozenset[int]] = {}
    for matter_id, organisation_id in rows(query):
        helping[matter_id] = helping.get(matter_id, frozenset()) | {organisation_id}
    return helping


def counted(condition: Condition) -> Any:
    """How many rows of a select fulfil the condition, in one pass with others."""
    return fn.COALESCE(fn.SUM(Case(None, [(condition, 1)], 0)), 0)
