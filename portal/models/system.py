"""What the house keeps about itself: how many writes there were."""

from peewee import BigIntegerField

from portal.models.base import Row


class Revision(Row):
    """One row: how many writes were committed (see ``db.revision``)."""

    number = BigIntegerField()
