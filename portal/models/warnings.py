"""预警: risks that were told at once, to whom, and who has taken notice."""

from enum import StrEnum

from peewee import DateTimeField, ForeignKeyField, TextField

from portal.domain.early_warning import RiskEnd
from portal.models.base import Row
from portal.models.fields import EnumField
from portal.models.matters import Matter
from portal.models.people import Person
from portal.models.places import Organisation


class WarnedRole(StrEnum):
    """As what somebody was warned."""

    GRID = "grid"  # who looks after the grid, by name
    COMMUNITY = "community"  # its office as a whole: any of its people answers for it
    DEPARTMENT = "department"


class EarlyWarning(Row):
    """A risk as it was warned of, and how it ended."""

    matter = ForeignKeyField(Matter, unique=True, on_delete="RESTRICT")
    warned_at = DateTimeField(index=True)
    acknowledge_by = DateTimeField()
    end = EnumField(RiskEnd, null=True)
    ended_at = DateTimeField(null=True)
    ended_by = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    words = TextField(default="")

    matter_id: int
    ended_by_id: int | None


class Warned(Row):
    """One who was warned: a person of the grid, the community's office or a department as a whole."""

    warning = ForeignKeyField(EarlyWarning, backref="warned", on_delete="RESTRICT")
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    organisation = ForeignKeyField(Organisation, null=True, on_delete="RESTRICT")
    role = EnumField(WarnedRole)
    acknowledged_at = DateTimeField(null=True)
    acknowledged_by = ForeignKeyField(Person, null=True, backref="acknowledged", on_delete="RESTRICT")

    warning_id: int
    person_id: int | None
    organisation_id: int | None
    acknowledged_by_id: int | None

    class Meta:
        indexes = ((("warning", "person"), True), (("warning", "organisation"), True))
