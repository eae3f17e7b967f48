"""Persons and accounts: registering, signing in by password, changing it, roles."""

from dataclasses import dataclass

from portal.db import transaction
from portal.domain.logins import fit_login, plain_login
from portal.domain.occasion import Occasion
from portal.domain.permissions import Role, Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Account, Area, Organisation, Person, RoleHolding
from portal.models.people import SignInWay
from portal.models.places import OrganisationKind
from portal.queries.sign_ins import has_signed_in
from portal.services import limits, passwords
from portal.services.contacts import phone_columns
from portal.services.limits import Visitor
from portal.services.places import add_organisation
from portal.services.sign_ins import end_all_sessions, end_other_sessions, open_sign_in

_NAME_CHARS, _PHONE_CHARS = 40, 40


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
    hashed = passwords.strong(newcomer.password, (login, name, phone), "password")
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


def sign_in(occasion: Occasion, login: str, password: str, visitor: Visitor) -> str:
    """Opens a session and returns the token for the browser's cookie; only its hash is kept.

    The attempt is counted before the password is looked at, so that many at once gain nothing; and an
    unknown login takes as long as a wrong password. The password is hashed outside any transaction: it
    takes as long as a hundred writes.

    Raises:
        Refusal: SIGN_IN_FAILED, the same for login and password, or SIGN_IN_THROTTLED.
    """
    asked = plain_login(login)
    account = Account.get_or_none((Account.login == asked) & Account.active)
    counted = _spend_attempt(occasion, asked, account, visitor)
    fits = passwords.fits(account.password_hash if account else passwords.nobodys(), password)
    if account is None or not fits:
        raise Refusal(Rule.SIGN_IN_FAILED)
    fresh = passwords.renewed(account.password_hash, password)
    return _come_in(occasion, account, fresh, visitor.browser, counted)


def _spend_attempt(occasion: Occasion, login: str, account: Account | None, visitor: Visitor) -> str:
    """Counts a try and gives by what it was counted.

    A browser that has signed in to this account before is counted by itself: whoever else tries, and from
    wherever, cannot lock its owner out. All others together are bounded besides.
    """
    limits.spend(occasion, limits.SIGN_IN_FROM, visitor.address)
    if account is not None and has_signed_in(account.person_id, visitor.browser):
        counted = f"{login}\0{visitor.browser}"
    else:
        counted = f"{login}\0{visitor.address}"
        limits.spend(occasion, limits.SIGN_IN_UNKNOWN, login)
    limits.spend(occasion, limits.SIGN_IN, counted)
    return counted


@transaction
def _come_in(occasion: Occasion, account: Account, fresh_hash: str, browser: str, counted: str) -> str:
    limits.forgive(limits.SIGN_IN, counted)
    if fresh_hash:
        Account.update(password_hash=fresh_hash).where(Account.id == account.id).execute()
    return open_sign_in(occasion, account.person_id, SignInWay.PASSWORD, browser)


@transaction
def call_oneself(occasion: Occasion, name: str) -> None:
    """How the actor wants to be called. Raises Refusal EMPTY_TEXT, TEXT_TOO_LONG, CONTROL_CHARACTERS."""
    called = required(name, _NAME_CHARS, "name")
    Person.update(name=called).where(Person.id == occasion.actor.person_id).execute()


@transaction
def be_told_in(occasion: Occasion, language: str) -> None:
    """In which language the actor's notices are written; empty for the source's."""
    Person.update(language=language).where(Person.id == occasion.actor.person_id).execute()


def change_password(occasion: Occasion, old: str, new: str, kept_token: str) -> None:
    """Sets a new password for the actor and ends all other sessions: one of them may be an intruder's.

    Raises:
        Refusal: SIGN_IN_FAILED (field ``old``), SIGN_IN_THROTTLED, PASSWORD_WEAK (field ``new``), NOT_FOUND
            for somebody who signs in without a password.
    """
    account = Account.get_or_none(Account.person == occasion.actor.person_id)
    if account is None:
        raise Refusal(Rule.NOT_FOUND)
    limits.spend(occasion, limits.SIGN_IN, _changing(account))
    if not passwords.fits(account.password_hash, old):
        raise Refusal(Rule.SIGN_IN_FAILED, field="old")
    hashed = passwords.strong(new, (account.login, account.person.name, account.person.phone), "new")
    _set_password(occasion, account, hashed, kept_token)


def _changing(account: Account) -> str:
    """By what wrong old passwords are counted: by the person, who is signed in."""
    return f"p:{account.person_id}"


@transaction
def reset_password(occasion: Occasion, account: Account, new: str) -> int:
    """Sets a new password for somebody who forgot it, and ends all sessions; returns how many.

    Raises:
        Refusal: NOT_ALLOWED, PASSWORD_WEAK (field ``new``).
    """
    require(occasion.actor, Action.MANAGE_PEOPLE, Subject(area_path="/"))
    hashed = passwords.strong(new, (account.login, account.person.name, account.person.phone), "new")
    limits.forgive(limits.SIGN_IN_UNKNOWN, account.login)
    Account.update(password_hash=hashed).where(Account.id == account.id).execute()
    return end_all_sessions(occasion, account.person_id)


@transaction
def _set_password(occasion: Occasion, account: Account, hashed: str, kept_token: str) -> None:
    limits.forgive(limits.SIGN_IN, _changing(account))
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
