"""Tables of matters sent in bulk: the runs, what they hold until they are taken in, what was refused."""

from enum import StrEnum

from peewee import CharField, CompositeKey, DateTimeField, ForeignKeyField, IntegerField, JSONField

from portal.models.base import Row
from portal.models.fields import EnumField, SealedField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Area


class ImportState(StrEnum):
    SENT = "sent"  # its columns are still to be named
    WAITING = "waiting"  # to be taken in by the worker
    RUNNING = "running"
    FINISHED = "finished"


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
    """One run of an import and what came of it. ``columns`` are positions by ``Column``, if named here."""

    source = CharField(max_length=120)
    file_name = CharField(max_length=200, default="")
    state = EnumField(ImportState, default=ImportState.RUNNING)
    headings = JSONField(null=True)
    columns = JSONField(null=True)
    area = ForeignKeyField(Area, null=True, on_delete="RESTRICT")
    sent_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    started_at = DateTimeField()
    finished_at = DateTimeField(null=True)
    lines = IntegerField(default=0)
    imported = IntegerField(default=0)
    known = IntegerField(default=0)
    refused = IntegerField(default=0)

    area_id: int | None
    sent_by_id: int | None

    class Meta:
        indexes = ((("state", "id"), False),)


class SentTable(Row):
    """The table itself, sealed, from when it was sent until it was taken in."""

    run = ForeignKeyField(ImportRun, primary_key=True, on_delete="CASCADE")
    table = SealedField()  # JSON: headings, lines

    run_id: int


class RefusedLine(Row):
    """A line that was refused, as it came, and by which rule, so that it can be mended and sent again."""

    run = ForeignKeyField(ImportRun, on_delete="CASCADE")
    line = IntegerField()  # as a person counts: the first below the headings is 1
    cells = SealedField()  # JSON
    rule = CharField(max_length=40)
    facts = JSONField(default=dict)

    run_id: int

    class Meta:
        indexes = ((("run", "line"), True),)
