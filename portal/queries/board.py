"""The board at a glance: how much hangs in each column, and the newest of it."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from functools import cache

from peewee import fn

from portal.db import is_sqlite
from portal.domain.rating import Score, summarise
from portal.domain.stages import Stage
from portal.models import BoardCount, Rating
from portal.queries.matters import Card, Wanted, newest_cards
from portal.queries.ratings import last_words
from portal.queries.rows import Prepared, Query, asked, prepared


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


def averages_of(matter_ids: Collection[int], minimum: int) -> dict[int, Decimal]:
    """The overall average of each of these matters that at least ``minimum`` people have rated."""
    given = {f"matter_{position}": matter_id for position, matter_id in enumerate(matter_ids)}
    scores: dict[int, list[Score]] = defaultdict(list)
    for matter_id, *figures in _ratings(is_sqlite(), tuple(given)).rows(**given):
        scores[matter_id].append(Score(*figures))
    summaries = {matter_id: summarise(given, minimum) for matter_id, given in scores.items()}
    return {matter_id: summary.overall for matter_id, summary in summaries.items() if summary}


@cache
def _ratings(sqlite: bool, names: tuple[str, ...]) -> Prepared:
    """The select of the ratings of so many matters."""
    query = Rating.select(Rating.matter, Rating.attitude, Rating.efficiency, Rating.result, Rating.effect)
    return Prepared(query.where(Rating.matter.in_([asked(name) for name in names]), last_words()))
