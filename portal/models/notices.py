"""Notices, who wants which how often, and the channels of staff groups."""

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
)

from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often
from portal.models.base import Row
from portal.models.fields import EnumField, SealedField
from portal.models.matters import Matter, MatterEvent
from portal.models.people import Person
from portal.models.places import Area, Organisation


class NoticeGroup(Row):
    """A group of staff who are told together. ``address`` is Apprise's URL of their channel, secret inside.

    It hears of the matters of its area, or only of those that its organisation handles.
    """

    name = CharField(max_length=80)
    area = ForeignKeyField(Area, on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    address = SealedField()
    kinds = JSONField(default=list)
    active = BooleanField(default=True)

    area_id: int
    organisation_id: int | None


class Notice(Row):
    """Something to be told to one person or one group, written in the transaction of what it tells.

    ``once`` names what is told to whom by which way, so that nobody is told twice. ``address`` is where it
    goes, sealed, and emptied when it has gone; ``facts`` are what its words are made of.
    """

    once = CharField(max_length=120, unique=True)
    kind = EnumField(NoticeKind)
    way = EnumField(NoticeWay)
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    group = ForeignKeyField(NoticeGroup, null=True, on_delete="RESTRICT")
    matter = ForeignKeyField(Matter, null=True, on_delete="RESTRICT")
    event = ForeignKeyField(MatterEvent, null=True, on_delete="RESTRICT")
    address = SealedField(default="")
    language = CharField(max_length=10, default="")
    facts = JSONField(default=dict)
    state = EnumField(NoticeState, default=NoticeState.WAITING)
    often = EnumField(Often, default=Often.AT_ONCE)
    written_at = DateTimeField()
    due_at = DateTimeField()  # not before: quiet hours, the digest, the next try
    tries = IntegerField(default=0)
    error = CharField(max_length=200, default="")
    sent_at = DateTimeField(null=True)
    done_by = ForeignKeyField(Person, null=True, backref="calls_made", on_delete="RESTRICT")  # who called

    person_id: int | None
    group_id: int | None
    matter_id: int | None
    event_id: int | None
    done_by_id: int | None

    class Meta:
        indexes = ((("state", "due_at"), False),)


class NoticeWish(Row):
    """How often a person wants to hear of a kind of thing, and by which way; else the default holds."""

    person = ForeignKeyField(Person, backref="notice_wishes", on_delete="CASCADE")
    kind = EnumField(NoticeKind)
    way = EnumField(NoticeWay)
    often = EnumField(Often)

    person_id: int

    class Meta:
        primary_key = CompositeKey("person", "kind")
