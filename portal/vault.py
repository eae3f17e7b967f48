"""What is secret in the database: sealed with a key that lies outside of it.

Whoever carries off the database alone reads no telephone number. Several keys may be given: the first seals,
all of them open, so that a key can be changed without losing what the old one sealed.
"""

import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

_seals: MultiFernet | None = None
_marking_key = b""


class VaultError(Exception):
    """The vault was not opened, or what it holds was sealed with another key."""


def open_vault(keys: Sequence[str]) -> None:
    """Opens the vault of this process with its keys (32 bytes each, in URL-safe base64), newest first."""
    global _seals, _marking_key
    _seals = MultiFernet([Fernet(key) for key in keys])
    # Marks are looked up, so they stay under the oldest key when a newer one comes in front.
    _marking_key = hashlib.sha256(b"mark\0" + keys[-1].encode()).digest()


def seal(text: str) -> str:
    """The text as only a key can read it; an empty one stays empty."""
    return _opened().encrypt(text.encode()).decode("ascii") if text else ""


def unseal(sealed: str) -> str:
    """What was sealed. Raises VaultError when no key fits."""
    if not sealed:
        return ""
    try:
        return _opened().decrypt(sealed).decode()
    except InvalidToken as error:
        raise VaultError("sealed with another key: put that key behind the new one") from error


def mark(text: str) -> str:
    """By what a sealed text is found again without unsealing any: the same text gives the same mark."""
    if not text:
        return ""
    _opened()
    return hmac.digest(_marking_key, text.encode(), "sha256").hex()


def _opened() -> MultiFernet:
    if _seals is None:
        raise VaultError("open the vault before anything sealed is read or written")
    return _seals
