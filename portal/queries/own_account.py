"""How somebody is reached and signs in, and what may be the same person's, for the person's own page."""

from typing import Any, NamedTuple

from peewee import ModelSelect

from portal.models import Account, Matter, Person, RoleHolding, VerifiedContact
from portal.models.people import ContactWay
from portal.queries.rows import rows


class OwnAccount(NamedTuple):
    """``proved`` are the ways by which a code signs the person in."""

    name: str
    phone: str
    email: str
    language: str
    proved: frozenset[ContactWay]
    has_password: bool


def own_account(person_id: int) -> OwnAccount:
    """The person's own ways in and contacts, in clear: whoever shows them halves them."""
    person = Person.select(Person.name, Person.phone, Person.email, Person.language)
    ((name, phone, email, language),) = rows(person.where(Person.id == person_id))
    proved = VerifiedContact.select(VerifiedContact.way).where(VerifiedContact.person == person_id)
    has_password = Account.select().where(Account.person == person_id).exists()
    ways = frozenset(way for (way,) in rows(proved))
    return OwnAccount(name, phone, email, language, ways, bool(has_password))


class Offered(NamedTuple):
    """Somebody of the same number whom staff wrote down, with number and title of each matter."""

    person_id: int
    name: str
    matters: list[tuple[str, str]]


def offered_to(person_id: int) -> list[Offered]:
    """Records of others that carry a number or address this person has proved; nobody signs in by them."""
    proved = VerifiedContact.select(VerifiedContact.mark).where(VerifiedContact.person == person_id)
    marks = [mark for (mark,) in rows(proved)]
    if not marks:
        return []
    same = Person.phone_mark.in_(marks) | Person.email_mark.in_(marks)
    others = Person.select(Person.id, Person.name).where(same, Person.id != person_id)
    free = others.where(Person.erased_at.is_null(), *(Person.id.not_in(known) for known in _known()))
    return [Offered(number, name, _matters_of(number)) for number, name in rows(free.order_by(Person.id))]


def _known() -> "tuple[ModelSelect[Any], ...]":
    """Everybody who signs in by some way of their own, or works here."""
    return (
        Account.select(Account.person),
        VerifiedContact.select(VerifiedContact.person),
        RoleHolding.select(RoleHolding.person),
    )


def _matters_of(person_id: int) -> list[tuple[str, str]]:
    own = Matter.select(Matter.number, Matter.title).where(Matter.proposer == person_id)
    return [(number, title) for number, title in rows(own.order_by(Matter.id.desc()).limit(20))]
