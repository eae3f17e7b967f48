"""What surrounds an agenda item: preparation, options, opinions, what was said, votes."""

from enum import StrEnum

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from portal.domain.voting import Stance, VoteMethod
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter, MatterEvent
from portal.models.meetings import AgendaItem, Attendance, Invitation
from portal.models.people import Person


class Preparation(Row):
    """会前小议: that a topic was prepared for its meeting, and who was asked.

    What was found out, by whom and when stands in its event, so that it is read, withheld and taken out in
    one place; those asked are named to nobody as long as that is not public.
    """

    matter = ForeignKeyField(Matter, backref="preparations", on_delete="RESTRICT")
    event = ForeignKeyField(MatterEvent, unique=True, on_delete="RESTRICT")
    asked = CharField(max_length=200, default="")
    public_asked = CharField(max_length=200, default="")

    matter_id: int
    event_id: int


class TopicOption(Row):
    """A way in which a topic could be settled, laid on the table before or during the meeting.

    ``event`` is the one that laid it there; ``position`` stays when another one is withdrawn.
    """

    matter = ForeignKeyField(Matter, backref="options", on_delete="RESTRICT")
    event = ForeignKeyField(MatterEvent, unique=True, on_delete="RESTRICT")
    position = IntegerField()
    text = CharField(max_length=200)
    public_text = CharField(max_length=200)
    added_at = DateTimeField()
    withdrawn_at = DateTimeField(null=True)

    matter_id: int
    event_id: int


class OpinionWay(StrEnum):
    """How an opinion on an agenda item came in."""

    PAGE = "page"
    SEAT = "seat"  # by somebody invited, over the link
    PAPER = "paper"  # entered by staff


class Opinion(Row):
    """What somebody thinks of an agenda item before the meeting; read out there and kept.

    ``voice`` tells its writers apart, in the form of ``Support.supporter``.
    """

    item = ForeignKeyField(AgendaItem, backref="opinions", on_delete="RESTRICT")
    voice = CharField(max_length=80)
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    invitation = ForeignKeyField(Invitation, null=True, on_delete="SET NULL")
    way = EnumField(OpinionWay)
    name = CharField(max_length=80, default="")
    words = TextField()
    public_words = TextField()
    at = DateTimeField()
    read_out_at = DateTimeField(null=True)

    item_id: int
    person_id: int | None
    invitation_id: int | None

    class Meta:
        indexes = ((("item", "voice"), True),)


class Remark(Row):
    """What somebody said in the meeting. ``ticket`` is given by the page, so that sending twice keeps one."""

    item = ForeignKeyField(AgendaItem, backref="remarks", on_delete="RESTRICT")
    attendance = ForeignKeyField(Attendance, null=True, on_delete="SET NULL")
    speaker = CharField(max_length=80)
    text = TextField()
    public_text = TextField()
    at = DateTimeField()
    noted_by = ForeignKeyField(Person, on_delete="RESTRICT")
    ticket = CharField(max_length=40, unique=True)

    item_id: int
    attendance_id: int | None
    noted_by_id: int


class Vote(Row):
    """One vote on an item. While ``closed_at`` is empty it is open; an item has one open vote at most."""

    item = ForeignKeyField(AgendaItem, backref="votes", on_delete="RESTRICT")
    method = EnumField(VoteMethod)
    secret = BooleanField(default=False)
    opened_at = DateTimeField()
    opened_by = ForeignKeyField(Person, on_delete="RESTRICT")
    closed_at = DateTimeField(null=True)
    void = BooleanField(default=False)  # called off, counts for nothing
    void_reason = TextField(default="")  # public

    item_id: int
    opened_by_id: int


class VoteChoice(Row):
    """What one can vote for, and how many did; an option's words stand with the option."""

    vote = ForeignKeyField(Vote, backref="choices", on_delete="RESTRICT")
    position = IntegerField()
    stance = EnumField(Stance)
    option = ForeignKeyField(TopicOption, null=True, on_delete="RESTRICT")
    count = IntegerField(default=0)

    vote_id: int
    option_id: int | None

    class Meta:
        indexes = ((("vote", "position"), True),)


class BallotWay(StrEnum):
    """By what somebody who votes was known."""

    LIST = "list"  # by the name that the chair tapped
    CARD = "card"
    PHONE = "phone"  # by the seat's link, or signed in


class Ballot(Row):
    """That somebody present has voted. A secret one keeps neither what for nor when."""

    vote = ForeignKeyField(Vote, backref="ballots", on_delete="RESTRICT")
    attendance = ForeignKeyField(Attendance, on_delete="RESTRICT")
    choice = ForeignKeyField(VoteChoice, null=True, on_delete="RESTRICT")
    way = EnumField(BallotWay)
    cast_at = DateTimeField(null=True)

    vote_id: int
    attendance_id: int
    choice_id: int | None

    class Meta:
        indexes = ((("vote", "attendance"), True),)
