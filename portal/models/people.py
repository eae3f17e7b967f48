"""Persons, accounts, roles held, sign-ins, and attempts that are counted."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField

from portal.domain.permissions import Role
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.places import Area, Organisation


class Person(Row):
    """Somebody who raises, rates or works, with or without an account."""

    name = CharField(max_length=80)
    phone = CharField(max_length=40, default="")
    created_at = DateTimeField()


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


class SignIn(Row):
    """One signed-in browser. Its cookie holds the token; ending the row ends the session."""

    account = ForeignKeyField(Account, on_delete="CASCADE")
    token_hash = CharField(max_length=64, unique=True)
    created_at = DateTimeField()
    ended_at = DateTimeField(null=True)

    account_id: int


class Attempt(Row):
    """Something counted against a limit: a failed sign-in, an anonymous write, a wrong code."""

    kind = CharField(max_length=20)
    key_hash = CharField(max_length=64)
    at = DateTimeField()

    class Meta:
        indexes = ((("kind", "key_hash", "at"), False),)
