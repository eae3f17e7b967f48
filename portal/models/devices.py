"""Kiosks, calls for help, and what is carried on from a kiosk by phone."""

from peewee import BooleanField, CharField, DateTimeField, FloatField, ForeignKeyField, JSONField

from portal.models.base import Row
from portal.models.fields import SealedField
from portal.models.people import Person
from portal.models.places import Area


class Kiosk(Row):
    """A touch screen in a hall, registered by staff. Its browser holds the token and sees kiosk pages only.

    Until it is paired, ``token_hash`` is that of the pairing code, which holds until ``pair_by``; from then
    on it is that of the browser's token. ``px_per_mm`` is how many CSS pixels make a millimetre on its glass.
    """

    name = CharField(max_length=80)
    community = ForeignKeyField(Area, on_delete="RESTRICT")
    place = CharField(max_length=120)
    token_hash = CharField(max_length=64, unique=True)
    pair_by = DateTimeField(null=True)
    px_per_mm = FloatField(default=3.0)
    has_printer = BooleanField(default=False)
    registered_by = ForeignKeyField(Person, on_delete="RESTRICT")
    registered_at = DateTimeField()
    seen_at = DateTimeField(null=True)
    retired_at = DateTimeField(null=True)

    community_id: int
    registered_by_id: int


class HandOver(Row):
    """Something begun at a kiosk, to be carried on by phone or by the staff: good for minutes, by phone once.

    The address in the QR code holds the token and nothing else; what was begun lies here, sealed.
    """

    token_hash = CharField(max_length=64, unique=True)
    kiosk = ForeignKeyField(Kiosk, null=True, on_delete="RESTRICT")
    begun = SealedField()  # JSON
    made_at = DateTimeField()
    expires_at = DateTimeField()
    used_at = DateTimeField(null=True)

    kiosk_id: int | None


class HelpCall(Row):
    """Somebody at a kiosk asked for a person. ``step`` is the page they stood at, without what they wrote.

    ``handed`` is what they had begun and gave to the staff to finish, if they did.
    """

    kiosk = ForeignKeyField(Kiosk, null=True, on_delete="RESTRICT")
    community = ForeignKeyField(Area, on_delete="RESTRICT")
    step = CharField(max_length=120)
    handed = ForeignKeyField(HandOver, null=True, on_delete="SET NULL")
    called_at = DateTimeField()
    asked = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # whose turn it is to come
    asked_at = DateTimeField()
    passed_by = JSONField(default=list)  # ids of those who did not come in time
    answered_by = ForeignKeyField(Person, null=True, backref="answered_calls", on_delete="RESTRICT")
    answered_at = DateTimeField(null=True)

    kiosk_id: int | None
    community_id: int
    handed_id: int | None
    asked_id: int | None
    answered_by_id: int | None

    class Meta:
        indexes = ((("community", "answered_at"), False),)
