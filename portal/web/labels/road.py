"""Words for the road: stages, states, actions, meetings, lights, ratings."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString, gettext

from portal.domain import terms
from portal.domain.lights import Light, Reading
from portal.domain.stages import Action, Outcome, Stage, State
from portal.domain.terms import Capacity, Mode
from portal.models.meetings import ItemState, MeetingState
from portal.web.words import lazy_gettext as _

#: The characters on the seals. They are the same in every language: they are a picture as much as a word.
SEALS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.SAY: "说",
        Stage.DELIBERATE: "议",
        Stage.HANDLE: "办",
        Stage.RATE: "评",
        Stage.PUBLISH: "晒",
    }
)

STAGES: Mapping[Stage, LazyString] = MappingProxyType(
    {
        Stage.SAY: _("刚收到"),
        Stage.DELIBERATE: _("上会商量"),
        Stage.HANDLE: _("正在办理"),
        Stage.RATE: _("请您来评"),
        Stage.PUBLISH: _("办结公开"),
    }
)

#: What a column says while nothing hangs in it.
EMPTY_COLUMNS: Mapping[Stage, LazyString] = MappingProxyType(
    {
        Stage.SAY: _("现在没有等着答复的事。有话就说，三言两语也行。"),
        Stage.DELIBERATE: _("还没有要上会商量的事。"),
        Stage.HANDLE: _("现在没有正在办的事。"),
        Stage.RATE: _("现在没有等着评的事。"),
        Stage.PUBLISH: _("办好的事会公开在这里。"),
    }
)

STATES: Mapping[State, LazyString] = MappingProxyType(
    {
        State.RECEIVED: _("等待答复"),
        State.POOLED: _("已转入议题酝酿"),
        State.ON_AGENDA: _("列入议程"),
        State.HANDLING: _("正在办理"),
        State.RECTIFYING: _("正在整改"),
        State.RATING: _("等待评价"),
        State.SETTLED: _("等待公开"),
        State.PUBLISHED: _("已办结公开"),
        State.REFUSED: _("不采纳，已说明理由"),
        State.MERGED: _("已并入同一件事"),
        State.WITHDRAWN: _("本人已撤回"),
    }
)

OUTCOMES: Mapping[Outcome, LazyString] = MappingProxyType(
    {
        Outcome.ANSWERED: _("当场答复"),
        Outcome.DONE: _("办好了"),
        Outcome.EXPLAINED: _("办不了，已说明原因"),
        Outcome.REFUSED: _("不采纳，已说明理由"),
        Outcome.MERGED: _("与另一件并办"),
        Outcome.WITHDRAWN: _("本人撤回"),
    }
)

ACTIONS: Mapping[Action, LazyString] = MappingProxyType(
    {
        Action.RAISE: _("提出"),
        Action.WITHDRAW: _("撤回"),
        Action.ANSWER: _("答复"),
        Action.REFUSE: _("不采纳，说明理由"),
        Action.MERGE: _("并入同一件事"),
        Action.TAKE_IN: _("并进来一件相同的事"),
        Action.LET_GO: _("分出去一件不相同的事"),
        Action.POOL: _("转入议题酝酿"),
        Action.LIST: _("列入议程"),
        Action.DEFER: _("下次再议"),
        Action.RESOLVE: _("形成决议"),
        Action.ASSIGN: _("分办"),
        Action.EXPLAIN: _("说明办不了的原因"),
        Action.COMPLETE: _("报告办结"),
        Action.RECTIFY: _("要求整改"),
        Action.SETTLE: _("确认办结"),
        Action.PUBLISH: _("公开"),
        Action.SUPPORT: _("附议"),
        Action.NOTE: _("写进展"),
        Action.RATE: _("评价"),
        Action.ASK_EXTENSION: _("申请延期"),
        Action.DECIDE_EXTENSION: _("审批延期"),
        Action.VISIT: _("回访"),
        Action.CLASSIFY: _("改归类"),
        Action.UNLINK: _("不是同一件，分开"),
        Action.MARK_IDEA: _("记为金点子"),
        Action.RUN_CAMPAIGN: _("发起征集"),
        Action.ENTER_PAPER: _("录入纸质问卷"),
        Action.READ_PASSAGES: _("公开前先看"),
        Action.SEE_CONTACT: _("看完整电话"),
        Action.SEE_LOOKS: _("谁看过完整电话"),
        Action.GIVE_OUT_DATA: _("导出本人信息"),
        Action.ERASE_PERSON: _("删除本人信息"),
        Action.ISSUE_CARD: _("办联心卡"),
        Action.ANSWER_HELP: _("去帮忙"),
        Action.MANAGE_KIOSKS: _("管理自助机"),
        Action.SEE_NOTICES: _("看通知"),
        Action.MANAGE_NOTICES: _("管理通知"),
        Action.MAKE_CALLS: _("打电话告诉"),
        Action.READ_OFFICE: _("看工作台"),
        Action.READ_ORIGINAL: _("看原文"),
        Action.ENTER_FOR: _("请人代填"),
        Action.PLAN_MEETING: _("安排议事会"),
        Action.CLOSE_AGENDA: _("公布议程"),
        Action.HOLD_MEETING: _("主持议事会"),
        Action.GRADE: _("定轻重缓急"),
        Action.PREPARE: _("会前小议"),
        Action.ACCEPT: _("接收"),
        Action.VISIT_SITE: _("到现场看过"),
        Action.TAKE_STEP: _("分步办理"),
        Action.FORWARD: _("转办"),
        Action.PAUSE: _("请提出人补充"),
        Action.RESUME: _("继续办理"),
        Action.REMIND: _("催办"),
        Action.ESCALATE: _("提级"),
        Action.RECOUNT: _("按新的放假安排重算期限"),
        Action.WHISTLE: _("吹哨"),
        Action.CALL_OFF_WHISTLE: _("取消吹哨"),
        Action.CHECK_IN: _("报到"),
        Action.CONFIRM_CHECK_IN: _("确认报到"),
        Action.WARN: _("预警"),
        Action.ACKNOWLEDGE: _("收到预警"),
        Action.SETTLE_WARNING: _("预警了结"),
        Action.CHANGE_MEETING: _("改期或取消议事会"),
        Action.CONVENE: _("急事急议"),
        Action.INVITE: _("邀请到会"),
        Action.COMMENT: _("会前提意见"),
        Action.VOTE: _("表决"),
        Action.CORRECT_MINUTES: _("更正纪要"),
        Action.SEND_TASK: _("下派工作"),
        Action.DECIDE_TASK: _("接下或退回下派的工作"),
        Action.MANAGE_LISTS: _("改清单"),
        Action.MANAGE_CALENDAR: _("改放假安排"),
        Action.MANAGE_TEMPLATES: _("管理答复模板"),
        Action.IMPORT: _("导入"),
        Action.MANAGE_PEOPLE: _("管理人员"),
        Action.MANAGE_PLACE: _("管理地方"),
        Action.MANAGE_CATEGORIES: _("管理类别"),
    }
)

#: The same as news on a matter's road, where they read better another way.
HAPPENED: Mapping[Action, LazyString] = MappingProxyType(
    {
        **ACTIONS,
        Action.RAISE: _("居民提出"),
        Action.ENTER_FOR: _("工作人员代居民提出"),
        Action.MERGE: _("与另一件相同的事并办"),
        Action.TAKE_IN: _("又有人提出同样的事，一起办"),
        Action.LET_GO: _("其中一件原来不同，分开办"),
        Action.POOL: _("转入议题酝酿，等下次议事"),
        Action.LIST: _("列入议程"),
        Action.DEFER: _("这次没有议，放回议题"),
        Action.RESOLVE: _("议事会形成决议"),
        Action.ASSIGN: _("交给专人办"),
        Action.EXPLAIN: _("办不了，说明原因"),
        Action.COMPLETE: _("办好了"),
        Action.RECTIFY: _("有人不满意，重新整改"),
        Action.SETTLE: _("评价结束，确认办结"),
        Action.PUBLISH: _("全过程公开"),
        Action.NOTE: _("有了进展"),
        Action.ASK_EXTENSION: _("申请延长期限"),
        Action.DECIDE_EXTENSION: _("答复延期申请"),
        Action.VISIT: _("上门或电话回访"),
        Action.CLASSIFY: _("归类改了"),
        Action.UNLINK: _("原来不是同一件，分开办"),
        Action.MARK_IDEA: _("记为金点子"),
        Action.READ_PASSAGES: _("改了公开的内容"),
        Action.CHANGE_MEETING: _("议事会改了时间或地点"),
        Action.ACCEPT: _("已经接收"),
        Action.TAKE_STEP: _("分步办理有了进展"),
        Action.FORWARD: _("转给另一家办"),
        Action.PAUSE: _("请提出人补充，期限暂停"),
        Action.RESUME: _("提出人已补充，期限继续算"),
        Action.REMIND: _("到期没办好，催办"),
        Action.ESCALATE: _("仍没办好，提级督办"),
        Action.RECOUNT: _("放假安排变了，期限重算"),
        Action.WHISTLE: _("社区吹哨，请部门到场"),
        Action.CALL_OFF_WHISTLE: _("社区取消了吹哨，部门不用来了"),
        Action.CHECK_IN: _("部门已报到"),
        Action.CONFIRM_CHECK_IN: _("社区确认部门报到"),
        Action.WARN: _("风险预警"),
        Action.ACKNOWLEDGE: _("有人收到预警"),
        Action.SETTLE_WARNING: _("风险已了结"),
    }
)

MODES: Mapping[Mode, LazyString] = MappingProxyType(
    {
        Mode.OWN: _("自办"),
        Mode.ON_BEHALF: _("代办"),
        Mode.JOINT: _("联办"),
    }
)

MEETING_STATES: Mapping[MeetingState, LazyString] = MappingProxyType(
    {
        MeetingState.PLANNED: _("正在收集议题"),
        MeetingState.PUBLISHED: _("议程已公布"),
        MeetingState.OPEN: _("正在开会"),
        MeetingState.CLOSED: _("已散会"),
        MeetingState.CALLED_OFF: _("已取消"),
    }
)

ITEM_STATES: Mapping[ItemState, LazyString] = MappingProxyType(
    {
        ItemState.LISTED: _("还没议"),
        ItemState.RESOLVED: _("形成决议"),
        ItemState.DEFERRED: _("下次再议"),
        ItemState.REFUSED: _("不采纳，已说明理由"),
        ItemState.EXPLAINED: _("已解释说明"),
        ItemState.HANDED_ON: _("交去办了"),
    }
)

CAPACITIES: Mapping[Capacity, LazyString] = MappingProxyType(
    {capacity: _(called) for capacity, called in terms.CAPACITIES.items()}
)

LIGHTS: Mapping[Light, LazyString] = MappingProxyType(
    {
        Light.GREEN: _("时间还够"),
        Light.AMBER: _("快到期了"),
        Light.RED: _("已超期"),
    }
)

STANDINGS: Mapping[str, LazyString] = MappingProxyType(
    {"done": _("已完成"), "now": _("现在"), "ahead": _("还没到"), "never": _("不再办")}
)

DIMENSIONS: Mapping[str, LazyString] = MappingProxyType(
    {"attitude": _("态度"), "efficiency": _("效率"), "result": _("结果"), "effect": _("效果")}
)


def light_words(reading: Reading) -> str:
    """How long is left: 还剩6个工作日, 今天到期, 已超期2个工作日."""
    left = reading.working_days_left
    if reading.light is Light.RED:
        return gettext("已超期%(days)s个工作日", days=-left) if left else gettext("期限刚过")
    return gettext("还剩%(days)s个工作日", days=left) if left else gettext("今天到期")
