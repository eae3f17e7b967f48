"""What somebody rated and answered is looked for at every sign-in, by whoever it was."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.add_index("rating", ("rater",), False))
    migrator.migrate(migrator.add_index("campaign_answer", ("answerer",), False))


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("campaign_answer", "campaign_answer_answerer"))
    migrator.migrate(migrator.drop_index("rating", "rating_rater"))
