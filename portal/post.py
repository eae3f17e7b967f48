"""The postman: takes what is due in hand, finds the words, sends it, and says what became of it."""

import logging
from urllib.parse import quote

from flask import Flask

from portal.config import Settings
from portal.domain.contacts import plain_number
from portal.domain.notices import NoticeWay
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK
from portal.queries.notices import anything_due
from portal.queries.places import work_calendar
from portal.services import posting
from portal.services.delivering import deliver
from portal.services.posting import Letter
from portal.web.notices import words_of

_log = logging.getLogger(__name__)


def connected(settings: Settings) -> list[NoticeWay]:
    """The ways by which something can leave the house; staff groups bring their own channel."""
    channels = {NoticeWay.EMAIL: settings.mail_channel, NoticeWay.SMS: settings.sms_channel}
    return [NoticeWay.GROUP, *(way for way, channel in channels.items() if channel)]


def deliver_due(app: Flask) -> int:
    """Sends everything that may go now; gives the number of letters taken in hand."""
    ways, done = connected(app.config["SETTINGS"]), 0
    while anything_due(ways, app.config["CLOCK"]()):
        letter = posting.take_in_hand(_now(app), ways)
        if letter is None:  # another worker was faster
            break
        _send(app, letter)
        done += 1
    return done


def _send(app: Flask, letter: Letter) -> None:
    if not letter.address:
        posting.mark_unreachable(_now(app), letter)
        return
    words = words_of(letter, app)
    trouble = deliver(_channel(app.config["SETTINGS"], letter), words.subject, words.text)
    if trouble is None:
        posting.mark_sent(_now(app), letter)
    else:
        _log.warning("notice %s not sent: %s", letter.first.id, trouble.value)
        posting.mark_failed(_now(app), letter, trouble)


def _channel(settings: Settings, letter: Letter) -> str:
    """The channel's URL with the recipient in it, who cannot add anything to the URL."""
    if letter.first.way is NoticeWay.SMS:
        return settings.sms_channel.replace("{phone}", plain_number(letter.address))
    if letter.first.way is NoticeWay.EMAIL:
        return settings.mail_channel.replace("{email}", quote(letter.address, safe="@"))
    return letter.address


def _now(app: Flask) -> Occasion:
    return Occasion(THE_CLOCK, app.config["CLOCK"](), app.config["BOOK"], work_calendar())


def do_round(app: Flask) -> None:
    """What the postman does each time he goes round."""
    posting.tidy(_now(app))
    deliver_due(app)
