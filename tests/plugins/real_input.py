"""Real citizens' messages, where they lie beside the project; none of them is part of it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture
def real_file() -> Callable[[str], Path]:
    """The path of a file of real messages; without it the test is left out and says so."""

    def path_of(name: str) -> Path:
        path = DATA / name
        if not path.is_file():
            pytest.skip(f"the real messages are not here: {path}")
        return path

    return path_of


@pytest.fixture
def real_rows(real_file: Callable[[str], Path]) -> Callable[[str], list[dict[str, str]]]:
    """The rows of a file of real messages, by their headings."""

    def rows_of(name: str) -> list[dict[str, str]]:
        with real_file(name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return rows_of
