"""Areas, communities, organisations, and the calendar of days off."""

from enum import StrEnum

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from portal.domain.terms import VenueKind
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


class Venue(Row):
    """A place where people are heard: 议事厅, 观察站, 驿站, a shared counter.

    ``code`` stands on its poster and opens the form with the place filled in. The position is WGS84.
    """

    code = CharField(max_length=12, unique=True)
    kind = EnumField(VenueKind)
    community = ForeignKeyField(Area, on_delete="RESTRICT")
    name = CharField(max_length=120)
    address = CharField(max_length=200)
    opening_hours = CharField(max_length=120)
    telephone = CharField(max_length=40, default="")
    longitude = FloatField(null=True)
    latitude = FloatField(null=True)
    active = BooleanField(default=True)

    community_id: int


class AreaShape(Row):
    """Where an area lies: a GeoJSON polygon or multi-polygon in WGS84, and the box around it.

    ``source`` says where it came from, and that it was converted if it was.
    """

    area = ForeignKeyField(Area, primary_key=True, on_delete="CASCADE")
    geometry = TextField()
    west = FloatField()
    south = FloatField()
    east = FloatField()
    north = FloatField()
    source = CharField(max_length=200, default="")
    drawn_at = DateTimeField()

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
