"""What hardly ever changes about the place: rules, calendar, communities, grid members; read every minute."""

from datetime import datetime
from typing import NamedTuple

from flask import current_app

from portal.domain.calendar import WorkCalendar
from portal.domain.policy import RuleBook
from portal.queries.ground import Keeper, keepers
from portal.queries.lists import book_in_force
from portal.queries.places import CommunityCard, communities, work_calendar


class Place(NamedTuple):
    """The place as it was read in one minute."""

    minute: datetime
    book: RuleBook
    calendar: WorkCalendar
    communities: list[CommunityCard]
    keepers: list[Keeper]


def place() -> Place:
    """The place as of this minute. Reading its 700 days off for every request would double a page's cost."""
    minute = current_app.config["CLOCK"]().replace(second=0, microsecond=0)
    kept: Place | None = current_app.extensions.get("place")
    if kept is None or kept.minute != minute:
        book = book_in_force(current_app.config["BOOK"])
        kept = Place(minute, book, work_calendar(), communities(), keepers(minute))
        current_app.extensions["place"] = kept
    return kept


def forget_place() -> None:
    """Somebody has just changed it: who did sees the change at once, others within the minute."""
    current_app.extensions.pop("place", None)


def book() -> RuleBook:
    """The rule book as it is in force."""
    return place().book


def help_desk() -> CommunityCard | None:
    """Whom to call and where to go: the hall of the first community; None before one was set up."""
    return next(iter(place().communities), None)
