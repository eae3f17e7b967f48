"""What protects people: passages that wait to be read, looks at contact data, erasures, retention."""

from enum import StrEnum

from peewee import CharField, DateTimeField, ForeignKeyField, JSONField, TextField

from portal.domain.policy import PassageKind
from portal.models.base import Row
from portal.models.campaigns import CampaignReply
from portal.models.deliberating import Opinion
from portal.models.fields import EnumField
from portal.models.matters import Matter, MatterEvent, Photo
from portal.models.people import Person
from portal.models.places import Area


class PassageState(StrEnum):
    WAITING = "waiting"  # nobody has read it yet
    SHOWN = "shown"
    WITHHELD = "withheld"


class Cause(StrEnum):
    """Why something is not public, in words that everybody may read."""

    PRIVACY = "privacy"  # it tells who or where somebody is
    FACES = "faces"  # faces or number plates in a photo
    INSULT = "insult"
    ADVERTISING = "advertising"
    UNTRUE = "untrue"
    OTHER = "other"  # said in words of its own


class Passage(Row):
    """Something written or photographed that leaves the house only when somebody has read it.

    It is the gate in front of the ``public_`` columns: those hold what may be seen, this holds what waits to
    get there, and the public cause where it does not. Of the five references the narrowest is set beside
    the matter: an event's text, a photo, a campaign's reply, an opinion; a matter alone means its own words.
    What was public at once has none until somebody takes it back.
    """

    kind = EnumField(PassageKind)
    area = ForeignKeyField(Area, on_delete="RESTRICT")  # whose officers read it
    matter = ForeignKeyField(Matter, null=True, backref="passages", on_delete="RESTRICT")
    event = ForeignKeyField(MatterEvent, null=True, unique=True, on_delete="RESTRICT")
    photo = ForeignKeyField(Photo, null=True, unique=True, on_delete="CASCADE")
    reply = ForeignKeyField(CampaignReply, null=True, unique=True, on_delete="CASCADE")
    opinion = ForeignKeyField(Opinion, null=True, unique=True, on_delete="CASCADE")
    title = CharField(max_length=200, default="")
    text = TextField(default="")
    place = CharField(max_length=200, default="")
    state = EnumField(PassageState, default=PassageState.WAITING)
    cause = EnumField(Cause, null=True)
    reason = TextField(default="")
    written_at = DateTimeField()
    read_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    read_at = DateTimeField(null=True)

    area_id: int
    matter_id: int | None
    event_id: int | None
    photo_id: int | None
    reply_id: int | None
    opinion_id: int | None
    read_by_id: int | None

    class Meta:
        indexes = ((("state", "written_at"), False),)


class ContactLook(Row):
    """Somebody of the office saw a whole number or address."""

    person = ForeignKeyField(Person, backref="looked_at", on_delete="CASCADE")
    looked_by = ForeignKeyField(Person, backref="looks", on_delete="RESTRICT")
    matter = ForeignKeyField(Matter, null=True, on_delete="RESTRICT")
    at = DateTimeField()

    person_id: int
    looked_by_id: int
    matter_id: int | None

    class Meta:
        indexes = ((("person", "at"), False),)


class Erasure(Row):
    """That a person's data was taken out, by whom and at whose wish; of the person nothing is kept here."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")  # an empty row by now
    erased_by = ForeignKeyField(
        Person, null=True, backref="erasures", on_delete="RESTRICT"
    )  # None: retention
    erased_at = DateTimeField()
    reason = TextField()

    person_id: int
    erased_by_id: int | None


class Retained(Row):
    """One night's round of the retention rules: what was let go of, by name of the rule, and how many."""

    at = DateTimeField(index=True)
    figures = JSONField(default=dict)
