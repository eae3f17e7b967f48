"""Who of the staff is in charge at a moment: of an organisation, or of where something lies."""

from collections.abc import Iterable
from datetime import datetime

from portal.domain.permissions import Role
from portal.models import Area, Person, RoleHolding
from portal.queries.rows import Condition, Query


def handlers_of(organisation_id: int, now: datetime) -> list[Person]:
    """Those who handle what an organisation is given."""
    own = (RoleHolding.organisation == organisation_id) & (RoleHolding.role == Role.DEPARTMENT_HANDLER)
    return _distinct(_holding(own, now))


def keepers_of(area_path: str, roles: Iterable[Role], now: datetime) -> list[Person]:
    """Those who hold one of the roles for the area or for one around it."""
    held = _holding(RoleHolding.role.in_(list(roles)), now)
    return _distinct(each for each in held if area_path.startswith(each.area.path))


def _holding(who: Condition, now: datetime) -> Query:
    in_office = RoleHolding.until.is_null() | (RoleHolding.until > now)
    return (
        RoleHolding.select(RoleHolding, Person, Area)
        .join(Person)
        .join_from(RoleHolding, Area)
        .where(who, RoleHolding.since <= now, in_office)
        .order_by(RoleHolding.id)
    )


def _distinct(holdings: Iterable[RoleHolding]) -> list[Person]:
    return list({held.person.id: held.person for held in holdings}.values())
