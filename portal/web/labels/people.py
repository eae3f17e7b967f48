"""Words for people's roles, and for what they are told."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.domain.group_channels import GroupChannel
from portal.domain.notices import NoticeKind, NoticeState, NoticeWay, Often, Trouble
from portal.domain.permissions import Role
from portal.domain.policy import PassageKind
from portal.models.people import SignInWay
from portal.models.protection import Cause, PassageState
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
        NoticeKind.QUESTION: _("有件事要问您"),
        NoticeKind.DUE_SOON: _("快到期了"),
        NoticeKind.OVERDUE: _("过了期限"),
        NoticeKind.ESCALATED: _("没按期办好，提级督办"),
        NoticeKind.DONE: _("办好了"),
        NoticeKind.PLEASE_RATE: _("请您来评"),
        NoticeKind.VISIT: _("回访过了"),
        NoticeKind.DISSATISFACTION_ANSWERED: _("您不满意，重新整改"),
        NoticeKind.INVITATION: _("请您来开会"),
        NoticeKind.TASK: _("上级派来一项工作"),
        NoticeKind.HELP_CALL: _("自助机有人请帮忙"),
        NoticeKind.WHISTLE: _("社区吹哨，请到场"),
        NoticeKind.URGENT_WHISTLE: _("紧急吹哨，请马上到场"),
        NoticeKind.WARNING: _("风险预警"),
        NoticeKind.CODE: _("登录验证码"),
        NoticeKind.TEST: _("试发一条"),
    }
)

#: The same for those who work on it.
GROUP_NOTICES: Mapping[NoticeKind, LazyString] = MappingProxyType(
    {
        NoticeKind.RECEIPT: _("来了一件新事"),
        NoticeKind.CHECK_IN: _("交给单位办的事"),
        NoticeKind.QUESTION: _("等提出人补充，有了下文的事"),
        NoticeKind.DUE_SOON: _("快到期还没办好的事"),
        NoticeKind.OVERDUE: _("过了期限还没办好的事"),
        NoticeKind.ESCALATED: _("提级到本级督办的事"),
        NoticeKind.DONE: _("办好了的事"),
        NoticeKind.DISSATISFACTION_ANSWERED: _("提出人不满意，要整改的事"),
        NoticeKind.HELP_CALL: _("自助机有人请帮忙"),
        NoticeKind.WHISTLE: _("社区吹哨，请部门到场"),
        NoticeKind.WARNING: _("风险预警"),
        NoticeKind.TASK: _("上级派给社区的工作"),
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
        NoticeState.SENDING: _("正在发"),
        NoticeState.SENT: _("已送出"),
        NoticeState.FAILED: _("没送到"),
        NoticeState.DROPPED: _("不用发了"),
    }
)

GROUP_CHANNELS: Mapping[GroupChannel, LazyString] = MappingProxyType(
    {
        GroupChannel.WECOM: _("企业微信"),
        GroupChannel.DINGTALK: _("钉钉"),
        GroupChannel.FEISHU: _("飞书"),
        GroupChannel.EMAIL: _("邮件组"),
        GroupChannel.WEBHOOK: _("别的系统"),
    }
)

TROUBLES: Mapping[Trouble, LazyString] = MappingProxyType(
    {
        Trouble.NOT_TAKEN: _("对方没有接收，或者没有回应"),
        Trouble.BAD_CHANNEL: _("通知渠道的地址不对，请管理员检查"),
        Trouble.INTERRUPTED: _("发的时候断了，可能发出了，也可能没有"),
        Trouble.NO_ADDRESS: _("没有可用的号码或地址"),
        Trouble.TOO_OLD: _("放得太久，不用再发了"),
        Trouble.TAKEN_BACK: _("事情已经撤回"),
        Trouble.PAUSED: _("这个群已经停用"),
    }
)

OFTEN: Mapping[Often, LazyString] = MappingProxyType(
    {Often.AT_ONCE: _("马上告诉我"), Often.DAILY: _("每天汇总一次"), Often.NEVER: _("不用告诉我")}
)

CAUSES: Mapping[Cause, LazyString] = MappingProxyType(
    {
        Cause.PRIVACY: _("看得出是谁、住在哪里"),
        Cause.FACES: _("照片里有人脸或车牌"),
        Cause.INSULT: _("有骂人、伤人的话"),
        Cause.ADVERTISING: _("是广告，和这件事无关"),
        Cause.UNTRUE: _("核实过，与事实不符"),
        Cause.OTHER: _("别的原因"),
    }
)

PASSAGES: Mapping[PassageKind, LazyString] = MappingProxyType(
    {
        PassageKind.WORDS: _("提出的事"),
        PassageKind.EVENTS: _("路上的话"),
        PassageKind.PHOTOS: _("照片"),
        PassageKind.REPLIES: _("征集来的建议"),
        PassageKind.OPINIONS: _("会前意见"),
    }
)

PASSAGE_STATES: Mapping[PassageState, LazyString] = MappingProxyType(
    {
        PassageState.WAITING: _("等人看"),
        PassageState.SHOWN: _("已公开"),
        PassageState.WITHHELD: _("没有公开"),
    }
)

SIGN_IN_WAYS: Mapping[SignInWay, LazyString] = MappingProxyType(
    {
        SignInWay.PASSWORD: _("用密码"),
        SignInWay.CODE: _("用验证码"),
        SignInWay.CARD: _("用联心卡"),
    }
)
