"""Everything about one matter that the office may see."""

from typing import NamedTuple

from peewee import JOIN

from portal.models import (
    AgendaItem,
    Area,
    Assignment,
    AssignmentPartner,
    Extension,
    Matter,
    MatterEvent,
    Organisation,
    Person,
    Photo,
    Rating,
    ReturnVisit,
)
from portal.models.meetings import ItemState


class Round(NamedTuple):
    """A round of handling, who helps with it, and the extension that waits for a decision."""

    assignment: Assignment
    helpers: list[str]
    extension: Extension | None


def matter_by_number(number: str) -> Matter | None:
    """The matter with its area, community, proposer and the organisation that leads, in one select."""
    community = Area.alias()
    query = (
        Matter.select(Matter, Area, community, Organisation, Person)
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .join_from(Matter, community, on=Matter.community == community.id, attr="community")
        .join_from(Matter, Organisation, JOIN.LEFT_OUTER, on=Matter.organisation == Organisation.id)
        .join_from(Matter, Person, JOIN.LEFT_OUTER, on=Matter.proposer == Person.id, attr="proposer")
        .where(Matter.number == number)
    )
    found: Matter | None = query.first()
    return found


def whole_road(matter: Matter) -> list[MatterEvent]:
    """All events, internal ones too, newest first."""
    return list(MatterEvent.select().where(MatterEvent.matter == matter).order_by(MatterEvent.id.desc()))


def photos_of(matter: Matter) -> list[Photo]:
    """All photos, the private ones too, oldest first."""
    return list(Photo.select().where(Photo.matter == matter).order_by(Photo.id))


def round_under_way(matter: Matter) -> Round | None:
    """The round of handling that has not ended; None while nobody handles the matter."""
    assignment = Assignment.get_or_none((Assignment.matter == matter) & Assignment.ended_at.is_null())
    if assignment is None:
        return None
    helping = Organisation.select().join(AssignmentPartner).where(AssignmentPartner.assignment == assignment)
    waiting = (Extension.assignment == assignment) & Extension.decided_at.is_null()
    return Round(assignment, [each.name for each in helping], Extension.get_or_none(waiting))


def open_visit(matter: Matter) -> ReturnVisit | None:
    """The return visit that is still owed, the earliest first."""
    owed = (ReturnVisit.matter == matter) & ReturnVisit.visited_at.is_null()
    visit: ReturnVisit | None = ReturnVisit.select().where(owed).order_by(ReturnVisit.due_on).first()
    return visit


def meeting_to_debate(matter: Matter) -> int | None:
    """The id of the meeting on whose agenda it stands."""
    here = (AgendaItem.matter == matter) & (AgendaItem.state == ItemState.LISTED)
    found: int | None = AgendaItem.select(AgendaItem.meeting).where(here).scalar()
    return found


def ratings_of(matter: Matter) -> list[Rating]:
    """Every rating of every round, newest first."""
    return list(Rating.select().where(Rating.matter == matter).order_by(Rating.id.desc()))


def duplicates_of(matter: Matter) -> list[Matter]:
    """What was merged into this matter."""
    return list(Matter.select().where(Matter.merged_into == matter).order_by(Matter.id))
