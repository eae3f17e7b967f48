"""What can be found besides matters. The words stand in tables that only SQL knows (see migration 0013)."""

from enum import StrEnum

from peewee import CharField, DateField, IntegerField

from portal.models.base import Row
from portal.models.fields import EnumField


class FindableKind(StrEnum):
    MEETING = "meeting"
    CAMPAIGN = "campaign"
    VENUE = "venue"


class Findable(Row):
    """A public page that answers a search. ``key`` names it in its address: a number, or a venue's code."""

    kind = EnumField(FindableKind)
    key = CharField(max_length=40)
    title = CharField(max_length=200)
    day = DateField(null=True)

    class Meta:
        indexes = ((("kind", "key"), True),)


class SearchForm(Row):
    """One row: the form in which the words are kept (``domain.search_words.FORM``)."""

    number = IntegerField()
