"""Meetings with their items, assignments with their extensions, ratings and visits."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
    TimeField,
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

    class Meeting(Model):
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        day = DateField()
        starts_at = TimeField()
        venue = CharField(max_length=120)
        state = CharField(max_length=40, default="planned")
        agenda_closes_on = DateField()
        published_at = DateTimeField(null=True)
        opened_at = DateTimeField(null=True)
        closed_at = DateTimeField(null=True)
        chair = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        minutes = TextField(default="")
        public_minutes = TextField(default="")

        class Meta:
            database = db
            table_name = "meeting"
            indexes = ((("community", "day"), True), (("state", "day"), False))

    class AgendaItem(Model):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        position = IntegerField()
        state = CharField(max_length=40, default="listed")
        added_at = DateTimeField()
        urgent_reason = TextField(default="")
        result_text = TextField(default="")
        settled_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agenda_item"
            indexes = ((("meeting", "matter"), True), (("matter", "id"), False))

    class Resolution(Model):
        item = ForeignKeyField(AgendaItem, unique=True, on_delete="RESTRICT")
        text = TextField()
        public_text = TextField()
        organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
        person_name = CharField(max_length=80)
        due_on = DateField()
        working_days = IntegerField()
        in_favour = IntegerField()
        against = IntegerField()
        abstained = IntegerField()

        class Meta:
            database = db
            table_name = "resolution"

    class Attendance(Model):
        meeting = ForeignKeyField(Meeting, on_delete="RESTRICT")
        name = CharField(max_length=80)
        capacity = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "attendance"
            indexes = ((("meeting", "name", "capacity"), True),)

    class Assignment(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        round = IntegerField(default=1)
        mode = CharField(max_length=40)
        organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
        person_name = CharField(max_length=80)
        assigned_at = DateTimeField()
        working_days = IntegerField()
        due_on = DateField()
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "assignment"
            indexes = ((("matter", "round"), True),)

    class AssignmentPartner(Model):
        assignment = ForeignKeyField(Assignment, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "assignment_partner"
            primary_key = CompositeKey("assignment", "organisation")

    class Extension(Model):
        assignment = ForeignKeyField(Assignment, on_delete="RESTRICT")
        working_days = IntegerField()
        reason = TextField()
        asked_by = ForeignKeyField(Person, on_delete="RESTRICT")
        asked_at = DateTimeField()
        decided_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        decided_at = DateTimeField(null=True)
        granted = BooleanField(null=True)
        decision_reason = TextField(default="")

        class Meta:
            database = db
            table_name = "extension"

    class Rating(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        round = IntegerField()
        rater = CharField(max_length=80)
        attitude = IntegerField()
        efficiency = IntegerField()
        result = IntegerField()
        effect = IntegerField()
        satisfied = BooleanField()
        words = TextField(default="")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "rating"
            indexes = ((("matter", "round", "rater"), True), (("at",), False))

    class ReturnVisit(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        round = IntegerField()
        due_on = DateField()
        visited_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        visited_at = DateTimeField(null=True)
        satisfied = BooleanField(null=True)
        words = TextField(default="")
        way = CharField(max_length=20, default="")

        class Meta:
            database = db
            table_name = "return_visit"
            indexes = ((("matter", "round"), True), (("visited_at", "due_on"), False))

    db.create_tables(
        [
            Meeting,
            AgendaItem,
            Resolution,
            Attendance,
            Assignment,
            AssignmentPartner,
            Extension,
            Rating,
            ReturnVisit,
        ]
    )


def down(migrator: SchemaMigrator, db: Database) -> None:
    for table in (
        "return_visit",
        "rating",
        "extension",
        "assignment_partner",
        "assignment",
        "attendance",
        "resolution",
        "agenda_item",
        "meeting",
    ):
        migrator.migrate(migrator.drop_table(table))
