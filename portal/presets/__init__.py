"""The rule books that ship: one TOML file a place."""

import tomllib
from pathlib import Path

from portal.domain.policy import RuleBook, RuleBookError, read_rule_book

_FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The places whose rule book ships, in alphabetical order."""
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def load(name: str) -> RuleBook:
    """The rule book of a place that ships. Raises RuleBookError where there is none or it is wrong."""
    if name not in names():
        raise RuleBookError(f"{name}.toml", "place", f"one of {', '.join(names())}")
    return read(_FOLDER / f"{name}.toml")


def read(path: Path) -> RuleBook:
    """The rule book in a file. Raises RuleBookError naming file, key and what was expected."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as refused:
        raise RuleBookError(path.name, "the whole file", f"a readable TOML file ({refused})") from refused
    return read_rule_book(table, path.name)
