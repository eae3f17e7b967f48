"""Tables sent to the office: kept sealed, their columns named by a person, taken in by the worker."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

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
        headings=table.headings,
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
    _require(occasion.actor, _area_of(run))
    if any(column.value not in (run.columns or {}) for column in columns.NEEDED):
        raise Refusal(Rule.COLUMN_MISSING)
    _change(run, state=ImportState.WAITING)
    return run


@transaction
def throw_away(occasion: Occasion, run: ImportRun) -> None:
    """Forgets a table that nobody wants taken in. Raises Refusal STALE when it was started."""
    _require(occasion.actor, _area_of(run))
    _change(run, state=ImportState.FINISHED)
    _end(occasion, run)


def take_in(occasion: Occasion, run: ImportRun) -> int:
    """Takes a started table in, as the one who sent it; gives how many lines were gone through.

    One whose worker was ended half way is simply taken in again: what is known already is not taken twice.
    One that ends the worker's work by itself is ended too, or nothing sent after it would ever come in.
    """
    _begin(run)
    try:
        return sum(1 for _ in importing.run(*_as_sent(occasion, run), run))
    except Refusal:  # the sender may no longer import
        return 0
    finally:
        _end(occasion, run)


def _as_sent(occasion: Occasion, run: ImportRun) -> tuple[Occasion, importing.Plan]:
    """The occasion of the one who sent the table, and what is to be made of it."""
    asked = replace(occasion, actor=_sender_of(run, occasion.now))
    named = {Column(key): position for key, position in (run.columns or {}).items()}
    return asked, importing.Plan(table_of(run), named, _area_of(run), run.source)


@transaction
def _begin(run: ImportRun) -> None:
    RefusedLine.delete().where(RefusedLine.run == run).execute()
    anew = {"state": ImportState.RUNNING, "imported": 0, "known": 0, "refused": 0}
    ImportRun.update(anew).where(ImportRun.id == run.id).execute()


@transaction
def _end(occasion: Occasion, run: ImportRun) -> None:
    """Nobody needs the table any more; of what was refused each line is kept by itself."""
    ended = {"state": ImportState.FINISHED, "finished_at": occasion.now}
    ImportRun.update(ended).where(ImportRun.id == run.id).execute()
    SentTable.delete().where(SentTable.run == run).execute()


def _change(run: ImportRun, **changes: object) -> None:
    still_asked = (ImportRun.id == run.id) & (ImportRun.state == ImportState.SENT)
    if not ImportRun.update(**changes).where(still_asked).execute():
        raise Refusal(Rule.STALE)
    for name, value in changes.items():
        setattr(run, name, value)


def _area_of(run: ImportRun) -> Area:
    """Where its matters lie. Raises Refusal UNKNOWN_AREA for a run that never said so."""
    if run.area is None:
        raise Refusal(Rule.UNKNOWN_AREA)
    return run.area


def _sender_of(run: ImportRun, now: datetime) -> Actor:
    """Who sent it, with the roles held now. Raises Refusal NOT_FOUND where nobody did."""
    if run.sent_by is None:
        raise Refusal(Rule.NOT_FOUND)
    return Actor(run.sent_by.id, run.sent_by.name, grants_of(run.sent_by.id, now))


def _require(actor: Actor, area: Area) -> None:
    for action in (Action.IMPORT, Action.ENTER_FOR, Action.ANSWER):
        require(actor, action, Subject(area.path))
