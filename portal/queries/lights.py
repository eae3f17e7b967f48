"""What the light board is counted from: public matters on the clock, together where they share a deadline."""

from typing import NamedTuple

from peewee import JOIN, fn

from portal.domain.light_counts import Due
from portal.models import Area, Matter, Organisation
from portal.models.places import OrganisationKind
from portal.queries.matters import ON_THE_CLOCK
from portal.queries.rows import Query, prepared


class Lit(NamedTuple):
    """Matters of one area in the same hands with the same deadline. Before anybody has it, nobody's."""

    path: str
    organisation_id: int | None
    organisation: str | None
    kind: OrganisationKind | None
    due: Due


def lit() -> list[Lit]:
    """All that is on the clock, and what waits for those who raised it."""
    return [
        Lit(path, id_, name, kind, Due(due_on, number, example))
        for path, id_, name, kind, due_on, number, example in _lit()
    ]


@prepared
def _lit() -> Query:
    return (
        Matter.select(
            Area.path,
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Matter.due_on,
            fn.COUNT(Matter.id),
            fn.MIN(Matter.number),
        )
        .join(Area, on=Matter.area == Area.id)
        .join(Organisation, JOIN.LEFT_OUTER, on=Matter.organisation == Organisation.id)
        .where(Matter.state.in_(ON_THE_CLOCK), Matter.board_column.is_null(False))
        .where(Matter.due_on.is_null(False) | Matter.waits_since.is_null(False))
        .group_by(Area.path, Organisation.id, Organisation.name, Organisation.kind, Matter.due_on)
        .order_by(Area.path)
    )
