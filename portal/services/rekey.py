"""A new key for what is sealed: all of it is opened with the keys there are and sealed with the first."""

from collections.abc import Sequence
from typing import Any

from portal import vault
from portal.db import forget_traces, transaction
from portal.models import TABLES, OneTimeCode, Person, Row, VerifiedContact
from portal.models.fields import SealedField
from portal.services.contacts import email_mark, phone_mark


def rekey(keys: Sequence[str]) -> int:
    """Seals everything anew with the first key and marks it anew; gives how many rows were sealed.

    Nobody may write meanwhile with the old keys: the portal stands still. Afterwards the first key alone is
    needed. Whoever proved a number that is not kept proves it again.

    Raises:
        VaultError: something was sealed with none of these keys; nothing has changed.
    """
    try:
        count = _sealed_anew(keys)
    except Exception:
        vault.open_vault(keys)
        raise
    forget_traces()
    return count


@transaction
def _sealed_anew(keys: Sequence[str]) -> int:
    vault.open_vault(keys)
    opened = [(model, list(model.select())) for model in TABLES if _sealed_fields(model)]
    known = {mark: person for person in Person.select() for mark in (person.phone_mark, person.email_mark)}
    proved = list(VerifiedContact.select())
    vault.open_vault(keys[:1])
    for _model, rows in opened:
        for row in rows:
            row.save(only=_sealed_fields(type(row)))
    for person in Person.select():
        _mark_anew(person)
    for contact in proved:
        _prove_anew(contact, known.get(contact.mark))
    OneTimeCode.delete().execute()  # good for minutes, and found by marks
    return sum(len(rows) for _model, rows in opened)


def _sealed_fields(model: type[Row]) -> list[Any]:
    return [field for field in model._meta.sorted_fields if isinstance(field, SealedField)]


def _mark_anew(person: Person) -> None:
    marks = {"phone_mark": phone_mark(person.phone), "email_mark": email_mark(person.email)}
    Person.update(**marks).where(Person.id == person.id).execute()


def _prove_anew(contact: VerifiedContact, owner: Person | None) -> None:
    if owner is None:
        contact.delete_instance()
        return
    marked = phone_mark(owner.phone) if contact.mark == owner.phone_mark else email_mark(owner.email)
    VerifiedContact.update(mark=marked).where(VerifiedContact.id == contact.id).execute()
