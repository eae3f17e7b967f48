"""Urgency, clocks of parts of the handling, pauses, hand-overs, escalations; estates."""

from peewee import (
    AutoField,
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
        class Meta:
            database = db
            table_name = "area"

    class Assignment(Model):
        class Meta:
            database = db
            table_name = "assignment"

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class Organisation(Model):
        class Meta:
            database = db
            table_name = "organisation"

    class Person(Model):
        id = AutoField()

        class Meta:
            database = db
            table_name = "person"

    class Escalation(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        due_on = DateField()
        rung = IntegerField()
        level = CharField(max_length=40)
        fell_on = DateField()
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "escalation"
            indexes = ((("matter", "due_on", "rung"), True),)

    db.create_tables([Escalation])

    class Estate(Model):
        area = ForeignKeyField(Area, unique=True, on_delete="RESTRICT")
        name = CharField(max_length=80)
        kind = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "estate"

    db.create_tables([Estate])

    class EstateParty(Model):
        estate = ForeignKeyField(Estate, on_delete="CASCADE")
        party = CharField(max_length=40)
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        name = CharField(max_length=80)
        person_name = CharField(max_length=80, default="")
        telephone = CharField(max_length=40, default="")

        class Meta:
            database = db
            table_name = "estate_party"

    db.create_tables([EstateParty])

    class Forwarding(Model):
        assignment = ForeignKeyField(Assignment, on_delete="RESTRICT")
        from_organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
        from_person_name = CharField(max_length=80)
        to_organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
        to_person_name = CharField(max_length=80)
        reason = TextField()
        at = DateTimeField()
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "forwarding"

    db.create_tables([Forwarding])

    class Pause(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        question = TextField()
        asked_at = DateTimeField()
        asked_by = ForeignKeyField(Person, on_delete="RESTRICT")
        working_days_left = IntegerField()
        resumes_on = DateField()
        answer = TextField(default="")
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "pause"

    db.create_tables([Pause])

    class StageClock(Model):
        assignment = ForeignKeyField(Assignment, on_delete="RESTRICT")
        stage = CharField(max_length=40)
        starts_on = DateField()
        due_on = DateField()
        met_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "stage_clock"
            indexes = ((("assignment", "stage"), True),)

    db.create_tables([StageClock])

    class Step(Model):
        assignment = ForeignKeyField(Assignment, on_delete="RESTRICT")
        position = IntegerField()
        text = CharField(max_length=200)
        public_text = CharField(max_length=200)
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        person_name = CharField(max_length=80, default="")
        set_on = DateField()
        due_on = DateField()
        done_at = DateTimeField(null=True)
        done_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "step"

    db.create_tables([Step])

    migrator.migrate(migrator.add_column("matter", "due_from", DateField(null=True)))
    migrator.migrate(migrator.add_column("matter", "waits_since", DateField(null=True)))
    migrator.migrate(migrator.add_column("matter", "urgency", CharField(null=True, max_length=40)))
    migrator.migrate(migrator.add_column("matter", "reach", CharField(null=True, max_length=40)))
    migrator.migrate(migrator.add_column("matter", "begin_by", DateTimeField(null=True)))
    migrator.migrate(migrator.add_column("matter", "level", CharField(null=True, max_length=40)))
    migrator.migrate(
        migrator.add_column(
            "assignment",
            "person_id",
            ForeignKeyField(Person, field=Person.id, null=True, on_delete="RESTRICT"),
        )
    )

    _reckon_where_clocks_began(db)


def _reckon_where_clocks_began(db: Database) -> None:
    """A clock that runs began with the round of handling under way, with the outcome, or when it came in."""
    db.execute_sql(
        "UPDATE matter SET due_from = (SELECT MAX(DATE(assigned_at)) FROM assignment"
        " WHERE matter_id = matter.id AND ended_at IS NULL) WHERE state IN ('handling', 'rectifying')"
    )
    db.execute_sql("UPDATE matter SET due_from = DATE(closed_at) WHERE state = 'rating'")
    db.execute_sql("UPDATE matter SET due_from = DATE(raised_at) WHERE state = 'received'")


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("assignment", "assignment_person_id"))
    migrator.migrate(migrator.drop_column("assignment", "person_id"))
    migrator.migrate(migrator.drop_column("matter", "level"))
    migrator.migrate(migrator.drop_column("matter", "begin_by"))
    migrator.migrate(migrator.drop_column("matter", "reach"))
    migrator.migrate(migrator.drop_column("matter", "urgency"))
    migrator.migrate(migrator.drop_column("matter", "waits_since"))
    migrator.migrate(migrator.drop_column("matter", "due_from"))
    migrator.migrate(migrator.drop_table("step"))
    migrator.migrate(migrator.drop_table("stage_clock"))
    migrator.migrate(migrator.drop_table("pause"))
    migrator.migrate(migrator.drop_table("forwarding"))
    migrator.migrate(migrator.drop_table("estate_party"))
    migrator.migrate(migrator.drop_table("estate"))
    migrator.migrate(migrator.drop_table("escalation"))
