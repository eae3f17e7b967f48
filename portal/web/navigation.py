"""The ways through each face: four public doors, and the office's rooms as far as one's role opens them."""

from collections.abc import Iterable
from typing import NamedTuple

from flask import request
from flask_babel import LazyString

from portal.domain.permissions import Actor, can_anywhere
from portal.domain.stages import Action
from portal.web.words import lazy_gettext as _


class Way(NamedTuple):
    """One entry of a navigation: where it leads below the face's own address, and its word."""

    path: str
    word: LazyString
    action: Action | None = None
    covers: tuple[str, ...] = ()
    purpose: LazyString | None = None  # what it is for, where there is room to say so

    @property
    def is_here(self) -> bool:
        """Whether the reader is on this page, or on or below one that it ``covers``."""
        path = request.path.removeprefix("/kiosk").rstrip("/") or "/"
        below = (self.path, *self.covers) if self.path not in _ROOTS else self.covers
        return path == self.path or any(path == root or path.startswith(f"{root}/") for root in below)


_ROOTS = frozenset({"/", "/office"})

PUBLIC_WAYS = (
    Way("/", _("议题公示"), covers=("/matters", "/meetings", "/hot", "/lights", "/topics")),
    Way("/say", _("我要说")),
    Way("/track", _("查进度")),
    Way("/campaigns", _("征集"), covers=("/ideas",)),
    Way("/publicity", _("晒一晒"), covers=("/whistles", "/warnings")),
)
_OFFICE_WAYS = (
    Way("/office", _("待办"), Action.READ_OFFICE, covers=("/office/matters",)),
    Way("/office/enter", _("请人代填"), Action.ENTER_FOR),
    Way("/office/meetings", _("议事会"), Action.READ_OFFICE),
    Way("/office/visits", _("回访"), Action.READ_ORIGINAL),
    Way("/office/extensions", _("延期"), Action.READ_ORIGINAL),
    Way("/office/find", _("查找"), Action.READ_ORIGINAL),
    Way("/office/publishing", _("公开"), Action.PUBLISH),
    Way("/office/more", _("更多"), Action.READ_OFFICE),
)


class Shelf(NamedTuple):
    """Ways of one kind on the office's page of everything else."""

    title: LazyString
    ways: tuple[Way, ...]


