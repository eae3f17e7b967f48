"""Columns of a table of matters: guessed from their headings, and read row by row.

The headings are those of public message boards and hotlines; any other can be named by hand.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from portal.domain.refusal import Refusal, Rule
from portal.domain.terms import Channel, MatterKind


class Column(StrEnum):
    """What a column of an imported table may hold."""

    KEY = "key"  # the row's number where it comes from
    USER = "user"
    ANONYMOUS = "anonymous"
    TITLE = "title"
    TIME = "time"
    TEXT = "text"
    PLACE = "place"
    KIND = "kind"
    CATEGORY = "category"
    CHANNEL = "channel"
    SUPPORTS = "supports"
    REPLY = "reply"
    REPLY_TIME = "reply_time"
    REPLY_DAYS = "reply_days"  # from raising to the reply, in calendar days
    PASSED_ON = "passed_on"  # how often it was handed from desk to desk before the reply


#: Without these a table holds no matters.
NEEDED = (Column.TEXT, Column.TIME)

_HEADINGS: Mapping[Column, tuple[str, ...]] = MappingProxyType(
    {
        Column.KEY: ("留言编号", "编号", "事项编号", "工单编号", "序号", "number", "id"),
        Column.USER: ("留言用户", "用户", "姓名", "提出人", "来信人", "诉求人", "联系人", "user", "name"),
        Column.ANONYMOUS: ("匿名(1)/实名(0)", "匿名", "是否匿名", "anonymous"),
        Column.TITLE: ("留言主题", "主题", "标题", "title", "subject"),
        Column.TIME: (
            "留言时间",
            "时间",
            "提出时间",
            "来信时间",
            "受理时间",
            "登记时间",
            "日期",
            "time",
            "date",
        ),
        Column.TEXT: ("留言详情", "内容", "诉求内容", "留言内容", "详情", "正文", "text", "content"),
        Column.PLACE: ("地点", "位置", "地址", "发生地点", "河流", "place", "address"),
        Column.KIND: ("性质", "类型", "诉求类型", "事项类型", "kind", "type"),
        Column.CATEGORY: ("一级分类", "分类", "类别", "事项分类", "category"),
        Column.CHANNEL: ("信息来源", "来源", "渠道", "受理渠道", "channel", "source"),
        Column.SUPPORTS: ("点赞数", "附议数", "支持数", "supports", "likes"),
        Column.REPLY: ("答复意见", "答复", "回复", "答复内容", "回复内容", "办理结果", "reply", "answer"),
        Column.REPLY_TIME: ("答复时间", "回复时间", "办结时间", "reply time"),
        Column.REPLY_DAYS: ("最终回复天数", "回复天数", "答复天数", "办理天数"),
        Column.PASSED_ON: ("转处理次数", "转办次数", "流转次数"),
    }
)
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings}

_WORDS_OF_KIND = {
    MatterKind.REQUEST: ("投诉", "举报", "诉求", "求助"),
    MatterKind.ENQUIRY: ("咨询", "询问"),
    MatterKind.SUGGESTION: ("建议", "意见"),
    MatterKind.RISK: ("隐患", "风险"),
}
# In this order: so 12345app is the web, and 微信 comes before 信.
_WORDS_OF_CHANNEL = {
    Channel.WEB: ("app", "网", "qq", "微博", "邮件"),
    Channel.WECHAT: ("微信",),
    Channel.HOTLINE: ("热线", "12345"),
    Channel.PHONE: ("电话", "短信"),
    Channel.LETTER_BOX: ("信箱", "意见箱", "来信"),
    Channel.RECEPTION: ("来访", "接待"),
    Channel.VISIT: ("走访", "上门"),
    Channel.REFERRAL: ("转", "上级"),
    Channel.KIOSK: ("一体机",),
}

_NAMELESS = frozenset({"1", "是", "匿名", "匿名者", "市民", "居民", "公民", "村民", "无", "true", "yes"})
_NAME_WITHHELD = frozenset({"0", "否", "实名", "false", "no"})
NAME_WITHHELD = "实名（姓名未随文件提供）"

_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?")
_YEAR_LAST = re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})")
_CLOCK = re.compile(r"(?:[ T]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?)?")

_MOST_SUPPORTS = 10_000
_LONGEST_KEY = 120  # characters of ``ImportedRow.key``
_MOST_DAYS = 3_660


@dataclass(frozen=True)
class Entry:
    """One row of a table, understood: a matter, and the reply it had."""

    key: str
    text: str
    title: str
    raised_at: datetime
    name: str = ""
    place: str = ""
    kind: MatterKind = MatterKind.REQUEST
    category: str = ""
    channel: Channel = Channel.WEB
    supports: int = 0
    reply: str = ""
    replied_at: datetime | None = None
    passed_on: int | None = None


Mapped = Mapping[Column, int]


def guess(headings: Sequence[str]) -> dict[Column, int]:
    """Which position holds what, by the headings known; of two that mean the same the first counts."""
    found: dict[Column, int] = {}
    for position, heading in enumerate(headings):
        column = _COLUMN_OF.get(_plain(heading))
        if column is not None:
            found.setdefault(column, position)
    return found


def named(headings: Sequence[str], words: Sequence[str]) -> dict[Column, int]:
    """The columns named by hand, each as ``column=heading``.

    Raises ``Refusal`` UNKNOWN_CHOICE where there is no such column or heading.
    """
    plain = [_plain(heading) for heading in headings]
    found = {}
    for word in words:
        name, _, heading = word.partition("=")
        if name not in set(Column) or _plain(heading) not in plain:
            raise Refusal(Rule.UNKNOWN_CHOICE, field=word)
        found[Column(name)] = plain.index(_plain(heading))
    return found


def row_key(cells: Sequence[str], mapped: Mapped) -> str:
    """By what a row is known again: its own number, or a digest of all it holds where that is no number."""
    number = cells[mapped[Column.KEY]].strip() if Column.KEY in mapped else ""
    return (
        number if 0 < len(number) <= _LONGEST_KEY else hashlib.sha256("\x1f".join(cells).encode()).hexdigest()
    )


def read_entry(cells: Sequence[str], mapped: Mapped, now: datetime) -> Entry:
    """The row as a matter.

    Raises ``Refusal`` UNREADABLE naming the column whose time or figure cannot be read or cannot be, and
    REPLY_BEFORE_MATTER.
    """
    raw = {column: cells[position].strip() for column, position in mapped.items()}
    raised_at = _moment(Column.TIME, raw.get(Column.TIME, ""), now)
    reply = raw.get(Column.REPLY, "")
    return Entry(
        key=row_key(cells, mapped),
        text=raw.get(Column.TEXT, ""),
        title=raw.get(Column.TITLE, ""),
        raised_at=raised_at,
        name=_name(raw),
        place=_place(raw.get(Column.PLACE, "")),
        kind=_kind(raw.get(Column.KIND, "")),
        category=raw.get(Column.CATEGORY, ""),
        channel=_channel(raw.get(Column.CHANNEL, "")),
        supports=_count(Column.SUPPORTS, raw, _MOST_SUPPORTS) or 0,
        reply=reply,
        replied_at=_replied_at(raw, raised_at, now) if reply else None,
        passed_on=_count(Column.PASSED_ON, raw, 1000),
    )


def read_moment(words: str) -> datetime:
    """A moment as tables write it; ``8/21/2010`` counts as month, day, year. Raises ValueError."""
    found = _YEAR_FIRST.match(words) or _YEAR_LAST.match(words)
    if not found:
        raise ValueError(words)
    clock = _CLOCK.fullmatch(words[found.end() :].rstrip())
    if not clock:
        raise ValueError(words)
    hour, minute, second = (int(part or 0) for part in clock.groups())
    return datetime(int(found["y"]), int(found["m"]), int(found["d"]), hour, minute, second)


def _moment(column: Column, words: str, now: datetime) -> datetime:
    try:
        moment = read_moment(words)
    except ValueError as error:
        raise Refusal(Rule.UNREADABLE, column=column, value=words) from error
    if moment > now or moment.year < 1949:
        raise Refusal(Rule.UNREADABLE, column=column, value=words)
    return moment


def _replied_at(raw: Mapping[Column, str], raised_at: datetime, now: datetime) -> datetime:
    """The time of the reply; without one, so many days after raising; without either, the same moment."""
    if raw.get(Column.REPLY_TIME):
        replied_at = _moment(Column.REPLY_TIME, raw[Column.REPLY_TIME], now)
    else:
        replied_at = raised_at + timedelta(days=_count(Column.REPLY_DAYS, raw, _MOST_DAYS) or 0)
    if replied_at < raised_at:
        raise Refusal(Rule.REPLY_BEFORE_MATTER)
    return min(replied_at, now)


def _count(column: Column, raw: Mapping[Column, str], most: int) -> int | None:
    words = raw.get(column, "")
    if not words:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", words) or int(words) > most:
        raise Refusal(Rule.UNREADABLE, column=column, value=words)
    return int(words)


def _name(raw: Mapping[Column, str]) -> str:
    """Some tables put the name itself into the column that says whether there is one."""
    flag = raw.get(Column.ANONYMOUS, "")
    if _plain(flag) in _NAMELESS:
        return ""
    name = raw.get(Column.USER, "")
    if not flag or _plain(flag) in _NAME_WITHHELD:
        return name or (NAME_WITHHELD if flag else "")
    return name or flag


def _place(words: str) -> str:
    return "" if words == "无" else words


def _kind(words: str) -> MatterKind:
    known = (kind for kind, its in _WORDS_OF_KIND.items() if any(word in words for word in its))
    return next(known, MatterKind.REQUEST)


def _channel(words: str) -> Channel:
    plain = _plain(words)
    known = (channel for channel, its in _WORDS_OF_CHANNEL.items() if any(word in plain for word in its))
    return next(known, Channel.WEB)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", words)).strip().strip(":").lower()
