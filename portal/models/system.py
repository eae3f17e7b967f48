"""What the house keeps about itself: its revision, and what was imported."""

from peewee import BigIntegerField, CharField, CompositeKey, DateTimeField, ForeignKeyField, IntegerField

from portal.models.base import Row
from portal.models.matters import Matter


class Revision(Row):
    """One row: how many writes were committed (see ``db.revision``)."""

    number = BigIntegerField()


class ImportedRow(Row):
    """A row of a file that became a matter, so that running the import again brings nothing twice."""

    source = CharField(max_length=120)
    key = CharField(max_length=120)
    matter = ForeignKeyField(Matter, on_delete="RESTRICT")
    imported_at = DateTimeField()

    matter_id: int

    class Meta:
        primary_key = CompositeKey("source", "key")


class ImportRun(Row):
    """One run of an import and what came of it."""

    source = CharField(max_length=120)
    started_at = DateTimeField()
    finished_at = DateTimeField(null=True)
    imported = IntegerField(default=0)
    known = IntegerField(default=0)
    refused = IntegerField(default=0)
