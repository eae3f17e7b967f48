"""Who of an organisation works with the portal: its handlers, and of a committee those of its community."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from portal.domain.permissions import Role
from portal.models import Organisation, Person, RoleHolding
from portal.models.places import OrganisationKind
from portal.queries.rows import Condition, rows

#: Roles that are held to watch or to run the portal, not to handle what people raise.
_NOT_FOR_WORK = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


class Colleague(NamedTuple):
    """Somebody who can be given a matter of this organisation."""

    person_id: int
    name: str
    organisation_id: int
    organisation: str


def colleagues_in(organisation_ids: Iterable[int], now: datetime) -> list[Colleague]:
    """Everybody who works for one of these now, each once for each of them, by organisation."""
    query = (
        RoleHolding.select(Person.id, Person.name, Organisation.id, Organisation.name)
        .join_from(RoleHolding, Person)
        .join_from(RoleHolding, Organisation, on=_works_there())
        .where(Organisation.id.in_(list(organisation_ids)), Person.erased_at.is_null(), *_held(now))
        .order_by(Organisation.id, Person.id)
        .distinct()
    )
    return [Colleague(*row) for row in rows(query)]


def colleague(person_id: int, organisation: Organisation, now: datetime) -> str | None:
    """The name of somebody who works there now; None of anybody else."""
    working = colleagues_in([organisation.id], now)
    return next((each.name for each in working if each.person_id == person_id), None)


def employers_of(person_id: int) -> list[int]:
    """The organisations for which somebody works or ever did."""
    query = RoleHolding.select(Organisation.id).join_from(RoleHolding, Organisation, on=_works_there())
    return [number for (number,) in rows(query.where(RoleHolding.person == person_id).distinct())]


def _works_there() -> Condition:
    """A department's people hold their role for it; a committee's for the community that is its own."""
    committee = (Organisation.kind == OrganisationKind.COMMUNITY) & (Organisation.area == RoleHolding.area)
    return (RoleHolding.organisation == Organisation.id) | (RoleHolding.organisation.is_null() & committee)


def _held(now: datetime) -> tuple[Condition, ...]:
    still = RoleHolding.until.is_null() | (RoleHolding.until > now)
    return RoleHolding.since <= now, still, RoleHolding.role.not_in(_NOT_FOR_WORK)
