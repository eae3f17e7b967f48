"""Who is signed in: one row a browser, so that ending the row ends the session."""

import hashlib
from datetime import datetime, timedelta
from typing import NamedTuple

from peewee import JOIN

from portal.domain.permissions import Actor, Grant
from portal.models import Account, Area, Person, Revision, RoleHolding, SignIn
from portal.models.people import SignInWay
from portal.queries.rows import Condition, Query, rows

#: Nobody stays signed in for longer, even on a browser that is never closed.
LONGEST = timedelta(days=30)

#: What a ``Grant`` is read from.
_GRANT = (RoleHolding.role, Area.path, RoleHolding.organisation)


def token_hash(token: str) -> str:
    """What is kept of a sign-in's token: a stolen table opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()


class Visit(NamedTuple):
    """Somebody signed in, by what he or she showed who it is, and the revision, which is read on the way."""

    actor: Actor
    way: SignInWay
    revision: int


def visit_of(token: str, now: datetime) -> Visit | None:
    """The person whose browser holds this token; None when the sign-in was ended or the account closed.

    Whoever holds a card is a neighbour, whatever else he or she may be: it opens no office.
    """
    found = rows(_signed_in_with_roles(token, now))
    if not found:
        return None
    person_id, name, way, revision, *_ = found[0]
    grants = () if way is SignInWay.CARD else tuple(Grant(*held) for _, _, _, _, *held in found if held[0])
    return Visit(Actor(person_id, name, grants), way, revision)


def _signed_in_with_roles(token: str, now: datetime) -> Query:
    """A row for each role the person holds, or one without a role: every page of the office asks for both."""
    held = (RoleHolding.person == Person.id) & _is_held(now)
    return (
        Person.select(Person.id, Person.name, SignIn.way, Revision.select(Revision.number), *_GRANT)
        .join(SignIn)
        .join_from(Person, Account, JOIN.LEFT_OUTER)
        .join_from(Person, RoleHolding, JOIN.LEFT_OUTER, on=held)
        .join_from(RoleHolding, Area, JOIN.LEFT_OUTER)
        .where(SignIn.token_hash == token_hash(token), is_open(now))
        .where(Account.active | Account.id.is_null())
    )


def has_signed_in(person_id: int, browser: str) -> bool:
    """Whether the person has signed in by this browser before; it is as in ``Support.supporter``."""
    seen = (SignIn.person == person_id) & (SignIn.browser == browser)
    return bool(browser) and bool(SignIn.select().where(seen).exists())


def is_open(now: datetime) -> Condition:
    """Whether a sign-in still counts: not ended, not run out, and not older than any may be."""
    lasts = SignIn.ends_at.is_null() | (SignIn.ends_at > now)
    return SignIn.ended_at.is_null() & lasts & (SignIn.created_at > now - LONGEST)


def grants_of(person_id: int, now: datetime) -> tuple[Grant, ...]:
    """The roles the person holds today, each with its area."""
    held = RoleHolding.select(*_GRANT).join(Area).where(RoleHolding.person == person_id, _is_held(now))
    return tuple(Grant(*row) for row in rows(held))


def _is_held(now: datetime) -> Condition:
    return RoleHolding.until.is_null() | (RoleHolding.until > now)
