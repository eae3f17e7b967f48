"""``portal shapes import`` and ``export``: where areas lie, from GeoJSON and back."""

import json
from pathlib import Path

import click

from portal import presets
from portal.clock import china_now
from portal.config import Settings
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Grant, Role
from portal.domain.refusal import Refusal
from portal.queries.places import work_calendar
from portal.services.shapes import keep_shapes, match_shapes, read_shapes, shapes_as_geojson
from portal.web.refusals import explain

#: Whoever may run commands on the machine could write into the database as well.
_AT_THE_MACHINE = Actor(None, "", (Grant(Role.SYSTEM_ADMINISTRATOR, "/"),))


@click.group("shapes")
def shapes() -> None:
    """Where communities, grids and buildings lie: GeoJSON in WGS84, in and out."""


@shapes.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--gcj02", is_flag=True, help="The coordinates are those of Chinese maps: convert them.")
@click.pass_obj
def import_shapes(settings: Settings, file: Path, gcj02: bool) -> None:
    """Keep the shapes in FILE, by the names of their areas; tell which belong to none."""
    try:
        matches = match_shapes(_AT_THE_MACHINE, read_shapes(file.read_bytes(), gcj02))
    except Refusal as refusal:
        raise click.ClickException(explain(refusal)) from refusal
    for match in matches:
        if match.area is None:
            click.echo(f"  not kept: {match.shape.name} ({match.miss})")
    occasion = Occasion(_AT_THE_MACHINE, china_now(), presets.load(settings.place), work_calendar())
    source = file.name + (" (converted from GCJ-02)" if gcj02 else "")
    converted = ", converted from GCJ-02 to WGS84" if gcj02 else ""
    click.echo(f"  {keep_shapes(occasion, matches, source)} shapes kept of {len(matches)}{converted}")


@shapes.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_shapes(file: Path) -> None:
    """Write all shapes to FILE, in WGS84."""
    table = shapes_as_geojson()
    file.write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    click.echo(f"  {len(table['features'])} shapes written")
