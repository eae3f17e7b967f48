"""Rows as plain tuples, and reads whose SQL is written once.

A model object costs ten times as much as the row it holds. And Peewee takes up to ten times as long to write
a select of some joins (1.4 ms for a list of matters) as the database to answer it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, wraps
from inspect import signature
from typing import Any, ParamSpec

from peewee import (
    AutoField,
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    ModelSelect,
    TextField,
    Value,
)

from portal.db import database, is_sqlite

P = ParamSpec("P")
Condition = Any  # Peewee's expressions are untyped once they are combined
Row = tuple[Any, ...]
Query = Any  # Peewee's selects are untyped once they are joined

#: Fields whose values both databases hand over as they are meant.
_AS_THEY_COME = (AutoField, BigIntegerField, CharField, IntegerField, TextField)


def rows(query: "ModelSelect[Any]") -> list[tuple[Any, ...]]:
    """What the query selects, in its order, converted to Python values."""
    return list(query.tuples())


@dataclass(frozen=True)
class Asked:
    """The name of a value that is given when a prepared select is asked."""

    name: str


def asked(name: str) -> Any:
    """Stands in a select that is prepared for the value ``name``, which goes to the database as given."""
    return Value(Asked(name), converter=False)


class Prepared:
    """A select written for the database that is open; columns are fields, or functions taken as they come."""

    def __init__(self, query: Query) -> None:
        self._sql, self._parameters = query.sql()
        readers = enumerate(map(_reader, query.selected_columns))
        self._readers = [(at, reader) for at, reader in readers if reader is not None]

    def rows(self, **values: Any) -> list[Row]:
        """What is selected when every ``asked(name)`` has the value of that name."""
        given = [values[part.name] if isinstance(part, Asked) else part for part in self._parameters]
        return [self._read(row) for row in database.execute_sql(self._sql, given)]

    def _read(self, row: Row) -> Row:
        values = list(row)
        for at, reader in self._readers:
            values[at] = reader(values[at])
        return tuple(values)


def _reader(column: Any) -> Callable[[Any], Any] | None:
    field = column.unwrap()
    kind = type(getattr(field, "field", field))
    if not isinstance(field, Field) or kind in _AS_THEY_COME:
        return None
    reader: Callable[[Any], Any] = _FASTER.get(kind, field.python_value)
    return reader


def _moment(value: Any) -> Any:
    """SQLite's text as the moment it names; PostgreSQL gives moments."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


#: Peewee tries several ways of writing dates; the portal writes them in one.
_FASTER = {DateTimeField: _moment, DateField: _day}


def prepared(write: Callable[P, Query]) -> Callable[P, list[Row]]:
    """Makes of a function that writes a select one that asks it: written once for each kind of database.

    So ``write`` may not look at its arguments: it is called with placeholders.
    """
    names = tuple(signature(write).parameters)

    @cache
    def written(sqlite: bool) -> Prepared:
        return Prepared(write(*map(asked, names)))  # type: ignore[call-arg]  # placeholders for all of P

    @wraps(write)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        return written(is_sqlite()).rows(**dict(zip(names, args, strict=False)), **kwargs)

    return ask
