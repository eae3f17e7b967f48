"""Finding by words, the same on both databases.

SQLite asks FTS5, PostgreSQL a tsvector; both hold the tokens that ``services.search`` wrote.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

from peewee import JOIN, SQL, ModelAlias, Table

from portal.db import database, is_sqlite
from portal.domain import search_words
from portal.domain.search_words import Phrase
from portal.models import Findable, Matter
from portal.models.finding import FindableKind
from portal.queries.rows import Asked, Prepared, Query

Matters: TypeAlias = "type[Matter] | ModelAlias[Matter]"

#: Besides matters so many pages answer a search; there are few of them, so the newest will do.
_ELSEWHERE = 4


class Found(NamedTuple):
    """A public page besides those of matters."""

    kind: FindableKind
    key: str
    title: str
    day: date | None


def question(words: str) -> str:
    """What an index of the open database is asked for these words; words of signs alone find nothing."""
    write, join, otherwise = (_fts5, " AND ", " OR ") if is_sqlite() else (_tsquery, " & ", " | ")
    parts = (_either(each, write, otherwise) for each in search_words.asked_for(words))
    return join.join(parts) or _NOTHING[is_sqlite()]


def found(asked_for: str | Asked, matter: Matters, index: str = "matter_search") -> Query:
    """The ids of the matters that answer the ``question``, newest first.

    The index leads and ``matter`` is looked up beside it, so that the newest few come at once however many
    there are. Further conditions on ``matter`` and a limit may be added. ``own_search`` is the office's.
    """
    table = Table(index).bind(database)
    key = table.c.rowid if is_sqlite() else table.c.matter_id
    joined = table.select(key.alias("id")).join(matter, JOIN.CROSS)
    return joined.where((matter.id == key) & holds(index, asked_for)).order_by(key.desc())


def holds(index: str, asked_for: str | Asked) -> SQL:
    """The condition that a row of this index answers the ``question``."""
    return SQL(f"{index} MATCH ?" if is_sqlite() else "words @@ to_tsquery('simple', %s)", (asked_for,))


def found_elsewhere(words: str) -> list[Found]:
    """The meetings, campaigns and venues that answer the words, the newest first."""
    return [Found(*row) for row in _elsewhere(is_sqlite()).rows(words=question(words))]


@cache
def _elsewhere(sqlite: bool) -> Prepared:
    index = Table("findable_search").bind(database)
    key = index.c.rowid if is_sqlite() else index.c.findable_id
    answering = index.select(key).where(holds("findable_search", Asked("words")))
    pages = Findable.select(Findable.kind, Findable.key, Findable.title, Findable.day)
    newest = Findable.day.desc(nulls="LAST")
    answers = pages.where(Findable.id.in_(answering))
    return Prepared(answers.order_by(newest, Findable.id.desc()).limit(_ELSEWHERE))


_NOTHING = {True: '""', False: ""}


def _either(each: search_words.Term, write: Callable[[Phrase], str], otherwise: str) -> str:
    if each.instead is None:
        return write(each.phrase)
    return f"({write(each.phrase)}{otherwise}{write(each.instead)})"


def _fts5(phrase: Phrase) -> str:
    """Tokens hold letters and figures only, so quoting them is enough."""
    return f'"{" ".join(phrase.tokens)}"' + " *" * phrase.is_start


def _tsquery(phrase: Phrase) -> str:
    adjacent = " <-> ".join(f"'{token}'" for token in phrase.tokens)
    return f"({adjacent}{':*' * phrase.is_start})"
