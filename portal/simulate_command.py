"""``portal simulate``: walks a year of a place through the services, and says whether everything holds."""

import tempfile
import time
from datetime import datetime
from pathlib import Path

import click

from portal import presets
from portal.db import database, migrate, open_database
from portal.queries.places import work_calendar
from portal.services.places import seed_calendar
from portal.services.taxonomy import seed
from portal.simulation import Walked, simulate


@click.command("simulate")
@click.option("--place", type=click.Choice(presets.names()), required=True, help="Whose rule book.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3660))
@click.option("--seed", "number", default=1, show_default=True, help="The same number walks the same year.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), default="2026-01-01", show_default=True)
@click.option("--keep", type=click.Path(path_type=Path, exists=False), help="Keep the database in this file.")
def simulate_place(place: str, days: int, number: int, start: datetime, keep: Path | None) -> None:
    """Walk a year of a place in a database of its own; end with an error where something does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        walked = _walk(keep or Path(folder) / "simulated.db", place, start, days, number)
        _tell(f"{place}, {days} days, seed {number}", walked, time.perf_counter() - began)
    if walked.broken:
        raise click.ClickException("\n  ".join([f"{len(walked.broken)} broken:", *walked.broken[:20]]))


def _walk(path: Path, place: str, start: datetime, days: int, number: int) -> Walked:
    open_database(f"sqlite:///{path}")
    try:
        migrate()
        seed_calendar()
        book = presets.load(place)
        seed(book.categories)
        return simulate(book, work_calendar(), start, days, number)
    finally:
        database.close()


def _tell(what: str, walked: Walked, seconds: float) -> None:
    click.echo(f"{what}: {seconds:.1f} s, fingerprint {walked.fingerprint}")
    click.echo(f"  {', '.join(f'{name} {number}' for name, number in walked.figures.items())}")
    click.echo(f"  refused: {', '.join(f'{rule} {times}' for rule, times in walked.refusals.items())}")
    click.echo(f"  broken: {len(walked.broken)}")
