"""Assignments, who helps, extensions, steps, clocks of their own, pauses, hand-overs, escalations."""

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

from portal.domain.terms import HandlingStage, Level, Mode
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Organisation


class Assignment(Row):
    """Who handles a matter, by when. ``round`` 1 is the handling, 2 and on are rectifications."""

    matter = ForeignKeyField(Matter, backref="assignments", on_delete="RESTRICT")
    round = IntegerField(default=1)
    mode = EnumField(Mode)
    organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
    person_name = CharField(max_length=80)
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # where that one works with the portal
    assigned_at = DateTimeField()
    working_days = IntegerField()
    due_on = DateField()
    ended_at = DateTimeField(null=True)

    matter_id: int
    organisation_id: int
    person_id: int | None

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


class Step(Row):
    """A part of the handling with a deadline of its own, perhaps in other hands."""

    assignment = ForeignKeyField(Assignment, backref="steps", on_delete="RESTRICT")
    position = IntegerField()
    text = CharField(max_length=200)
    public_text = CharField(max_length=200)
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    person_name = CharField(max_length=80, default="")
    set_on = DateField()
    due_on = DateField()
    done_at = DateTimeField(null=True)
    done_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")

    assignment_id: int
    organisation_id: int | None
    done_by_id: int | None


class StageClock(Row):
    """The clock of one part of a round of handling: taking it on, visiting the site."""

    assignment = ForeignKeyField(Assignment, backref="clocks", on_delete="RESTRICT")
    stage = EnumField(HandlingStage)
    starts_on = DateField()
    due_on = DateField()
    met_at = DateTimeField(null=True)

    assignment_id: int

    class Meta:
        indexes = ((("assignment", "stage"), True),)


class Pause(Row):
    """A clock that waits for the proposer, and for nobody else.

    ``working_days_left`` is what was left when it stopped, and again when it goes on; on ``resumes_on`` it
    goes on by itself.
    """

    matter = ForeignKeyField(Matter, backref="pauses", on_delete="RESTRICT")
    question = TextField()
    asked_at = DateTimeField()
    asked_by = ForeignKeyField(Person, on_delete="RESTRICT")
    working_days_left = IntegerField()
    resumes_on = DateField()
    answer = TextField(default="")
    ended_at = DateTimeField(null=True)

    matter_id: int
    asked_by_id: int


class Forwarding(Row):
    """转办: the handling went from one organisation or person to another, with the reason."""

    assignment = ForeignKeyField(Assignment, backref="forwardings", on_delete="RESTRICT")
    from_organisation = ForeignKeyField(Organisation, backref="given_away", on_delete="RESTRICT")
    from_person_name = CharField(max_length=80)
    to_organisation = ForeignKeyField(Organisation, backref="taken_over", on_delete="RESTRICT")
    to_person_name = CharField(max_length=80)
    reason = TextField()
    at = DateTimeField()
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")

    assignment_id: int
    from_organisation_id: int
    to_organisation_id: int
    made_by_id: int


class Escalation(Row):
    """That something late was reminded of (``rung`` 0) or went up a level, once for each expired deadline.

    ``fell_on`` is the day on which it was due to happen, whenever the portal came to it.
    """

    matter = ForeignKeyField(Matter, backref="escalations", on_delete="RESTRICT")
    due_on = DateField()  # the deadline that had expired
    rung = IntegerField()
    level = EnumField(Level)
    fell_on = DateField()
    at = DateTimeField()

    matter_id: int

    class Meta:
        indexes = ((("matter", "due_on", "rung"), True),)
