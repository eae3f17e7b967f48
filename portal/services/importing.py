"""Taking in a table of matters that were raised, and perhaps answered, elsewhere.

Every row goes through the same verbs as a matter raised here, each at its own time. Rows are committed in
batches, and each is remembered with its matter in the same transaction: what broke off half way is simply
run again.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from peewee import chunked

from portal.db import database, transaction, writing
from portal.domain.columns import Entry, Mapped, read_entry, row_key
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK, Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.tables import Table
from portal.domain.wording import headline
from portal.models import Area, ImportedRow, ImportRun, Matter, RefusedLine, Support
from portal.models.importing import ImportState
from portal.queries.categories import category_named
from portal.queries.rows import rows
from portal.services import rate, say
from portal.services.journal import update_unmoved

_BATCH = 50


@dataclass(frozen=True)
class Plan:
    """What to make of a table.

    Attributes:
        area: where its matters lie.
        source: under this name the rows are known again, whatever the file is called.
    """

    table: Table
    mapped: Mapped
    area: Area
    source: str


class Fate(NamedTuple):
    """What became of one row: a matter's number, a refusal, or neither where the row was known already."""

    line: int  # as a person counts: the first row below the headings is 1
    key: str
    number: str = ""
    refusal: Refusal | None = None


def run(occasion: Occasion, plan: Plan, log: ImportRun | None = None) -> Iterator[Fate]:
    """Takes the table in, giving the fate of each row once its batch is committed.

    Args:
        log: where to write what came of it; a new one if the table was not announced by ``sent_tables``.

    Raises:
        Refusal: NOT_ALLOWED, before anything is written, for one who may not import, enter for others and
            answer in all of the area.
    """
    for action in (Action.IMPORT, Action.ENTER_FOR, Action.ANSWER):
        require(occasion.actor, action, Subject(plan.area.path))
    log = log or _open_log(occasion, plan)
    for start in range(0, len(plan.table.rows), _BATCH):
        yield from _batch(occasion, plan, log, start)
    with writing():
        ended = {"state": ImportState.FINISHED, "finished_at": occasion.now}
        ImportRun.update(ended).where(ImportRun.id == log.id).execute()


@transaction
def _open_log(occasion: Occasion, plan: Plan) -> ImportRun:
    return ImportRun.create(
        source=plan.source,
        headings=plan.table.headings,
        lines=len(plan.table.rows),
        area=plan.area,
        sent_by=occasion.actor.person_id,
        started_at=occasion.now,
    )


@transaction
def _batch(occasion: Occasion, plan: Plan, log: ImportRun, start: int) -> list[Fate]:
    lines = plan.table.rows[start : start + _BATCH]
    known = _known(plan, lines)
    fates = []
    for line, cells in enumerate(lines, start + 1):
        fate = _row(occasion, plan, line, cells, known)
        known.add(fate.key)
        fates.append(fate)
    _count(log, fates)
    _keep_refused(log, plan, fates)
    return fates


def _known(plan: Plan, lines: Sequence[tuple[str, ...]]) -> set[str]:
    keys = [row_key(cells, plan.mapped) for cells in lines]
    kept = ImportedRow.select(ImportedRow.key)
    return {key for (key,) in rows(kept.where(ImportedRow.source == plan.source, ImportedRow.key.in_(keys)))}


def _row(occasion: Occasion, plan: Plan, line: int, cells: tuple[str, ...], known: set[str]) -> Fate:
    key = row_key(cells, plan.mapped)
    if key in known:
        return Fate(line, key)
    try:
        with database.atomic():  # a row refused half way leaves nothing, and the batch goes on
            return Fate(line, key, number=_take_in(occasion, plan, cells).number)
    except Refusal as refusal:
        return Fate(line, key, refusal=refusal)


def _take_in(occasion: Occasion, plan: Plan, cells: tuple[str, ...]) -> Matter:
    if len(cells) != len(plan.table.headings):
        raise Refusal(Rule.UNREADABLE, column="row", value=str(len(cells)))
    entry = read_entry(cells, plan.mapped, occasion.now)
    then = replace(occasion, now=entry.raised_at, quietly=True)
    matter = say.raise_matter(then, _draft(occasion, plan, entry)).matter
    _support(matter, entry)
    if entry.reply and entry.replied_at:
        _answer(occasion, matter, entry.replied_at, entry)
    ImportedRow.create(source=plan.source, key=entry.key, matter=matter, imported_at=occasion.now)
    return matter


def _draft(occasion: Occasion, plan: Plan, entry: Entry) -> say.Draft:
    return say.Draft(
        words=entry.text,
        area_id=plan.area.id,
        place=entry.place,
        title=headline(entry.title, occasion.book.limits.title_chars),
        kind=entry.kind,
        category_id=category_named(entry.category),
        channel=entry.channel,
        name=entry.name,
    )


def _support(matter: Matter, entry: Entry) -> None:
    """The file knows how many supported, not who: each counts under a name that only this row can give."""
    supporters = [
        {"matter": matter, "supporter": f"i:{entry.key[:60]}:{number}", "at": entry.raised_at}
        for number in range(1, entry.supports + 1)
    ]
    for batch in chunked(supporters, 300):
        Support.insert_many(batch).execute()
    if supporters:
        update_unmoved(matter, support_count=len(supporters))


def _answer(occasion: Occasion, matter: Matter, replied_at: datetime, entry: Entry) -> None:
    """The reply, and what the rule book's clock has made of it since."""
    passes = {} if entry.passed_on is None else {"passed_on": entry.passed_on}
    say.answer(replace(occasion, now=replied_at, quietly=True), matter, entry.reply, passes)
    if matter.state is State.RATING and matter.due_on and matter.due_on < occasion.today:
        night = datetime.combine(matter.due_on + timedelta(days=1), time.min)
        rate.close_rating(replace(occasion, actor=THE_CLOCK, now=night, quietly=True), matter)


def _count(log: ImportRun, fates: list[Fate]) -> None:
    ImportRun.update(
        imported=ImportRun.imported + sum(bool(fate.number) for fate in fates),
        refused=ImportRun.refused + sum(fate.refusal is not None for fate in fates),
        known=ImportRun.known + sum(not fate.number and fate.refusal is None for fate in fates),
    ).where(ImportRun.id == log.id).execute()


def _keep_refused(log: ImportRun, plan: Plan, fates: list[Fate]) -> None:
    for fate in fates:
        if fate.refusal is not None:
            RefusedLine.create(
                run=log,
                line=fate.line,
                cells=json.dumps(plan.table.rows[fate.line - 1], ensure_ascii=False),
                rule=fate.refusal.rule,
                facts={name: str(value) for name, value in fate.refusal.facts.items()},
            )
