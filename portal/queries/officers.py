"""People of the office as a command at the machine names them."""

from datetime import datetime

from portal.domain.permissions import Actor, Role
from portal.models import Account, Person, RoleHolding
from portal.queries.rows import rows
from portal.queries.sign_ins import grants_of


def officer(login: str, now: datetime) -> Actor | None:
    """The one who signs in by this name, with the roles held now; None where there is no such account."""
    query = Person.select(Person.id, Person.name).join(Account).where(Account.login == login, Account.active)
    return next((Actor(number, name, grants_of(number, now)) for number, name in rows(query)), None)


def login_of(role: Role) -> str | None:
    """The sign-in name of the first who was given this role and has an account; None where nobody has."""
    query = (
        Account.select(Account.login)
        .join(Person)
        .join(RoleHolding)
        .where(RoleHolding.role == role, RoleHolding.until.is_null(), Account.active)
        .order_by(RoleHolding.id)
        .limit(1)
    )
    return next((login for (login,) in rows(query)), None)
