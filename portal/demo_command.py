"""``portal demo``: fills an empty portal with a demonstration, and tells how to sign in."""

import os
import secrets
import time
from pathlib import Path

import click

from portal import demo, presets
from portal.clock import china_now
from portal.config import Settings
from portal.demo import season
from portal.demo.people import LOGINS
from portal.domain.numbering import ALPHABET
from portal.queries.places import work_calendar

#: The only place of which a story is told; the others are walked by chance.
_TOLD = "anze"


@click.command("demo")
@click.option("--password", help="One for all demonstration accounts; made up if not given.")
@click.pass_obj
def fill_with_demonstration(settings: Settings, password: str | None) -> None:
    """Fill an empty portal with a demonstration of its place; leave any other alone."""
    password = password or _new_password()
    began = time.perf_counter()
    fill = demo.fill if settings.place == _TOLD else season.walk
    told = fill(china_now(), presets.load(settings.place), work_calendar(), password)
    if told is None:
        return
    _keep(_file(settings), password)
    click.echo(
        f"  demonstration: {told.communities} communities, {told.meetings} meetings, {told.matters} matters"
        f" in {time.perf_counter() - began:.1f} s"
    )


def tell_sign_ins(settings: Settings) -> None:
    """Prints who can sign in with which password, where there is a demonstration."""
    if _file(settings).exists():
        password = _file(settings).read_text("utf-8").strip()
        click.echo(f"  demonstration sign-ins, all with the password {password}:")
        click.echo(f"  {', '.join(LOGINS)}")


def _file(settings: Settings) -> Path:
    return settings.data_dir / "demo-password.txt"


def _new_password() -> str:
    """Long enough not to be guessed over the net, short enough to be typed."""
    letters = [secrets.choice(ALPHABET.lower()) for _ in range(8)]
    return f"yishi-{''.join(letters[:4])}-{''.join(letters[4:])}"


def _keep(path: Path, password: str) -> None:
    """For ``serve`` to print again; nobody else on the machine may read it."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password)
