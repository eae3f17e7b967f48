"""The board at a glance: how much hangs in each column, and the newest of it."""

from peewee import fn

from portal.domain.stages import Stage
from portal.models import BoardCount
from portal.queries.matters import Card, Wanted, newest_cards
from portal.queries.rows import Query, prepared


def column_counts(community_id: int | None) -> dict[Stage, int]:
    """How many matters hang in each column, of one community or of all; kept with every move."""
    counted: dict[Stage, int] = dict(_all_counts() if community_id is None else _counts_of(community_id))
    return {stage: int(counted.get(stage, 0)) for stage in Stage}


def newest_slips(community_id: int | None, each: int) -> dict[Stage, list[Card]]:
    """The newest few of every column, in one select."""
    columns: dict[Stage, list[Card]] = {stage: [] for stage in Stage}
    for card in newest_cards(Wanted(community_id=community_id), each, each * len(Stage)):
        columns[card.column].append(card)
    return columns


@prepared
def _counts_of(community_id: int) -> Query:
    counts = BoardCount.select(BoardCount.board_column, BoardCount.number)
    return counts.where(BoardCount.community == community_id)


@prepared
def _all_counts() -> Query:
    counts = BoardCount.select(BoardCount.board_column, fn.SUM(BoardCount.number))
    return counts.group_by(BoardCount.board_column)
