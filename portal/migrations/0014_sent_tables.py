"""Tables sent in bulk, and their lines that were refused."""

from peewee import AutoField, CharField, Database, ForeignKeyField, IntegerField, JSONField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Area(Model):
        id = AutoField()

        class Meta:
            database = db
            table_name = "area"

    class ImportRun(Model):
        class Meta:
            database = db
            table_name = "import_run"

    class Person(Model):
        id = AutoField()

        class Meta:
            database = db
            table_name = "person"

    class RefusedLine(Model):
        run = ForeignKeyField(ImportRun, on_delete="CASCADE")
        line = IntegerField()
        cells = TextField()
        rule = CharField(max_length=40)
        facts = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "refused_line"
            indexes = ((("run", "line"), True),)

    db.create_tables([RefusedLine])

    class SentTable(Model):
        run = ForeignKeyField(ImportRun, primary_key=True, on_delete="CASCADE")
        table = TextField()

        class Meta:
            database = db
            table_name = "sent_table"

    db.create_tables([SentTable])

    area = ForeignKeyField(Area, field=Area.id, null=True, on_delete="RESTRICT")
    sender = ForeignKeyField(Person, field=Person.id, null=True, on_delete="RESTRICT")
    migrator.migrate(migrator.add_column("import_run", "file_name", CharField(max_length=200, default="")))
    migrator.migrate(migrator.add_column("import_run", "state", CharField(max_length=40, default="running")))
    migrator.migrate(migrator.add_column("import_run", "headings", JSONField(null=True)))
    migrator.migrate(migrator.add_column("import_run", "columns", JSONField(null=True)))
    migrator.migrate(migrator.add_column("import_run", "area_id", area))
    migrator.migrate(migrator.add_column("import_run", "sent_by_id", sender))
    migrator.migrate(migrator.add_column("import_run", "lines", IntegerField(default=0)))
    migrator.migrate(migrator.add_index("import_run", ("state", "id")))


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("import_run", "import_run_state_id"))
    migrator.migrate(migrator.drop_index("import_run", "import_run_sent_by_id"))
    migrator.migrate(migrator.drop_index("import_run", "import_run_area_id"))
    migrator.migrate(migrator.drop_column("import_run", "lines"))
    migrator.migrate(migrator.drop_column("import_run", "sent_by_id"))
    migrator.migrate(migrator.drop_column("import_run", "area_id"))
    migrator.migrate(migrator.drop_column("import_run", "columns"))
    migrator.migrate(migrator.drop_column("import_run", "headings"))
    migrator.migrate(migrator.drop_column("import_run", "state"))
    migrator.migrate(migrator.drop_column("import_run", "file_name"))
    migrator.migrate(migrator.drop_table("sent_table"))
    migrator.migrate(migrator.drop_table("refused_line"))
