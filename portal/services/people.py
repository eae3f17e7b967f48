"""Persons and accounts: registering, signing in and out, passwords, roles."""

import secrets
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from portal.db import transaction
from portal.domain.logins import fit_login, plain_login
from portal.domain.occasion import Occasion
from portal.domain.passwords import is_weak
from portal.domain.permissions import Role, Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Account, Area, Organisation, Person, RoleHolding, SignIn
from portal.models.places import OrganisationKind
from portal.queries.sign_ins import token_hash
from portal.services import limits
from portal.services.contacts import phone_columns
from portal.services.places import add_organisation

_NAME_CHARS, _PHONE_CHARS = 40, 40
_hasher = PasswordHasher()


@dataclass(frozen=True)
class Newcomer:
    """What somebody says who asks for an account."""

    name: str
    login: str
    password: str
    phone: str = ""


def register(occasion: Occasion, newcomer: Newcomer) -> Account:
    """A person with an account and no role.

    Raises:
        Refusal: EMPTY_TEXT, TEXT_TOO_LONG, CONTROL_CHARACTERS, LOGIN_UNFIT, LOGIN_TAKEN, PASSWORD_WEAK.
    """
    name = required(newcomer.name, _NAME_CHARS, "name")
    phone = clean(newcomer.phone, _PHONE_CHARS, "phone")
    login = fit_login(newcomer.login)
    hashed = _hashed(newcomer.password, (login, name, phone), "password")
    person = Person(name=name, **phone_columns(phone), created_at=occasion.now)
    return _open_account(occasion, person, login, hashed)


@transaction
def _open_account(occasion: Occasion, person: Person, login: str, hashed: str) -> Account:
    person.save(force_insert=True)
    account = Account.insert(person=person, login=login, password_hash=hashed)
    if not account.on_conflict_ignore().as_rowcount().execute():
        raise Refusal(Rule.LOGIN_TAKEN, field="login")
    return Account.get(Account.login == login)


def register_from(occasion: Occasion, newcomer: Newcomer, address: str) -> Account:
    """As ``register``, for somebody at the public door: so many an hour from one address."""
    limits.spend(occasion, limits.REGISTER_FROM, address)
    return register(occasion, newcomer)


def sign_in(occasion: Occasion, login: str, password: str, address: str) -> str:
    """Opens a session and returns the token for the browser's cookie; only its hash is kept.

    The attempt is counted before the password is looked at, so that many at once gain nothing; and an
    unknown login takes as long as a wrong password. The password is hashed outside any transaction: it
    takes as long as a hundred writes.

    Raises:
        Refusal: SIGN_IN_FAILED, the same for login and password, or SIGN_IN_THROTTLED.
    """
    asked = plain_login(login)
    limits.spend(occasion, limits.SIGN_IN_FROM, address)
    limits.spend(occasion, limits.SIGN_IN, asked)
    account = Account.get_or_none((Account.login == asked) & Account.active)
    fits = _fits(account.password_hash if account else _nobodys_hash(), password)
    if account is None or not fits:
        raise Refusal(Rule.SIGN_IN_FAILED)
    fresh = _hasher.hash(password) if _hasher.check_needs_rehash(account.password_hash) else None
    return _open_session(occasion, account, fresh)


@transaction
def _open_session(occasion: Occasion, account: Account, fresh_hash: str | None) -> str:
    token = secrets.token_urlsafe(32)
    limits.forgive(limits.SIGN_IN, account.login)
    SignIn.create(person=account.person_id, token_hash=token_hash(token), created_at=occasion.now)
    if fresh_hash:
        Account.update(password_hash=fresh_hash).where(Account.id == account.id).execute()
    return token


@transaction
def sign_out(occasion: Occasion, token: str) -> None:
    """Ends the session of this token; nothing happens when it was ended before."""
    this = (SignIn.token_hash == token_hash(token)) & SignIn.ended_at.is_null()
    SignIn.update(ended_at=occasion.now).where(this).execute()


@transaction
def end_session(occasion: Occasion, sign_in_id: int) -> None:
    """Ends one of the actor's own sessions, on whatever device.

    Raises:
        Refusal: NOT_FOUND for an ended one and for somebody else's alike.
    """
    this = _own_sessions(occasion) & (SignIn.id == sign_in_id)
    if not SignIn.update(ended_at=occasion.now).where(this).execute():
        raise Refusal(Rule.NOT_FOUND)


