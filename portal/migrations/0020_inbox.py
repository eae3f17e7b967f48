"""Saved filters, answer templates, and who is at work on what."""

from peewee import CharField, Database, DateTimeField, ForeignKeyField, IntegerField, Model, TextField
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

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class AnswerTemplate(Model):
        area = ForeignKeyField(Area, on_delete="RESTRICT")
        action = CharField(max_length=40)
        title = CharField(max_length=80)
        text = TextField()
        made_by = ForeignKeyField(Person, on_delete="RESTRICT")
        made_at = DateTimeField()
        retired_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "answer_template"

    db.create_tables([AnswerTemplate])

    class AtWork(Model):
        matter = ForeignKeyField(Matter, primary_key=True, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")
        since = DateTimeField()
        until = DateTimeField()

        class Meta:
            database = db
            table_name = "at_work"

    db.create_tables([AtWork])

    class SavedFilter(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        name = CharField(max_length=40)
        query = CharField(max_length=400)
        position = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "saved_filter"
            indexes = ((("person", "name"), True),)

    db.create_tables([SavedFilter])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("saved_filter"))
    migrator.migrate(migrator.drop_table("at_work"))
    migrator.migrate(migrator.drop_table("answer_template"))
