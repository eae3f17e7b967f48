"""Which of a household came: asked after its card was shown, until somebody taps the name.

What was read of the card is forgotten at once; only the card's number waits in the session, so that nobody
reads the holders of cards that were not shown.
"""

from typing import NamedTuple

from flask import session

from portal.domain.cards import half_names
from portal.queries.cards import holders_of

_ASKED = "households"
_MOST = 8


class Household(NamedTuple):
    """A card that several hold: its number, and who they are."""

    card_id: int
    holders: list[tuple[int, str]]


def ask_household(card_id: int) -> None:
    """Remembers that this card was shown."""
    session[_ASKED] = [*(each for each in _waiting() if each != card_id), card_id][-_MOST:]


def households_asked() -> list[Household]:
    """The cards that wait for an answer, with their holders' half-shown names."""
    waiting = _waiting()
    found = holders_of(waiting) if waiting else {}
    return [Household(card_id, _named(found[card_id])) for card_id in waiting if card_id in found]


def was_asked(card_id: int) -> bool:
    """Whether this card was shown here and waits for an answer."""
    return card_id in _waiting()


def forget_household(card_id: int) -> None:
    """Somebody answered, or nobody will."""
    session[_ASKED] = [each for each in _waiting() if each != card_id]


def _waiting() -> list[int]:
    return list(session.get(_ASKED, ()))


def _named(people: list[tuple[int, str]]) -> list[tuple[int, str]]:
    names = half_names([name for _, name in people])
    return [(number, name) for (number, _), name in zip(people, names, strict=True)]
