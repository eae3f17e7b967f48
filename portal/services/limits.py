"""How often somebody may try: failed sign-ins, wrong codes, writes without an account."""

import hashlib
from datetime import timedelta
from typing import NamedTuple

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import Attempt


class Limit(NamedTuple):
    """At most ``times`` in ``minutes``, for each visitor."""

    kind: str
    times: int
    minutes: int


SIGN_IN = Limit("sign_in", 8, 15)
WRONG_CODE = Limit("wrong_code", 20, 60)
ANONYMOUS_WRITE = Limit("write", 30, 60)


def check(occasion: Occasion, limit: Limit, visitor: str) -> None:
    """Raises ``Refusal`` TOO_MANY, with the minutes to wait, when the visitor has used up the limit."""
    since = occasion.now - timedelta(minutes=limit.minutes)
    used = Attempt.select().where(
        (Attempt.kind == limit.kind) & (Attempt.key_hash == _hash(visitor)) & (Attempt.at > since)
    )
    if used.count() >= limit.times:
        raise Refusal(Rule.TOO_MANY, minutes=limit.minutes)


@transaction
def count(occasion: Occasion, limit: Limit, visitor: str) -> None:
    """Notes one more attempt."""
    Attempt.create(kind=limit.kind, key_hash=_hash(visitor), at=occasion.now)


@transaction
def spend(occasion: Occasion, limit: Limit, visitor: str) -> None:
    """Checks and counts in one."""
    check(occasion, limit, visitor)
    count(occasion, limit, visitor)


def _hash(visitor: str) -> str:
    return hashlib.sha256(visitor.encode()).hexdigest()
