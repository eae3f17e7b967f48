"""吹哨报到: whistles, and the departments that were called."""

from enum import StrEnum

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Area, Organisation, Venue


class CheckInWay(StrEnum):
    """How a department showed that it came."""

    PAGE = "page"
    VENUE_CODE = "venue_code"  # scanned on the spot


class CallStep(StrEnum):
    """What is kept of the way of a call. Nothing of it is ever changed."""

    CHECKED_IN = "checked_in"
    PROGRESS = "progress"
    REJECTED = "rejected"  # nobody had come after all: the call stands open again
    CONFIRMED = "confirmed"


class Whistle(Row):
    """A community calls departments: about what, where. ``matter`` where it is about one.

    What the public may read of it stands on the matter's road; the words here stay in the house.
    """

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    matter = ForeignKeyField(Matter, null=True, backref="whistles", on_delete="RESTRICT")
    venue = ForeignKeyField(Venue, null=True, on_delete="RESTRICT")
    place = CharField(max_length=200)
    text = TextField()
    urgent = BooleanField(default=False)
    blown_at = DateTimeField(index=True)
    blown_by = ForeignKeyField(Person, on_delete="RESTRICT")
    closed_at = DateTimeField(null=True)  # all came, or it was called off
    called_off_by = ForeignKeyField(Person, null=True, backref="whistles_called_off", on_delete="RESTRICT")
    called_off_because = TextField(default="")

    community_id: int
    matter_id: int | None
    venue_id: int | None
    blown_by_id: int
    called_off_by_id: int | None


class WhistleCall(Row):
    """One department called by a whistle: its clock, its coming, and how that was rated."""

    whistle = ForeignKeyField(Whistle, backref="calls", on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
    due_at = DateTimeField()
    checked_in_at = DateTimeField(null=True)
    checked_in_by = ForeignKeyField(Person, null=True, backref="check_ins", on_delete="RESTRICT")
    way = EnumField(CheckInWay, null=True)
    confirmed_at = DateTimeField(null=True)
    confirmed_by = ForeignKeyField(Person, null=True, backref="confirmed_check_ins", on_delete="RESTRICT")
    rating = IntegerField(null=True)  # 1 to 5

    whistle_id: int
    organisation_id: int
    checked_in_by_id: int | None
    confirmed_by_id: int | None

    class Meta:
        indexes = ((("whistle", "organisation"), True), (("organisation", "due_at"), False))


class CallReport(Row):
    """What was said on the way of a call, and by whom."""

    call = ForeignKeyField(WhistleCall, backref="reports", on_delete="RESTRICT")
    step = EnumField(CallStep)
    at = DateTimeField()
    by = ForeignKeyField(Person, backref="call_reports", on_delete="RESTRICT")
    text = TextField()

    call_id: int
    by_id: int
