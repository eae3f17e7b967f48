"""Persons whom staff write down: by name and telephone, without an account."""

from portal.domain.occasion import Occasion
from portal.models import Account, Person, VerifiedContact
from portal.services.contacts import phone_columns, phone_mark


def person_called(occasion: Occasion, name: str, phone: str) -> Person:
    """Somebody of this name and number: who has proved the number, else a record that nobody signs in by.

    Who only typed the number of another when opening an account must not get into that one's matters.
    Without a number everybody is new.
    """
    number = phone_mark(phone)
    proved = VerifiedContact.select(VerifiedContact.person).where(VerifiedContact.mark == number)
    sign_in = Account.select(Account.person), VerifiedContact.select(VerifiedContact.person)
    recorded = Person.id.not_in(sign_in[0]) & Person.id.not_in(sign_in[1])
    same = (Person.name == name) & (Person.phone_mark == number) & Person.erased_at.is_null()
    known = Person.select().where(same & (Person.id.in_(proved) | recorded))
    found: Person | None = known.order_by(Person.id.in_(proved).desc(), Person.id).first() if number else None
    return found or Person.create(name=name, **phone_columns(phone), created_at=occasion.now)
