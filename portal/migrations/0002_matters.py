"""Matters, their events, supports, photos, numbers and counts."""

from peewee import (
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
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

    class Organisation(Model):
        class Meta:
            database = db
            table_name = "organisation"

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class Matter(Model):
        number = CharField(unique=True, max_length=24)
        code_hash = CharField(max_length=64, unique=True)
        kind = CharField(max_length=40)
        channel = CharField(max_length=40)
        category = CharField(max_length=40, default="")
        title = CharField(max_length=200)
        body = TextField()
        place = CharField(max_length=200, default="")
        public_title = CharField(max_length=200)
        public_body = TextField()
        public_place = CharField(max_length=200, default="")
        private = BooleanField(default=False)
        area = ForeignKeyField(Area, on_delete="RESTRICT")
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        proposer = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        wants_reply = CharField(max_length=10, default="none")
        received_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        raised_at = DateTimeField()
        state = CharField(max_length=40)
        board_column = CharField(null=True, max_length=40)
        outcome = CharField(null=True, max_length=40)
        due_on = DateField(null=True)
        organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
        merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        support_count = IntegerField(default=0)
        closed_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "matter"
            indexes = (
                (("board_column", "raised_at", "id"), False),
                (("community", "board_column", "raised_at", "id"), False),
                (("community", "state", "due_on"), False),
                (("organisation", "state", "due_on"), False),
                (("state", "due_on"), False),
            )

    class MatterEvent(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        at = DateTimeField()
        action = CharField(max_length=40)
        state = CharField(max_length=40)
        actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        actor_name = CharField(max_length=80, default="")
        text = TextField(default="")
        public_text = TextField(default="")
        public = BooleanField(default=True)
        due_on = DateField(null=True)
        data = JSONField(default=dict)

        class Meta:
            database = db
            table_name = "matter_event"
            indexes = ((("matter", "id"), False), (("community", "action", "at"), False))

    class Support(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        supporter = CharField(max_length=80)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "support"
            indexes = ((("matter", "supporter"), True), (("supporter", "id"), False))

    class Photo(Model):
        matter = ForeignKeyField(Matter, on_delete="RESTRICT")
        event = ForeignKeyField(MatterEvent, null=True, on_delete="RESTRICT")
        name = CharField(unique=True, max_length=40)
        width = IntegerField()
        height = IntegerField()
        public = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "photo"

    class PhotoImage(Model):
        photo = ForeignKeyField(Photo, primary_key=True, on_delete="CASCADE")
        large = BlobField()
        small = BlobField()

        class Meta:
            database = db
            table_name = "photo_image"

    class NumberSeries(Model):
        prefix = CharField(max_length=12)
        year = IntegerField()
        last = IntegerField()

        class Meta:
            database = db
            table_name = "number_series"
            primary_key = CompositeKey("prefix", "year")

    class BoardCount(Model):
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        board_column = CharField(max_length=40)
        number = IntegerField(default=0)

        class Meta:
            database = db
            table_name = "board_count"
            primary_key = CompositeKey("community", "board_column")

    db.create_tables([Matter, MatterEvent, Support, Photo, PhotoImage, NumberSeries, BoardCount])


def down(migrator: SchemaMigrator, db: Database) -> None:
    for table in (
        "board_count",
        "number_series",
        "photo_image",
        "photo",
        "support",
        "matter_event",
        "matter",
    ):
        migrator.migrate(migrator.drop_table(table))
