"""Passwords and PINs as they are kept: argon2, which takes as long as a hundred writes, so outside of any."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from portal.domain.passwords import is_weak
from portal.domain.refusal import Refusal, Rule

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    return _hasher.hash(password)


def strong(password: str, known: tuple[str, ...], field: str) -> str:
    """The hash of a password that somebody chose. Raises Refusal PASSWORD_WEAK at ``field``."""
    if is_weak(password, known):
        raise Refusal(Rule.PASSWORD_WEAK, field=field)
    return _hasher.hash(password)


def fits(kept: str, password: str) -> bool:
    """Whether this is the password; none is that of an account without one."""
    try:
        return _hasher.verify(kept, password)
    except (Argon2Error, InvalidHashError):
        return False


def renewed(kept: str, password: str) -> str:
    """A hash by today's measure where the kept one is older; empty where it will do."""
    return _hasher.hash(password) if _hasher.check_needs_rehash(kept) else ""


@cache
def nobodys() -> str:
    """A hash that nothing fits: an unknown login takes as long as a wrong password."""
    return _hasher.hash(secrets.token_urlsafe())
