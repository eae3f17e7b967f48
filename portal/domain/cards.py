"""联心卡: what its QR code holds, what a PIN may be, how lists of holders are read and names half shown."""

import base64
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from portal.domain.contacts import plain_number

#: Random bytes in a card's QR code: 160 bits.
SECRET_BYTES = 20
#: So many wrong PINs in a row lock a card until staff give it a new one.
PIN_TRIES = 5

_SECRET = re.compile(r"YST1[A-Z2-7]{32}")
_TRIED_FIRST = ("01234567890", "09876543210")
_BETWEEN = re.compile(r"[,，;；、\t]")


class Holder(NamedTuple):
    """Somebody who is to hold a card."""

    name: str
    phone: str = ""


class Line(NamedTuple):
    """One line of a pasted list: the holder it names, or None where it cannot be read."""

    number: int
    text: str
    holder: Holder | None


def spell_secret(secret: bytes) -> str:
    """What the QR code holds: capitals and figures only, which a code stores in little room."""
    return "YST1:" + base64.b32encode(secret).decode("ascii")


def plain_secret(read: str) -> str:
    """What a scanner typed, in the form of which the hash is kept; empty for anything else.

    An input method may have made full-width signs of it.
    """
    plain = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", read).upper())
    return plain if _SECRET.fullmatch(plain) else ""


def is_fit_pin(pin: str) -> bool:
    """Four to six figures, not all the same and not in a row."""
    figures = re.fullmatch(r"[0-9]{4,6}", pin) is not None
    return figures and len(set(pin)) > 1 and not any(pin in row for row in _TRIED_FIRST)


def read_list(text: str) -> list[Line]:
    """Holders out of lines such as ``王小明,13800138000``; the telephone may be missing."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    seen: set[Holder] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        holder = _holder(line)
        yield Line(number, line.strip(), None if holder in seen else holder)
        seen |= {holder} if holder else set()


def _holder(line: str) -> Holder | None:
    name, *rest = (part.strip() for part in _BETWEEN.split(line.strip()))
    phone = rest[0] if rest else ""
    named = 0 < len(name) <= 40 and not re.search(r"[0-9]", name) and name.isprintable()
    reachable = not phone or re.fullmatch(r"[0-9]{7,12}", plain_number(phone)) is not None
    return Holder(name, phone) if named and reachable and len(rest) < 2 else None


def half_names(names: list[str]) -> list[str]:
    """王*明: enough for the family itself. Two that would look the same are shown whole."""
    halves = [_half(name) for name in names]
    return [name if halves.count(half) > 1 else half for name, half in zip(names, halves, strict=True)]


def _half(name: str) -> str:
    return name[:1] + "*" * max(len(name) - 2, 1) + name[2:][-1:]
