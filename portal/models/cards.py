"""联心卡: cards that sign their holders in at a kiosk."""

from peewee import CharField, CompositeKey, DateTimeField, ForeignKeyField, IntegerField

from portal.models.base import Row
from portal.models.fields import SealedField
from portal.models.people import Person
from portal.models.places import Area


class Card(Row):
    """A printed card. Its QR code holds a secret of which only the hash is kept; printing gives a new one.

    ``serial`` is for talking of it. A household's card has several holders, who say at
    the kiosk which of them it is.
    """

    serial = CharField(max_length=24, unique=True)
    secret_hash = CharField(max_length=64, unique=True)
    community = ForeignKeyField(Area, on_delete="RESTRICT")
    household = SealedField(default="")  # what the card says of the household; empty for one person's
    pin_hash = CharField(max_length=200, default="")  # empty where no PIN is wanted
    wrong_pins = IntegerField(default=0)  # in a row; too many lock the card until staff give a new PIN
    issued_by = ForeignKeyField(Person, on_delete="RESTRICT")
    issued_at = DateTimeField()
    printed_at = DateTimeField(null=True)  # the last time
    revoked_by = ForeignKeyField(Person, null=True, backref="revoked_cards", on_delete="RESTRICT")
    revoked_at = DateTimeField(null=True)

    community_id: int
    issued_by_id: int
    revoked_by_id: int | None


class CardHolder(Row):
    """Somebody whom a card signs in."""

    card = ForeignKeyField(Card, backref="holders", on_delete="CASCADE")
    person = ForeignKeyField(Person, backref="cards", on_delete="CASCADE")

    card_id: int
    person_id: int

    class Meta:
        primary_key = CompositeKey("card", "person")
