"""Clocks of hours in words: how long is left, or how late it is."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from portal.domain.lights import Light
from portal.domain.whistles import clock_light

_AN_HOUR = timedelta(hours=1)
_A_MINUTE = timedelta(minutes=1)


class Clock(NamedTuple):
    """A light with its words."""

    light: Light
    words: str


def running(since: datetime, until: datetime, now: datetime) -> Clock:
    """A clock that still runs."""
    light = clock_light(since, until, now)
    if light is Light.RED:
        return Clock(light, _("已经过了%(time)s", time=lasting(now - until)))
    return Clock(light, _("还剩%(time)s", time=lasting(until - now)))


def stopped(at: datetime, until: datetime, in_time: str) -> Clock:
    """A clock that somebody met, with the words for being in time."""
    if at <= until:
        return Clock(Light.GREEN, in_time)
    return Clock(Light.RED, _("晚了%(time)s", time=lasting(at - until)))


def lasting(time: timedelta) -> str:
    """A time in minutes below two hours, in hours below three days, in days beyond; as many as are full."""
    if time < 2 * _AN_HOUR:
        return _("%(count)s分钟", count=time // _A_MINUTE)
    if time < timedelta(days=3):
        return _("%(count)s小时", count=time // _AN_HOUR)
    return _("%(count)s天", count=time.days)
