"""Two more indexes like that of 0005: of everything else that is public, and of the house's own words.

What is indexed is written by ``portal init``, which sees that the form kept here is not today's.
"""

from peewee import CharField, Database, DateField, IntegerField, Model, SqliteDatabase
from playhouse.migrate import SchemaMigrator

_INDEXES = {"findable_search": "findable_id", "own_search": "matter_id"}
_SQLITE = ("CREATE VIRTUAL TABLE {name} USING fts5(words, columnsize=0)",)
_POSTGRES = (
    "CREATE TABLE {name} ({key} INTEGER PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX {name}_words ON {name} USING GIN (words)",
)
#: PostgreSQL goes through the newest first for a word that is often there, and to the index for a rare one.
#: With the usual statistics it takes rare words for common ones: 300 ms among 100,000, not 3.
_TELL_RARE_FROM_COMMON = "ALTER TABLE {name} ALTER COLUMN words SET STATISTICS 3000"


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Findable(Model):
        kind = CharField(max_length=40)
        key = CharField(max_length=40)
        title = CharField(max_length=200)
        day = DateField(null=True)

        class Meta:
            database = db
            table_name = "findable"
            indexes = ((("kind", "key"), True),)

    class SearchForm(Model):
        number = IntegerField()

        class Meta:
            database = db
            table_name = "search_form"

    db.create_tables([Findable, SearchForm])
    SearchForm.insert(number=1).execute()
    for name, key in _INDEXES.items():
        for statement in _SQLITE if isinstance(db, SqliteDatabase) else _POSTGRES:
            db.execute_sql(statement.format(name=name, key=key))
    if not isinstance(db, SqliteDatabase):
        for name in ("matter_search", *_INDEXES):
            db.execute_sql(_TELL_RARE_FROM_COMMON.format(name=name))


def down(migrator: SchemaMigrator, db: Database) -> None:
    for name in _INDEXES:
        db.execute_sql(f"DROP TABLE {name}")
    migrator.migrate(migrator.drop_table("search_form"))
    migrator.migrate(migrator.drop_table("findable"))
