"""What was begun at a kiosk and is carried on elsewhere: by one's own phone, or by the staff."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from portal.db import quiet_transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import HandOver
from portal.queries.sign_ins import token_hash

#: Long enough to take out a phone, too short for a photo of the screen to be worth anything.
BY_PHONE = timedelta(minutes=10)
#: Until somebody of the staff sits down with the person.
BY_STAFF = timedelta(minutes=60)

Begun = Mapping[str, str]


class Carried(NamedTuple):
    """The token that goes into the QR code, and until when it is good."""

    token: str
    until: datetime


@quiet_transaction
def carry_by_phone(occasion: Occasion, kiosk_id: int | None, begun: Begun) -> Carried:
    """Puts down what the phone is to go on with; only the token's hash is kept."""
    token = secrets.token_urlsafe(24)
    kept = _put_down(occasion, kiosk_id, begun, token, BY_PHONE)
    return Carried(token, kept.expires_at)


@quiet_transaction
def hand_to_staff(occasion: Occasion, kiosk_id: int | None, begun: Begun) -> HandOver:
    """Puts down what the staff are to finish. No token leads to it: the call for help does."""
    return _put_down(occasion, kiosk_id, begun, secrets.token_urlsafe(24), BY_STAFF)


def _put_down(
    occasion: Occasion, kiosk_id: int | None, begun: Begun, token: str, lasts: timedelta
) -> HandOver:
    return HandOver.create(
        token_hash=token_hash(token),
        kiosk=kiosk_id,
        begun=json.dumps(dict(begun), ensure_ascii=False),
        made_at=occasion.now,
        expires_at=occasion.now + lasts,
    )


@quiet_transaction
def take_up(occasion: Occasion, token: str) -> Begun:
    """What the token was given for, once. Raises Refusal CARRIED_ALREADY for a used, old or unknown one."""
    this = (HandOver.token_hash == token_hash(token)) & _is_open(occasion)
    if not HandOver.update(used_at=occasion.now).where(this).execute():
        raise Refusal(Rule.CARRIED_ALREADY)
    return _begun(HandOver.get(HandOver.token_hash == token_hash(token)))


def can_be_taken_up(occasion: Occasion, token: str) -> bool:
    return HandOver.select().where(HandOver.token_hash == token_hash(token), _is_open(occasion)).exists()


def begun_of(occasion: Occasion, handed_id: int | None) -> Begun:
    """What was handed to the staff; nothing once its time is over."""
    kept = HandOver.get_or_none(HandOver.id == handed_id, HandOver.expires_at > occasion.now)
    return _begun(kept) if kept else {}


@quiet_transaction
def forget_expired(occasion: Occasion) -> int:
    """Drops what can be carried on no more; returns how many."""
    return int(HandOver.delete().where(HandOver.expires_at <= occasion.now).execute())


def _is_open(occasion: Occasion):  # type: ignore[no-untyped-def]  # Peewee's expressions carry no type
    return HandOver.used_at.is_null() & (HandOver.expires_at > occasion.now)


def _begun(kept: HandOver) -> Begun:
    begun: dict[str, str] = json.loads(kept.begun)
    return begun
