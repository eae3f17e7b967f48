"""Reading aloud in Mandarin, by Debian's ``espeak-ng``: a WAV file made from a text.

Its plain Mandarin voice is broken, its pinyin voice is good; so the text is first written out in pinyin with
tone numbers, where years, telephone numbers and some surnames are read as people read them.
"""

import re
import shutil
import subprocess
from array import array
from functools import cache, lru_cache
from io import BytesIO
from wave import Wave_write

_ENGINE = "espeak-ng"
_VOICE = ("-v", "cmn-latn-pinyin", "-s", "150")
#: 44 characters take 20 to 40 ms; what is longer than this is for reading, not for listening.
MOST_CHARS = 600
_SECONDS = 10
_HERTZ, _BYTES_A_SAMPLE = 22_050, 2

_FIGURES = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_ONE_ON_THE_TELEPHONE = "幺"
_UNITS = ("", "十", "百", "千")
_LARGE_UNITS = ("", "万", "亿", "兆")
#: Surnames that are read otherwise than the character elsewhere, and what follows a surname.
_SURNAMES = {"仇": "qiu2", "单": "shan4", "解": "xie4", "区": "ou1", "查": "zha1"}
_AFTER_A_SURNAME = (
    r"(?=某|\*|＊|×|先生|女士|老师|师傅|书记|主任|医生|大夫|警官|律师|同志"
    r"|阿姨|叔叔|大爷|大妈|大叔|大婶|奶奶|爷爷)"
)
#: With one of these before it, it belongs to another word: 社区书记, 检查老师, 了解同志, 名单某页.
_NO_SURNAME_AFTER = "社小地城县市片辖街园东西南北新老检调巡审了理讲化名订简报"
_SURNAME = re.compile(rf"(?<![{_NO_SURNAME_AFTER}])([{''.join(_SURNAMES)}]){_AFTER_A_SURNAME}")
#: The names of the letters, as near as pinyin comes.
_LETTERS = {
    "A": "ei1", "B": "bi4", "C": "xi1", "D": "di4", "E": "yi4", "F": "ai2 fu5", "G": "ji4", "H": "ei1 chi5",
    "I": "ai4", "J": "zhei4", "K": "kei4", "L": "ai2 le5", "M": "ai2 mu5", "N": "en1", "O": "ou1", "P": "pi4",
    "Q": "kiu4", "R": "a4 er5", "S": "ai2 si5", "T": "ti4", "U": "you4", "V": "wei4", "W": "da2 bu5 liu5",
    "X": "ai4 ke5 si5", "Y": "wai4", "Z": "zei4",
}  # fmt: skip
_SPOKEN_LETTER = re.compile(r"[A-Za-z]")

_YEAR = re.compile(r"(?<!\d)(\d{4})(?=年|-\d{1,2}-\d{1,2})")
_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_MATTER_NUMBER = re.compile(r"([A-Z]{2,4})-(\d{4})-(\d{4,9})")
_TELEPHONE = re.compile(r"(?<!\d)(?:0\d{2,3}-\d{7,8}|1\d{10}|\d{7,8}|1[12]\d|12345)(?![\d年])")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_DECIMAL = re.compile(r"(\d+)\.(\d+)")
_WHOLE = re.compile(r"\d+")


@cache
def can_speak() -> bool:
    """Whether the engine is installed; where it is not, nothing offers to read aloud."""
    return shutil.which(_ENGINE) is not None


def in_words(text: str) -> str:
    """The text with its figures as they are said: 2026年 is 二零二六年, 15 is 十五, telephones one by one."""
    text = _MATTER_NUMBER.sub(_as_matter_number, text)
    text = _DATE.sub(r"\1年\2月\3日", text)
    text = _YEAR.sub(lambda found: _one_by_one(found[1]), text)
    text = _CLOCK.sub(_time, text)
    text = _TELEPHONE.sub(lambda found: _as_telephone(found[0]), text)
    text = _PERCENT.sub(r"百分之\1", text)
    text = _DECIMAL.sub(lambda found: f"{number_in_words(int(found[1]))}点{_one_by_one(found[2])}", text)
    return _WHOLE.sub(lambda found: number_in_words(int(found[0])), text)


def _as_matter_number(found: re.Match[str]) -> str:
    return f"{found[1]}，{_one_by_one(found[2])}，{_one_by_one(found[3])}"


def _time(found: re.Match[str]) -> str:
    hour, minute = number_in_words(int(found[1])), int(found[2])
    if not minute:
        return f"{hour}点"
    return f"{hour}点{'零' if minute < 10 else ''}{number_in_words(minute)}分"


def _one_by_one(figures: str) -> str:
    return "".join(_FIGURES[figure] for figure in figures)


def _as_telephone(number: str) -> str:
    return "".join(_ONE_ON_THE_TELEPHONE if sign == "1" else _FIGURES.get(sign, "，") for sign in number)


def number_in_words(number: int) -> str:
    """A whole number as it is said: 15 is 十五, 105 is 一百零五; beyond 10**16 figure by figure."""
    if number >= 10**16:
        return _one_by_one(str(number))
    if number == 0:
        return _FIGURES["0"]
    words = ""
    for unit, large in reversed(list(enumerate(_LARGE_UNITS))):
        part = number // 10 ** (4 * unit) % 10**4
        if part:
            gap = "零" if words and (part < 1000 or words.endswith("零")) and not words.endswith("零") else ""
            words += gap + _below_ten_thousand(part) + large
    return words.removeprefix("一") if words.startswith("一十") else words


def _below_ten_thousand(number: int) -> str:
    words = ""
    for place in range(3, -1, -1):
        figure = number // 10**place % 10
        if figure:
            gap = "零" if words and number // 10 ** (place + 1) % 10 == 0 else ""
            words += gap + _FIGURES[str(figure)] + _UNITS[place]
    return words


def in_pinyin(text: str) -> str:
    """The text as the voice wants it: pinyin with tone numbers, 5 for none, and pauses."""
    parts = _SURNAME.split(in_words(text)[: MOST_CHARS * 2])
    syllables: list[str] = []
    for place, part in enumerate(parts):
        syllables += [_SURNAMES[part]] if place % 2 else _syllables(part)
    return " ".join(syllables)


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # its dictionaries take half a second and 55 MB

    plain = _SPOKEN_LETTER.sub(lambda letter: f" {_LETTERS[letter[0].upper()]} ", text)
    return lazy_pinyin(plain, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False)


@lru_cache(maxsize=32)
def read_aloud(text: str) -> bytes | None:
    """The text as a WAV file (16 bit, 11 kHz, 22 kB a second); None where it cannot be made in time.

    At most ``MOST_CHARS`` characters are read.
    """
    if not can_speak():
        return None
    try:
        spoken = subprocess.run(  # noqa: S603  # a fixed program; the text goes in by its standard input
            [_ENGINE, *_VOICE, "--stdin", "--stdout"],
            input=in_pinyin(text[:MOST_CHARS]).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return _smaller(spoken)


def _smaller(wav: bytes) -> bytes:
    """Half the rate, each two samples by their mean. The engine writes no length into what it streams."""
    body = wav[44 : len(wav) - len(wav) % _BYTES_A_SAMPLE]
    samples = array("h", body)
    halved = array("h", [(one + other) >> 1 for one, other in zip(samples[::2], samples[1::2], strict=False)])
    file = BytesIO()
    with Wave_write(file) as written:
        written.setnchannels(1)
        written.setsampwidth(_BYTES_A_SAMPLE)
        written.setframerate(_HERTZ // 2)
        written.writeframes(halved.tobytes())
    return file.getvalue()
