"""Calls for suggestions, their questions, the answers, what became of them, and good ideas."""

from typing import Any

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
)

from portal.domain.campaigns import AnswerWay, CampaignForm, Course, Fate, PartKind
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Area


class Campaign(Row):
    """A call for suggestions. ``group`` is the key of the rule book's group asked; empty for everybody."""

    title = CharField(max_length=120)
    question = TextField()
    form = EnumField(CampaignForm)
    group = CharField(max_length=40, default="")
    area = ForeignKeyField(Area, on_delete="RESTRICT")
    opens_on = DateField()
    closes_on = DateField()
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_at = DateTimeField()
    published_at = DateTimeField(null=True)
    conclusion = TextField(default="")  # what was made of it as a whole, or why it was withdrawn
    concluded_at = DateTimeField(null=True)
    withdrawn_at = DateTimeField(null=True)

    area_id: int
    made_by_id: int
    parts: Any  # a select of its ``CampaignPart`` rows

    @property
    def course(self) -> Course:
        """Its dates, of which its standing follows."""
        return Course(self.opens_on, self.closes_on, self.published_at, self.concluded_at, self.withdrawn_at)

    class Meta:
        indexes = ((("published_at", "closes_on"), False),)


class CampaignPart(Row):
    """One question or one paragraph of a draft, in its order."""

    campaign = ForeignKeyField(Campaign, backref="parts", on_delete="CASCADE")
    position = IntegerField()
    kind = EnumField(PartKind)
    words = TextField()
    options = JSONField(default=list)
    required = BooleanField(default=False)

    campaign_id: int

    class Meta:
        indexes = ((("campaign", "position"), True),)


class CampaignAnswer(Row):
    """One person's or one sheet of paper's answer, counted once.

    ``answerer`` is as ``Support.supporter``, or ``paper:`` with the number on the sheet.
    """

    campaign = ForeignKeyField(Campaign, backref="answers", on_delete="RESTRICT")
    answerer = CharField(max_length=80)
    way = EnumField(AnswerWay)
    entered_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    at = DateTimeField()

    campaign_id: int
    entered_by_id: int | None
    replies: Any  # a select of its ``CampaignReply`` rows

    class Meta:
        indexes = ((("campaign", "answerer"), True), (("answerer",), False))


class CampaignReply(Row):
    """What one answer says to one part; its words are a suggestion of which something becomes."""

    answer = ForeignKeyField(CampaignAnswer, backref="replies", on_delete="CASCADE")
    part = ForeignKeyField(CampaignPart, backref="replies", on_delete="RESTRICT")
    chosen = JSONField(default=list)  # positions of options, or the one figure of a scale
    words = TextField(default="")
    public_words = TextField(default="")
    fate = EnumField(Fate, null=True)
    why = TextField(default="")
    decided_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    decided_at = DateTimeField(null=True)

    answer_id: int
    part_id: int
    decided_by_id: int | None

    class Meta:
        indexes = ((("answer", "part"), True),)


class CampaignCount(Row):
    """How many have answered a call in one way, kept with every answer, counted on no read."""

    campaign = ForeignKeyField(Campaign, on_delete="RESTRICT")
    way = EnumField(AnswerWay)
    number = IntegerField(default=0)

    campaign_id: int

    class Meta:
        primary_key = CompositeKey("campaign", "way")


class CampaignTally(Row):
    """How often an option of a part was chosen in one way; of a part answered in words, option 0 counts
    the answers."""

    part = ForeignKeyField(CampaignPart, on_delete="CASCADE")
    option = IntegerField()
    way = EnumField(AnswerWay)
    number = IntegerField(default=0)

    part_id: int

    class Meta:
        primary_key = CompositeKey("part", "option", "way")


class Membership(Row):
    """Somebody in one of the rule book's groups: invited advisers, the observer groups."""

    person = ForeignKeyField(Person, backref="memberships", on_delete="CASCADE")
    group = CharField(max_length=40)
    since = DateTimeField()

    person_id: int

    class Meta:
        primary_key = CompositeKey("person", "group")


class GoodIdea(Row):
    """金点子: a matter or a suggestion that staff marked as excellent, and why."""

    matter = ForeignKeyField(Matter, null=True, unique=True, on_delete="RESTRICT")
    reply = ForeignKeyField(CampaignReply, null=True, unique=True, on_delete="RESTRICT")
    why = TextField()
    marked_by = ForeignKeyField(Person, on_delete="RESTRICT")
    marked_at = DateTimeField()

    matter_id: int | None
    reply_id: int | None
    marked_by_id: int
