"""What is kept of a text so that it is found, and what is asked for when somebody searches."""

from typing import NamedTuple

from portal.domain.similarity import Run, runs

#: What one search may ask for: more words than this make it slower and find nothing more.
_CHARACTERS = 80
_PHRASES = 12


class Phrase(NamedTuple):
    """Tokens that must stand next to each other; ``is_start``: the one token only begins a kept one."""

    tokens: tuple[str, ...]
    is_start: bool = False


def kept_words(text: str) -> list[str]:
    """The tokens under which a text is kept.

    Each run of Chinese is closed by its last character. So every character begins some token, which makes
    single ones findable, and the bigrams of two runs never stand side by side, which keeps phrases exact.
    """
    return [token for run in runs(text) for token in (*run.tokens, *_closing(run))]


def asked_phrases(text: str) -> list[Phrase]:
    """What a text to search for asks: all of these, in any order. Empty when it holds nothing searchable."""
    return [_phrase(run) for run in runs(text[:_CHARACTERS])[:_PHRASES]]


def _closing(run: Run) -> tuple[str, ...]:
    return (run.word[-1],) if run.is_chinese and len(run.word) > 1 else ()


def _phrase(run: Run) -> Phrase:
    return Phrase(tuple(run.tokens), is_start=run.is_chinese and len(run.word) == 1)
