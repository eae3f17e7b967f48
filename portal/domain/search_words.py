"""What is kept of a text so that it is found, and what is asked for when somebody searches."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.domain.similarity import Run, runs

#: The form of what is kept. Raise it when the same text would be kept otherwise than before: whatever was
#: indexed in another form is then indexed anew (``services.search.reindex``).
FORM = 2

#: What one search may ask for: more words than this make it slower and find nothing more.
_CHARACTERS = 80
_PHRASES = 12

#: No word begins like this, in no language written with these letters.
_INITIALS = "zz"
_FEWEST_INITIALS = 2
_A_TOKEN = 3


class Phrase(NamedTuple):
    """Tokens that must stand next to each other; ``is_start``: the last one only begins a kept one."""

    tokens: tuple[str, ...]
    is_start: bool = False


class Term(NamedTuple):
    """One of the things asked for, and what will do in its place."""

    phrase: Phrase
    instead: Phrase | None = None


def kept_words(text: str) -> list[str]:
    """The tokens under which a text is kept.

    Each run of Chinese is closed by its last character. So every character begins some token, which makes
    single ones findable, and the bigrams of two runs never stand side by side, which keeps phrases exact.
    """
    return [token for run in runs(text) for token in (*run.tokens, *_closing(run))]


def kept_initials(words: Iterable[str]) -> list[str]:
    """The tokens under which words are kept by the first letters of their syllables (ldhl for 路灯坏了).

    Letters are kept three by three as characters are two by two, and closed by their last two: a keyboard of
    letters has 26 keys, so that two would tell too little.
    """
    return [_INITIALS + token for word in words for token in _threes(word)]


def asked_for(text: str) -> list[Term]:
    """What a text to search for asks: all of these, in any order. Empty when it holds nothing searchable.

    Latin letters may be a word, or initials of Chinese syllables: typed where there is no other keyboard.
    """
    return [Term(_phrase(run), _initials(run)) for run in runs(text[:_CHARACTERS])[:_PHRASES]]


def _closing(run: Run) -> tuple[str, ...]:
    return (run.word[-1],) if run.is_chinese and len(run.word) > 1 else ()


def _phrase(run: Run) -> Phrase:
    return Phrase(tuple(run.tokens), is_start=run.is_chinese and len(run.word) == 1)


def _initials(run: Run) -> Phrase | None:
    letters = run.word
    if run.is_chinese or len(letters) < _FEWEST_INITIALS or not (letters.isascii() and letters.isalpha()):
        return None
    if len(letters) < _A_TOKEN:
        return Phrase((_INITIALS + letters,), is_start=True)
    return Phrase(tuple(_INITIALS + letters[at : at + _A_TOKEN] for at in range(len(letters) - _A_TOKEN + 1)))


def _threes(word: str) -> list[str]:
    if len(word) < _FEWEST_INITIALS:
        return []
    return [word[at : at + _A_TOKEN] for at in range(len(word) - 1)]
