"""Meetings, agenda items, resolutions, attendance."""

from enum import StrEnum

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
    TimeField,
)

from portal.domain.terms import Capacity
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Area, Organisation

#: The kind of the meetings that the rule book's first type describes.
ORDINARY = "ordinary"
#: The kind of those that are convened within hours, for what cannot wait (急事急说); every rule book has it.
URGENT = "urgent"


class MeetingState(StrEnum):
    PLANNED = "planned"  # the agenda can still change
    PUBLISHED = "published"  # agenda closed and public
    OPEN = "open"  # in session
    CLOSED = "closed"
    CALLED_OFF = "called_off"


class ItemState(StrEnum):
    LISTED = "listed"
    RESOLVED = "resolved"
    DEFERRED = "deferred"
    REFUSED = "refused"
    EXPLAINED = "explained"
    HANDED_ON = "handed_on"  # straight to whoever can do it, by a meeting that votes on nothing


class ArrivalWay(StrEnum):
    """How somebody was entered as present."""

    LIST = "list"  # by the one who keeps the list
    CARD = "card"
    PHONE = "phone"


class Meeting(Row):
    """One meeting of one community.

    ``kind`` is the key of its type in the rule book. ``planned_for`` is the day that the rule book named and
    never changes, so that a meeting which was moved is not planned a second time; it is empty for one that
    was called when it was wanted. ``sequence`` counts its changes, as calendars want it. ``reason`` is
    public: why it was convened out of turn. ``set_at`` is when it was entered.
    """

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    kind = CharField(max_length=40, default=ORDINARY)
    planned_for = DateField(null=True)
    day = DateField()
    starts_at = TimeField()
    venue = CharField(max_length=120)
    state = EnumField(MeetingState, default=MeetingState.PLANNED)
    agenda_closes_on = DateField()
    published_at = DateTimeField(null=True)
    opened_at = DateTimeField(null=True)
    closed_at = DateTimeField(null=True)
    chair = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    set_at = DateTimeField()
    sequence = IntegerField(default=0)
    reason = TextField(default="")
    minutes = TextField(default="")
    public_minutes = TextField(default="")

    community_id: int
    chair_id: int | None

    class Meta:
        indexes = (
            (("community", "kind", "planned_for"), True),
            (("community", "day"), False),
            (("state", "day"), False),
        )


class AgendaItem(Row):
    """A matter on a meeting's list. ``urgent_reason`` is public and empty for what came in time."""

    meeting = ForeignKeyField(Meeting, backref="items", on_delete="RESTRICT")
    matter = ForeignKeyField(Matter, on_delete="RESTRICT")
    position = IntegerField()
    state = EnumField(ItemState, default=ItemState.LISTED)
    added_at = DateTimeField()
    urgent_reason = TextField(default="")
    result_text = TextField(default="")  # reason of a deferral or refusal, words of an explanation
    taken_at = DateTimeField(null=True)  # when the chair called it up
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


class ReplyState(StrEnum):
    """What somebody who was invited said."""

    WAITING = "waiting"
    COMING = "coming"
    NOT_COMING = "not_coming"
    SENDS_ANOTHER = "sends_another"


class ReplyWay(StrEnum):
    """By what way the reply came."""

    LINK = "link"
    PHONE = "phone"  # said to staff, who entered it


class StandingMember(Row):
    """Somebody who is invited to every meeting of a community: representatives, owners, property, party."""

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    name = CharField(max_length=80)
    capacity = EnumField(Capacity)
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    since = DateField()
    until = DateField(null=True)

    community_id: int
    person_id: int | None
    organisation_id: int | None

    class Meta:
        indexes = ((("community", "until"), False),)


class Invitation(Row):
    """Somebody asked to a meeting. The link to their seat is made from the row, see ``services.seats``.

    ``counts`` says whether the quorum is reckoned with them: an expert asked for one topic does not.
    ``comes_instead`` is who comes when they send another.
    """

    meeting = ForeignKeyField(Meeting, backref="invitations", on_delete="RESTRICT")
    name = CharField(max_length=80)
    capacity = EnumField(Capacity)
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    counts = BooleanField(default=True)
    state = EnumField(ReplyState, default=ReplyState.WAITING)
    comes_instead = CharField(max_length=80, default="")
    words = TextField(default="")
    invited_at = DateTimeField()
    replied_at = DateTimeField(null=True)
    reply_way = EnumField(ReplyWay, null=True)
    entered_by = ForeignKeyField(Person, null=True, backref="entered_replies", on_delete="RESTRICT")

    meeting_id: int
    person_id: int | None
    organisation_id: int | None
    entered_by_id: int | None

    class Meta:
        indexes = ((("meeting", "name", "capacity"), True),)


class Attendance(Row):
    """Somebody present at a meeting, and as what; ``person`` where it is known who it is."""

    meeting = ForeignKeyField(Meeting, backref="attendance", on_delete="RESTRICT")
    name = CharField(max_length=80)
    capacity = CharField(max_length=40)  # resident, party member, property manager, department …
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    invitation = ForeignKeyField(Invitation, null=True, unique=True, on_delete="SET NULL")
    way = EnumField(ArrivalWay, default=ArrivalWay.LIST)
    arrived_at = DateTimeField(null=True)

    meeting_id: int
    person_id: int | None
    invitation_id: int | None

    class Meta:
        indexes = (
            (("meeting", "name", "capacity"), True),
            (("meeting", "person"), True),
        )


class MeetingChange(Row):
    """That a meeting was moved, called off or set anew: what stood before and after, and why."""

    meeting = ForeignKeyField(Meeting, backref="changes", on_delete="RESTRICT")
    at = DateTimeField()
    made_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    before = JSONField(default=dict)
    after = JSONField(default=dict)
    reason = TextField()

    meeting_id: int
    made_by_id: int | None


class MinutesCorrection(Row):
    """A correction of public minutes: both wordings as they were public, by whom, when and why."""

    meeting = ForeignKeyField(Meeting, backref="corrections", on_delete="RESTRICT")
    at = DateTimeField()
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_by_name = CharField(max_length=80)
    before = TextField()
    after = TextField()
    reason = TextField()

    meeting_id: int
    made_by_id: int
