"""Words for people's roles, and for what they are told."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often
from portal.domain.permissions import Role
from portal.web.words import lazy_gettext as _

ROLES: Mapping[Role, LazyString] = MappingProxyType(
    {
        Role.ANYBODY: _("任何人"),
        Role.RESIDENT: _("居民"),
        Role.PROPOSER: _("提出人"),
        Role.GRID_MEMBER: _("网格员"),
        Role.OBSERVER: _("观察员"),
        Role.COMMUNITY_WORKER: _("社区专干"),
        Role.COMMUNITY_SECRETARY: _("社区书记"),
        Role.DEPARTMENT_HANDLER: _("部门承办人"),
        Role.STREET_OFFICER: _("镇街干部"),
        Role.DISTRICT_ADMINISTRATOR: _("区县管理员"),
        Role.AUDITOR: _("监督员"),
        Role.SYSTEM_ADMINISTRATOR: _("系统管理员"),
        Role.CLOCK: _("到期自动"),
    }
)

NOTICES: Mapping[NoticeKind, LazyString] = MappingProxyType(
    {
        NoticeKind.RECEIPT: _("收到了您说的事"),
        NoticeKind.ANSWER: _("有了答复"),
        NoticeKind.AGENDA: _("要上会商量"),
        NoticeKind.RESOLUTION: _("会上定了怎么办"),
        NoticeKind.CHECK_IN: _("有人接手办"),
        NoticeKind.DUE_SOON: _("快到期了"),
        NoticeKind.DONE: _("办好了"),
        NoticeKind.PLEASE_RATE: _("请您来评"),
        NoticeKind.VISIT: _("回访过了"),
        NoticeKind.DISSATISFACTION_ANSWERED: _("您不满意，重新整改"),
        NoticeKind.HELP_CALL: _("自助机有人请帮忙"),
        NoticeKind.CODE: _("登录验证码"),
    }
)

NOTICE_WAYS: Mapping[NoticeWay, LazyString] = MappingProxyType(
    {
        NoticeWay.SMS: _("短信"),
        NoticeWay.EMAIL: _("电子邮件"),
        NoticeWay.GROUP: _("工作群"),
        NoticeWay.CALL: _("打电话"),
    }
)

NOTICE_STATES: Mapping[NoticeState, LazyString] = MappingProxyType(
    {
        NoticeState.WAITING: _("等着发"),
        NoticeState.SENT: _("已送出"),
        NoticeState.FAILED: _("没送到"),
        NoticeState.DROPPED: _("不用发了"),
    }
)

OFTEN: Mapping[Often, LazyString] = MappingProxyType(
    {Often.AT_ONCE: _("马上告诉我"), Often.DAILY: _("每天汇总一次"), Often.NEVER: _("不用告诉我")}
)
