"""Notices, wishes about them, and channels of staff groups."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    Database,
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

    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class MatterEvent(Model):
        class Meta:
            database = db
            table_name = "matter_event"

    class Organisation(Model):
        class Meta:
            database = db
            table_name = "organisation"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class NoticeGroup(Model):
        name = CharField(max_length=80)
        area = ForeignKeyField(Area, on_delete="RESTRICT")
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        address = TextField()
        kinds = JSONField(default=list)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "notice_group"

    db.create_tables([NoticeGroup])

    class Notice(Model):
        once = CharField(unique=True, max_length=120)
        kind = CharField(max_length=40)
        way = CharField(max_length=40)
        person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
        group = ForeignKeyField(NoticeGroup, null=True, on_delete="RESTRICT")
        matter = ForeignKeyField(Matter, null=True, on_delete="RESTRICT")
        event = ForeignKeyField(MatterEvent, null=True, on_delete="RESTRICT")
        address = TextField(default="")
        language = CharField(max_length=10, default="")
        facts = JSONField(default=dict)
        state = CharField(max_length=40, default="waiting")
        often = CharField(max_length=40, default="at_once")
        written_at = DateTimeField()
        due_at = DateTimeField()
        tries = IntegerField(default=0)
        error = CharField(max_length=200, default="")
        sent_at = DateTimeField(null=True)
        done_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

        class Meta:
            database = db
            table_name = "notice"
            indexes = ((("state", "due_at"), False),)

    db.create_tables([Notice])

    class NoticeWish(Model):
        person = ForeignKeyField(Person, on_delete="CASCADE")
        kind = CharField(max_length=40)
        way = CharField(max_length=40)
        often = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "notice_wish"
            primary_key = CompositeKey("person", "kind")

    db.create_tables([NoticeWish])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("notice_wish"))
    migrator.migrate(migrator.drop_table("notice"))
    migrator.migrate(migrator.drop_table("notice_group"))
