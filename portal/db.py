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
}

P = ParamSpec("P")
R = TypeVar("R")

_one_writer = threading.RLock()
_lock_path: Path | None = None


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
        yield
        return
    with _one_writer, _lock_file(_lock_path) if _lock_path else nullcontext(), database.atomic():
        database.execute_sql("UPDATE revision SET number = number + 1")
        yield


def transaction(verb: Callable[P, R]) -> Callable[P, R]:
    """Makes a service verb one transaction: all of it is written or nothing."""

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
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
