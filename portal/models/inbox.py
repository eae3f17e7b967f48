"""What helps somebody who handles a hundred matters a day."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from portal.domain.stages import Action
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Area


class SavedFilter(Row):
    """A filter of the inbox that somebody keeps under a name."""

    person = ForeignKeyField(Person, backref="filters", on_delete="CASCADE")
    name = CharField(max_length=40)
    query = CharField(max_length=400)  # the inbox's own address after the question mark
    position = IntegerField(default=0)

    person_id: int

    class Meta:
        indexes = ((("person", "name"), True),)


class AnswerTemplate(Row):
    """Words that are written again and again, with fields that are filled in; for an area and all below."""

    area = ForeignKeyField(Area, on_delete="RESTRICT")
    action = EnumField(Action)
    title = CharField(max_length=80)
    text = TextField()
    made_by = ForeignKeyField(Person, on_delete="RESTRICT")
    made_at = DateTimeField()
    retired_at = DateTimeField(null=True)

    area_id: int
    made_by_id: int


class AtWork(Row):
    """Who has a matter open to work on it, so that two do not answer it twice. It runs out by itself."""

    matter = ForeignKeyField(Matter, primary_key=True, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    since = DateTimeField()
    until = DateTimeField()

    matter_id: int
    person_id: int
