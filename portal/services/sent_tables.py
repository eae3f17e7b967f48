"""Tables sent to the office: kept sealed, their columns named by a person, taken in by the worker."""

import json
from collections.abc import Mapping

from portal.db import transaction
from portal.domain import columns
from portal.domain.columns import Column
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.models import Area, ImportRun, RefusedLine, SentTable
from portal.models.importing import ImportState
from portal.queries.sent_tables import table_of
from portal.queries.sign_ins import grants_of
from portal.services import importing

_NAME_CHARS = 200


@transaction
def send(occasion: Occasion, table: Table, file_name: str, area: Area) -> ImportRun:
    """Keeps a table until its columns are named; they are guessed by their headings.

    Raises:
        Refusal: NOT_ALLOWED for one who may not import, enter and answer in all of the area.
    """
    _require(occasion.actor, area)
    guessed = columns.guess(table.headings)
    run = ImportRun.create(
        source=table.kind,
        file_name=file_name[-_NAME_CHARS:],
        state=ImportState.SENT,
        columns={column.value: position for column, position in guessed.items()},
        area=area,
        sent_by=occasion.actor.person_id,
        started_at=occasion.now,
        lines=len(table.rows),
    )
    SentTable.create(run=run, table=json.dumps([table.headings, table.rows], ensure_ascii=False))
    return run


@transaction
def name_columns(occasion: Occasion, run: ImportRun, named: Mapping[Column, int], area: Area) -> ImportRun:
    """Sets which position holds what, and where the matters lie.

    Raises:
        Refusal: STALE when it was started already, NOT_ALLOWED, UNKNOWN_CHOICE for a position there is not.
    """
    _require(occasion.actor, area)
    width = len(table_of(run).headings)
    if not all(0 <= position < width for position in named.values()):
        raise Refusal(Rule.UNKNOWN_CHOICE)
    positions = {column.value: position for column, position in named.items()}
    _change(run, columns=positions, area=area.id)
    return run


@transaction
def start(occasion: Occasion, run: ImportRun) -> ImportRun:
    """Hands the table to the worker.

    Raises:
        Refusal: COLUMN_MISSING where a needed column is not named, STALE when it was started before.
    """
    _require(occasion.actor, run.area)
    if any(column.value not in run.columns for column in columns.NEEDED):
        raise Refusal(Rule.COLUMN_MISSING)
    _change(run, state=ImportState.WAITING)
    return run


@transaction
def throw_away(occasion: Occasion, run: ImportRun) -> None:
    """Forgets a table that nobody wants taken in. Raises Refusal STALE when it was started."""
    _require(occasion.actor, run.area)
    _change(run, state=ImportState.FINISHED, finished_at=occasion.now)
    _forget(run)


def take_in(occasion: Occasion, run: ImportRun) -> int:
    """Takes a started table in, as the one who sent it; gives how many lines were gone through.

    One that broke off half way is simply taken in again: what is known already is not taken twice.
    """
    sender = run.sent_by
    actor = Actor(sender.id, sender.name, grants_of(sender.id, occasion.now))
    _begin(run)
    columns_named = {Column(key): position for key, position in run.columns.items()}
    plan = importing.Plan(table_of(run), columns_named, run.area, run.source)
    asked = Occasion(actor, occasion.now, occasion.book, occasion.calendar)
    try:
        return sum(1 for _ in importing.run(asked, plan, run))
    finally:
        _forget(run)


@transaction
def _begin(run: ImportRun) -> None:
    RefusedLine.delete().where(RefusedLine.run == run).execute()
    anew = {"state": ImportState.RUNNING, "imported": 0, "known": 0, "refused": 0}
    ImportRun.update(anew).where(ImportRun.id == run.id).execute()


@transaction
def _forget(run: ImportRun) -> None:
    """The worker needs the table no more; of what was refused each line is kept by itself."""
    SentTable.delete().where(SentTable.run == run).execute()


def _change(run: ImportRun, **changes: object) -> None:
    still_asked = (ImportRun.id == run.id) & (ImportRun.state == ImportState.SENT)
    if not ImportRun.update(**changes).where(still_asked).execute():
        raise Refusal(Rule.STALE)
    for name, value in changes.items():
        setattr(run, name, value)


def _require(actor: Actor, area: Area) -> None:
    for action in (Action.IMPORT, Action.ENTER_FOR, Action.ANSWER):
        require(actor, action, Subject(area.path))
