"""Who is signed in: one row a browser, so that ending the row ends the session."""

import hashlib
from datetime import datetime, timedelta

from portal.domain.permissions import Actor, Grant
from portal.models import Account, Area, Person, RoleHolding, SignIn
from portal.queries.rows import rows

#: Nobody stays signed in for longer, even on a browser that is never closed.
LONGEST = timedelta(days=30)


def token_hash(token: str) -> str:
    """What is kept of a sign-in's token: a stolen table opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(token: str, now: datetime) -> Actor | None:
    """The person whose browser holds this token; None when the sign-in was ended or the account closed."""
    signed_in = (
        Person.select(Person.id, Person.name)
        .join(Account)
        .join(SignIn)
        .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_null(), Account.active)
        .where(SignIn.created_at > now - LONGEST)
    )
    for person_id, name in rows(signed_in):
        return Actor(person_id, name, grants_of(person_id, now))
    return None


def grants_of(person_id: int, now: datetime) -> tuple[Grant, ...]:
    """The roles the person holds today, each with its area."""
    held = (
        RoleHolding.select(RoleHolding.role, Area.path, RoleHolding.organisation)
        .join(Area)
        .where(RoleHolding.person == person_id, RoleHolding.until.is_null() | (RoleHolding.until > now))
    )
    return tuple(Grant(*row) for row in rows(held))
