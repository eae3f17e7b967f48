"""Contact data sealed, and signing in without a password."""

from collections.abc import Callable

from peewee import (
    CharField,
    Database,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)
from playhouse.migrate import SchemaMigrator

from portal.domain.contacts import plain_number
from portal.vault import mark, seal, unseal


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class OneTimeCode(Model):
        mark = CharField(index=True, max_length=64)
        way = CharField(max_length=40)
        code_hash = CharField(max_length=64)
        sent_at = DateTimeField()
        expires_at = DateTimeField()
        tries = IntegerField(default=0)
        used_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "one_time_code"

    db.create_tables([OneTimeCode])

    class VerifiedContact(Model):
        mark = CharField(unique=True, max_length=64)
        way = CharField(max_length=40)
        person = ForeignKeyField(Person, on_delete="CASCADE")
        verified_at = DateTimeField()

        class Meta:
            database = db
            table_name = "verified_contact"

    db.create_tables([VerifiedContact])

    for name, column in (
        ("phone_mark", CharField(index=True, max_length=64, default="")),
        ("email", TextField(default="")),
        ("email_mark", CharField(index=True, max_length=64, default="")),
        ("language", CharField(max_length=10, default="")),
        ("erased_at", DateTimeField(null=True)),
    ):
        migrator.migrate(migrator.add_column("person", name, column))
    migrator.migrate(migrator.alter_column_type("person", "phone", TextField(default="")))
    _rewrite_phones(db, lambda phone: (seal(phone), mark(plain_number(phone))))

    class SignIn(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        way = CharField(max_length=40, default="password")
        token_hash = CharField(unique=True, max_length=64)
        browser = CharField(max_length=80, default="")
        created_at = DateTimeField()
        ends_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sign_in"

    migrator.migrate(migrator.drop_table("sign_in"))  # everybody signs in anew
    db.create_tables([SignIn])


def down(migrator: SchemaMigrator, db: Database) -> None:
    class Account(Model):
        class Meta:
            database = db
            table_name = "account"

    class SignIn(Model):
        account = ForeignKeyField(Account, on_delete="CASCADE")
        token_hash = CharField(unique=True, max_length=64)
        created_at = DateTimeField()
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sign_in"

    migrator.migrate(migrator.drop_table("sign_in"))
    db.create_tables([SignIn])
    _rewrite_phones(db, lambda phone: (unseal(phone), ""))
    migrator.migrate(migrator.alter_column_type("person", "phone", CharField(max_length=40, default="")))
    for name in ("person_phone_mark", "person_email_mark"):
        migrator.migrate(migrator.drop_index("person", name))
    for name in ("erased_at", "language", "email_mark", "email", "phone_mark"):
        migrator.migrate(migrator.drop_column("person", name))
    for name in ("verified_contact", "one_time_code"):
        migrator.migrate(migrator.drop_table(name))


def _rewrite_phones(db: Database, rewritten: Callable[[str], tuple[str, str]]) -> None:
    place = "?" if isinstance(db, SqliteDatabase) else "%s"
    for person_id, phone in db.execute_sql("SELECT id, phone FROM person WHERE phone <> ''").fetchall():
        db.execute_sql(
            f"UPDATE person SET phone = {place}, phone_mark = {place} WHERE id = {place}",  # noqa: S608
            (*rewritten(phone), person_id),
        )
