"""Meetings, agenda items, resolutions, attendance."""

from enum import StrEnum

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField, TimeField

from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Area, Organisation


class MeetingState(StrEnum):
    PLANNED = "planned"  # the agenda can still change
    PUBLISHED = "published"  # agenda closed and public
    OPEN = "open"  # in session
    CLOSED = "closed"


class ItemState(StrEnum):
    LISTED = "listed"
    RESOLVED = "resolved"
    DEFERRED = "deferred"
    REFUSED = "refused"
    EXPLAINED = "explained"


class Meeting(Row):
    """One meeting of one community on one of its deliberation days."""

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    day = DateField()
    starts_at = TimeField()
    venue = CharField(max_length=120)
    state = EnumField(MeetingState, default=MeetingState.PLANNED)
    agenda_closes_on = DateField()
    published_at = DateTimeField(null=True)
    opened_at = DateTimeField(null=True)
    closed_at = DateTimeField(null=True)
    chair = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    minutes = TextField(default="")
    public_minutes = TextField(default="")

    community_id: int
    chair_id: int | None

    class Meta:
        indexes = ((("community", "day"), True), (("state", "day"), False))


class AgendaItem(Row):
    """A matter on a meeting's list. ``urgent_reason`` is public and empty for what came in time."""

    meeting = ForeignKeyField(Meeting, backref="items", on_delete="RESTRICT")
    matter = ForeignKeyField(Matter, on_delete="RESTRICT")
    position = IntegerField()
    state = EnumField(ItemState, default=ItemState.LISTED)
    added_at = DateTimeField()
    urgent_reason = TextField(default="")
    result_text = TextField(default="")  # reason of a deferral or refusal, words of an explanation
    settled_at = DateTimeField(null=True)

    meeting_id: int
    matter_id: int

    class Meta:
        indexes = ((("meeting", "matter"), True), (("matter", "id"), False))


class Resolution(Row):
    """What was agreed, by what count, who does it, by when."""

    item = ForeignKeyField(AgendaItem, unique=True, on_delete="RESTRICT")
    text = TextField()
    public_text = TextField()
    organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
    person_name = CharField(max_length=80)
    due_on = DateField()
    working_days = IntegerField()
    in_favour = IntegerField()
    against = IntegerField()
    abstained = IntegerField()

    item_id: int
    organisation_id: int


class Attendance(Row):
    """Somebody present at a meeting, and as what."""

    meeting = ForeignKeyField(Meeting, backref="attendance", on_delete="RESTRICT")
    name = CharField(max_length=80)
    capacity = CharField(max_length=40)  # resident, party member, property manager, department …

    meeting_id: int

    class Meta:
        indexes = ((("meeting", "name", "capacity"), True),)
