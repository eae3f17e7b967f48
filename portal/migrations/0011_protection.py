"""Passages that wait to be read, looks at contact data, erasures."""

from peewee import CharField, Database, DateTimeField, ForeignKeyField, JSONField, Model, TextField
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Area(Model):
        class Meta:
            database = db
            table_name = "area"

    class CampaignReply(Model):
        class Meta:
            database = db
            table_name = "campaign_reply"

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class MatterEvent(Model):
        class Meta:
            database = db
            table_name = "matter_event"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Photo(Model):
        class Meta:
            database = db
            table_name = "photo"

    class ContactLook(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        looked_by = ForeignKeyField(Person, on_delete="RESTRICT")
        matter = ForeignKeyField(Matter, null=True, on_delete="RESTRICT")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "contact_look"
            indexes = ((("person", "at"), False),)

    db.create_tables([ContactLook])

    class Erasure(Model):
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        erased_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        erased_at = DateTimeField()
        reason = TextField()

        class Meta:
            database = db
            table_name = "erasure"

    db.create_tables([Erasure])

    class Retained(Model):
        at = DateTimeField(index=True)
        figures = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "retained"

    db.create_tables([Retained])

    class Passage(Model):
        kind = CharField(max_length=40)
        area = ForeignKeyField(Area, on_delete="RESTRICT")
        matter = ForeignKeyField(Matter, null=True, on_delete="RESTRICT")
        event = ForeignKeyField(MatterEvent, unique=True, null=True, on_delete="RESTRICT")
        photo = ForeignKeyField(Photo, unique=True, null=True, on_delete="CASCADE")
        reply = ForeignKeyField(CampaignReply, unique=True, null=True, on_delete="CASCADE")
        title = CharField(max_length=200, default="")
        text = TextField(default="")
        place = CharField(max_length=200, default="")
        state = CharField(max_length=40, default="waiting")
        cause = CharField(max_length=40, null=True)
        reason = TextField(default="")
        written_at = DateTimeField()
        read_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        read_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "passage"
            indexes = ((("state", "written_at"), False),)

    db.create_tables([Passage])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("passage"))
    migrator.migrate(migrator.drop_table("retained"))
    migrator.migrate(migrator.drop_table("erasure"))
    migrator.migrate(migrator.drop_table("contact_look"))
