"""``portal taxonomy FILE``: takes over a tree of categories."""

from pathlib import Path

import click

from portal.domain.refusal import Refusal
from portal.services.import_files import read_table
from portal.services.taxonomy import take_over
from portal.web.refusals import explain


@click.command("taxonomy")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def take_over_taxonomy(file: Path) -> None:
    """Add the categories of a table with the columns first, second and third level."""
    try:
        added = take_over(read_table(file))
    except Refusal as refusal:
        raise click.ClickException(f"{explain(refusal)} ({refusal.facts.get('reason', '')})") from refusal
    click.echo(f"  categories: {added} added")
