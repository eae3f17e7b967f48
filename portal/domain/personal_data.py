"""What in a free text tells who or where a person is: one detector a kind, each with its way of masking.

Every pattern is for texts in plain form (see `plain_form`), marks what is hidden as its group `it`, and has
only bounded or possessive repetitions, so that a long text costs no more than its length.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.personal_names import INTRODUCED_NAMES, mask_name


class FindingKind(StrEnum):
    """What was found in a text."""

    PHONE = "phone"
    IDENTITY = "identity"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PLATE = "plate"
    ACCOUNT = "account"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True)
class Detector:
    """Finds one kind; `accepts` has the last word where the pattern alone cannot tell."""

    kind: FindingKind
    pattern: re.Pattern[str]
    mask: Callable[[str], str]
    accepts: Callable[[str], bool] = bool


_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN |= {ord(blank): ord(" ") for blank in "\u3000\u00a0\t"}
_PLAIN |= {ord(dash): ord("-") for dash in "‐‑‒–—―−"}

_GAP = r"[ -]{1,3}"
# No figure before it, nor what a masked phone number leaves in front of its last four figures.
_START = r"(?<![0-9])(?<!\*{4})"
_END = r"(?![0-9])"
_BIRTH = r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

_MOBILE = (
    rf"1[3-9][0-9](?:[0-9]{{8}}|{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}|{_GAP}[0-9]{{8}}"
    rf"|[0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}|[0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{3}})"
)
_LOCAL = r"[1-9][0-9]{2,3}[ -]?[0-9]{4}"
_AREA = r"0(?:10|2[0-9]|[3-9][0-9]{2})"

_SPOKEN = "0-9零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_SPOKEN_MOBILE = rf"[1一幺壹][ -]?[3-9三四五六七八九叁肆伍陆柒捌玖](?:[ -]?[{_SPOKEN}]){{9}}"

_FIGURE = "0-9零〇一二三四五六七八九十"
_ROOM = rf"(?:[0-9]{{3,4}}|[零〇一二三四五六七八九]{{3,4}})(?!-?\*|[{_FIGURE}])"
_FLOOR = rf"第?[{_FIGURE}]{{1,3}} ?[楼层樓層]"
_FLAT = rf"(?:[ ,-]?{_FLOOR})?(?:[ ,-]?{_ROOM}(?: ?[室房号號户戶])?)?(?:[东西中][户戶])?"
# A unit alone is a staircase of many: only with a floor, a room or a door does it tell whose flat is meant.
_INSIDE = rf"(?=[ ,-]?(?:{_FLOOR}|{_ROOM}|[东西中][户戶]))"
_UNIT = rf"(?<![{_FIGURE}])第?(?:[{_FIGURE}]{{1,3}}|[A-Za-z甲乙丙丁])(?:单元|單元){_INSIDE}{_FLAT}"
_DOOR = rf"(?<![{_FIGURE}]){_START}{_ROOM} ?(?:室|号房|房号|房(?![屋产产价贷东子源型租款间改管地]))"
_DASHED = r"(?<![0-9-])[0-9]{1,2}(?P<it>-[1-9]-(?!(?:19|20)[0-9]{2})[0-9]{3,4})(?![0-9-])"
_COUNTED = r"(?![.年月元个個户戶人平米mM㎡%多余])"
_BEHIND = rf"(?:(?<=号楼)|(?<=號樓)|(?<=[栋棟幢座]))[ -]?(?:[1-9]-)?{_ROOM}{_COUNTED}(?: ?[室房号號])?"


def plain_form(text: str) -> str:
    """The text with full-width figures, letters and marks as plain ones; no character moves its place."""
    return text.translate(_PLAIN)


def mask_phone(number: str) -> str:
    """A mobile number with its middle hidden (138****8000), a landline's area code alone, else only stars."""
    digits = re.sub(r"[^0-9*]", "", plain_form(number))
    mobile = re.fullmatch(r"(?:00)?(?:86)?(1[0-9]{2})(?:[0-9]{4}|\*{4})([0-9]{4})", digits)
    if mobile:
        return f"{mobile[1]}****{mobile[2]}"
    area = re.match(_AREA, digits)
    return f"{area[0]}-*******" if area else "*" * len(digits)


def _mask_spoken(found: str) -> str:
    """As a number in figures: head and tail stay."""
    figures = re.sub(r"[ -]", "", found)
    return f"{figures[:3]}****{figures[-4:]}"


def _is_spoken(found: str) -> bool:
    """Whether a word is among the figures; a number in figures alone is another detector's."""
    return not re.fullmatch(r"[0-9 -]+", found)


