"""The lists of the rule book that a place edits, and the record of every edit."""

from enum import StrEnum

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.domain.terms import Level, Mode, Reach, Urgency
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.people import Person


class ListName(StrEnum):
    """Which list."""

    TOPICS = "topics"  # what comes before a meeting
    TASKS = "tasks"  # what may be put upon a community from above
    GRADING = "grading"
    CALENDAR = "calendar"  # days off that were announced late


class AdmissionLine(Row):
    """A line of an admission list; ``key`` is what a refusal cites, and stays when the words are mended."""

    list = EnumField(ListName)
    key = CharField(max_length=40)
    text = CharField(max_length=200)
    admits = BooleanField()
    example = BooleanField(default=False)
    position = IntegerField()
    retired_at = DateTimeField(null=True)

    class Meta:
        indexes = ((("list", "key"), True),)


class GradingLine(Row):
    """What follows from how urgent something is and how far it reaches (三快二提一转)."""

    urgency = EnumField(Urgency)
    reach = EnumField(Reach)
    tier = CharField(max_length=40)
    working_days = IntegerField()
    mode = EnumField(Mode)
    level = EnumField(Level)
    example = BooleanField(default=False)

    class Meta:
        indexes = ((("urgency", "reach"), True),)


class ListChange(Row):
    """An edit of a list, in public: what stood before and after, by whom and why."""

    list = EnumField(ListName)
    at = DateTimeField()
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_by_name = CharField(max_length=80)
    before = JSONField(default=dict)
    after = JSONField(default=dict)
    reason = TextField()

    made_by_id: int
