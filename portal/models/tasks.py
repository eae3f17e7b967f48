"""What is put upon a community from above."""

from enum import StrEnum

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, TextField

from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.people import Person
from portal.models.places import Area


class TaskState(StrEnum):
    """Where a task sent down stands."""

    WAITING = "waiting"
    TAKEN_ON = "taken_on"
    REFUSED = "refused"  # not on the admission list
    TAKEN_BACK = "taken_back"  # by whoever sent it


class Task(Row):
    """Work that a department or the street asks a community to do, and what the community said.

    ``entry_key`` is the entry of the list by which it was refused, ``entry_text`` its words at that time.
    """

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    title = CharField(max_length=200)
    text = TextField()
    sender = CharField(max_length=80)
    sent_by = ForeignKeyField(Person, backref="sent_tasks", on_delete="RESTRICT")
    sent_at = DateTimeField(index=True)
    due_on = DateField(null=True)
    state = EnumField(TaskState, default=TaskState.WAITING)
    entry_key = CharField(max_length=40, default="")
    entry_text = CharField(max_length=200, default="")
    reason = TextField(default="")
    decided_at = DateTimeField(null=True)
    decided_by = ForeignKeyField(Person, null=True, backref="decided_tasks", on_delete="RESTRICT")

    community_id: int
    sent_by_id: int
    decided_by_id: int | None
