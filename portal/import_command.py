"""``portal import FILE``: shows the mapping, asks, imports with a bar, and reports what was refused."""

import csv
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
from tqdm import tqdm

from portal import presets
from portal.clock import china_now
from portal.config import Settings
from portal.domain import columns
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Role
from portal.domain.refusal import Refusal
from portal.models import Area
from portal.queries.officers import login_of, officer
from portal.queries.places import work_calendar
from portal.services import importing
from portal.services.import_files import read_table
from portal.web.refusals import explain

_LINES_SHOWN = 10


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Take the mapping as it was guessed, without asking.")
@click.option("--area", "area_name", help="Where the matters lie; the whole place if not given.")
@click.option("--mapping", multiple=True, metavar="COLUMN=HEADING", help="Name a column by hand; repeatable.")
@click.option("--source", help="The name by which rows are known again; by the headings if not given.")
@click.option("--as", "login", help="Who takes the matters in; a district administrator if not given.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the refused rows to this CSV file.")
@click.pass_obj
def import_matters(
    settings: Settings,
    file: Path,
    yes: bool,
    area_name: str | None,
    mapping: tuple[str, ...],
    source: str | None,
    login: str | None,
    report: Path | None,
) -> None:
    """Take in matters, with replies and supports, from a CSV or XLSX table."""
    try:
        table = read_table(file)
        mapped = columns.guess(table.headings) | columns.named(table.headings, mapping)
        _show(table.headings, mapped)
        occasion = Occasion(_importer(login), china_now(), presets.load(settings.place), work_calendar())
        plan = importing.Plan(table, mapped, _area(area_name), source or table.kind)
        if yes or click.confirm("Import with these columns?", abort=True):
            _import(occasion, plan, report)
    except Refusal as refusal:
        what = refusal.facts.get("field") or refusal.facts.get("reason")
        raise click.ClickException(explain(refusal) + (f" ({what})" if what else "")) from refusal


def _show(headings: tuple[str, ...], mapped: columns.Mapped) -> None:
    for column, position in sorted(mapped.items(), key=lambda item: item[1]):
        click.echo(f"  {column.value:<12} ← {headings[position]}")
    unused = [heading for position, heading in enumerate(headings) if position not in mapped.values()]
    if unused:
        click.echo(f"  {'not taken':<12}   {', '.join(unused)}")
    missing = [column.value for column in columns.NEEDED if column not in mapped]
    if missing:
        raise click.ClickException(f"name these columns with --mapping COLUMN=HEADING: {', '.join(missing)}")


def _importer(login: str | None) -> Actor:
    login = login or login_of(Role.DISTRICT_ADMINISTRATOR)
    actor = officer(login, china_now()) if login else None
    if actor is None:
        raise click.ClickException("name with --as LOGIN an account that may take matters in and answer them")
    return actor


def _area(name: str | None) -> Area:
    found = Area.select().where(Area.name == name if name else Area.parent.is_null())
    if found.count() != 1:
        raise click.ClickException("name with --area one area of this place, as its pages call it")
    area: Area = found.get()
    return area


def _import(occasion: Occasion, plan: importing.Plan, report: Path | None) -> None:
    began = time.perf_counter()
    bar = tqdm(importing.run(occasion, plan), total=len(plan.table.rows), unit="row")
    fates = list(bar)
    seconds = time.perf_counter() - began
    refused = [fate for fate in fates if fate.refusal]
    count = Counter("refused" if fate.refusal else "imported" if fate.number else "known" for fate in fates)
    click.echo(
        f"  {count['imported']} imported, {count['known']} known already, {count['refused']} refused"
        f" in {seconds:.1f} s ({len(fates) / seconds:.0f} rows a second); source {plan.source}"
    )
    for fate in refused[:_LINES_SHOWN]:
        click.echo(f"  row {fate.line} ({fate.key[:20]}): {_reason(fate)}")
    if len(refused) > _LINES_SHOWN and report is None:
        click.echo(f"  … and {len(refused) - _LINES_SHOWN} more; --report FILE writes them all")
    if report is not None:
        _write_report(report, plan, refused)


def _reason(fate: importing.Fate) -> str:
    return explain(fate.refusal) if fate.refusal else ""


def _write_report(path: Path, plan: importing.Plan, refused: Iterable[importing.Fate]) -> None:
    """The refused rows as they came, so that they can be mended and imported again, and why."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*plan.table.headings, "行", "原因"])
        for fate in refused:
            writer.writerow([*plan.table.rows[fate.line - 1], fate.line, _reason(fate)])
