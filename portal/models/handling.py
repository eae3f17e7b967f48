"""Assignments, who helps, and extensions."""

from enum import StrEnum

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Organisation


class Mode(StrEnum):
    """自办 代办 联办: by the community itself, on the person's behalf, jointly."""

    OWN = "own"
    ON_BEHALF = "on_behalf"
    JOINT = "joint"


class Assignment(Row):
    """Who handles a matter, by when. ``round`` 1 is the handling, 2 and on are rectifications."""

    matter = ForeignKeyField(Matter, backref="assignments", on_delete="RESTRICT")
    round = IntegerField(default=1)
    mode = EnumField(Mode)
    organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
    person_name = CharField(max_length=80)
    assigned_at = DateTimeField()
    working_days = IntegerField()
    due_on = DateField()
    ended_at = DateTimeField(null=True)

    matter_id: int
    organisation_id: int

    class Meta:
        indexes = ((("matter", "round"), True),)


class AssignmentPartner(Row):
    """An organisation that helps."""

    assignment = ForeignKeyField(Assignment, backref="partners", on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")

    assignment_id: int
    organisation_id: int

    class Meta:
        primary_key = CompositeKey("assignment", "organisation")


class Extension(Row):
    """More time, asked for before expiry, decided by somebody else."""

    assignment = ForeignKeyField(Assignment, backref="extensions", on_delete="RESTRICT")
    working_days = IntegerField()
    reason = TextField()
    asked_by = ForeignKeyField(Person, on_delete="RESTRICT")
    asked_at = DateTimeField()
    decided_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    decided_at = DateTimeField(null=True)
    granted = BooleanField(null=True)
    decision_reason = TextField(default="")

    assignment_id: int
    asked_by_id: int
    decided_by_id: int | None