@transaction
def end_other_sessions(occasion: Occasion, kept_token: str) -> int:
    """Ends all of the actor's sessions but this one; returns how many."""
    others = _own_sessions(occasion) & (SignIn.token_hash != token_hash(kept_token))
    return int(SignIn.update(ended_at=occasion.now).where(others).execute())


def change_password(occasion: Occasion, old: str, new: str, kept_token: str) -> None:
    """Sets a new password for the actor and ends all other sessions: one of them may be an intruder's.

    Raises:
        Refusal: SIGN_IN_FAILED (field ``old``), SIGN_IN_THROTTLED, PASSWORD_WEAK (field ``new``).
    """
    account = Account.get(Account.person == occasion.actor.person_id)
    limits.spend(occasion, limits.SIGN_IN, account.login)
    if not _fits(account.password_hash, old):
        raise Refusal(Rule.SIGN_IN_FAILED, field="old")
    hashed = _hashed(new, (account.login, account.person.name, account.person.phone), "new")
    _set_password(occasion, account, hashed, kept_token)


@transaction
def reset_password(occasion: Occasion, account: Account, new: str) -> int:
    """Sets a new password for somebody who forgot it, and ends all sessions; returns how many.

    Raises:
        Refusal: NOT_ALLOWED, PASSWORD_WEAK (field ``new``).
    """
    require(occasion.actor, Action.MANAGE_PEOPLE, Subject(area_path="/"))
    hashed = _hashed(new, (account.login, account.person.name, account.person.phone), "new")
    limits.forgive(limits.SIGN_IN, account.login)
    Account.update(password_hash=hashed).where(Account.id == account.id).execute()
    still_open = (SignIn.person == account.person_id) & SignIn.ended_at.is_null()
    return int(SignIn.update(ended_at=occasion.now).where(still_open).execute())


@transaction
def _set_password(occasion: Occasion, account: Account, hashed: str, kept_token: str) -> None:
    limits.forgive(limits.SIGN_IN, account.login)
    Account.update(password_hash=hashed).where(Account.id == account.id).execute()
    end_other_sessions(occasion, kept_token)


@transaction
def appoint(
    occasion: Occasion, person: Person, role: Role, area: Area, organisation: Organisation | None = None
) -> RoleHolding:
    """Gives a person a role for an area and all below it; a department's handler acts for an organisation.

    Raises:
        Refusal: NOT_ALLOWED, or HANDLER_MISSING when the department is not named.
    """
    require(occasion.actor, Action.MANAGE_PEOPLE, Subject(area_path=area.path))
    if (role is Role.DEPARTMENT_HANDLER) != (organisation is not None):
        raise Refusal(Rule.HANDLER_MISSING, field="organisation")
    return RoleHolding.create(
        person=person, role=role, area=area, organisation=organisation, since=occasion.now
    )


@transaction
def employ(occasion: Occasion, newcomer: Newcomer, role: Role, area: Area, department: str | None) -> bool:
    """As ``appoint``, for the one who signs in by this login; gives whether the account is new.

    Where there is an account already, its own name and password stay. A department that is new is added.
    """
    account = Account.get_or_none(Account.login == plain_login(newcomer.login))
    person = account.person if account else register(occasion, newcomer).person
    appoint(occasion, person, role, area, _department(department, area) if department else None)
    return account is None


def _department(name: str, area: Area) -> Organisation:
    known: Organisation | None = Organisation.get_or_none(Organisation.name == name)
    return known or add_organisation(name, OrganisationKind.DEPARTMENT, area)


@transaction
def dismiss(occasion: Occasion, holding: RoleHolding) -> None:
    """Ends a role from now on; that it was held is kept."""
    require(occasion.actor, Action.MANAGE_PEOPLE, Subject(area_path=holding.area.path))
    RoleHolding.update(until=occasion.now).where(RoleHolding.id == holding.id).execute()


def _own_sessions(occasion: Occasion):  # type: ignore[no-untyped-def]  # Peewee's expressions carry no type
    return (SignIn.person == occasion.actor.person_id) & SignIn.ended_at.is_null()


def _hashed(password: str, known: tuple[str, ...], field: str) -> str:
    if is_weak(password, known):
        raise Refusal(Rule.PASSWORD_WEAK, field=field)
    return _hasher.hash(password)


def _fits(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe())
