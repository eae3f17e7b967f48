"""What the staff of the first community made easier for themselves: words for answers, two filters."""

from datetime import datetime, timedelta

from portal.demo.people import Town
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.policy import RuleBook
from portal.domain.stages import Action
from portal.services.filters import keep_filter
from portal.services.templates import add_template

_TEMPLATES = (
    (
        Action.ANSWER,
        "路灯、楼道灯",
        "您好，{地点}的灯{今天}已经报给电工，三天内换好。还不亮请打社区电话，报{编号}。",
    ),
    (
        Action.ANSWER,
        "问怎么办手续",
        "您好，您问的“{题目}”，请带身份证到社区服务台，周一至周六都办，十分钟办好。",
    ),
    (
        Action.REFUSE,
        "归法院、公安管",
        "{编号}这件事要由法院或公安机关处理，社区不能代办；我们可以陪您去问。",
    ),
)
_FILTERS = (("等我答的", {"stage": "answer"}), ("快到期的", {"light": "amber"}))


def ease_the_inbox(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Some weeks ago; each of the two has filters of his or her own."""
    ward, then = town.wards[0], now - timedelta(days=30)
    for officer in (ward.worker, ward.secretary):
        for name, parts in _FILTERS:
            keep_filter(Occasion(officer, then, book, calendar), name, parts)
    worker = Occasion(ward.worker, then, book, calendar)
    for action, title, text in _TEMPLATES:
        add_template(worker, ward.quarter.area, action, title, text)
