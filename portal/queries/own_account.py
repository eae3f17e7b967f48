"""How somebody is reached and signs in, as it stands on the person's own page."""

from typing import NamedTuple

from portal.models import Account, Person, VerifiedContact
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
