"""What a person wrote, made fit to keep: trimmed, bounded, free of control characters."""

import re
import unicodedata

from portal.domain.refusal import Refusal, Rule

_ALLOWED_CONTROLS = frozenset("\n\t")
_TITLE_CHARS = 30  # what a slip on the board shows in two lines
_CLAUSE_END = re.compile(r"[，,、：:]")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


def clean(text: str, limit: int, field: str) -> str:
    """The text trimmed, with ``\\n`` line ends.

    Args:
        limit: the longest allowed, in characters.
        field: named in the refusal, so the form can put the sentence beside it.

    Raises:
        Refusal: TEXT_TOO_LONG or CONTROL_CHARACTERS.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > limit:
        raise Refusal(Rule.TEXT_TOO_LONG, field=field, limit=limit, length=len(text))
    if any(_forbidden(char) for char in text):
        raise Refusal(Rule.CONTROL_CHARACTERS, field=field)
    return text


def required(text: str, limit: int, field: str) -> str:
    """As ``clean``, and raises ``Refusal`` EMPTY_TEXT when nothing is left."""
    text = clean(text, limit, field)
    if not text:
        raise Refusal(Rule.EMPTY_TEXT, field=field)
    return text


def given_reason(text: str, limit: int, field: str = "reason") -> str:
    """As ``clean``, and raises ``Refusal`` REASON_MISSING when nothing is left."""
    text = clean(text, limit, field)
    if not text:
        raise Refusal(Rule.REASON_MISSING, field=field)
    return text


def headline(words: str, limit: int) -> str:
    """A title for what was written without one.

    Its first sentence; of a long one as many clauses as a title holds, or its beginning.
    """
    first = next((part.strip() for part in _SENTENCE_END.split(words) if part.strip()), words.strip())
    room = min(limit, _TITLE_CHARS)
    if len(first) <= room:
        return first
    clauses = [mark.start() for mark in _CLAUSE_END.finditer(first, 4, room + 1)]
    return first[: clauses[-1]] if clauses else first[: room - 1] + "…"


def _forbidden(char: str) -> bool:
    """Control characters, and the marks that turn the writing direction of what follows."""
    if char in _ALLOWED_CONTROLS:
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")
        or char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    )
