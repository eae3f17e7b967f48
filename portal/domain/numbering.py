"""The number by which people speak of a matter, and the code by which only its proposer follows it."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

# No letter or figure that looks like another when written by hand or sounds like one on the phone (0 O, 1 I
# L, 2 Z, 5 S, 8 B, 6 G, U V). Twelve of twenty-one are worth 52 bits: too many to guess.
ALPHABET = "3479ACDEFHJKMNPQRTWXY"
CODE_LENGTH = 12

#: What people put between the parts of a number or a code, and what it may as well go without.
_BETWEEN = r"[\s\-‐-―−_.]"
_NUMBER = re.compile(rf"([A-Z]{{2,4}}){_BETWEEN}*([0-9]{{4}}){_BETWEEN}*([0-9]{{4,9}})")


class MatterNumber(NamedTuple):
    """The parts of a matter's number."""

    prefix: str
    year: int
    sequence: int


def matter_number(prefix: str, year: int, sequence: int) -> str:
    """The number of the `sequence`-th matter of a year, such as AZ-2026-0217."""
    return f"{prefix}-{year}-{sequence:04d}"


def parse(text: str) -> MatterNumber | None:
    """The parts of a number as people type it (small, full-width, with or without dashes), or None."""
    found = _NUMBER.fullmatch(_plain(text).strip())
    return MatterNumber(found[1], int(found[2]), int(found[3])) if found else None


def new_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """A follow-up code in the form that is kept; `choose` picks one character of the alphabet."""
    return "".join(choose(ALPHABET) for _ in range(CODE_LENGTH))


def spell_code(code: str) -> str:
    """The code as it is printed and read out, in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalise_code(text: str) -> str:
    """The code as typed, in the form that is kept: capitals, without blanks, dashes and full-width forms.

    What is not a code stays what it is and simply equals none.
    """
    return re.sub(_BETWEEN, "", _plain(text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper()
