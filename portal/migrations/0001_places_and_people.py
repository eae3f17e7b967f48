"""Areas, communities, organisations, the calendar, persons and their accounts."""

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Area(Model):
        parent = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        kind = CharField(max_length=40)
        name = CharField(max_length=80)
        path = CharField(index=True, max_length=120, default="")

        class Meta:
            database = db
            table_name = "area"

    class Community(Model):
        area = ForeignKeyField(Area, unique=True, on_delete="RESTRICT")
        venue = CharField(max_length=120)
        address = CharField(max_length=200)
        opening_hours = CharField(max_length=120)
        telephone = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "community"

    class Organisation(Model):
        name = CharField(unique=True, max_length=80)
        kind = CharField(max_length=40)
        area = ForeignKeyField(Area, null=True, on_delete="RESTRICT")
        telephone = CharField(max_length=40, default="")
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "organisation"

    class CalendarDay(Model):
        day = DateField(unique=True)
        working = BooleanField()
        occasion = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "calendar_day"

    class CalendarYear(Model):
        year = IntegerField(unique=True)
        source = TextField()

        class Meta:
            database = db
            table_name = "calendar_year"

    class Person(Model):
        name = CharField(max_length=80)
        phone = CharField(max_length=40, default="")
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "person"

    class Account(Model):
        person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
        login = CharField(unique=True, max_length=64)
        password_hash = CharField(max_length=200)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "account"

    class RoleHolding(Model):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        role = CharField(max_length=40)
        area = ForeignKeyField(Area, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        since = DateTimeField()
        until = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "role_holding"

    class SignIn(Model):
        account = ForeignKeyField(Account, on_delete="CASCADE")
        token_hash = CharField(unique=True, max_length=64)
        created_at = DateTimeField()
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "sign_in"

    class Attempt(Model):
        kind = CharField(max_length=20)
        key_hash = CharField(max_length=64)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "attempt"
            indexes = ((("kind", "key_hash", "at"), False),)

    db.create_tables(
        [
            Area,
            Community,
            Organisation,
            CalendarDay,
            CalendarYear,
            Person,
            Account,
            RoleHolding,
            SignIn,
            Attempt,
        ]
    )


def down(migrator: SchemaMigrator, db: Database) -> None:
    for table in (
        "attempt",
        "sign_in",
        "role_holding",
        "account",
        "person",
        "calendar_year",
        "calendar_day",
        "organisation",
        "community",
        "area",
    ):
        migrator.migrate(migrator.drop_table(table))
