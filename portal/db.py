"""The database: opening it, the order of writers, the revision, migrations.

SQLite is the embedded default, PostgreSQL where one machine is outgrown. On SQLite eight unordered
writers starve each other for seconds, so one writes at a time: a lock within the process, and across
processes a lock file, or on PostgreSQL the row of the revision. Connections are kept per thread; opening
one costs more than a page.
"""

import fcntl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from peewee import Database, DatabaseProxy, SqliteDatabase
from playhouse.db_url import connect
from playhouse.migrations import Runner

database = DatabaseProxy()

MIGRATIONS = Path(__file__).with_name("migrations")
_SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # a write that was answered is there after a crash
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "cache_size": -16_000,
    "mmap_size": 268_435_456,
    "secure_delete": 1,  # what was erased of a person leaves no trace in the file's free pages
}

P = ParamSpec("P")
R = TypeVar("R")

_one_writer = threading.RLock()
_lock_path: Path | None = None
_write = threading.local()  # .is_quiet: the transaction of this thread has not raised the revision


def open_database(url: str) -> Database:
    """Binds the models to the database at ``url`` and returns it, connected lazily per thread."""
    global _lock_path
    opened: Database
    if url.startswith("sqlite"):
        opened = connect(url, pragmas=_SQLITE_PRAGMAS, lock_type="IMMEDIATE", timeout=10)
        _lock_path = Path(str(opened.database) + ".lock")
    else:
        opened = connect(url)
        _lock_path = None
    database.initialize(opened)
    return opened


def is_sqlite() -> bool:
    return isinstance(database.obj, SqliteDatabase)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, one writer at a time; inside another ``writing()`` it joins that one.

    What is committed raises the revision, by which page caches know that they are old. It is raised first:
    on PostgreSQL its row is the lock across processes, so that no two writers wait for each other's rows.
    """
    if database.in_transaction():
        if getattr(_write, "is_quiet", False):
            _raise_revision()
        yield
        return
    with _in_turn():
        _raise_revision()
        yield


@contextmanager
def writing_quietly() -> Iterator[None]:
    """As ``writing()``, for what no page shows: it waits its turn like any write but raises no revision.

    Attempts that are counted are such: if each raised it, whoever mistypes codes would empty the page caches
    for everybody. What else is written inside, by ``writing()``, raises it after all.
    """
    if database.in_transaction():
        yield
        return
    with _in_turn():
        if not is_sqlite():
            database.execute_sql("SELECT number FROM revision FOR UPDATE")
        _write.is_quiet = True
        try:
            yield
        finally:
            _write.is_quiet = False


@contextmanager
def _in_turn() -> Iterator[None]:
    with _one_writer, _lock_file(_lock_path) if _lock_path else nullcontext(), database.atomic():
        yield


def _raise_revision() -> None:
    database.execute_sql("UPDATE revision SET number = number + 1")
    _write.is_quiet = False


def transaction(verb: Callable[P, R]) -> Callable[P, R]:
    """Makes a service verb one transaction: all of it is written or nothing."""

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return verb(*args, **kwargs)

    return whole


def forget_traces() -> None:
    """Writes over what SQLite still holds of deleted rows, in its indexes and its journal.

    On PostgreSQL its own vacuum does so in time.
    """
    if not is_sqlite():
        return
    with writing_quietly():
        for (table,) in database.execute_sql(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%fts5%%'"
        ).fetchall():
            database.execute_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
    forget_journal()


def forget_journal() -> None:
    """Empties SQLite's write-ahead log, which holds step by step in what order rows were written."""
    if is_sqlite() and not database.in_transaction():
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def quiet_transaction(verb: Callable[P, R]) -> Callable[P, R]:
    """As ``transaction``, for a verb whose writes no page shows; see ``writing_quietly``."""

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing_quietly():
            return verb(*args, **kwargs)

    return whole


def revision() -> int:
    """How many writes were ever committed, by whatever process."""
    row: Any = database.execute_sql("SELECT number FROM revision").fetchone()
    return int(row[0])


def migrations() -> Runner:
    """The runner of ``migrations/``, forward by ``up()`` and back by ``down()``."""
    return Runner(database.obj, str(MIGRATIONS))


def migrate() -> list[str]:
    """Brings the schema up to date and returns the names of the migrations applied."""
    applied: list[str] = migrations().up()
    return applied


@contextmanager
def _lock_file(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
