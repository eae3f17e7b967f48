"""``portal area``, ``appoint`` and ``reset-password``: how a place begins, and who works in it."""

import click

from portal import presets
from portal.clock import china_now
from portal.config import Settings
from portal.domain.logins import plain_login
from portal.domain.numbering import new_code, spell_code
from portal.domain.occasion import Occasion
from portal.domain.permissions import MAY, Actor, Grant, Role
from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.models import Account, Area
from portal.models.places import AreaKind
from portal.queries.places import work_calendar
from portal.services import people, places
from portal.web.refusals import explain

#: Whoever may run commands on the machine could write into the database as well.
_AT_THE_MACHINE = Actor(None, "", (Grant(Role.SYSTEM_ADMINISTRATOR, "/"),))

_STAFF = click.Choice(sorted(role.value for role in MAY[Action.READ_OFFICE]))


@click.command("area")
@click.argument("kind", type=click.Choice([kind.value for kind in AreaKind]))
@click.argument("name")
@click.option("--parent", help="The area it lies in; only a district has none.")
@click.option("--venue", default="", help="Of a community: where it meets.")
@click.option("--address", default="", help="Of a community: where its hall is.")
@click.option("--hours", default="", help="Of a community: when its hall is open.")
@click.option("--telephone", default="", help="Of a community: whom to call.")
def add_area(
    kind: str, name: str, parent: str | None, venue: str, address: str, hours: str, telephone: str
) -> None:
    """Add an area; a community comes with its hall and its residents' committee."""
    within = _area(parent) if parent else None
    if within is None and kind != AreaKind.DISTRICT:
        raise click.ClickException("name with --parent the area it lies in")
    if Area.select().where(Area.name == name, Area.parent == within).exists():
        raise click.ClickException(f"{name} is there already")
    if within is not None and kind == AreaKind.COMMUNITY:
        hall = {"venue": venue or name, "address": address, "opening_hours": hours, "telephone": telephone}
        places.found_community(name, within, **hall)
    else:
        places.add_area(AreaKind(kind), name, within)
    click.echo(f"  {kind}: {name}")


@click.command("appoint")
@click.argument("login")
@click.option("--name", help="The person's own name; needed for an account that is new.")
@click.option("--role", required=True, type=_STAFF)
@click.option("--area", "area_name", required=True, help="Where the role is held, and all below.")
@click.option("--organisation", help="Of a department handler: the department; added where it is new.")
@click.pass_obj
def appoint(
    settings: Settings, login: str, name: str | None, role: str, area_name: str, organisation: str | None
) -> None:
    """Give somebody a role; prints a password for an account that is new."""
    area = _area(area_name)
    try:
        newcomer = people.Newcomer(name or "", login, spell_code(new_code()))
        is_new = people.employ(_occasion(settings), newcomer, Role(role), area, organisation)
    except Refusal as refusal:
        raise click.ClickException(explain(refusal)) from refusal
    click.echo(f"  {plain_login(login)}: {role}, {area.name}")
    if is_new:
        click.echo(f"  password, shown only now, to be changed at /me: {newcomer.password}")


@click.command("reset-password")
@click.argument("login")
@click.pass_obj
def reset_password(settings: Settings, login: str) -> None:
    """Give an account a new password, print it, and end all its sessions."""
    account = _account(login)
    if account is None:
        raise click.ClickException(f"nobody signs in as {login}")
    password = spell_code(new_code())
    ended = people.reset_password(_occasion(settings), account, password)
    click.echo(f"  {account.login}: {ended} sessions ended")
    click.echo(f"  password, shown only now, to be changed at /me: {password}")


def _occasion(settings: Settings) -> Occasion:
    return Occasion(_AT_THE_MACHINE, china_now(), presets.load(settings.place), work_calendar())


def _account(login: str) -> Account | None:
    account: Account | None = Account.get_or_none(Account.login == plain_login(login))
    return account


def _area(name: str) -> Area:
    found = list(Area.select().where(Area.name == name).limit(2))
    if len(found) != 1:
        raise click.ClickException(f"there is {'more than one' if found else 'no'} area {name}")
    area: Area = found[0]
    return area
