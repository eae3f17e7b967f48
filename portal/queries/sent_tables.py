"""Tables that were sent, how far they are taken in, and their lines that were refused."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from portal.domain.permissions import MAY, Actor
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.models import Area, ImportRun, RefusedLine, SentTable
from portal.models.importing import ImportState
from portal.queries.rows import Condition, rows

#: Runs shown on one page: more than a year of monthly files.
_SHOWN = 30


class Refused(NamedTuple):
    """One refused line, as it came, and why."""

    line: int
    cells: list[str]
    refusal: Refusal


def runs_for(actor: Actor) -> list[ImportRun]:
    """The runs in the areas for which the actor may import, the last first."""
    return list(
        ImportRun.select().join(Area).where(_within(actor)).order_by(ImportRun.id.desc()).limit(_SHOWN)
    )


def run_for(actor: Actor, run_id: int) -> ImportRun:
    """One of them. Raises Refusal NOT_FOUND for another."""
    found: ImportRun | None = (
        ImportRun.select().join(Area).where(_within(actor) & (ImportRun.id == run_id)).first()
    )
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    return found


def table_of(run: ImportRun) -> Table:
    """The table as it was sent. Raises Refusal STALE once it was taken in or thrown away."""
    kept = SentTable.get_or_none(SentTable.run == run)
    if kept is None:
        raise Refusal(Rule.STALE)
    headings, lines = json.loads(kept.table)
    return Table(tuple(headings), [tuple(line) for line in lines])


def next_to_take_in() -> ImportRun | None:
    """The oldest that was started, or that broke off with the worker that had it in hand."""
    to_do = ImportRun.state.in_((ImportState.WAITING, ImportState.RUNNING))
    found: ImportRun | None = ImportRun.select().join(SentTable).where(to_do).order_by(ImportRun.id).first()
    return found


def refused_lines(run: ImportRun) -> Iterator[Refused]:
    """The refused lines of a run in their order."""
    query = RefusedLine.select(RefusedLine.line, RefusedLine.cells, RefusedLine.rule, RefusedLine.facts)
    for line, cells, rule, facts in rows(query.where(RefusedLine.run == run).order_by(RefusedLine.line)):
        yield Refused(line, json.loads(cells), Refusal(Rule(rule), **facts))


def _within(actor: Actor) -> Condition:
    reached = Area.path.startswith("?")  # nobody's
    for grant in actor.grants:
        if grant.role in MAY[Action.IMPORT]:
            reached |= Area.path.startswith(grant.area_path)
    return reached
