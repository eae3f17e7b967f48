"""Areas, communities, organisations, and the calendar of days off."""

from enum import StrEnum

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from portal.models.base import Row
from portal.models.fields import EnumField


class AreaKind(StrEnum):
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    BUILDING = "building"


class OrganisationKind(StrEnum):
    COMMUNITY = "community"  # residents' committee
    PROPERTY = "property"
    OWNERS = "owners"
    DEPARTMENT = "department"
    COMPANY = "company"
    SOCIAL = "social"


class Area(Row):
    """A node of the area tree. ``path`` lists the ids from the root: ``/1/4/9/`` lies inside ``/1/4/``."""

    parent = ForeignKeyField("self", null=True, backref="children", on_delete="RESTRICT")
    kind = EnumField(AreaKind)
    name = CharField(max_length=80)
    path = CharField(max_length=120, index=True, default="")  # known once the row has its id

    parent_id: int | None


class Community(Row):
    """What a community has besides its area: a hall, hours, a telephone."""

    area = ForeignKeyField(Area, unique=True, on_delete="RESTRICT")
    venue = CharField(max_length=120)
    address = CharField(max_length=200)
    opening_hours = CharField(max_length=120)
    telephone = CharField(max_length=40)

    area_id: int


class Organisation(Row):
    """Who can be given a matter to handle."""

    name = CharField(max_length=80, unique=True)
    kind = EnumField(OrganisationKind)
    area = ForeignKeyField(Area, null=True, on_delete="RESTRICT")
    telephone = CharField(max_length=40, default="")  # public: whom to call
    active = BooleanField(default=True)

    area_id: int | None


class CalendarDay(Row):
    """A day on which the country works or rests against the rule of Monday to Friday."""

    day = DateField(unique=True)
    working = BooleanField()
    occasion = CharField(max_length=40)


class CalendarYear(Row):
    """A year whose days off have been announced; others are counted Monday to Friday and said so."""

    year = IntegerField(unique=True)
    source = TextField()
