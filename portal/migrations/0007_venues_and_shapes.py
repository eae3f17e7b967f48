"""Venues, shapes of areas, where a matter is, and through which duplicate a support came."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Database,
    DateTimeField,
    FloatField,
    ForeignKeyField,
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
        id = AutoField()

        class Meta:
            database = db
            table_name = "matter"

    class AreaShape(Model):
        area = ForeignKeyField(Area, primary_key=True, on_delete="CASCADE")
        geometry = TextField()
        west = FloatField()
        south = FloatField()
        east = FloatField()
        north = FloatField()
        source = CharField(max_length=200, default="")
        drawn_at = DateTimeField()

        class Meta:
            database = db
            table_name = "area_shape"

    db.create_tables([AreaShape])

    class Venue(Model):
        id = AutoField()
        code = CharField(unique=True, max_length=12)
        kind = CharField(max_length=40)
        community = ForeignKeyField(Area, on_delete="RESTRICT")
        name = CharField(max_length=120)
        address = CharField(max_length=200)
        opening_hours = CharField(max_length=120)
        telephone = CharField(max_length=40, default="")
        longitude = FloatField(null=True)
        latitude = FloatField(null=True)
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "venue"

    db.create_tables([Venue])

    migrator.migrate(migrator.add_column("matter", "longitude", FloatField(null=True)))
    migrator.migrate(migrator.add_column("matter", "latitude", FloatField(null=True)))
    migrator.migrate(migrator.add_column("matter", "located", CharField(null=True, max_length=40)))
    migrator.migrate(
        migrator.add_column(
            "matter", "venue_id", ForeignKeyField(Venue, field=Venue.id, null=True, on_delete="RESTRICT")
        )
    )
    migrator.migrate(
        migrator.add_column(
            "support", "via_id", ForeignKeyField(Matter, field=Matter.id, null=True, on_delete="RESTRICT")
        )
    )


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("support", "support_via_id"))
    migrator.migrate(migrator.drop_index("matter", "matter_venue_id"))
    migrator.migrate(migrator.drop_column("support", "via_id"))
    migrator.migrate(migrator.drop_column("matter", "venue_id"))
    migrator.migrate(migrator.drop_column("matter", "located"))
    migrator.migrate(migrator.drop_column("matter", "latitude"))
    migrator.migrate(migrator.drop_column("matter", "longitude"))
    migrator.migrate(migrator.drop_table("venue"))
    migrator.migrate(migrator.drop_table("area_shape"))
