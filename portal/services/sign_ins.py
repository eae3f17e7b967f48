"""Sign-ins, by whatever way somebody showed who it is: opened, moved on, ended."""

import secrets
from datetime import datetime, timedelta

from portal.db import quiet_transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import SignIn
from portal.models.people import SignInWay
from portal.queries.rows import Condition
from portal.queries.sign_ins import is_open, token_hash
from portal.services.one_voice import count_as_one

#: A kiosk's sign-in is not written anew with every touch.
_COARSE = timedelta(seconds=15)


@quiet_transaction
def open_sign_in(
    occasion: Occasion, person_id: int, way: SignInWay, browser: str = "", ends_at: datetime | None = None
) -> str:
    """Opens a session and returns the token for the browser's cookie; only its hash is kept.

    What this browser supported and rated before counts as the person's from now on, and once.

    Args:
        browser: as in ``Support.supporter``; empty where none is told apart.
        ends_at: when it ends by itself, at a kiosk.
    """
    token = secrets.token_urlsafe(32)
    SignIn.create(
        person=person_id,
        way=way,
        token_hash=token_hash(token),
        browser=browser,
        created_at=occasion.now,
        ends_at=ends_at,
    )
    count_as_one(browser, f"p:{person_id}")
    return token


@quiet_transaction
def stay(occasion: Occasion, token: str, ends_at: datetime) -> None:
    """Moves the end of a kiosk's sign-in on, because somebody still stands there."""
    this = (SignIn.token_hash == token_hash(token)) & is_open(occasion.now)
    SignIn.update(ends_at=ends_at).where(this & (SignIn.ends_at < ends_at - _COARSE)).execute()


@quiet_transaction
def sign_out(occasion: Occasion, token: str) -> None:
    """Ends the session of this token; nothing happens when it was ended before."""
    this = (SignIn.token_hash == token_hash(token)) & SignIn.ended_at.is_null()
    SignIn.update(ended_at=occasion.now).where(this).execute()


@quiet_transaction
def end_session(occasion: Occasion, sign_in_id: int) -> None:
    """Ends one of the actor's own sessions, on whatever device.

    Raises:
        Refusal: NOT_FOUND for an ended one and for somebody else's alike.
    """
    this = _sessions_of(occasion.actor.person_id) & (SignIn.id == sign_in_id)
    if not SignIn.update(ended_at=occasion.now).where(this).execute():
        raise Refusal(Rule.NOT_FOUND)


@quiet_transaction
def end_other_sessions(occasion: Occasion, kept_token: str) -> int:
    """Ends all of the actor's sessions but this one; returns how many."""
    others = _sessions_of(occasion.actor.person_id) & (SignIn.token_hash != token_hash(kept_token))
    return int(SignIn.update(ended_at=occasion.now).where(others).execute())


@quiet_transaction
def end_all_sessions(occasion: Occasion, person_id: int) -> int:
    """Ends every session of a person; returns how many."""
    return int(SignIn.update(ended_at=occasion.now).where(_sessions_of(person_id)).execute())


def _sessions_of(person_id: int | None) -> Condition:
    return (SignIn.person == person_id) & SignIn.ended_at.is_null()
