"""``python -m scripts.simplified``: writes ``portal/domain/simplified.py`` from OpenCC's table of characters.

Each character by itself, whatever stands beside it: a part of a word must fold as it does within the word.
"""

from pathlib import Path
from textwrap import wrap

from opencc import OpenCC

TARGET = Path(__file__).parents[1] / "portal" / "domain" / "simplified.py"
_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
#: OpenCC leaves these alone, since only a word tells what they stand for; who searches means either.
_BOTH_WAYS = {"著": "着"}
_A_LINE = 45

_MODULE = '''"""Traditional characters and the Simplified ones they are found by: 髮 and 發 by 发, 裏 by 里.

Written by ``python -m scripts.simplified`` from the table of characters of OpenCC (Apache License 2.0).
"""

_TRADITIONAL = (
{traditional}
)
_SIMPLIFIED = (
{simplified}
)
_TABLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simplified(text: str) -> str:
    """The text in Simplified characters, one for one, so that what is written either way is the same."""
    return text.translate(_TABLE)
'''


def pairs() -> dict[str, str]:
    """Each Traditional character with its Simplified one, where they differ."""
    characters = [chr(code) for block in _BLOCKS for code in block]
    folded = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    both = zip(characters, folded, strict=True)
    return {character: plain for character, plain in both if character != plain} | _BOTH_WAYS


def module() -> str:
    """The source of ``portal/domain/simplified.py``."""
    table = pairs()
    return _MODULE.format(traditional=_lines("".join(table)), simplified=_lines("".join(table.values())))


def _lines(characters: str) -> str:
    return "\n".join(f'    "{line}"' for line in wrap(characters, _A_LINE))


if __name__ == "__main__":
    TARGET.write_text(module(), encoding="utf-8")
