"""The commands: ``python -m portal COMMAND``."""

import click

from portal import jobs, presets, serving
from portal.config import Settings, SettingsError, read_settings
from portal.db import migrate, open_database
from portal.demo_command import fill_with_demonstration, tell_sign_ins
from portal.domain.policy import RuleBookError
from portal.import_command import import_matters
from portal.people_command import add_area, appoint, reset_password
from portal.person_command import person, rekey_contacts
from portal.services.places import seed_calendar
from portal.services.search import is_outdated, reindex
from portal.services.taxonomy import seed
from portal.shapes_command import shapes
from portal.simulate_command import simulate_place
from portal.taxonomy_command import take_over_taxonomy
from portal.vault import open_vault


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """议事亭, the portal through which a neighbourhood settles its affairs in public."""
    try:
        settings = read_settings()
        presets.load(settings.place)
    except (SettingsError, RuleBookError) as error:
        raise click.ClickException(str(error)) from error
    open_vault(settings.contact_keys)
    open_database(settings.database_url)
    context.obj = settings


main.add_command(import_matters)
main.add_command(fill_with_demonstration)
main.add_command(add_area)
main.add_command(appoint)
main.add_command(reset_password)
main.add_command(take_over_taxonomy)
main.add_command(person)
main.add_command(rekey_contacts)
main.add_command(shapes)
main.add_command(simulate_place)


@main.command()
@click.pass_obj
def init(settings: Settings) -> None:
    """Bring the database up to date; seed the calendar of working days and the first categories."""
    for name in migrate():
        click.echo(f"  schema: {name}")
    years = seed_calendar()
    seed(presets.load(settings.place).categories)
    click.echo(f"  calendar: days off known for {years[0]} to {years[-1]}")
    if is_outdated():
        _index_anew()


@main.command("reindex")
def index_anew() -> None:
    """Index anew what can be found; an upgrade does so by itself, during `init`."""
    _index_anew()


def _index_anew() -> None:
    done = 0
    for done in reindex():
        click.echo(f"\r  search: {done:,} indexed", nl=False)
    click.echo(f"\r  search: {done:,} indexed")


@main.command()
@click.option("--host", default="127.0.0.1", help="Address to listen on; 0.0.0.0 for every network.")
@click.pass_obj
def serve(settings: Settings, host: str) -> None:
    """Start the production server and the worker of the queue."""
    try:
        serving.require_free(host, settings.port)
    except serving.PortTaken as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"议事亭 is open: http://{host}:{settings.port}/")
    tell_sign_ins(settings)
    serving.serve(settings, host)


@main.command()
@click.pass_obj
def sweep(settings: Settings) -> None:
    """Do now what the rule book's clocks say: close agendas, end ratings, plan meetings."""
    click.echo(jobs.sweep_now(settings))
