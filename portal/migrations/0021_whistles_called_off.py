"""Whistles that were blown by mistake."""

from peewee import AutoField, Database, ForeignKeyField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Person(Model):
        id = AutoField()

        class Meta:
            database = db
            table_name = "person"

    by = ForeignKeyField(Person, field=Person.id, null=True, on_delete="RESTRICT")
    migrator.migrate(migrator.add_column("whistle", "called_off_by_id", by))
    migrator.migrate(migrator.add_column("whistle", "called_off_because", TextField(default="")))


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("whistle", "whistle_called_off_by_id"))
    migrator.migrate(migrator.drop_column("whistle", "called_off_because"))
    migrator.migrate(migrator.drop_column("whistle", "called_off_by_id"))
