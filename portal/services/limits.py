"""How often somebody may try: failed sign-ins, wrong codes, writes without an account."""

import hashlib
from datetime import timedelta
from typing import NamedTuple

from portal.db import quiet_transaction
from portal.domain.occasion import Occasion
from portal.domain.policy import RuleBook
from portal.domain.refusal import Refusal, Rule
from portal.models import Attempt

#: Many browsers share one address: a hall, a housing estate, a telephone network.
_BROWSERS_BEHIND_AN_ADDRESS = 10


class Limit(NamedTuple):
    """At most ``times`` in ``minutes``, for each visitor."""

    kind: str
    times: int
    minutes: int
    rule: Rule = Rule.TOO_MANY


class Visitor(NamedTuple):
    """Who stands at the door, as far as can be told: a browser or a person, and the address it comes from.

    ``device`` is the registered kiosk, which everybody in the hall shares; empty for any other browser.
    """

    browser: str
    address: str
    device: str = ""


#: By login and address, or by login and browser where it has signed in with it before: so no stranger
#: locks out the owner.
SIGN_IN = Limit("sign_in", 8, 15, Rule.SIGN_IN_THROTTLED)
#: By login, for all browsers that never signed in with it: more than one address can reach in a day (768),
#: and too few to guess ten characters.
SIGN_IN_UNKNOWN = Limit("sign_in_unknown", 1000, 24 * 60, Rule.SIGN_IN_THROTTLED)
SIGN_IN_FROM = Limit("sign_in_from", 80, 15, Rule.SIGN_IN_THROTTLED)
REGISTER_FROM = Limit("register_from", 30, 60)
#: One-time codes to one number or address. Of a million codes, five tries each meet 75 a day.
CODE_TO = Limit("code_to", 5, 60, Rule.CODES_SPENT)
CODE_TO_DAILY = Limit("code_to_daily", 15, 24 * 60, Rule.CODES_SPENT)
#: By network address: a hall full of people signs in, and nobody pays for a flood of messages.
CODE_FROM = Limit("code_from", 60, 60, Rule.CODES_SPENT)
CODE_TRY_FROM = Limit("code_try_from", 120, 60, Rule.SIGN_IN_THROTTLED)
#: By address. Nobody guesses 160 bits; it bounds the work, and a revoked card may lie before a camera.
WRONG_CARD = Limit("wrong_card", 600, 60)
#: By address, behind which a whole hall may mistype; against 52 bits a guesser gains nothing by it.
WRONG_CODE = Limit("wrong_code", 60, 60)


def check(occasion: Occasion, limit: Limit, visitor: str) -> None:
    """Raises ``Refusal`` with the limit's rule and the minutes to wait when the visitor has used it up."""
    since = occasion.now - timedelta(minutes=limit.minutes)
    used = Attempt.select().where(
        (Attempt.kind == limit.kind) & (Attempt.key_hash == _hash(visitor)) & (Attempt.at > since)
    )
    if used.count() >= limit.times:
        raise Refusal(limit.rule, minutes=limit.minutes)


@quiet_transaction
def count(occasion: Occasion, limit: Limit, visitor: str) -> None:
    """Notes one more attempt."""
    Attempt.create(kind=limit.kind, key_hash=_hash(visitor), at=occasion.now)


@quiet_transaction
def spend(occasion: Occasion, limit: Limit, visitor: str) -> None:
    """Checks and counts in one."""
    check(occasion, limit, visitor)
    count(occasion, limit, visitor)


@quiet_transaction
def forgive(limit: Limit, visitor: str) -> None:
    """The visitor starts anew: whoever knows the password was no intruder."""
    Attempt.delete().where((Attempt.kind == limit.kind) & (Attempt.key_hash == _hash(visitor))).execute()


@quiet_transaction
def spend_write(occasion: Occasion, visitor: Visitor) -> None:
    """Counts a write at the public door against each limit that holds for the visitor."""
    for limit, whose in write_limits(occasion.book, visitor):
        spend(occasion, limit, whose)


@quiet_transaction
def forget_old(occasion: Occasion) -> int:
    """Drops attempts that count against nothing any more; returns how many. No limit looks back a day."""
    return int(Attempt.delete().where(Attempt.at < occasion.now - timedelta(days=1)).execute())


def write_limits(book: RuleBook, visitor: Visitor) -> list[tuple[Limit, str]]:
    """What a write is counted against, so that no one person shuts out those who share a place with him.

    - A registered kiosk counts for itself, by the rule book's figure (120 an hour: one every half minute,
      all hour long), not for the hall's address, which the telephones of everybody there share; and who
      signed in there counts besides as a person.
    - A browser or a person has the rule book's figure (20 an hour).
    - A browser can pretend to be a new one, so its address bounds it, ten times as wide. Who is signed in
      is counted there apart: a flood without names leaves those who have one at the same address alone.
    """
    limits = book.limits
    own = (Limit("write", limits.anonymous_per_hour, 60), visitor.browser)
    is_person = visitor.browser.startswith("p:")
    if visitor.device:
        at_the_kiosk = (Limit("write_kiosk", limits.kiosk_per_hour, 60), visitor.device)
        return [at_the_kiosk, own] if is_person else [at_the_kiosk]
    kind = "write_from_known" if is_person else "write_from"
    wide = limits.anonymous_per_hour * _BROWSERS_BEHIND_AN_ADDRESS
    return [own, (Limit(kind, wide, 60), visitor.address)]


def _hash(visitor: str) -> str:
    return hashlib.sha256(visitor.encode()).hexdigest()
