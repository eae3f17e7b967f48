"""Kiosks of the demonstration place: one in use, one that waits to be paired, and a call for help."""

from datetime import datetime, timedelta

from portal.demo.people import Town
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Actor
from portal.domain.policy import RuleBook
from portal.services import help_calls
from portal.services.help_calls import Stand
from portal.services.kiosks import Screen, pair, register

_IN_USE = "大厅1号机"
_WAITING = "活动室2号机"


def set_up_kiosks(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """Both stand in the first community. Yesterday the first one asked did not come; the next one did."""
    ward, called_at = town.wards[0], now - timedelta(days=1)
    home = ward.quarter.area

    def occasion(actor: Actor, at: datetime) -> Occasion:
        return Occasion(actor, at, book, calendar)

    long_ago = occasion(ward.secretary, now - timedelta(weeks=10))
    screen = Screen(_IN_USE, home.id, "便民服务中心进门左手边", 3.0, has_printer=True)
    kiosk, code = register(long_ago, screen)
    pair(long_ago, code, "")
    register(occasion(ward.secretary, now), Screen(_WAITING, home.id, "老年活动室门口"))
    call = help_calls.call(occasion(NOBODY, called_at), Stand(kiosk.id, home.id, "say/words"))
    help_calls.pass_on_late(occasion(NOBODY, called_at + timedelta(minutes=2)))
    help_calls.answer(occasion(ward.worker, called_at + timedelta(minutes=3)), call.id)
