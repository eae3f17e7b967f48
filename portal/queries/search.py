"""Finding matters by their public words, the same on both databases.

SQLite asks FTS5, PostgreSQL a tsvector; both hold the tokens that ``services.search`` wrote.
"""

from peewee import JOIN, SQL, ModelAlias, Table

from portal.db import database, is_sqlite
from portal.domain.search_words import Phrase, asked_phrases
from portal.models import Matter
from portal.queries.rows import Asked, Query


def question(words: str) -> str:
    """What the index of the open database is asked for these words; words of signs alone find nothing."""
    phrases = asked_phrases(words)
    if is_sqlite():
        return " ".join(map(_fts5, phrases)) or '""'
    return " & ".join(map(_tsquery, phrases))


def found(asked_for: str | Asked, matter: "ModelAlias[Matter]") -> Query:
    """The ids of the matters that answer the ``question``, newest first.

    The index leads and ``matter`` is looked up beside it, so that the newest few come at once however many
    there are. Further conditions on ``matter`` and a limit may be added.
    """
    index = Table("matter_search").bind(database)
    key = index.c.rowid if is_sqlite() else index.c.matter_id
    holds = "matter_search MATCH ?" if is_sqlite() else "words @@ to_tsquery('simple', %s)"
    joined = index.select(key.alias("id")).join(matter, JOIN.CROSS)
    return joined.where((matter.id == key) & SQL(holds, (asked_for,))).order_by(key.desc())


def _fts5(phrase: Phrase) -> str:
    """Tokens hold letters and figures only, so quoting them is enough."""
    return f'"{" ".join(phrase.tokens)}"' + " *" * phrase.is_start


def _tsquery(phrase: Phrase) -> str:
    adjacent = " <-> ".join(f"'{token}'" for token in phrase.tokens)
    return f"({adjacent}{':*' * phrase.is_start})"
