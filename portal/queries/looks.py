"""Who saw whole numbers: for the one whose number it is, and for whoever watches over it."""

from datetime import datetime
from typing import NamedTuple

from peewee import JOIN

from portal.domain.permissions import MAY, Actor, Role
from portal.domain.stages import Action
from portal.models import Area, ContactLook, Matter, Person, RoleHolding
from portal.queries.rows import Condition, rows

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
    query = ContactLook.select(ContactLook.at, ContactLook.looked_by, Matter.number)
    seen = rows(
        query.join(Matter, JOIN.LEFT_OUTER)
        .where(ContactLook.person == person_id)
        .order_by(ContactLook.id.desc())
        .limit(PAGE)
    )
    return [SeenOf(at, _role_at(looker, at), number) for at, looker, number in seen]


def _role_at(person_id: int, at: datetime) -> Role | None:
    held = (RoleHolding.person == person_id) & (RoleHolding.since <= at)
    still = RoleHolding.until.is_null() | (RoleHolding.until > at)
    holding = RoleHolding.select().where(held & still).order_by(RoleHolding.id).first()
    return holding.role if holding else None


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
