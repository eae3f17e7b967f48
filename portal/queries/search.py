"""Finding matters by their public words, the same on both databases.

SQLite asks FTS5, PostgreSQL a tsvector; both hold the tokens that ``services.search`` wrote.
"""

from typing import Any

from peewee import JOIN, SQL, ModelAlias, Table

from portal.db import database, is_sqlite
from portal.domain.search_words import Phrase, asked_phrases
from portal.models import Matter

Query = Any  # Peewee's selects are untyped once they leave a model


def found(words: str, matter: "ModelAlias[Matter]") -> Query:
    """The ids of the matters that hold all these words, newest first.

    The index leads and ``matter`` is looked up beside it, so that the newest few come at once however many
    there are. Further conditions on ``matter`` and a limit may be added.
    """
    index = Table("matter_search").bind(database)
    key = index.c.rowid if is_sqlite() else index.c.matter_id
    joined = index.select(key.alias("id")).join(matter, JOIN.CROSS)
    return joined.where((matter.id == key) & _holds(asked_phrases(words))).order_by(key.desc())


def _holds(phrases: list[Phrase]) -> SQL:
    if not phrases:
        return SQL("1 = 0")
    if is_sqlite():
        return SQL("matter_search MATCH ?", (" ".join(map(_fts5, phrases)),))
    return SQL("words @@ to_tsquery('simple', %s)", (" & ".join(map(_tsquery, phrases)),))


def _fts5(phrase: Phrase) -> str:
    """Tokens hold letters and figures only, so quoting them is enough."""
    return f'"{" ".join(phrase.tokens)}"' + " *" * phrase.is_start


def _tsquery(phrase: Phrase) -> str:
    adjacent = " <-> ".join(f"'{token}'" for token in phrase.tokens)
    return f"({adjacent}{':*' * phrase.is_start})"
