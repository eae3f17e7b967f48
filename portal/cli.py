"""The commands: ``python -m portal COMMAND``."""


import click

from portal import presets
from portal.config import SettingsError, read_settings
from portal.db import migrate, open_database
from portal.domain.policy import RuleBookError
from portal.services.places import seed_calendar


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """议事亭, the portal through which a neighbourhood settles its affairs in public."""
    try:
        settings = read_settings()
        presets.load(settings.place)
    except (SettingsError, RuleBookError) as error:
        raise click.ClickException(str(error)) from error
    open_database(settings.database_url)
    context.obj = settings


@main.command()
def init() -> None:
    """Bring the database up to date and seed the calendar of working days."""
    for name in migrate():
        click.echo(f"  schema: {name}")
    years = seed_calendar()
    click.echo(f"  calendar: days off known for {years[0]} to {years[-1]}")
