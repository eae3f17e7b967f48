"""Who saw whole numbers: for the one whose number it is, and for whoever watches over it."""

from datetime import datetime
from typing import NamedTuple

from peewee import JOIN

from portal.domain.permissions import MAY, Actor, Role
from portal.domain.stages import Action
from portal.models import Area, ContactLook, Matter, Person, RoleHolding
from portal.queries.rows import Condition, Query, rows

PAGE = 50


class SeenOf(NamedTuple):
    """That one's own number was seen: when, by somebody of which role, about which matter."""

    at: datetime
    role: Role | None
    number: str | None


class Look(NamedTuple):
    """Who saw whose number. Names, not numbers: nobody is reached by reading this list."""

    at: datetime
    looked_by: str
    number: str | None
    title: str | None


def looks_at(person_id: int) -> list[SeenOf]:
    """Who saw this person's number or address, last first."""
    seen = (
        ContactLook.select(ContactLook.at, _role_of_looker(), Matter.number)
        .join(Matter, JOIN.LEFT_OUTER)
        .where(ContactLook.person == person_id)
        .order_by(ContactLook.id.desc())
    )
    return [SeenOf(at, Role(role) if role else None, number) for at, role, number in rows(seen)]


def _role_of_looker() -> Query:
    """The first role that the one who looked held at that moment."""
    held = (RoleHolding.person == ContactLook.looked_by) & (RoleHolding.since <= ContactLook.at)
    still = RoleHolding.until.is_null() | (RoleHolding.until > ContactLook.at)
    return RoleHolding.select(RoleHolding.role).where(held & still).order_by(RoleHolding.id).limit(1)


def looks_within(actor: Actor, page: int = 1) -> list[Look]:
    """One page of all looks in the areas that the actor watches over, last first, and one more."""
    query = (
        ContactLook.select(ContactLook.at, Person.name, Matter.number, Matter.title)
        .join(Person, on=ContactLook.looked_by == Person.id)
        .join_from(ContactLook, Matter, JOIN.LEFT_OUTER)
        .where(_watched(actor))
        .order_by(ContactLook.id.desc())
    )
    return [Look(*row) for row in rows(query.limit(PAGE + 1).offset((page - 1) * PAGE))]


def _watched(actor: Actor) -> Condition:
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.SEE_LOOKS]]
    within = Area.id.is_null()
    for path in paths:
        within |= Area.path.startswith(path)
    return Matter.area.in_(Area.select(Area.id).where(within))
