"""Kiosks: registered by staff, paired on the device itself, and retired."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from portal.db import quiet_transaction, transaction
from portal.domain.numbering import new_code, spell_code
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import Area, Kiosk
from portal.queries.kiosks import Device
from portal.queries.sign_ins import token_hash
from portal.services import limits
from portal.services.codes import code_hash

#: A pairing code is carried from the desk to the device, not longer.
PAIRING_TIME = timedelta(minutes=30)
#: How exactly it is kept when a kiosk was last seen; more often would disturb readers for nothing.
SEEN_EVERY = timedelta(minutes=10)
#: CSS pixels in a millimetre: from a wall of 65 inches to a tablet.
LEAST_PX_PER_MM, MOST_PX_PER_MM = 1.2, 9.9
_NAME_CHARS, _PLACE_CHARS = 40, 80


@dataclass(frozen=True)
class Screen:
    """What staff say of a kiosk when they register it."""

    name: str
    community_id: int
    place: str
    px_per_mm: float = 3.0
    has_printer: bool = False


class Registered(NamedTuple):
    """A kiosk, and the code that pairs its browser: shown once and never kept."""

    kiosk: Kiosk
    code: str


@transaction
def register(occasion: Occasion, screen: Screen, choose: Callable[[str], str] = secrets.choice) -> Registered:
    """Registers a kiosk that waits for its browser.

    Raises:
        Refusal: UNKNOWN_AREA, NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, PIXELS_UNLIKELY.
    """
    community = Area.get_or_none(Area.id == screen.community_id)
    if community is None:
        raise Refusal(Rule.UNKNOWN_AREA, field="community")
    require(occasion.actor, Action.MANAGE_KIOSKS, Subject(area_path=community.path))
    code = new_code(choose)
    kiosk = Kiosk.create(
        name=required(screen.name, _NAME_CHARS, "name"),
        community=community,
        place=required(screen.place, _PLACE_CHARS, "place"),
        token_hash=code_hash(code),
        pair_by=occasion.now + PAIRING_TIME,
        px_per_mm=_likely(screen.px_per_mm),
        has_printer=screen.has_printer,
        registered_by=occasion.actor.person_id,
        registered_at=occasion.now,
    )
    return Registered(kiosk, spell_code(code))


def pair(occasion: Occasion, code: str, address: str, px_per_mm: float | None = None) -> str:
    """The browser that gives the code becomes the kiosk; returns its token, of which only the hash is kept.

    Args:
        px_per_mm: as it was measured on the glass just now; None leaves the figure of the registration.

    Raises:
        Refusal: PAIRING_FAILED, PIXELS_UNLIKELY, or TOO_MANY after too many wrong codes from one address.
    """
    limits.check(occasion, limits.WRONG_CODE, address)
    measured = {} if px_per_mm is None else {"px_per_mm": _likely(px_per_mm)}
    token = secrets.token_urlsafe(32)
    if not _take_code(occasion, code, token_hash=token_hash(token), **measured):
        limits.count(occasion, limits.WRONG_CODE, address)
        raise Refusal(Rule.PAIRING_FAILED, field="code")
    return token


@transaction
def _take_code(occasion: Occasion, code: str, **columns: object) -> bool:
    """Whether a kiosk waits for this code; from now on it has these columns instead."""
    waits = Kiosk.retired_at.is_null() & (Kiosk.pair_by > occasion.now)
    paired = Kiosk.update(pair_by=None, seen_at=occasion.now, **columns)
    return bool(paired.where(waits & (Kiosk.token_hash == code_hash(code))).execute())


def _likely(px_per_mm: float) -> float:
    """Rounded to the tenth that style sheets know. Raises Refusal PIXELS_UNLIKELY."""
    if not LEAST_PX_PER_MM <= px_per_mm <= MOST_PX_PER_MM:
        raise Refusal(Rule.PIXELS_UNLIKELY, field="px_per_mm")
    return round(px_per_mm, 1)


@transaction
def pair_anew(occasion: Occasion, kiosk_id: int, choose: Callable[[str], str] = secrets.choice) -> Registered:
    """A new code for a kiosk whose browser was changed; the old browser is no kiosk any more at once."""
    kiosk = managed(occasion, kiosk_id)
    code = new_code(choose)
    kiosk.token_hash, kiosk.pair_by = code_hash(code), occasion.now + PAIRING_TIME
    kiosk.save()
    return Registered(kiosk, spell_code(code))


@transaction
def retire(occasion: Occasion, kiosk_id: int) -> Kiosk:
    """Its browser is no kiosk any more; that it was one is kept. Raises Refusal as ``managed``."""
    kiosk = managed(occasion, kiosk_id)
    kiosk.retired_at = occasion.now
    kiosk.save()
    return kiosk


def managed(occasion: Occasion, kiosk_id: int) -> Kiosk:
    """A kiosk in use, for somebody who looks after it. Raises Refusal NOT_FOUND or NOT_ALLOWED."""
    kiosk: Kiosk | None = Kiosk.get_or_none(Kiosk.id == kiosk_id, Kiosk.retired_at.is_null())
    if kiosk is None:
        raise Refusal(Rule.NOT_FOUND)
    require(occasion.actor, Action.MANAGE_KIOSKS, Subject(area_path=kiosk.community.path))
    return kiosk


def is_due_to_be_seen(occasion: Occasion, device: Device) -> bool:
    return device.seen_at is None or occasion.now - device.seen_at >= SEEN_EVERY


@quiet_transaction
def see(occasion: Occasion, device: Device) -> None:
    """Keeps that the device is alive."""
    Kiosk.update(seen_at=occasion.now).where(Kiosk.id == device.id).execute()
