"""Estates as everybody may see them: the five parties, and what each has in hand."""

from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.domain.stages import Outcome, State
from portal.domain.terms import EstateKind, Party
from portal.models import Area, Assignment, AssignmentPartner, Estate, EstateParty, Matter, Organisation, Step
from portal.queries.rows import rows

_UNDER_WAY = (State.HANDLING, State.RECTIFYING)


class Listed(NamedTuple):
    """An estate, and which of its parties are named."""

    id: int
    name: str
    kind: EstateKind
    area_path: str
    parties: frozenset[Party]


class Member(NamedTuple):
    """One of the five parties. ``standing`` is False once its organisation was dissolved."""

    id: int
    party: Party
    organisation_id: int | None
    name: str
    person: str
    telephone: str
    standing: bool


class Errand(NamedTuple):
    """A public matter under way in an estate, and who has it: the one that leads, and those that help."""

    number: str
    title: str
    state: State
    due_on: date | None
    waits_since: date | None
    organisation_ids: frozenset[int]


class OpenStep(NamedTuple):
    """A step that is not done yet; ``text`` is public."""

    number: str
    position: int
    text: str
    organisation_id: int | None
    due_on: date


def estates() -> list[Listed]:
    """All estates, in the order of their entry."""
    named = (
        Estate.select(Estate.id, Estate.name, Estate.kind, Area.path, EstateParty.party, Organisation.active)
        .join_from(Estate, Area)
        .join_from(Estate, EstateParty, JOIN.LEFT_OUTER)
        .join_from(EstateParty, Organisation, JOIN.LEFT_OUTER)
        .order_by(Estate.id)
    )
    found: dict[int, Listed] = {}
    for *told, party, active in rows(named):
        estate = found.setdefault(told[0], Listed._make([*told, frozenset()]))
        if party is not None and active is not False:
            found[estate.id] = estate._replace(parties=estate.parties | {party})
    return list(found.values())


def estate_by_id(estate_id: int) -> Estate | None:
    """The estate with its area, in one select."""
    found: Estate | None = Estate.select(Estate, Area).join(Area).where(Estate.id == estate_id).first()
    return found


def members_of(estate_id: int) -> list[Member]:
    """Who the parties are, in the order of their entry."""
    query = (
        EstateParty.select(
            EstateParty.id,
            EstateParty.party,
            EstateParty.organisation,
            EstateParty.name,
            EstateParty.person_name,
            EstateParty.telephone,
            Organisation.active,
        )
        .join(Organisation, JOIN.LEFT_OUTER)
        .where(EstateParty.estate == estate_id)
        .order_by(EstateParty.id)
    )
    return [Member._make([*told, active is not False]) for *told, active in rows(query)]


def errands_of(area_path: str) -> list[Errand]:
    """What is under way in the area, what is due first standing first."""
    query = (
        Matter.select(
            Matter.id,
            Matter.number,
            Matter.public_title,
            Matter.state,
            Matter.due_on,
            Matter.waits_since,
            Matter.organisation,
            AssignmentPartner.organisation,
        )
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .join_from(Matter, Assignment, on=_lasting())
        .join_from(Assignment, AssignmentPartner, JOIN.LEFT_OUTER)
        .where(_public_in(area_path), Matter.state.in_(_UNDER_WAY))
        .order_by(Matter.due_on.asc(nulls="LAST"), Matter.id)
    )
    found: dict[int, Errand] = {}
    for matter_id, *told, lead, partner in rows(query):
        errand = found.setdefault(matter_id, Errand._make([*told, frozenset()]))
        having = errand.organisation_ids | ({lead, partner} - {None})
        found[matter_id] = errand._replace(organisation_ids=having)
    return list(found.values())


def open_steps_of(area_path: str) -> list[OpenStep]:
    """What the parties still have to do of what is under way, what is due first standing first."""
    query = (
        Step.select(Matter.number, Step.position, Step.public_text, Step.organisation, Step.due_on)
        .join_from(Step, Assignment)
        .join_from(Assignment, Matter)
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .where(_public_in(area_path), Assignment.ended_at.is_null(), Step.done_at.is_null())
    )
    return [OpenStep(*row) for row in rows(query.order_by(Step.due_on, Step.id))]


def settled_since(area_path: str, since: datetime) -> dict[int | None, int]:
    """How many public matters of the area were done since then, by the organisation that led."""
    query = (
        Matter.select(Matter.organisation, fn.COUNT(Matter.id))
        .join(Area, on=Matter.area == Area.id)
        .where(_public_in(area_path), Matter.outcome == Outcome.DONE, Matter.closed_at >= since)
    )
    return dict(rows(query.group_by(Matter.organisation)))


def _public_in(area_path: str) -> Any:
    return Area.path.startswith(area_path) & ~Matter.private & Matter.board_column.is_null(False)


def _lasting() -> Any:
    return (Assignment.matter == Matter.id) & Assignment.ended_at.is_null()
