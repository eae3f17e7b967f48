"""Words for what surrounds a meeting: replies, opinions, votes, the lists of the rule book."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString

from portal.domain.terms import Level, Reach, Urgency
from portal.domain.voting import Majority, Stance, VoteMethod
from portal.models.deliberating import OpinionWay
from portal.models.meetings import ReplyState, ReplyWay
from portal.models.rules import ListName
from portal.models.tasks import TaskState
from portal.web.words import lazy_gettext as _

REPLIES: Mapping[ReplyState, LazyString] = MappingProxyType(
    {
        ReplyState.WAITING: _("还没回复"),
        ReplyState.COMING: _("来"),
        ReplyState.NOT_COMING: _("来不了"),
        ReplyState.SENDS_ANOTHER: _("请别人代去"),
    }
)

REPLY_WAYS: Mapping[ReplyWay, LazyString] = MappingProxyType(
    {ReplyWay.LINK: _("自己回复的"), ReplyWay.PHONE: _("打电话说的")}
)

OPINION_WAYS: Mapping[OpinionWay, LazyString] = MappingProxyType(
    {
        OpinionWay.PAGE: _("网上写的"),
        OpinionWay.SEAT: _("受邀的人写的"),
        OpinionWay.PAPER: _("书面意见"),
    }
)

VOTE_METHODS: Mapping[VoteMethod, LazyString] = MappingProxyType(
    {VoteMethod.HANDS: _("举手"), VoteMethod.EACH: _("一人一票，刷卡或手机投")}
)

MAJORITIES: Mapping[Majority, LazyString] = MappingProxyType(
    {
        Majority.VOTES_CAST: _("同意的比不同意的多，就算通过"),
        Majority.PRESENT: _("同意的超过到会人数一半，才算通过"),
    }
)

#: The same where it is asked which of the options.
OPTION_MAJORITIES: Mapping[Majority, LazyString] = MappingProxyType(
    {
        Majority.VOTES_CAST: _("选它的比选别的加起来还多，才算通过"),
        Majority.PRESENT: _("选它的超过到会人数一半，才算通过"),
    }
)


def majority(by: Majority, among_options: bool) -> LazyString:
    """What a vote must outweigh, of a motion or of the strongest option."""
    return (OPTION_MAJORITIES if among_options else MAJORITIES)[by]


STANCES: Mapping[Stance, LazyString] = MappingProxyType(
    {
        Stance.IN_FAVOUR: _("同意"),
        Stance.AGAINST: _("不同意"),
        Stance.ABSTAIN: _("弃权"),
        Stance.OPTION: _("选这个办法"),
    }
)

URGENCIES: Mapping[Urgency, LazyString] = MappingProxyType(
    {Urgency.ROUTINE: _("不急"), Urgency.PRESSING: _("比较急"), Urgency.URGENT: _("急事")}
)

REACHES: Mapping[Reach, LazyString] = MappingProxyType(
    {
        Reach.ESTATE: _("一栋楼、一个小区"),
        Reach.COMMUNITY: _("整个社区"),
        Reach.BEYOND: _("社区办不了"),
    }
)

LEVELS: Mapping[Level, LazyString] = MappingProxyType(
    {
        Level.GRID: _("网格"),
        Level.COMMUNITY: _("社区"),
        Level.STREET: _("街道"),
        Level.DEPARTMENT: _("部门"),
        Level.DISTRICT: _("区县"),
    }
)

LISTS: Mapping[ListName, LazyString] = MappingProxyType(
    {
        ListName.TOPICS: _("上会议什么"),
        ListName.TASKS: _("上级能派什么"),
        ListName.GRADING: _("轻重缓急"),
        ListName.CALENDAR: _("放假安排"),
    }
)

TASK_STATES: Mapping[TaskState, LazyString] = MappingProxyType(
    {
        TaskState.WAITING: _("等社区答复"),
        TaskState.TAKEN_ON: _("社区接下了"),
        TaskState.REFUSED: _("社区退回了"),
        TaskState.TAKEN_BACK: _("上级收回了"),
    }
)
