"""Kiosks, calls for help, what is carried on by phone, and cards."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    Database,
    DateTimeField,
    FloatField,
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

    class Card(Model):
        serial = CharField(unique=True, max_length=24)
        secret_hash = CharField(unique=True, max_length=64)
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        household = TextField(default="")
        pin_hash = CharField(max_length=200, default="")
        wrong_pins = IntegerField(default=0)
        issued_by = ForeignKeyField(Person, on_delete="RESTRICT")
        issued_at = DateTimeField()
        printed_at = DateTimeField(null=True)
        revoked_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        revoked_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "card"

    db.create_tables([Card])

    class CardHolder(Model):
        card = ForeignKeyField(Card, on_delete="CASCADE")
        person = ForeignKeyField(Person, on_delete="CASCADE")

        class Meta:
            database = db
            table_name = "card_holder"
            primary_key = CompositeKey("card", "person")

    db.create_tables([CardHolder])

    class Kiosk(Model):
        name = CharField(max_length=80)
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        place = CharField(max_length=120)
        token_hash = CharField(unique=True, max_length=64)
        pair_by = DateTimeField(null=True)
        px_per_mm = FloatField(default=3.0)
        has_printer = BooleanField(default=False)
        registered_by = ForeignKeyField(Person, on_delete="RESTRICT")
        registered_at = DateTimeField()
        seen_at = DateTimeField(null=True)
        retired_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "kiosk"

    db.create_tables([Kiosk])

    class HandOver(Model):
        token_hash = CharField(unique=True, max_length=64)
        kiosk = ForeignKeyField(Kiosk, null=True, on_delete="RESTRICT")
        begun = TextField()
        made_at = DateTimeField()
        expires_at = DateTimeField()
        used_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "hand_over"

    db.create_tables([HandOver])

    class HelpCall(Model):
        kiosk = ForeignKeyField(Kiosk, null=True, on_delete="RESTRICT")
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        step = CharField(max_length=120)
        handed = ForeignKeyField(HandOver, null=True, on_delete="SET NULL")
        called_at = DateTimeField()
        asked = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        asked_at = DateTimeField()
        passed_by = JSONField(default=list)
        answered_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
        answered_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "help_call"
            indexes = ((("community", "answered_at"), False),)

    db.create_tables([HelpCall])


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_table("help_call"))
    migrator.migrate(migrator.drop_table("hand_over"))
    migrator.migrate(migrator.drop_table("kiosk"))
    migrator.migrate(migrator.drop_table("card_holder"))
    migrator.migrate(migrator.drop_table("card"))
