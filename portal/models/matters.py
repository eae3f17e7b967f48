"""Matters, their events, supports, photos; the numbers and counts that go with them."""

from peewee import (
    BlobField,
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
)

from portal.domain.stages import Action, Outcome, Stage, State
from portal.domain.terms import Channel, Level, Located, MatterKind, Reach, Urgency
from portal.models.base import Row
from portal.models.categories import Category
from portal.models.fields import EnumField
from portal.models.people import Person
from portal.models.places import Area, Organisation, Venue


class Matter(Row):
    """Whatever a person raises, and where it stands now.

    ``title``, ``body`` and ``place`` are what was written; only the ``public_`` ones leave the house.
    ``board_column`` is where it hangs in, None when it does not hang. ``due_on`` is the day of the
    clock that runs now: first answer, handling, or end of rating; ``due_from`` is the day from which its
    working days count. ``waits_since`` is set while it waits for the proposer and no clock runs. ``begin_by``
    is until when something urgent must be begun, ``level`` how far it went up when it was late.
    """

    number = CharField(max_length=24, unique=True)
    code_hash = CharField(max_length=64, unique=True)
    kind = EnumField(MatterKind)
    channel = EnumField(Channel)
    category = ForeignKeyField(Category, null=True, on_delete="RESTRICT")
    title = CharField(max_length=200)
    body = TextField()
    place = CharField(max_length=200, default="")
    public_title = CharField(max_length=200)
    public_body = TextField()
    public_place = CharField(max_length=200, default="")
    longitude = FloatField(null=True)  # WGS84; never shown nearer than its grid
    latitude = FloatField(null=True)
    located = EnumField(Located, null=True)
    venue = ForeignKeyField(Venue, null=True, on_delete="RESTRICT")  # whose poster was scanned
    private = BooleanField(default=False)
    area = ForeignKeyField(Area, on_delete="RESTRICT")
    community = ForeignKeyField(Area, on_delete="RESTRICT")
    proposer = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    wants_reply = CharField(max_length=10, default="none")  # none, sms, call
    received_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")  # who took it in for the proposer
    raised_at = DateTimeField()
    state = EnumField(State)
    board_column = EnumField(Stage, null=True)
    outcome = EnumField(Outcome, null=True)
    due_from = DateField(null=True)
    due_on = DateField(null=True)
    waits_since = DateField(null=True)
    urgency = EnumField(Urgency, null=True)
    reach = EnumField(Reach, null=True)
    begin_by = DateTimeField(null=True)
    level = EnumField(Level, null=True)
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")  # who leads the handling
    merged_into = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    support_count = IntegerField(default=0)
    closed_at = DateTimeField(null=True)  # when the outcome was reached

    category_id: int | None
    venue_id: int | None
    area_id: int
    community_id: int
    proposer_id: int | None
    received_by_id: int | None
    organisation_id: int | None
    merged_into_id: int | None

    class Meta:
        indexes = (
            (("board_column", "raised_at", "id"), False),
            (("community", "board_column", "raised_at", "id"), False),
            (("community", "state", "due_on"), False),
            (("organisation", "state", "due_on"), False),
            (("state", "due_on"), False),
        )


class MatterEvent(Row):
    """Something that happened to a matter. Appended, never changed, but for what of it the public reads.

    ``due_on`` is the deadline in force when it happened, so punctuality can be told from events alone.
    """

    matter = ForeignKeyField(Matter, on_delete="RESTRICT")
    community = ForeignKeyField(Area, on_delete="RESTRICT")
    at = DateTimeField()
    action = EnumField(Action)
    state = EnumField(State)  # the state it led to
    actor = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    actor_name = CharField(max_length=80, default="")
    text = TextField(default="")
    public_text = TextField(default="")
    public = BooleanField(default=True)
    due_on = DateField(null=True)
    data = JSONField(default=dict)

    matter_id: int
    community_id: int
    actor_id: int | None

    class Meta:
        indexes = (
            (("matter", "id"), False),
            (("community", "action", "at"), False),
        )


class Support(Row):
    """One person, one matter, once. ``supporter`` is ``p:<person id>`` or a hash of the browser's token.

    ``via`` is the duplicate through which it came along, and with which it goes when that is unlinked.
    """

    matter = ForeignKeyField(Matter, on_delete="RESTRICT")
    supporter = CharField(max_length=80)
    at = DateTimeField()
    via = ForeignKeyField(Matter, null=True, backref="carried", on_delete="RESTRICT")

    matter_id: int
    via_id: int | None

    class Meta:
        indexes = (
            (("matter", "supporter"), True),
            (("supporter", "id"), False),
            (("at", "matter"), False),
        )


class Photo(Row):
    """A picture re-encoded by us, without the metadata it came with. ``name`` is unguessable."""

    matter = ForeignKeyField(Matter, on_delete="RESTRICT")
    event = ForeignKeyField(MatterEvent, null=True, on_delete="RESTRICT")
    name = CharField(max_length=40, unique=True)
    width = IntegerField()
    height = IntegerField()
    public = BooleanField(default=True)

    matter_id: int
    event_id: int | None


class PhotoImage(Row):
    """The bytes of a photo, kept in the database so that they are written with the matter or not at all."""

    photo = ForeignKeyField(Photo, primary_key=True, on_delete="CASCADE")
    large = BlobField()
    small = BlobField()

    photo_id: int


class NumberSeries(Row):
    """The last matter number given out in a year."""

    prefix = CharField(max_length=12)
    year = IntegerField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("prefix", "year")


class BoardCount(Row):
    """How many matters hang in a column of a community's board, kept with every move, counted on no read."""

    community = ForeignKeyField(Area, on_delete="RESTRICT")
    board_column = EnumField(Stage)
    number = IntegerField(default=0)

    community_id: int

    class Meta:
        primary_key = CompositeKey("community", "board_column")
