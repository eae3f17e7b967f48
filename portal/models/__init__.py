"""Thin tables, one file a family. ``TABLES`` lists them all, referenced ones first."""

from portal.models.base import Row
from portal.models.handling import Assignment, AssignmentPartner, Extension
from portal.models.matters import BoardCount, Matter, MatterEvent, NumberSeries, Photo, PhotoImage, Support
from portal.models.meetings import AgendaItem, Attendance, Meeting, Resolution
from portal.models.people import Account, Attempt, Person, RoleHolding, SignIn
from portal.models.places import Area, CalendarDay, CalendarYear, Community, Organisation
from portal.models.ratings import Rating, ReturnVisit
from portal.models.system import ImportedRow, ImportRun, Revision

TABLES: tuple[type[Row], ...] = (
    Area,
    Community,
    Organisation,
    CalendarDay,
    CalendarYear,
    Person,
    Account,
    RoleHolding,
    SignIn,
    Attempt,
    Matter,
    MatterEvent,
    Support,
    Photo,
    PhotoImage,
    NumberSeries,
    BoardCount,
    Meeting,
    AgendaItem,
    Resolution,
    Attendance,
    Assignment,
    AssignmentPartner,
    Extension,
    Rating,
    ReturnVisit,
    Revision,
    ImportedRow,
    ImportRun,
)

__all__ = [
    "TABLES",
    "Account",
    "AgendaItem",
    "Area",
    "Assignment",
    "AssignmentPartner",
    "Attempt",
    "Attendance",
    "BoardCount",
    "CalendarDay",
    "CalendarYear",
    "Community",
    "Extension",
    "ImportRun",
    "ImportedRow",
    "Matter",
    "MatterEvent",
    "Meeting",
    "NumberSeries",
    "Organisation",
    "Person",
    "Photo",
    "PhotoImage",
    "Rating",
    "Resolution",
    "ReturnVisit",
    "Revision",
    "RoleHolding",
    "Row",
    "SignIn",
    "Support",
]
