"""Ratings by those concerned, and return visits."""

from peewee import BooleanField, CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from portal.models.base import Row
from portal.models.matters import Matter
from portal.models.people import Person


class Rating(Row):
    """One person's judgement of one round of handling: 态度 效率 结果 效果, 1 to 5 each."""

    matter = ForeignKeyField(Matter, backref="ratings", on_delete="RESTRICT")
    round = IntegerField()
    rater = CharField(max_length=80)  # "proposer" or as in Support.supporter
    attitude = IntegerField()
    efficiency = IntegerField()
    result = IntegerField()
    effect = IntegerField()
    satisfied = BooleanField()
    words = TextField(default="")
    at = DateTimeField()

    matter_id: int

    class Meta:
        indexes = ((("matter", "round", "rater"), True), (("at",), False), (("rater",), False))


class ReturnVisit(Row):
    """Asking again after closing, due within the rule book's working days (Shanwei: five)."""

    matter = ForeignKeyField(Matter, backref="visits", on_delete="RESTRICT")
    round = IntegerField()
    due_on = DateField()
    visited_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    visited_at = DateTimeField(null=True)
    satisfied = BooleanField(null=True)
    words = TextField(default="")
    way = CharField(max_length=20, default="")  # phone, message, visit

    matter_id: int
    visited_by_id: int | None

    class Meta:
        indexes = ((("matter", "round"), True), (("visited_at", "due_on"), False))
