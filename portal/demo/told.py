"""How much a demonstration holds."""

from typing import NamedTuple

from portal.models import Area, Matter, Meeting
from portal.models.places import AreaKind


class Told(NamedTuple):
    """How much there is now."""

    communities: int
    meetings: int
    matters: int


def count_told() -> Told:
    """Counts it."""
    communities = Area.select().where(Area.kind == AreaKind.COMMUNITY)
    return Told(communities.count(), Meeting.select().count(), Matter.select().count())
