"""Matters like the one that somebody is writing down: is it the same thing?"""

from collections import Counter
from typing import NamedTuple

from portal.db import database, is_sqlite
from portal.domain.similarity import likeness, search_tokens
from portal.domain.stages import Action, State, possible
from portal.models import Matter
from portal.queries.rows import rows

#: Bounds that keep the answer fast however many matters there are: words looked up, newest matters found
#: for each, and those compared in full.
_WORDS, _NEWEST, _COMPARED = 24, 200, 40

#: What shares less than this with a text is about something else (tried on real messages to a hotline).
_LEAST_LIKENESS = 0.07

_GONE = (State.REFUSED, State.MERGED, State.WITHDRAWN)

_ONE_WORD = {
    True: "SELECT * FROM (SELECT rowid AS id FROM matter_search WHERE matter_search MATCH ?"
    " ORDER BY rowid DESC LIMIT ?)",
    False: "SELECT * FROM (SELECT matter_id AS id FROM matter_search"
    " WHERE words @@ plainto_tsquery('simple', %s) ORDER BY matter_id DESC LIMIT %s) AS newest",
}


class Alike(NamedTuple):
    """A public matter that may be the same."""

    number: str
    title: str
    place: str
    state: State
    support_count: int

    @property
    def can_be_supported(self) -> bool:
        return possible(Action.SUPPORT, self.state)


def alike_matters(words: str, limit: int = 5) -> list[Alike]:
    """The public matters most like these words, most alike first.

    Candidates share a word with the text, rare words counting more; they are ranked by ``likeness`` to
    the candidate's title, or to all of it where that is closer. What was refused, merged or withdrawn is
    left out.
    """
    tokens = search_tokens(words)
    ids = _candidates(list(dict.fromkeys(tokens))[:_WORDS])
    ranked = sorted(((_closeness(tokens, row), row) for row in _texts(ids)), key=lambda pair: -pair[0])
    return [Alike(*row[:5]) for closeness, row in ranked[:limit] if closeness >= _LEAST_LIKENESS]


def _candidates(words: list[str]) -> list[int]:
    """The matters that share the most with the words; a word found in few matters tells more."""
    weights: Counter[int] = Counter()
    for ids in _found(words):
        for matter_id in ids:
            weights[matter_id] += 1 / len(ids)  # type: ignore[assignment]  # a Counter of shares
    return [matter_id for matter_id, _ in weights.most_common(_COMPARED)]


def _found(words: list[str]) -> list[list[int]]:
    """For each word the newest matters that hold it."""
    quote = '"%s"' if is_sqlite() else "%s"
    found = (
        database.execute_sql(_ONE_WORD[is_sqlite()], (quote % word, _NEWEST)).fetchall() for word in words
    )
    return [[matter_id for (matter_id,) in hits] for hits in found]


def _texts(ids: list[int]) -> list[tuple[str, str, str, State, int, str]]:
    query = Matter.select(
        Matter.number,
        Matter.public_title,
        Matter.public_place,
        Matter.state,
        Matter.support_count,
        Matter.public_body,
    ).where(Matter.id.in_(ids) & ~Matter.private & Matter.state.not_in(_GONE))
    return rows(query)


def _closeness(tokens: list[str], row: tuple[str, str, str, State, int, str]) -> float:
    title, place, body = row[1], row[2], row[5]
    return max(likeness(tokens, search_tokens(title)), likeness(tokens, search_tokens(f"{body} {place}")))
