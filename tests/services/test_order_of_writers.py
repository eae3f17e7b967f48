"""One writes at a time, whatever the database and however many processes serve."""

from collections.abc import Iterator

import psycopg
import pytest
from peewee import OperationalError

from portal.db import database, open_database, revision, writing, writing_quietly


@pytest.fixture
def another_process(postgresql_url: str) -> Iterator[psycopg.Connection]:
    """A connection beside ours, in the middle of a write."""
    open_database(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("UPDATE revision SET number = number + 1")
        yield connection
    database.close()


def test_on_postgresql_a_writer_waits_its_turn_before_it_touches_anything(another_process):
    database.execute_sql("SET lock_timeout = '100ms'")
    begun = []
    with pytest.raises(OperationalError), writing():
        begun.append("two who hold what the other needs would now wait for ever")
    assert begun == []
    another_process.rollback()
    with writing():
        begun.append("in turn")
    assert begun == ["in turn"]


def test_on_postgresql_a_quiet_writer_waits_its_turn_too(another_process):
    database.execute_sql("SET lock_timeout = '100ms'")
    begun = []
    with pytest.raises(OperationalError), writing_quietly():
        begun.append("out of turn")
    assert begun == []


def test_a_write_that_failed_leaves_the_revision_as_it_was(opened):
    before = revision()
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    assert revision() == before
    with writing():
        pass
    assert revision() == before + 1


def test_a_quiet_write_leaves_the_revision_as_it_is(opened):
    before = revision()
    with writing_quietly(), writing_quietly():
        pass
    assert revision() == before


def test_what_pages_show_raises_the_revision_once_even_inside_a_quiet_write(opened):
    before = revision()
    with writing_quietly():
        with writing():
            pass
        with writing():
            pass
    assert revision() == before + 1
    with writing():
        pass
    assert revision() == before + 2
