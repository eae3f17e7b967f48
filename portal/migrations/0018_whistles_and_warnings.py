"""Whistles and check-ins, early warnings."""

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Area(Model):
        class Meta:
            database = db
            table_name = "area"

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class Organisation(Model):
        class Meta:
            database = db
            table_name = "organisation"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Venue(Model):
        class Meta:
            database = db
            table_name = "venue"

    class EarlyWarning(Model):
        matter = ForeignKeyField(Matter, unique=True, on_delete="RESTRICT")
        warned_at = DateTimeField(index=True)
        acknowledge_by = DateTimeField()
        end = CharField(null=True, max_length=40)
        ended_at = DateTimeField(null=True)
        ended_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        words = TextField(default="")

        class Meta:
            database = db
            table_name = "early_warning"

    db.create_tables([EarlyWarning])

    class Warned(Model):
        warning = ForeignKeyField(EarlyWarning, on_delete="RESTRICT")
        person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        role = CharField(max_length=40)
        acknowledged_at = DateTimeField(null=True)
        acknowledged_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "warned"
            indexes = ((("warning", "person"), True), (("warning", "organisation"), True))

    db.create_tables([Warned])

    class Whistle(Model):
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        matter = ForeignKeyField(Matter, null=True, on_delete="RESTRICT")
        venue = ForeignKeyField(Venue, null=True, on_delete="RESTRICT")
        place = CharField(max_length=200)
        text = TextField()
        urgent = BooleanField(default=False)
        blown_at = DateTimeField(index=True)
        blown_by = ForeignKeyField(Person, on_delete="RESTRICT")
        closed_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "whistle"

    db.create_tables([Whistle])

    class WhistleCall(Model):
        whistle = ForeignKeyField(Whistle, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
        due_at = DateTimeField()
        checked_in_at = DateTimeField(null=True)
        checked_in_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        way = CharField(null=True, max_length=40)
        confirmed_at = DateTimeField(null=True)
        confirmed_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        rating = IntegerField(null=True)

        class Meta:
            database = db
            table_name = "whistle_call"
            indexes = ((("whistle", "organisation"), True), (("organisation", "due_at"), False))

    db.create_tables([WhistleCall])

    class CallReport(Model):
        call = ForeignKeyField(WhistleCall, on_delete="RESTRICT")
        step = CharField(max_length=40)
        at = DateTimeField()
        by = ForeignKeyField(Person, on_delete="RESTRICT")
        text = TextField()

        class Meta:
            database = db
            table_name = "call_report"

    db.create_tables([CallReport])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("call_report"))
    migrator.migrate(migrator.drop_table("whistle_call"))
    migrator.migrate(migrator.drop_table("whistle"))
    migrator.migrate(migrator.drop_table("warned"))
    migrator.migrate(migrator.drop_table("early_warning"))
