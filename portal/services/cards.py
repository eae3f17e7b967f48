"""联心卡: issued by staff, printed, revoked; signs its holders in at a kiosk."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from portal.db import quiet_transaction, transaction, writing, writing_quietly
from portal.domain.cards import PIN_TRIES, SECRET_BYTES, Holder, is_fit_pin, plain_secret, spell_secret
from portal.domain.numbering import matter_number
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Area, Card, CardHolder, NumberSeries
from portal.models.people import SignInWay
from portal.models.places import AreaKind
from portal.queries.rows import rows
from portal.services import limits, passwords
from portal.services.recorded import person_called
from portal.services.sign_ins import open_sign_in

_NAME_CHARS, _PHONE_CHARS, _HOUSEHOLD_CHARS = 40, 40, 40


class Printed(NamedTuple):
    """A card with what its QR code holds, for the one sheet that is printed now."""

    card: Card
    secret: str


def issue(
    occasion: Occasion, community: Area, holders: Sequence[Holder], household: str = "", pin: str = ""
) -> Card:
    """A card for a person, or for a household with several holders. It signs in once it was printed.

    Somebody of the same name who has proved this telephone, or of whom staff wrote it down, is the same
    person; whoever is not known yet is from now on.

    Raises:
        Refusal: NOT_ALLOWED, UNKNOWN_AREA for what is no community, EMPTY_TEXT without a name, TEXT_TOO_LONG,
            CONTROL_CHARACTERS, PIN_UNFIT.
    """
    require(occasion.actor, Action.ISSUE_CARD, Subject(area_path=community.path))
    if community.kind is not AreaKind.COMMUNITY:
        raise Refusal(Rule.UNKNOWN_AREA, field="community")
    named = [_named(holder) for holder in holders]
    if not named:
        raise Refusal(Rule.EMPTY_TEXT, field="name")
    called = clean(household, _HOUSEHOLD_CHARS, "household")
    return _issue(occasion, community, named, called, _pin_hash(pin))


@transaction
def issue_many(occasion: Occasion, community: Area, holders: Iterable[Holder]) -> list[Card]:
    """A card for each, without PIN: all of them or none. Raises as ``issue``."""
    return [issue(occasion, community, [holder]) for holder in holders]


def _named(holder: Holder) -> Holder:
    return Holder(required(holder.name, _NAME_CHARS, "name"), clean(holder.phone, _PHONE_CHARS, "phone"))


@transaction
def _issue(occasion: Occasion, community: Area, holders: list[Holder], household: str, pin_hash: str) -> Card:
    card = Card.create(
        serial=_next_serial(occasion),
        secret_hash=_hash(plain_secret(_new_secret())),  # nobody knows it: the card is not printed yet
        community=community,
        household=household,
        pin_hash=pin_hash,
        issued_by=occasion.actor.person_id,
        issued_at=occasion.now,
    )
    people = [person_called(occasion, each.name, each.phone) for each in holders]
    for person in {person.id: person for person in people}:
        CardHolder.create(card=card, person=person)
    return card


def _next_serial(occasion: Occasion) -> str:
    prefix, year = f"{occasion.book.number_prefix}K", occasion.now.year
    one_more = NumberSeries.insert(prefix=prefix, year=year, last=1).on_conflict(
        conflict_target=[NumberSeries.prefix, NumberSeries.year],
        update={NumberSeries.last: NumberSeries.last + 1},
    )
    ((last,),) = one_more.returning(NumberSeries.last).tuples().execute()
    return matter_number(prefix, year, last)


def _pin_hash(pin: str) -> str:
    if pin and not is_fit_pin(pin):
        raise Refusal(Rule.PIN_UNFIT, field="pin")
    return passwords.hashed(pin) if pin else ""


@transaction
def print_cards(occasion: Occasion, cards: Sequence[Card]) -> list[Printed]:
    """A new secret for each card that is not revoked: what was printed of it before signs nobody in any more.

    Only who holds the answer in hand knows the secrets; the database keeps their hashes.
    """
    return [_print(occasion, card) for card in cards if card.revoked_at is None]


def _print(occasion: Occasion, card: Card) -> Printed:
    require(occasion.actor, Action.ISSUE_CARD, Subject(area_path=card.community.path))
    secret = _new_secret()
    new = {"secret_hash": _hash(plain_secret(secret)), "printed_at": occasion.now}
    Card.update(new).where(Card.id == card.id).execute()
    return Printed(card, secret)


@transaction
def revoke(occasion: Occasion, card: Card) -> None:
    """The card signs nobody in any more. That it was one is kept.

    Raises:
        Refusal: NOT_ALLOWED, STALE when it was revoked before.
    """
    require(occasion.actor, Action.ISSUE_CARD, Subject(area_path=card.community.path))
    still = (Card.id == card.id) & Card.revoked_at.is_null()
    by = {"revoked_by": occasion.actor.person_id, "revoked_at": occasion.now}
    if not Card.update(by).where(still).execute():
        raise Refusal(Rule.STALE)


def renew_pin(occasion: Occasion, card: Card, pin: str) -> None:
    """Another PIN, or none where it is empty; a card that was locked is open again.

    Raises:
        Refusal: NOT_ALLOWED, PIN_UNFIT.
    """
    require(occasion.actor, Action.ISSUE_CARD, Subject(area_path=card.community.path))
    new = {"pin_hash": _pin_hash(pin), "wrong_pins": 0}
    with writing():
        Card.update(new).where(Card.id == card.id).execute()


def show(occasion: Occasion, read: str, address: str) -> Card:
    """The card of which this was read, by camera or by a scanner that types.

    Raises:
        Refusal: CARD_UNKNOWN for anything else and for a revoked one alike, TOO_MANY from one address.
    """
    secret = plain_secret(read)
    if not secret:
        raise Refusal(Rule.CARD_UNKNOWN, field="read")
    limits.check(occasion, limits.WRONG_CARD, address)
    valid = (Card.secret_hash == _hash(secret)) & Card.revoked_at.is_null()
    card: Card | None = Card.get_or_none(valid)
    if card is None:
        limits.count(occasion, limits.WRONG_CARD, address)
        raise Refusal(Rule.CARD_UNKNOWN, field="read")
    return card


def card_read(read: str) -> Card:
    """The card of which this was read, for staff beside whom its holder stands: they hear why it fails.

    Raises:
        Refusal: CARD_UNKNOWN for what is no card of ours, CARD_REVOKED.
    """
    secret = plain_secret(read)
    card: Card | None = Card.get_or_none(Card.secret_hash == _hash(secret)) if secret else None
    if card is None:
        raise Refusal(Rule.CARD_UNKNOWN, field="read")
    if card.revoked_at is not None:
        raise Refusal(Rule.CARD_REVOKED, field="read")
    return card


def sign_in_with_card(
    occasion: Occasion, card: Card, pin: str, person_id: int | None, ends_at: datetime, browser: str = ""
) -> str:
    """Signs a holder in at a kiosk and returns the token.

    Args:
        card: as ``show`` gave it.
        person_id: which of the holders; may be left out where there is one.
        ends_at: when it ends if nobody touches the kiosk any more.

    Raises:
        Refusal: CARD_UNKNOWN when it was revoked meanwhile, HOLDER_MISSING, PIN_WRONG, and PIN_LOCKED after
            five wrong ones in a row until staff give the card a new PIN.
    """
    if not Card.select().where((Card.id == card.id) & Card.revoked_at.is_null()).exists():
        raise Refusal(Rule.CARD_UNKNOWN, field="read")
    holder_id = _holder(card, person_id)
    _check_pin(card, pin)
    return open_sign_in(occasion, holder_id, SignInWay.CARD, browser, ends_at)


def _holder(card: Card, person_id: int | None) -> int:
    """The one who was chosen, or the only one."""
    holders = rows(CardHolder.select(CardHolder.person).where(CardHolder.card == card.id))
    fitting = [number for (number,) in holders if person_id in (None, number)]
    if len(fitting) != 1:
        raise Refusal(Rule.HOLDER_MISSING, field="holder")
    return int(fitting[0])


def _check_pin(card: Card, pin: str) -> None:
    """Counts before it looks, so that many at once gain nothing."""
    if not card.pin_hash:
        return
    if not _one_more_try(card):
        raise Refusal(Rule.PIN_LOCKED, field="pin")
    if not passwords.fits(card.pin_hash, pin):
        raise Refusal(Rule.PIN_WRONG, field="pin")
    with writing_quietly():
        Card.update(wrong_pins=0).where(Card.id == card.id).execute()


@quiet_transaction
def _one_more_try(card: Card) -> int:
    left = (Card.id == card.id) & (Card.wrong_pins < PIN_TRIES)
    return int(Card.update(wrong_pins=Card.wrong_pins + 1).where(left).execute())


def _new_secret() -> str:
    return spell_secret(secrets.token_bytes(SECRET_BYTES))


def _hash(secret: str) -> str:
    """Of 160 random bits a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
