"""What matters are about: a tree of at most three levels."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from portal.models.base import Row


class Category(Row):
    """A class of matters. ``path`` lists the ids from the first level down: ``/3/17/`` lies inside ``/3/``.

    One that is not ``active`` keeps its matters but is offered to nobody any more.
    """

    parent = ForeignKeyField("self", null=True, backref="children", on_delete="RESTRICT")
    name = CharField(max_length=40)
    level = IntegerField()
    path = CharField(max_length=60, index=True, default="")  # known once the row has its id
    active = BooleanField(default=True)

    parent_id: int | None

    class Meta:
        indexes = ((("parent", "name"), True),)
