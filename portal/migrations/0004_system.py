"""The revision, with its one row, and what was imported."""

from peewee import (
    BigIntegerField,
    CharField,
    CompositeKey,
    Database,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class Revision(Model):
        number = BigIntegerField()

        class Meta:
            database = db
            table_name = "revision"

    class ImportedRow(Model):
        source = CharField(max_length=120)
        key = CharField(max_length=120)
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        imported_at = DateTimeField()

        class Meta:
            database = db
            table_name = "imported_row"
            primary_key = CompositeKey("source", "key")

    class ImportRun(Model):
        source = CharField(max_length=120)
        started_at = DateTimeField()
        finished_at = DateTimeField(null=True)
        imported = IntegerField(default=0)
        known = IntegerField(default=0)
        refused = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "import_run"

    db.create_tables([Revision, ImportedRow, ImportRun])
    Revision.insert(number=0).execute()


def down(migrator: SchemaMigrator, db: Database) -> None:
    for table in (
        "import_run",
        "imported_row",
        "revision",
    ):
        migrator.migrate(migrator.drop_table(table))