#: What is not needed every day; each stands with a word of what it is for.
_SHELVES: tuple[Shelf, ...] = (
    Shelf(
        _("议事"),
        (
            Way(
                "/office/topics",
                _("等着上会的事"),
                Action.READ_OFFICE,
                purpose=_("挑着看、定轻重缓急、会前小议；几件一起列入议程"),
            ),
            Way(
                "/office/tasks",
                _("上级派的工作"),
                Action.READ_OFFICE,
                purpose=_("在清单里的接下，不在的写明理由退回"),
            ),
            Way(
                "/office/lists",
                _("清单"),
                Action.MANAGE_LISTS,
                purpose=_("议什么、能派什么、急事怎么办；改一条写一条理由，都公开"),
            ),
        ),
    ),
    Shelf(
        _("收集"),
        (
            Way(
                "/office/import",
                _("批量导入"),
                Action.IMPORT,
                purpose=_("热线、来信的表格一次收进来；导不进的行可以下载改好再导"),
            ),
            Way(
                "/office/round",
                _("走访"),
                Action.ENTER_FOR,
                purpose=_("在路上一件接一件地记，信号不好也不会丢"),
            ),
            Way(
                "/office/campaigns",
                _("问计于民"),
                Action.ENTER_PAPER,
                purpose=_("发起征集、录入纸质问卷、写明每条建议怎么处理"),
            ),
            Way(
                "/office/groups",
                _("特约建议人和观察员"),
                Action.RUN_CAMPAIGN,
                purpose=_("专门请谁来答"),
            ),
        ),
    ),
    Shelf(
        _("要紧的事"),
        (
            Way(
                "/office/hot",
                _("大家最关心的"),
                Action.READ_ORIGINAL,
                purpose=_("您这一片附议最多的事，点开就办"),
            ),
            Way(
                "/office/whistles",
                _("吹哨报到"),
                Action.READ_OFFICE,
                covers=("/office/check-in",),
                purpose=_("叫部门到现场，谁来了、做了什么、打几分"),
            ),
            Way(
                "/office/hand-overs",
                _("转办"),
                Action.FORWARD,
                purpose=_("转出去的和转进来的事，谁转给谁、为什么"),
            ),
            Way(
                "/office/warnings",
                _("风险预警"),
                Action.READ_OFFICE,
                purpose=_("发给您的风险，点收到；后来怎么了结的"),
            ),
        ),
    ),
    Shelf(
        _("自己的工作台"),
        (
            Way(
                "/office/templates",
                _("答复模板"),
                Action.MANAGE_TEMPLATES,
                purpose=_("常说的话写一次，编号、地点、期限自己填进去"),
            ),
            Way(
                "/office/filters",
                _("存下的筛选"),
                Action.READ_OFFICE,
                purpose=_("待办上面一点就到的那几个；改名、去掉"),
            ),
        ),
    ),
    Shelf(
        _("居民"),
        (
            Way(
                "/office/members",
                _("常请的人"),
                Action.INVITE,
                purpose=_("每次议事会请谁：居民代表、业委会、物业、党员代表"),
            ),
            Way(
                "/office/cards",
                _("联心卡"),
                Action.ISSUE_CARD,
                purpose=_("办卡、打印、改密码、停用"),
            ),
        ),
    ),
    Shelf(
        _("地方和设备"),
        (
            Way(
                "/office/places",
                _("地方和海报"),
                Action.MANAGE_PLACE,
                covers=("/office/shapes",),
                purpose=_("议事厅、驿站、观察站；开放时间，贴在墙上的码，社区和网格的边界"),
            ),
            Way(
                "/office/organisations",
                _("单位"),
                Action.MANAGE_PLACE,
                purpose=_("事情可以交给谁；登记、改名、撤销，有人离开时交接"),
            ),
            Way(
                "/office/estates",
                _("小区和五方"),
                Action.MANAGE_PLACE,
                purpose=_("哪个小区由哪五方办，打哪个电话"),
            ),
            Way(
                "/office/taxonomy",
                _("类别"),
                Action.MANAGE_CATEGORIES,
                purpose=_("收到的事归在哪些类别下面；改名、停用、从表格添"),
            ),
            Way(
                "/office/calendar",
                _("放假和补班"),
                Action.MANAGE_CALENDAR,
                purpose=_("临时放假、补班登记在这里，期限跟着重算"),
            ),
            Way(
                "/office/kiosks",
                _("自助终端"),
                Action.MANAGE_KIOSKS,
                purpose=_("登记、配对、停用；哪台最近在用"),
            ),
            Way(
                "/office/calls",
                _("终端求助"),
                Action.ANSWER_HELP,
                purpose=_("谁在等帮忙，最近谁去的、谁没有来"),
            ),
        ),
    ),
    Shelf(
        _("公开和通知"),
        (
            Way(
                "/office/passages",
                _("公开前先看"),
                Action.READ_PASSAGES,
                purpose=_("新写的话和照片，看过再公开；已经公开的也能收回"),
            ),
            Way(
                "/office/notices",
                _("通知"),
                Action.SEE_NOTICES,
                purpose=_("发出去的、没送到的、还在等的；没送到的再发一次"),
            ),
            Way(
                "/office/notices/calls",
                _("要打的电话"),
                Action.MAKE_CALLS,
                purpose=_("谁说过请打电话告诉，打给谁、说什么"),
            ),
            Way(
                "/office/notices/groups",
                _("工作群"),
                Action.MANAGE_NOTICES,
                purpose=_("接上企业微信、钉钉、飞书群，新事和快到期的自动告诉"),
            ),
            Way(
                "/office/people",
                _("个人信息"),
                Action.GIVE_OUT_DATA,
                purpose=_("本人来查、来要、来删自己的信息"),
            ),
            Way("/office/retention", _("留多久"), Action.SEE_LOOKS, purpose=_("留多久，每夜删了多少")),
            Way("/office/looks", _("谁看过完整电话"), Action.SEE_LOOKS, purpose=_("每一次都有记录")),
        ),
    ),
)


def office_ways(actor: Actor) -> list[Way]:
    """What the office offers this actor."""
    return _open_to(actor, _OFFICE_WAYS)


def office_shelves(actor: Actor) -> list[Shelf]:
    """The rest of what the office offers this actor, by kind; a shelf with nothing on it is left out."""
    shelves = (shelf._replace(ways=tuple(_open_to(actor, shelf.ways))) for shelf in _SHELVES)
    return [shelf for shelf in shelves if shelf.ways]


def _open_to(actor: Actor, ways: Iterable[Way]) -> list[Way]:
    return [way for way in ways if way.action is None or can_anywhere(actor, way.action)]
