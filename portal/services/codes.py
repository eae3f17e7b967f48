"""Follow-up codes: given once on the receipt, kept only as a hash, compared in constant time."""

import hashlib
import hmac
from collections.abc import Callable

from portal.domain.numbering import matter_number, normalise_code, parse
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import Matter
from portal.services import limits


def code_hash(code: str) -> str:
    """What is kept of a code. Codes carry over 50 random bits, so a plain hash is enough."""
    return hashlib.sha256(normalise_code(code).encode()).hexdigest()


def chooser(secret: str, *form: str) -> Callable[[str], str]:
    """Picks the characters of a code so that the same form gives the same code, and only this house can tell.

    A form sent twice (a double tap, a lost answer) thus finds the matter that it made the first time.

    Args:
        secret: the portal's own key.
        form: the form's random ticket and what was written in it.
    """
    digest = hmac.digest(secret.encode(), "\0".join(form).encode(), "sha256")
    rest = int.from_bytes(digest)

    def choose(alphabet: str) -> str:
        nonlocal rest
        rest, picked = divmod(rest, len(alphabet))
        return alphabet[picked]

    return choose


def open_with_code(occasion: Occasion, number: str, code: str, visitor: str) -> Matter:
    """The matter with this number, for the one who holds its code.

    Args:
        visitor: who tries, hashed for counting; see ``limits``.

    Raises:
        Refusal: WRONG_CODE, the same for a wrong number, or TOO_MANY after too many wrong ones.
    """
    limits.check(occasion, limits.WRONG_CODE, visitor)
    parts = parse(number)
    matter = Matter.get_or_none(Matter.number == matter_number(*parts)) if parts else None
    expected = matter.code_hash if matter else code_hash("")
    if not hmac.compare_digest(expected, code_hash(code)) or matter is None:
        limits.count(occasion, limits.WRONG_CODE, visitor)
        raise Refusal(Rule.WRONG_CODE)
    return matter
