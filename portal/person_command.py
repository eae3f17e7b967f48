"""``portal person`` and ``portal rekey``: one person's data, and a new key for contacts."""

import json

import click

from portal import presets
from portal.clock import china_now
from portal.config import Settings
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Grant, Role
from portal.domain.refusal import Refusal
from portal.models import Person
from portal.queries.everything import everything_of, persons_called
from portal.queries.places import work_calendar
from portal.services.erase import erase
from portal.services.rekey import rekey
from portal.vault import VaultError
from portal.web.refusals import explain

#: Whoever may run commands on the machine could read the database as well.
_AT_THE_MACHINE = Actor(None, "", (Grant(Role.SYSTEM_ADMINISTRATOR, "/"),))


@click.group("person")
def person() -> None:
    """One person's data. WORDS is a matter's number, a telephone number, an e-mail address or a login."""


@person.command("export")
@click.argument("words")
def export(words: str) -> None:
    """Print as JSON everything that is kept of whoever is meant."""
    told = [everything_of(each) for each in _meant(words)]
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


@person.command("erase")
@click.argument("words")
@click.option("--reason", required=True, help="At whose wish, and how it was made sure who it is.")
@click.confirmation_option(prompt="What is taken out does not come back. Go on?")
@click.pass_obj
def erase_persons(settings: Settings, words: str, reason: str) -> None:
    """Take out everything that is kept of whoever is meant; the public road and the figures stay."""
    now = Occasion(_AT_THE_MACHINE, china_now(), presets.load(settings.place), work_calendar())
    for each in _meant(words):
        try:
            erase(now, each, reason)
        except Refusal as refusal:
            raise click.ClickException(explain(refusal)) from refusal
        click.echo(f"  erased: person {each.id}")


def _meant(words: str) -> list[Person]:
    found = persons_called(words)
    if not found:
        raise click.ClickException("nobody is known by that")
    return found


@click.command("rekey")
@click.pass_obj
def rekey_contacts(settings: Settings) -> None:
    """Seal all contact data anew with the first key; stop the portal before (docs/protection.md)."""
    if len(settings.contact_keys) < 2:
        raise click.ClickException("put the new key in front of the old one first")
    try:
        count = rekey(settings.contact_keys)
    except VaultError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"  sealed anew: {count} rows; now leave only the first key")
