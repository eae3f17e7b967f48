"""What changed between two wordings, piece by piece, so that a reader sees it without reading both."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import NamedTuple

#: A Chinese character is a word; letters and figures are one as long as they stand together.
_WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


class Kind(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """Some words and what became of them."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[list[Piece]]:
    """The lines that changed, each in its pieces, in order; lines that stayed are left out.

    Lines are compared first, so that a long text costs no more than what changed in it.
    """
    old, new = before.splitlines(), after.splitlines()
    changed = []
    for what, *spans in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = old[spans[0] : spans[1]], new[spans[2] : spans[3]]
            changed += [_line(*pair) for pair in zip_longest(gone, come, fillvalue="")]
    return [line for line in changed if line]


def _line(before: str, after: str) -> list[Piece]:
    pieces = [piece for piece in _pieces(_WORD.findall(before), _WORD.findall(after)) if piece.text]
    joined = groupby(pieces, lambda piece: piece.kind)
    return [Piece(kind, "".join(piece.text for piece in run)) for kind, run in joined]


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for what, *spans in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[spans[0] : spans[1]]), "".join(new[spans[2] : spans[3]])
        if what == "equal":
            yield Piece(Kind.SAME, gone)
        else:
            yield Piece(Kind.GONE, gone)
            yield Piece(Kind.NEW, come)
