"""What a form with one wrong thing in it is, and what many of them share."""

from typing import NamedTuple

TOO_LONG = "长" * 20_001
WORDS = "灯坏了，请<b>修</b>一修。"


class Case(NamedTuple):
    """A form: whose it is, where it is sent, what is typed and chosen; one thing of it is wrong."""

    who: str
    to: str
    typed: dict[str, str]
    chosen: dict[str, str]


STEP = "/office/matters/{}/"
ITEM = "/office/meetings/{meeting}/items/{item}/"
ORDER = {"person": "钱多多", "working_days": "15", "mode": "own"}
