"""The search index: FTS5 on SQLite, a tsvector with GIN on PostgreSQL, the same tokens in both."""

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator

_SQLITE = ("CREATE VIRTUAL TABLE matter_search USING fts5(words, columnsize=0)",)
_POSTGRES = (
    "CREATE TABLE matter_search (matter_id INTEGER PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX matter_search_words ON matter_search USING GIN (words)",
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in _SQLITE if isinstance(db, SqliteDatabase) else _POSTGRES:
        db.execute_sql(statement)


def down(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql("DROP TABLE matter_search")
