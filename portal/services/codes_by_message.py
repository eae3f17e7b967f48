"""One-time codes by text message or e-mail: asked for, tried, and by them signing in or proving a contact."""

import hmac
import secrets
import unicodedata
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import NamedTuple

from portal.db import quiet_transaction, transaction
from portal.domain.contacts import half_email, half_number, is_email, is_mobile, plain_email, plain_number
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import OneTimeCode, Person, VerifiedContact
from portal.models.people import ContactWay, SignInWay
from portal.services import limits
from portal.services.contacts import email_columns, email_mark, phone_columns, phone_mark
from portal.services.limits import Visitor
from portal.services.notices import write_code
from portal.services.sign_ins import open_sign_in
from portal.vault import mark

FIGURES = 6
MINUTES = 10
TRIES = 5
_LONGEST_EMAIL = 200


class Contact(NamedTuple):
    """A number or address to which a code can travel, in the form in which it is compared."""

    way: ContactWay
    address: str

    @property
    def mark(self) -> str:
        """By what it is found again."""
        return (phone_mark if self.way is ContactWay.SMS else email_mark)(self.address)

    @property
    def half(self) -> str:
        """Enough to know one's own."""
        return (half_number if self.way is ContactWay.SMS else half_email)(self.address)


class CameIn(NamedTuple):
    """The token of the sign-in, and whether this person was never here before."""

    token: str
    is_new: bool


def read_contact(typed: str, ways: Collection[ContactWay]) -> Contact:
    """The mobile number or e-mail address in what somebody typed.

    Raises:
        Refusal: CONTACT_UNFIT; CHANNEL_MISSING where no code can travel that way.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    if is_mobile(plain):
        contact = Contact(ContactWay.SMS, plain_number(plain))
    elif is_email(plain) and len(plain) <= _LONGEST_EMAIL:
        contact = Contact(ContactWay.EMAIL, plain_email(plain))
    else:
        raise Refusal(Rule.CONTACT_UNFIT, field="contact")
    if contact.way not in ways:
        raise Refusal(Rule.CHANNEL_MISSING, field="contact")
    return contact


def send_code(
    occasion: Occasion,
    contact: Contact,
    address: str,
    language: str = "",
    choose: Callable[[str], str] = secrets.choice,
) -> None:
    """Sends a code of six figures, good for ten minutes and once; one sent before is good no more.

    Whoever asks learns nothing: it is the same for contacts that are known and for others.

    Args:
        address: from which network it is asked for.
        choose: picks one figure; a test may choose its own.

    Raises:
        Refusal: CODES_SPENT for too many to one contact or from one address.
    """
    limits.spend(occasion, limits.CODE_FROM, address)
    limits.spend(occasion, limits.CODE_TO, contact.mark)
    limits.spend(occasion, limits.CODE_TO_DAILY, contact.mark)
    _send(occasion, contact, "".join(choose("0123456789") for _ in range(FIGURES)), language)


@quiet_transaction
def _send(occasion: Occasion, contact: Contact, code: str, language: str) -> None:
    OneTimeCode.delete().where(OneTimeCode.mark == contact.mark).execute()
    OneTimeCode.create(
        mark=contact.mark,
        way=contact.way,
        code_hash=_hash(contact, code),
        sent_at=occasion.now,
        expires_at=occasion.now + timedelta(minutes=MINUTES),
    )
    write_code(occasion, contact.way, contact.address, code, language)


def sign_in_with_code(
    occasion: Occasion, contact: Contact, code: str, visitor: Visitor, language: str
) -> CameIn:
    """Signs in whoever proved this contact, now and before; somebody new becomes a person by it.

    A person of the same number whom staff wrote down is not taken for this one: nobody proved that.

    Raises:
        Refusal: CODE_WRONG (also when it is too old or was tried too often), SIGN_IN_THROTTLED.
    """
    _try(occasion, contact, code, visitor.address)
    return _come_in(occasion, contact, visitor.browser, language)


@transaction
def _come_in(occasion: Occasion, contact: Contact, browser: str, language: str) -> CameIn:
    _use_up(occasion, contact)
    known = VerifiedContact.get_or_none(VerifiedContact.mark == contact.mark)
    person_id = known.person_id if known else _newcomer(occasion, contact, language).id
    return CameIn(open_sign_in(occasion, person_id, SignInWay.CODE, browser), known is None)


def _newcomer(occasion: Occasion, contact: Contact, language: str) -> Person:
    person = Person.create(name="", **_columns(contact), language=language, created_at=occasion.now)
    _keep_proof(occasion, contact, person.id)
    return person


def prove(occasion: Occasion, contact: Contact, code: str, address: str) -> None:
    """Makes a contact that was proved by a code the actor's: notices go there, and it signs in.

    One by the same way that the actor had before signs in no more.

    Raises:
        Refusal: CODE_WRONG, SIGN_IN_THROTTLED, CONTACT_TAKEN when another person has proved it.
    """
    _try(occasion, contact, code, address)
    _make_own(occasion, contact)


@transaction
def _make_own(occasion: Occasion, contact: Contact) -> None:
    person_id = occasion.actor.person_id
    proved = VerifiedContact.get_or_none(VerifiedContact.mark == contact.mark)
    if proved is not None and proved.person_id != person_id:
        raise Refusal(Rule.CONTACT_TAKEN, field="code")
    _use_up(occasion, contact)
    before = (VerifiedContact.person == person_id) & (VerifiedContact.way == contact.way)
    VerifiedContact.delete().where(before).execute()
    Person.update(_columns(contact)).where(Person.id == person_id).execute()
    if person_id is not None:
        _keep_proof(occasion, contact, person_id)


def _keep_proof(occasion: Occasion, contact: Contact, person_id: int) -> None:
    proof = {"mark": contact.mark, "way": contact.way, "person": person_id}
    VerifiedContact.create(**proof, verified_at=occasion.now)


def _columns(contact: Contact) -> dict[str, str]:
    return (phone_columns if contact.way is ContactWay.SMS else email_columns)(contact.address)


def _try(occasion: Occasion, contact: Contact, code: str, address: str) -> None:
    """Counts before it looks, so that many at once gain nothing."""
    limits.spend(occasion, limits.CODE_TRY_FROM, address)
    typed = "".join(unicodedata.normalize("NFKC", code).split())
    if not _one_more_try(occasion, contact):
        raise Refusal(Rule.CODE_WRONG, field="code")
    kept = OneTimeCode.get_or_none(OneTimeCode.mark == contact.mark)
    if kept is None or not hmac.compare_digest(kept.code_hash, _hash(contact, typed)):
        raise Refusal(Rule.CODE_WRONG, field="code")


@quiet_transaction
def _one_more_try(occasion: Occasion, contact: Contact) -> int:
    good = (OneTimeCode.expires_at > occasion.now) & (OneTimeCode.tries < TRIES)
    this = (OneTimeCode.mark == contact.mark) & OneTimeCode.used_at.is_null() & good
    return int(OneTimeCode.update(tries=OneTimeCode.tries + 1).where(this).execute())


def _use_up(occasion: Occasion, contact: Contact) -> None:
    """Of two who come with one code at once, one comes in."""
    this = (OneTimeCode.mark == contact.mark) & OneTimeCode.used_at.is_null()
    if not OneTimeCode.update(used_at=occasion.now).where(this).execute():
        raise Refusal(Rule.CODE_WRONG, field="code")


def _hash(contact: Contact, code: str) -> str:
    """Six figures are soon tried out, so they are marked with the key that lies outside the database."""
    return mark(f"code\0{contact.mark}\0{code}")
