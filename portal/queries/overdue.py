"""What is late: deadlines that passed, parts of the handling, urgent matters nobody has begun."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN

from portal.domain.stages import Action, State
from portal.domain.terms import Level
from portal.models import Assignment, Escalation, Matter, MatterEvent, Organisation, StageClock, Step
from portal.models.places import OrganisationKind
from portal.queries.rows import Condition, rows

#: States whose deadline is answered for. What is being rated waits for those who asked, not for the office.
OWED = (State.RECEIVED, State.HANDLING, State.RECTIFYING)

#: Until here an urgent matter has not been begun.
_NOT_BEGUN = (State.RECEIVED, State.POOLED, State.ON_AGENDA)

_BATCH = 500


class Late(NamedTuple):
    """A matter whose deadline has passed, and the rungs that were taken because of it."""

    id: int
    due_on: date
    stands: Level
    taken: frozenset[int]


class LatePart(NamedTuple):
    """Something within a matter that is late.

    Attributes:
        what: ``accept``, ``site_visit``, ``step`` or ``begin``.
        once: names it and its deadline within its matter, so that it is reminded of once.
        fell_on: the day on which the reminder was due.
    """

    matter_id: int
    what: str
    once: str
    words: str
    fell_on: date


def stands_at(state: State, kind: OrganisationKind | None) -> Level:
    """The level that handles something: a department where one leads the handling, else the community."""
    handled = state is not State.RECEIVED
    return Level.DEPARTMENT if handled and kind is OrganisationKind.DEPARTMENT else Level.COMMUNITY


def late_matters(today: date) -> Iterator[Late]:
    """Whatever is owed and past its deadline, in the order of entry, read in batches."""
    last = 0
    while batch := _batch(today, last):
        taken = rungs_taken([row[0] for row in batch])
        for id_, due_on, state, kind in batch:
            yield Late(id_, due_on, stands_at(state, kind), taken.get(id_, frozenset()))
        last = batch[-1][0]


def _batch(today: date, after_id: int) -> list[tuple[Any, ...]]:
    return rows(
        Matter.select(Matter.id, Matter.due_on, Matter.state, Organisation.kind)
        .join(Organisation, JOIN.LEFT_OUTER)
        .where(Matter.state.in_(OWED), Matter.due_on < today, Matter.id > after_id)
        .order_by(Matter.id)
        .limit(_BATCH)
    )


def rungs_taken(matter_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """By matter, what has happened because of the deadline that runs now."""
    query = Escalation.select(Escalation.matter, Escalation.rung).join(Matter)
    of_this_deadline = (Escalation.due_on == Matter.due_on) & Escalation.matter.in_(list(matter_ids))
    taken: dict[int, frozenset[int]] = {}
    for matter_id, rung in rows(query.where(of_this_deadline)):
        taken[matter_id] = taken.get(matter_id, frozenset()) | {rung}
    return taken


def late_parts(now: datetime, matter_id: int | None = None) -> list[LatePart]:
    """Clocks of parts, steps and urgent matters that are late, whether anybody was reminded or not.

    Nothing of a matter that waits for its proposer. ``matter_id`` asks for one matter alone.
    """
    among = Matter.waits_since.is_null()
    if matter_id is not None:
        among &= Matter.id == matter_id
    return [*_late_clocks(now.date(), among), *_late_steps(now.date(), among), *_not_begun(now, among)]


def _late_clocks(today: date, among: Condition) -> Iterator[LatePart]:
    query = StageClock.select(Assignment.matter, StageClock.stage, StageClock.id, StageClock.due_on)
    for matter_id, stage, id_, due_on in rows(
        _of_rounds_under_way(query).where(StageClock.met_at.is_null(), StageClock.due_on < today, among)
    ):
        yield LatePart(matter_id, stage.value, f"clock:{id_}:{due_on}", "", _day_after(due_on))


def _late_steps(today: date, among: Condition) -> Iterator[LatePart]:
    query = Step.select(Assignment.matter, Step.public_text, Step.id, Step.due_on)
    for matter_id, words, id_, due_on in rows(
        _of_rounds_under_way(query).where(Step.done_at.is_null(), Step.due_on < today, among)
    ):
        yield LatePart(matter_id, "step", f"step:{id_}:{due_on}", words, _day_after(due_on))


def _of_rounds_under_way(query: Any) -> Any:
    return (
        query.join(Assignment)
        .join(Matter)
        .where(Assignment.ended_at.is_null(), Matter.state.in_(OWED))
        .order_by(query.model.id)
    )


def _not_begun(now: datetime, among: Condition) -> Iterator[LatePart]:
    waiting = Matter.select(Matter.id, Matter.begin_by).where(
        Matter.state.in_(_NOT_BEGUN), Matter.begin_by < now, among
    )
    for matter_id, begin_by in rows(waiting):
        yield LatePart(matter_id, "begin", f"begin:{begin_by:%Y-%m-%dT%H:%M}", "", begin_by.date())


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def reminded_parts(matter_ids: Collection[int]) -> set[tuple[int, str]]:
    """The parts, by matter and by what names them, that somebody was reminded of."""
    reminders = MatterEvent.select(MatterEvent.matter, MatterEvent.data).where(
        MatterEvent.matter.in_(list(matter_ids)), MatterEvent.action == Action.REMIND
    )
    return {(matter_id, data["once"]) for matter_id, data in rows(reminders) if "once" in data}
