"""The office's lists besides the inbox: extensions to decide, visits to make, places to enter for."""

from datetime import date, datetime
from typing import NamedTuple

from peewee import JOIN

from portal.domain.permissions import Actor
from portal.domain.stages import ALLOWED_IN, Action
from portal.models import Area, Assignment, Extension, Matter, Organisation, Person, ReturnVisit
from portal.queries.office import within_reach
from portal.queries.rows import rows

#: A list longer than this is worked from the top, so the rest need not be read.
LONGEST = 100


class AskedFor(NamedTuple):
    """An extension that waits for a decision."""

    number: str
    title: str
    area_path: str
    organisation: str
    due_on: date
    working_days: int
    reason: str
    asked_by_id: int
    asked_by: str
    asked_at: datetime


class VisitDue(NamedTuple):
    """A return visit still owed, best made by the one who took the matter in (Shanwei)."""

    number: str
    title: str
    area_path: str
    place: str
    due_on: date
    proposer: str | None
    phone: str | None
    received_by: str | None


def pending_extensions(actor: Actor) -> list[AskedFor]:
    """Extensions nobody has decided yet, the nearest deadline first."""
    query = (
        Extension.select(
            Matter.number,
            Matter.title,
            Area.path,
            Organisation.name,
            Assignment.due_on,
            Extension.working_days,
            Extension.reason,
            Person.id,
            Person.name,
            Extension.asked_at,
        )
        .join_from(Extension, Assignment)
        .join_from(Assignment, Matter)
        .join_from(Assignment, Organisation)
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .join_from(Extension, Person, on=Extension.asked_by == Person.id)
        .where(within_reach(actor), Extension.decided_at.is_null(), Assignment.ended_at.is_null())
        .order_by(Assignment.due_on, Extension.id)
        .limit(LONGEST)
    )
    return [AskedFor(*row) for row in rows(query)]


def visits_due(actor: Actor) -> list[VisitDue]:
    """Return visits nobody has made yet, the nearest day first."""
    receiver = Person.alias()
    query = (
        ReturnVisit.select(
            Matter.number,
            Matter.title,
            Area.path,
            Matter.place,
            ReturnVisit.due_on,
            Person.name,
            Person.phone,
            receiver.name,
        )
        .join_from(ReturnVisit, Matter)
        .join_from(Matter, Area, on=Matter.area == Area.id)
        .join_from(Matter, Person, JOIN.LEFT_OUTER, on=Matter.proposer == Person.id)
        .join_from(Matter, receiver, JOIN.LEFT_OUTER, on=Matter.received_by == receiver.id)
        .where(within_reach(actor), ReturnVisit.visited_at.is_null())
        .where(Matter.state.in_(ALLOWED_IN[Action.VISIT]))
        .order_by(ReturnVisit.due_on, ReturnVisit.id)
        .limit(LONGEST)
    )
    return [VisitDue(*row) for row in rows(query)]


def places_of(actor: Actor) -> list[tuple[int, str]]:
    """Id and name of the areas in which the actor may enter a matter, parents before children."""
    paths = [grant.area_path for grant in actor.grants]
    areas = rows(Area.select(Area.id, Area.name, Area.path).order_by(Area.path))
    return [(area_id, name) for area_id, name, path in areas if any(path.startswith(mine) for mine in paths)]