def _keep(count: int) -> Callable[[str], str]:
    return lambda found: found[:count] + "*" * len(found[count:])


def _hide_figures(found: str) -> str:
    return re.sub(rf"[{_FIGURE}A-Za-z甲乙丙丁东西中]", "*", found)


def _digits(found: str) -> list[int]:
    return [int(char) for char in found if char in "0123456789"]


def _is_card(found: str) -> bool:
    """The Luhn check that every bank card's last figure answers."""
    figures = _digits(found)[::-1]
    doubled = [figure * 2 - 9 * (figure > 4) for figure in figures[1::2]]
    return (sum(figures[::2]) + sum(doubled)) % 10 == 0


def _is_born(found: str) -> bool:
    """Whether an identity number carries a real date of birth. Its check character is not asked: a number
    with a slip in it still tells who somebody is."""
    digits = re.sub(r"[^0-9Xx]", "", found)
    born = digits[6:14] if len(digits) == 18 else "19" + digits[6:12]
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return True


def _detector(
    kind: FindingKind, pattern: str, mask: Callable[[str], str], accepts: Callable[[str], bool] = bool
) -> Detector:
    return Detector(kind, re.compile(pattern), mask, accepts)


DETECTORS = (
    _detector(
        FindingKind.ACCOUNT,
        r"(?<![A-Za-z])(?i:微信|微信号|微信號|wechat|vx|qq)(?:群|号|號|号码)?[ :为是]{0,3}"
        r"(?P<it>[A-Za-z][A-Za-z0-9_-]{5,}+|[0-9]{5,}+)",
        _keep(1),
    ),
    _detector(
        FindingKind.EMAIL,
        r"(?<![A-Za-z0-9._%+*-])(?P<it>[A-Za-z0-9._%+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+)",
        lambda found: found[0] + "****@****",
    ),
    _detector(
        FindingKind.IDENTITY,
        rf"{_START}(?P<it>[1-9][0-9]{{5}}[ -]?(?:{_BIRTH}[ -]?[0-9]{{3}}[0-9Xx]|[0-9]{{9}})){_END}",
        _keep(3),
        accepts=_is_born,
    ),
    _detector(
        FindingKind.BANK_CARD,
        rf"{_START}(?P<it>[1-9][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?){_END}",
        _keep(4),
        accepts=_is_card,
    ),
    _detector(
        FindingKind.BANK_CARD,
        rf"(?:卡号|账号|帐号|賬號|帳號|银行卡)[ :是为]{{0,3}}(?P<it>[0-9](?: ?[0-9]){{11,24}}){_END}",
        _keep(4),
    ),
    _detector(
        # Two capitals before it make it a reference, such as FZ16014852538.
        FindingKind.PHONE,
        rf"(?:(?<![A-Z]{{2}})|(?<=TEL)){_START}(?P<it>(?:\+?(?:00)?86[ -]{{0,2}})?{_MOBILE}){_END}",
        mask_phone,
    ),
    _detector(
        FindingKind.PHONE,
        rf"{_START}(?P<it>\(?{_AREA}\)?[ -]{{0,3}}{_LOCAL}(?:-[0-9]{{1,5}})?){_END}",
        mask_phone,
    ),
    _detector(
        FindingKind.PHONE,
        rf"(?:电话|電話|座机|固话)(?:号码|號碼)?[ :为是]{{0,3}}(?P<it>{_LOCAL}){_END}",
        mask_phone,
    ),
    _detector(
        FindingKind.PHONE,
        rf"(?<![{_SPOKEN}])(?P<it>{_SPOKEN_MOBILE})(?![{_SPOKEN}])",
        _mask_spoken,
        accepts=_is_spoken,
    ),
    _detector(
        FindingKind.PLATE,
        rf"(?P<it>[{_PROVINCES}][A-HJ-NP-Za-hj-np-z][ ·.•]?(?=[A-Za-z]{{0,4}}[0-9])"
        r"[A-HJ-NP-Za-hj-np-z0-9]{4,6}[学警港澳挂]?)(?![A-Za-z0-9])",
        _keep(2),
    ),
    _detector(FindingKind.ADDRESS, rf"(?P<it>{_UNIT})", _hide_figures),
    _detector(FindingKind.ADDRESS, rf"(?P<it>{_BEHIND})", _hide_figures),
    _detector(FindingKind.ADDRESS, rf"(?P<it>{_DOOR})", _hide_figures),
    _detector(FindingKind.ADDRESS, _DASHED, _hide_figures),
    *(Detector(FindingKind.NAME, pattern, mask_name) for pattern in INTRODUCED_NAMES),
)
"""In order of precedence: where two find the same characters, the earlier one counts."""
