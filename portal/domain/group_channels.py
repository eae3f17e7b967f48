"""The channels of staff groups: how their addresses are written, and what they are called.

Only these are taken: Apprise knows a hundred more, and some of them reach into the machine it runs on.
"""

import re
from enum import StrEnum


class GroupChannel(StrEnum):
    """Through what a staff group is told."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    EMAIL = "email"
    WEBHOOK = "webhook"


_SCHEMES = {
    "wecombot": GroupChannel.WECOM,
    "dingtalk": GroupChannel.DINGTALK,
    "feishu": GroupChannel.FEISHU,
    "mailto": GroupChannel.EMAIL,
    "mailtos": GroupChannel.EMAIL,
    "json": GroupChannel.WEBHOOK,
    "jsons": GroupChannel.WEBHOOK,
}

#: The addresses that the groups' robots show, as people copy them, and how Apprise writes them.
_ROBOTS = (
    (re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([\w-]+)"), r"wecombot://\1"),
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=(\w+)"), r"dingtalk://\1"),
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)"), r"feishu://\1"),
)


def channel_address(written: str) -> str:
    """The address as Apprise writes it, from what somebody copied out of a group's settings."""
    written = written.strip()
    for robot, address in _ROBOTS:
        if robot.fullmatch(written):
            return robot.sub(address, written)
    return written


def channel_of(address: str) -> GroupChannel | None:
    """What kind of channel the address leads to; None for one that is not taken."""
    scheme, separator, rest = address.partition("://")
    return _SCHEMES.get(scheme.lower()) if separator and re.fullmatch(r"\S+", rest) else None
