"""Opening hours as they hang on the door: 周一至周六 8:30—18:00. Told open or shut where the text allows.

People write what they like. What is not understood is not guessed: then nobody is told that it is shut.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from portal.domain.calendar import WorkCalendar

_NAMES = "一二三四五六日"
_DAY = r"(?:周|星期|礼拜)?[一二三四五六日天]"
_HOUR = r"\d{1,2}[:：]\d{2}"
_TO = r"\s*(?:至|到|—+|–|-|~|～)\s*"
_DAYS = re.compile(rf"(?:周|星期|礼拜)[一二三四五六日天](?:{_TO}{_DAY})?|每天|每日|全年|工作日|周末|双休日")
_HOURS = re.compile(rf"({_HOUR}){_TO}({_HOUR})|全天|24\s*小时")
_FILLER = re.compile(r"[\s，,、。；;和及：:（）()]|上午|下午|晚上|开放|营业|办公")
_WHOLE_DAY = (time.min, time.max)


class Door(StrEnum):
    """Whether somebody is there."""

    OPEN = "open"
    SHUT = "shut"
    UNSURE = "unsure"


class _Part(NamedTuple):
    """Some days with their hours."""

    days: frozenset[int]  # 1 for Monday
    hours: list[tuple[time, time]]


def door_at(hours: str, moment: datetime, calendar: WorkCalendar) -> Door:
    """Whether the door with these hours is open at the moment.

    Sure of an opening only on a day that is what its name says: on a holiday, and on a Sunday that is worked
    instead, nobody knows.
    """
    parts, understood = _read(hours)
    open_now = any(
        moment.isoweekday() in part.days and any(first <= moment.time() < last for first, last in part.hours)
        for part in parts
    )
    if not parts or _is_out_of_order(moment.date(), calendar, parts):
        return Door.UNSURE
    if open_now:
        return Door.OPEN
    return Door.SHUT if understood else Door.UNSURE


def _is_out_of_order(day: date, calendar: WorkCalendar, parts: list[_Part]) -> bool:
    """Whether the day is worked against the rule, and not all days are alike here."""
    as_ever = calendar.is_working(day) == (day.isoweekday() <= 5)
    return not as_ever and any(len(part.days) < len(_NAMES) for part in parts)


def _read(hours: str) -> tuple[list[_Part], bool]:
    """The parts, and whether nothing is left that was not understood."""
    parts, rest, days = [], [], frozenset[int]()
    for piece in re.split(r"[；;，,。]", hours):
        named = [day for found in _DAYS.finditer(piece) for day in _days(found[0])]
        days = frozenset(named) or days
        times = list(_times(piece))
        rest.append(_FILLER.sub("", _HOURS.sub("", _DAYS.sub("", piece))))
        if times and days:
            parts.append(_Part(days, times))
        elif times or named:
            rest.append(piece)
    return parts, not "".join(rest)


def _days(words: str) -> list[int]:
    if words in ("每天", "每日", "全年"):
        return list(range(1, 8))
    if words in ("周末", "双休日"):
        return [6, 7]
    if words == "工作日":
        return list(range(1, 6))
    named = [_NAMES.index(name) + 1 for name in words.replace("天", "日") if name in _NAMES]
    return list(range(named[0], named[-1] + 1)) or named


def _times(words: str) -> Iterator[tuple[time, time]]:
    for found in _HOURS.finditer(words):
        spans = (_time(found[1]), _time(found[2])) if found[1] else _WHOLE_DAY
        if spans[0] is not None and spans[1] is not None:
            yield spans[0], spans[1]


def _time(words: str) -> time | None:
    hour, minute = (int(figures) for figures in re.split("[:：]", words))
    if (hour, minute) == (24, 0):
        return time.max
    return time(hour, minute) if hour < 24 and minute < 60 else None
