"""What all tables share."""

from typing import Any

from peewee import Model

from portal.db import database


class Row(Model):
    """A row of the portal's database.

    Rules live in ``domain``, reads in ``queries``, writes in ``services``. The bare annotations here and
    below tell type checkers what Peewee adds by itself: the ``id``, and the key beside each foreign key.
    """

    id: Any

    class Meta:
        database = database
        legacy_table_names = False
        only_save_dirty = True
