"""How dates, times and counts read in the four languages.

Chinese dates are written out here: they are the common case, and Babel takes twenty times as long.
"""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from flask import Flask, current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from portal.domain.contacts import half_email, half_number
from portal.domain.quarters import Period
from portal.web.preferences import reader_locale

_WEEKDAYS = "一二三四五六日"

#: The whole of a year, then its quarters.
_PARTS_OF_A_YEAR = (
    lazy_gettext("全年"),
    lazy_gettext("第一季度"),
    lazy_gettext("第二季度"),
    lazy_gettext("第三季度"),
    lazy_gettext("第四季度"),
)


@lru_cache(maxsize=4096)
def _skeleton(pattern: str, day: date, locale: Locale) -> str:
    return str(format_skeleton(pattern, day, locale=locale))


def full_day(day: date) -> str:
    """2026年11月30日"""
    locale = reader_locale()
    if locale.language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return _skeleton("yMMMd", _just_day(day), locale)


def short_day(day: date) -> str:
    """11月30日"""
    locale = reader_locale()
    return (
        f"{day.month}月{day.day}日" if locale.language == "zh" else _skeleton("MMMd", _just_day(day), locale)
    )


def near_day(day: date) -> str:
    """11月30日; of another year than this one with the year."""
    return short_day(day) if day.year == current_app.config["CLOCK"]().year else full_day(day)


def month(day: date) -> str:
    """2026年11月"""
    locale = reader_locale()
    return (
        f"{day.year}年{day.month}月" if locale.language == "zh" else _skeleton("yMMM", _just_day(day), locale)
    )


def period(asked: Period) -> str:
    """2026年第三季度, or 2026年全年"""
    return _("%(year)s年%(part)s", year=asked.year, part=_PARTS_OF_A_YEAR[asked.quarter])


def weekday(day: date) -> str:
    """星期一"""
    locale = reader_locale()
    if locale.language == "zh":
        return "星期" + _WEEKDAYS[day.weekday()]
    return str(format_date(day, "EEEE", locale=locale))


def clock(moment: datetime) -> str:
    """10:12"""
    return f"{moment:%H:%M}"


def moment(at: datetime) -> str:
    """11月20日 10:12; of another year than this one with the year."""
    return f"{near_day(at)} {clock(at)}"


def _just_day(day: date) -> date:
    """A date without its time, so that all moments of a day share one cached text."""
    return day.date() if isinstance(day, datetime) else day


def bind_filters(app: Flask) -> None:
    for a_filter in (
        full_day,
        short_day,
        near_day,
        month,
        period,
        weekday,
        clock,
        moment,
        half_number,
        half_email,
    ):
        app.jinja_env.filters[a_filter.__name__] = a_filter
