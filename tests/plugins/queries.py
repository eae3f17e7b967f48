"""How many queries a page takes: counted where Peewee logs each of them."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest


class _Noted(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        statement, _ = record.msg
        self.statements.append(statement)


@pytest.fixture
def queries_of() -> Callable[[], object]:
    """``with queries_of() as queries:`` collects the statements sent to the database meanwhile."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        logger, noted = logging.getLogger("peewee"), _Noted()
        level = logger.level
        logger.addHandler(noted)
        logger.setLevel(logging.DEBUG)
        try:
            yield noted.statements
        finally:
            logger.setLevel(level)
            logger.removeHandler(noted)

    return counting
