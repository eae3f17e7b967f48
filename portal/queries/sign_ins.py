"""Who is signed in: one row a browser, so that ending the row ends the session."""

import hashlib
from datetime import datetime, timedelta

from peewee import JOIN

from portal.domain.permissions import Actor, Grant
from portal.models import Account, Area, Person, RoleHolding, SignIn
from portal.queries.rows import Condition, rows

#: Nobody stays signed in for longer, even on a browser that is never closed.
LONGEST = timedelta(days=30)


def token_hash(token: str) -> str:
    """What is kept of a sign-in's token: a stolen table opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(token: str, now: datetime) -> Actor | None:
    """The person whose browser holds this token; None when the sign-in was ended or the account closed."""
    signed_in = (
        Person.select(Person.id, Person.name)
        .join(SignIn)
        .join_from(Person, Account, JOIN.LEFT_OUTER)
        .where(SignIn.token_hash == token_hash(token), is_open(now))
        .where(Account.active | Account.id.is_null())
    )
    for person_id, name in rows(signed_in):
        return Actor(person_id, name, grants_of(person_id, now))
    return None


def is_open(now: datetime) -> Condition:
    """Whether a sign-in still counts: not ended, not run out, and not older than any may be."""
    lasts = SignIn.ends_at.is_null() | (SignIn.ends_at > now)
    return SignIn.ended_at.is_null() & lasts & (SignIn.created_at > now - LONGEST)


def grants_of(person_id: int, now: datetime) -> tuple[Grant, ...]:
    """The roles the person holds today, each with its area."""
    held = (
        RoleHolding.select(RoleHolding.role, Area.path, RoleHolding.organisation)
        .join(Area)
        .where(RoleHolding.person == person_id, RoleHolding.until.is_null() | (RoleHolding.until > now))
    )
    return tuple(Grant(*row) for row in rows(held))
