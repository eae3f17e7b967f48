"""Matters like the one that somebody is writing down: is it the same thing?"""

from collections import defaultdict
from collections.abc import Callable
from heapq import nlargest
from math import log
from typing import NamedTuple

from peewee import fn

from portal.db import database, is_sqlite
from portal.domain.similarity import is_grammar, likeness, search_tokens
from portal.domain.stages import OPEN, Action, State, possible
from portal.models import Matter
from portal.queries.rows import rows

#: Bounds that keep the answer fast however many matters there are: words looked up, newest matters found
#: for each, and those compared in full.
_WORDS, _NEWEST, _COMPARED = 24, 200, 40

#: What shares less than this with a text is about something else, and what is over is shown only when it is
#: clearly the same (both tried on short sentences among two thousand real messages to a hotline).
_LEAST_LIKENESS, _CLEARLY_ALIKE = 0.12, 0.24

#: A word of grammar weighs this much of another that is as rare.
_GRAMMAR_WEIGHT = 0.1

#: Taken for seen besides the matters there are, so that among few of them no word counts for nothing.
_UNSEEN = 10

_GONE = (State.REFUSED, State.MERGED, State.WITHDRAWN)

_ONE_WORD = {
    True: "SELECT * FROM (SELECT rowid AS id FROM matter_search WHERE matter_search MATCH ?"
    " ORDER BY rowid DESC LIMIT ?)",
    False: "SELECT * FROM (SELECT matter_id AS id FROM matter_search"
    " WHERE words @@ plainto_tsquery('simple', %s) ORDER BY matter_id DESC LIMIT %s) AS newest",
}


#: Number, title, place, state, supports and body of a candidate.
Text = tuple[str, str, str, State, int, str]


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
    """The public matters most like these words: what is still open first, then most alike first.

    Candidates share a word with the text; they are ranked by ``likeness`` to the candidate's title, or to all
    of it where that is closer, rare words counting more. What was refused, merged or withdrawn is left out.
    """
    tokens = search_tokens(words)
    found = _found(list(dict.fromkeys(tokens))[:_WORDS])
    weight = _weighing(found)
    near = [(_closeness(tokens, row, weight), row) for row in _texts(_candidates(found))]
    ranked = sorted((pair for pair in near if _is_alike(*pair)), key=lambda pair: _rank(*pair))
    return [Alike(*row[:5]) for _, row in ranked[:limit]]


def _is_alike(closeness: float, row: Text) -> bool:
    return closeness >= (_LEAST_LIKENESS if row[3] in OPEN else _CLEARLY_ALIKE)


def _rank(closeness: float, row: Text) -> tuple[bool, float]:
    return row[3] not in OPEN, -closeness


def _candidates(found: dict[str, list[int]]) -> list[int]:
    """The matters that share the most with the words; a word found in few matters tells more."""
    shares: dict[int, float] = defaultdict(float)
    for ids in found.values():
        for matter_id in ids:
            shares[matter_id] += 1 / len(ids)
    return nlargest(_COMPARED, shares, key=shares.__getitem__)


def _weighing(found: dict[str, list[int]]) -> Callable[[str], float]:
    """What a word weighs: the more, the rarer it is among the newest matters; others as the mean of these."""
    newest = Matter.select(fn.MAX(Matter.id)).scalar() or 0
    rarity = {word: _rarity(ids, newest) for word, ids in found.items()}
    mean = sum(rarity.values()) / len(rarity) if rarity else 1.0

    def weight(word: str) -> float:
        return rarity.get(word, mean) * (_GRAMMAR_WEIGHT if is_grammar(word) else 1.0)

    return weight


def _rarity(ids: list[int], newest: int) -> float:
    """The logarithm of how many matters there are for one that holds the word."""
    among = newest - ids[-1] + 1 if len(ids) == _NEWEST else newest
    return log((among + _UNSEEN) / (len(ids) + 0.5))


def _found(words: list[str]) -> dict[str, list[int]]:
    """For each word the newest matters that hold it, the newest first."""
    quote = '"%s"' if is_sqlite() else "%s"
    return {
        word: [matter_id for (matter_id,) in database.execute_sql(_ONE_WORD[is_sqlite()], asked)]
        for word, asked in ((word, (quote % word, _NEWEST)) for word in words)
    }


def _texts(ids: list[int]) -> list[Text]:
    query = Matter.select(
        Matter.number,
        Matter.public_title,
        Matter.public_place,
        Matter.state,
        Matter.support_count,
        Matter.public_body,
    ).where(Matter.id.in_(ids) & ~Matter.private & Matter.state.not_in(_GONE))
    return rows(query)


def _closeness(tokens: list[str], row: Text, weight: Callable[[str], float]) -> float:
    title, place, body = row[1], row[2], row[5]
    texts = (title, f"{body} {place}")
    return max(likeness(tokens, search_tokens(text), weight) for text in texts)
