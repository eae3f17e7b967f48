"""Persons, accounts, roles held, sign-ins, and attempts that are counted."""

from enum import StrEnum

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField

from portal.domain.permissions import Role
from portal.models.base import Row
from portal.models.fields import EnumField, SealedField
from portal.models.places import Area, Organisation


class Person(Row):
    """Somebody who raises, rates or works, with or without an account.

    ``phone`` and ``email`` are sealed; by their marks alone somebody is found again. Both are written
    together by ``services.contacts``. ``erased_at`` says when the person's data was taken out
    at his or her wish.
    """

    name = CharField(max_length=80)
    phone = SealedField(default="")
    phone_mark = CharField(max_length=64, default="", index=True)
    email = SealedField(default="")
    email_mark = CharField(max_length=64, default="", index=True)
    language = CharField(max_length=10, default="")  # in which notices are written; empty for the source's
    created_at = DateTimeField()
    erased_at = DateTimeField(null=True)


class ContactWay(StrEnum):
    """How somebody without a password is reached to prove who it is."""

    SMS = "sms"
    EMAIL = "email"


class VerifiedContact(Row):
    """A number or address that its owner has proved by a code: whoever proves it again is that person."""

    mark = CharField(max_length=64, unique=True)
    way = EnumField(ContactWay)
    person = ForeignKeyField(Person, backref="contacts", on_delete="CASCADE")
    verified_at = DateTimeField()

    person_id: int


class OneTimeCode(Row):
    """A code sent to a number or address. It is good once, for minutes, and for a few tries."""

    mark = CharField(max_length=64, index=True)
    way = EnumField(ContactWay)
    code_hash = CharField(max_length=64)
    sent_at = DateTimeField()
    expires_at = DateTimeField()
    tries = IntegerField(default=0)
    used_at = DateTimeField(null=True)


class Account(Row):
    """A person's way in."""

    person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
    login = CharField(max_length=64, unique=True)
    password_hash = CharField(max_length=200)
    active = BooleanField(default=True)

    person_id: int


class RoleHolding(Row):
    """A role held for an area, for an organisation if it is a department's."""

    person = ForeignKeyField(Person, backref="roles", on_delete="RESTRICT")
    role = EnumField(Role)
    area = ForeignKeyField(Area, on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    since = DateTimeField()
    until = DateTimeField(null=True)

    person_id: int
    area_id: int
    organisation_id: int | None


class SignInWay(StrEnum):
    """By what somebody showed who it is."""

    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    CODE = "code"
    CARD = "card"


class SignIn(Row):
    """One signed-in browser. Its cookie holds the token; ending the row ends the session.

    ``ends_at`` is when it ends by itself: at a kiosk with the patience of the device. ``browser`` is as in
    ``Support.supporter``; empty where none was told apart.
    """

    person = ForeignKeyField(Person, on_delete="CASCADE")
    way = EnumField(SignInWay, default=SignInWay.PASSWORD)
    token_hash = CharField(max_length=64, unique=True)
    browser = CharField(max_length=80, default="")
    created_at = DateTimeField()
    ends_at = DateTimeField(null=True)
    ended_at = DateTimeField(null=True)

    person_id: int


class Attempt(Row):
    """Something counted against a limit: a failed sign-in, an anonymous write, a wrong code."""

    kind = CharField(max_length=20)
    key_hash = CharField(max_length=64)
    at = DateTimeField()

    class Meta:
        indexes = ((("kind", "key_hash", "at"), False),)
