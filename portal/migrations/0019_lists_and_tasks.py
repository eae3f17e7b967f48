"""Lists of the rule book that a place edits, tasks from above, and how topics were prepared."""

from peewee import (
    BooleanField,
    CharField,
    Database,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Area(Model):
        class Meta:
            database = db
            table_name = "area"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class AdmissionLine(Model):
        list = CharField(max_length=40)
        key = CharField(max_length=40)
        text = CharField(max_length=200)
        admits = BooleanField()
        example = BooleanField(default=False)
        position = IntegerField()
        retired_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "admission_line"
            indexes = ((("list", "key"), True),)

    db.create_tables([AdmissionLine])

    class GradingLine(Model):
        urgency = CharField(max_length=40)
        reach = CharField(max_length=40)
        tier = CharField(max_length=40)
        working_days = IntegerField()
        mode = CharField(max_length=40)
        level = CharField(max_length=40)
        example = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "grading_line"
            indexes = ((("urgency", "reach"), True),)

    db.create_tables([GradingLine])

    class ListChange(Model):
        list = CharField(max_length=40)
        at = DateTimeField()
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_by_name = CharField(max_length=80)
        before = JSONField(default=dict)
        after = JSONField(default=dict)
        reason = TextField()

        class Meta:
            database = db
            table_name = "list_change"

    db.create_tables([ListChange])

    class Task(Model):
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        title = CharField(max_length=200)
        text = TextField()
        sender = CharField(max_length=80)
        sent_by = ForeignKeyField(Person, on_delete="RESTRICT")
        sent_at = DateTimeField(index=True)
        due_on = DateField(null=True)
        state = CharField(max_length=40, default="waiting")
        entry_key = CharField(max_length=40, default="")
        entry_text = CharField(max_length=200, default="")
        reason = TextField(default="")
        decided_at = DateTimeField(null=True)
        decided_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "task"

    db.create_tables([Task])

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class MatterEvent(Model):
        class Meta:
            database = db
            table_name = "matter_event"

    class Preparation(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        event = ForeignKeyField(MatterEvent, unique=True, on_delete="RESTRICT")
        asked = CharField(max_length=200, default="")
        public_asked = CharField(max_length=200, default="")

        class Meta:
            database = db
            table_name = "preparation"

    db.create_tables([Preparation])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("preparation"))
    migrator.migrate(migrator.drop_table("task"))
    migrator.migrate(migrator.drop_table("list_change"))
    migrator.migrate(migrator.drop_table("grading_line"))
    migrator.migrate(migrator.drop_table("admission_line"))
