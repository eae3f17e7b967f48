"""Reads a table of plain values into typed, frozen dataclasses, and refuses whatever does not fit.

The dataclass is the whole description: its annotations give names, types and bounds (`Annotated`), its
defaults say which keys may be left out. Nothing is guessed, converted or ignored.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import time
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SPOKEN = {
    str: "a text that is not blank",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    time: "a time of day such as 19:00:00",
}


class RuleBookError(ValueError):
    """A rule book that cannot be used: which file, which dotted key, and what was expected there."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        super().__init__(f"{file}: {key}: expected {expected}")
        self.file = file
        self.key = key
        self.expected = expected


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`, both allowed.

    Like every bound here it says in `expected` what it asks for, and `holds` tells whether a value keeps it.
    """

    low: float
    high: float

    @property
    def expected(self) -> str:
        return f"a number from {self.low} to {self.high}"

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Shaped:
    """A text that matches a pattern as a whole; `spoken` says the pattern in words."""

    pattern: str
    spoken: str

    @property
    def expected(self) -> str:
        return self.spoken

    def holds(self, value: str) -> bool:
        return re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True)
class Filled:
    """A list with at least one entry."""

    expected: str = "a list with at least one entry"

    def holds(self, value: Sequence[object]) -> bool:
        return len(value) > 0


@dataclass(frozen=True)
class Distinct:
    """A list that says nothing twice; entries with a `key` are compared by it."""

    expected: str = "a list in which no entry or key stands twice"

    def holds(self, value: Sequence[object]) -> bool:
        keys = [getattr(entry, "key", entry) for entry in value]
        return len(set(keys)) == len(keys)


Key = Annotated[str, Shaped(r"[a-z][a-z0-9_]*", "a key of small letters, digits and underscores")]
WorkingDays = Annotated[int, Between(1, 250)]
Texts = Annotated[tuple[str, ...], Filled(), Distinct()]


@dataclass(frozen=True)
class _Place:
    """Where in which file the reader stands."""

    file: str
    key: str = ""

    def inside(self, name: object) -> "_Place":
        return _Place(self.file, f"{self.key}.{name}" if self.key else str(name))

    def error(self, expected: str) -> RuleBookError:
        return RuleBookError(self.file, self.key or "the whole file", expected)


def read_table(kind: type[T], table: Mapping[str, object], file: str) -> T:
    """The table as a `kind`, a dataclass.

    Raises RuleBookError, naming `file`, for an unknown or missing key, a wrong type or
    a value out of bounds.
    """
    return _read_dataclass(kind, table, _Place(file))


def _read_dataclass(kind: type[T], table: object, place: _Place) -> T:
    if not isinstance(table, Mapping):
        raise place.error("a table")
    hints = get_type_hints(kind, include_extras=True)
    _refuse_unknown(table, hints, place)
    _refuse_missing(kind, hints, table, place)
    values = {name: _read(hints[name], value, place.inside(name)) for name, value in table.items()}
    try:
        return kind(**values)
    except ValueError as refused:
        raise place.error(str(refused)) from refused


def _refuse_unknown(table: Mapping[str, object], known: Iterable[str], place: _Place) -> None:
    for name in table:
        if name not in known:
            raise place.inside(name).error(f"one of the keys {', '.join(known)}, not this one")


def _refuse_missing(kind: Any, hints: Mapping[str, Any], table: Mapping[str, object], place: _Place) -> None:
    for field in fields(kind):
        if field.default is MISSING and field.name not in table:
            raise place.inside(field.name).error(f"{_spoken(hints[field.name])}, but the key is missing")


def _read(hint: Any, value: object, place: _Place) -> Any:
    if get_origin(hint) is Annotated:
        return _read_bounded(hint, value, place)
    if get_origin(hint) is tuple:
        return _read_list(get_args(hint)[0], value, place)
    if is_dataclass(hint):
        return _read_dataclass(hint, value, place)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return _read_choice(hint, value, place)
    return _read_plain(hint, value, place)


def _read_bounded(hint: Any, value: object, place: _Place) -> Any:
    kind, *constraints = get_args(hint)
    read = _read(kind, value, place)
    for constraint in constraints:
        if not constraint.holds(read):
            raise place.error(f"{constraint.expected}, found {value!r}")
    return read


def _read_list(kind: Any, value: object, place: _Place) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise place.error(f"a list, found {value!r}")
    return tuple(_read(kind, entry, place.inside(index)) for index, entry in enumerate(value))


def _read_choice(kind: type[StrEnum], value: object, place: _Place) -> StrEnum:
    if value not in [member.value for member in kind]:
        raise place.error(f"{_spoken(kind)}, found {value!r}")
    return kind(value)


def _read_plain(kind: type, value: object, place: _Place) -> object:
    if kind is float and type(value) is int:
        return float(value)
    # `type` and not `isinstance`: in Python true is a whole number, in a rule book it is not.
    if type(value) is not kind or (isinstance(value, str) and not value.strip()):
        raise place.error(f"{_spoken(kind)}, found {value!r}")
    return value


def _spoken(hint: Any) -> str:
    if get_origin(hint) is Annotated:
        return " and ".join(constraint.expected for constraint in get_args(hint)[1:])
    if get_origin(hint) is tuple:
        return "a list"
    if is_dataclass(hint):
        return "a table"
    if issubclass(hint, StrEnum):
        return "one of " + ", ".join(hint)
    return _SPOKEN[hint]
