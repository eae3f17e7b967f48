"""Housing estates and their five parties."""

from peewee import CharField, ForeignKeyField

from portal.domain.terms import EstateKind, Party
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.places import Area, Organisation


class Estate(Row):
    """A housing estate: what lies in its area belongs to it."""

    area = ForeignKeyField(Area, unique=True, on_delete="RESTRICT")
    name = CharField(max_length=80)
    kind = EnumField(EstateKind)

    area_id: int


class EstateParty(Row):
    """One of the five parties of an estate; of co-building units there may be several."""

    estate = ForeignKeyField(Estate, backref="parties", on_delete="CASCADE")
    party = EnumField(Party)
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    name = CharField(max_length=80)
    person_name = CharField(max_length=80, default="")
    telephone = CharField(max_length=40, default="")  # public: whom to call

    estate_id: int
    organisation_id: int | None
