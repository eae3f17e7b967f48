"""What the portal suggests for a matter that came in, before anybody has looked at it."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, JSONField

from portal.models.base import Row
from portal.models.categories import Category
from portal.models.matters import Matter
from portal.models.places import Organisation


class Suggestion(Row):
    """What a matter seems to be about, who could handle it, and what may be the same; with the reasons.

    ``categories`` are the ids of the first three, the likeliest first, which is ``category``;
    ``category_votes`` and ``organisation_votes`` count the alike closed matters that went the same way,
    whose numbers are in ``alike``. ``telling`` are words of the matter that speak for the category.
    ``repeats`` counts the public matters that may be the same thing.
    """

    matter = ForeignKeyField(Matter, primary_key=True, on_delete="CASCADE")
    category = ForeignKeyField(Category, null=True, on_delete="SET NULL")
    categories = JSONField(default=list)
    category_votes = IntegerField(default=0)
    telling = CharField(max_length=80, default="")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="SET NULL")
    organisation_votes = IntegerField(default=0)
    alike = JSONField(default=list)
    repeats = IntegerField(default=0)
    made_at = DateTimeField()

    matter_id: int
    category_id: int | None
    organisation_id: int | None
