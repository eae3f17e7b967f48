"""The tables of words: FTS5 on SQLite, a tsvector on PostgreSQL, the same tokens in both."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.db import database, is_sqlite

_PUT = {
    True: "INSERT INTO {table} (rowid, words) VALUES (?, ?)",
    False: "INSERT INTO {table} ({key}, words) VALUES (%s, to_tsvector('simple', %s))",
}
_DROP = {True: "DELETE FROM {table} WHERE rowid = ?", False: "DELETE FROM {table} WHERE {key} = %s"}


@dataclass(frozen=True)
class Index:
    """One table of words by the id of what they belong to."""

    table: str
    key: str

    def put(self, of: int, tokens: Iterable[str]) -> None:
        """These tokens, in place of what was kept of it before."""
        self.drop(of)
        database.execute_sql(self._sql(_PUT), (of, " ".join(tokens)))

    def drop(self, of: int) -> None:
        """It is found no more."""
        database.execute_sql(self._sql(_DROP), (of,))

    def _sql(self, statements: dict[bool, str]) -> str:
        return statements[is_sqlite()].format(table=self.table, key=self.key)


#: What everybody may find: matters by their public words, and whatever else has a public page.
PUBLIC = Index("matter_search", "matter_id")
ELSEWHERE = Index("findable_search", "findable_id")

#: What the office finds: matters by what was really said and answered. No public page asks it.
OWN = Index("own_search", "matter_id")
