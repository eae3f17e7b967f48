"""The tree of categories, to which matters point by key; suggestions; supports by their time."""

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Database,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    Model,
    SqliteDatabase,
)
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    class Matter(Model):
        class Meta:
            database = db
            table_name = "matter"

    class Organisation(Model):
        class Meta:
            database = db
            table_name = "organisation"

    class Category(Model):
        id = AutoField()
        parent = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        name = CharField(max_length=40)
        level = IntegerField()
        path = CharField(max_length=60, index=True, default="")
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "category"
            indexes = ((("parent", "name"), True),)

    class Suggestion(Model):
        matter = ForeignKeyField(Matter, primary_key=True, on_delete="CASCADE")
        category = ForeignKeyField(Category, null=True, on_delete="SET NULL")
        categories = JSONField(default=list)
        category_votes = IntegerField(default=0)
        telling = CharField(max_length=80, default="")
        organisation = ForeignKeyField(Organisation, null=True, on_delete="SET NULL")
        organisation_votes = IntegerField(default=0)
        alike = JSONField(default=list)
        repeats = IntegerField(default=0)
        made_at = DateTimeField()

        class Meta:
            database = db
            table_name = "suggestion"

    db.create_tables([Category, Suggestion])
    category = ForeignKeyField(Category, field=Category.id, null=True, on_delete="RESTRICT")
    migrator.migrate(migrator.add_column("matter", "category_id", category))
    _point_by_key(db)
    migrator.migrate(migrator.drop_column("matter", "category"))
    migrator.migrate(migrator.add_index("support", ("at", "matter_id"), False))


def down(migrator: SchemaMigrator, db: Database) -> None:
    migrator.migrate(migrator.drop_index("support", "support_at_matter_id"))
    migrator.migrate(migrator.add_column("matter", "category", CharField(max_length=40, default="")))
    db.execute_sql(
        "UPDATE matter SET category = (SELECT name FROM category WHERE category.id = matter.category_id)"
        " WHERE category_id IS NOT NULL"
    )
    migrator.migrate(migrator.drop_index("matter", "matter_category_id"))
    migrator.migrate(migrator.drop_column("matter", "category_id"))
    migrator.migrate(migrator.drop_table("suggestion"))
    migrator.migrate(migrator.drop_table("category"))


def _point_by_key(db: Database) -> None:
    """Each category that stood in words becomes one of the first level."""
    active = "1" if isinstance(db, SqliteDatabase) else "TRUE"
    db.execute_sql(
        "INSERT INTO category (name, level, path, active)"  # noqa: S608 - nothing from outside
        f" SELECT DISTINCT category, 1, '', {active} FROM matter WHERE category <> ''"
    )
    db.execute_sql("UPDATE category SET path = '/' || id || '/'")
    db.execute_sql(
        "UPDATE matter SET category_id = (SELECT id FROM category WHERE category.name = matter.category)"
        " WHERE category <> ''"
    )
