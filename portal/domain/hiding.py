"""What may be done to somebody's words before they are public: hide more of them, and nothing else."""

import re


def hides_only(original: str, shown: str) -> bool:
    """Whether ``shown`` is the original with pieces of it starred out, each run of stars for a piece.

    Whoever reads before publishing keeps people safe and does not speak for them: a text that says something
    else is not theirs any more.
    """
    pieces = re.split(r"\*+", shown)
    if len(pieces) == 1:
        return original == shown
    first, *between, last = pieces
    if not (original.startswith(first) and original.endswith(last)):
        return False
    at, end = len(first), len(original) - len(last)
    for piece in between:
        at = original.find(piece, at, end) + len(piece)
        if at < len(piece):
            return False
    return at <= end
