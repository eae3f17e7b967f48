"""The migrations and the models describe the same schema, on both databases."""

from playhouse.schema_diff import diff_models

from portal.db import database, migrate, migrations
from portal.models import TABLES


def test_the_migrated_schema_is_the_one_the_models_describe(opened: None) -> None:
    assert str(diff_models(database.obj, list(TABLES))) == ""


def test_every_migration_goes_back_and_forward_again(opened: None) -> None:
    first = migrations().migrations()[0].name
    migrations().down(first)
    assert database.get_tables() == ["schema_migration"]
    assert len(migrate()) == len(migrations().migrations())
    assert not diff_models(database.obj, list(TABLES))
