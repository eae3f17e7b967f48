"""Organisations as the office lists them, and what each has in hand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.domain.permissions import Actor, Subject, can
from portal.domain.stages import Action
from portal.models import (
    Area,
    Assignment,
    AssignmentPartner,
    Matter,
    Organisation,
    Step,
    Whistle,
    WhistleCall,
)
from portal.models.places import OrganisationKind
from portal.queries.rows import rows


class Listed(NamedTuple):
    """An organisation in the office's list, with how many matters it leads."""

    id: int
    name: str
    kind: OrganisationKind
    area: str | None
    area_path: str | None
    telephone: str
    active: bool
    leads: int


class Charge(NamedTuple):
    """An open matter under somebody's name, in public words; of what is private nothing but the number."""

    number: str
    title: str
    private: bool
    person_id: int | None
    person_name: str
    assigned_at: datetime


def listed_for(actor: Actor) -> list[Listed]:
    """Those over which the actor may decide; what still stands first, then by their entry."""
    leading = Assignment.select(fn.COUNT(Assignment.id)).where(
        Assignment.organisation == Organisation.id, Assignment.ended_at.is_null()
    )
    query = (
        Organisation.select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Area.name,
            Area.path,
            Organisation.telephone,
            Organisation.active,
            leading,
        )
        .join(Area, JOIN.LEFT_OUTER, on=Organisation.area == Area.id)
        .order_by(Organisation.active.desc(), Organisation.id)
    )
    top = top_path()
    listed = (Listed(*row) for row in rows(query))
    return [each for each in listed if can(actor, Action.MANAGE_PLACE, Subject(each.area_path or top))]


def charges_of(organisation_id: int) -> list[Charge]:
    """What it leads now, by the one who has it, oldest first."""
    query = (
        Assignment.select(
            Matter.number,
            Matter.public_title,
            Matter.private,
            Assignment.person,
            Assignment.person_name,
            Assignment.assigned_at,
        )
        .join(Matter)
        .where(Assignment.organisation == organisation_id, Assignment.ended_at.is_null())
    )
    return [Charge(*row) for row in rows(query.order_by(Assignment.person_name, Assignment.id))]


def is_burdened(organisation_id: int) -> bool:
    """Whether anything is open that somebody would have to take over."""
    lasting = Assignment.ended_at.is_null()
    open_ones: tuple[Callable[[], Any], ...] = (
        lambda: Assignment.select().where(Assignment.organisation == organisation_id, lasting),
        lambda: (
            AssignmentPartner.select()
            .join(Assignment)
            .where(AssignmentPartner.organisation == organisation_id, lasting)
        ),
        lambda: (
            Step.select()
            .join(Assignment)
            .where(Step.organisation == organisation_id, Step.done_at.is_null(), lasting)
        ),
        lambda: (
            WhistleCall.select()
            .join(Whistle)
            .where(
                WhistleCall.organisation == organisation_id,
                WhistleCall.confirmed_at.is_null(),
                Whistle.closed_at.is_null(),
            )
        ),
    )
    return any(query().exists() for query in open_ones)


def path_of(organisation: Organisation) -> str:
    """Over which area one must decide to decide over it; one of no area belongs to the whole place."""
    return str(organisation.area.path) if organisation.area is not None else top_path()


def top_path() -> str:
    """The path of the whole place."""
    top = Area.select(Area.path).where(Area.parent.is_null()).order_by(Area.id)
    return next((path for (path,) in rows(top.limit(1))), "/")


def successors_of(organisation: Organisation) -> list[tuple[int, str]]:
    """Who could take over what it has: whatever stands, nearest its own area first."""
    query = Organisation.select(Organisation.id, Organisation.name).where(
        Organisation.active, Organisation.id != organisation.id
    )
    return rows(query.order_by((Organisation.area == organisation.area_id).desc(), Organisation.id))


def areas_of(actor: Actor) -> list[tuple[int, str]]:
    """Every area over which the actor decides, by its place in the tree, with the name around it."""
    outer = Area.alias()
    query = (
        Area.select(Area.id, Area.name, outer.name, Area.path)
        .join(outer, JOIN.LEFT_OUTER, on=Area.parent == outer.id)
        .order_by(Area.path)
    )
    return [
        (area_id, f"{around} {name}" if around else name)
        for area_id, name, around, path in rows(query)
        if can(actor, Action.MANAGE_PLACE, Subject(path))
    ]
