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


class Whistle(Row):
    """A community calls departments: about what, where. ``matter`` where it is about one."""

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    matter = ForeignKeyField(Matter, null=True, backref="whistles", on_delete="RESTRICT")
    venue = ForeignKeyField(Venue, null=True, on_delete="RESTRICT")
    place = CharField(max_length=200)
    text = TextField()
    public_text = TextField()
    urgent = BooleanField(default=False)
    blown_at = DateTimeField(index=True)
    blown_by = ForeignKeyField(Person, on_delete="RESTRICT")
    closed_at = DateTimeField(null=True)

    community_id: int
    matter_id: int | None
    venue_id: int | None
    blown_by_id: int


class WhistleCall(Row):
    """One department called by a whistle: its clock, its coming, what it does, and how that was rated."""

    whistle = ForeignKeyField(Whistle, backref="calls", on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, on_delete="RESTRICT")
    due_at = DateTimeField()
    checked_in_at = DateTimeField(null=True)
    checked_in_by = ForeignKeyField(Person, null=True, backref="check_ins", on_delete="RESTRICT")
    way = EnumField(CheckInWay, null=True)
    doing = TextField(default="")
    public_doing = TextField(default="")
    confirmed_at = DateTimeField(null=True)
    confirmed_by = ForeignKeyField(Person, null=True, backref="confirmed_check_ins", on_delete="RESTRICT")
    rating = IntegerField(null=True)  # 1 to 5
    words = TextField(default="")

    whistle_id: int
    organisation_id: int
    checked_in_by_id: int | None
    confirmed_by_id: int | None

    class Meta:
        indexes = ((("whistle", "organisation"), True), (("organisation", "due_at"), False))
