"""What hardly ever changes about the place: rules, calendar, communities, grid members."""

from datetime import datetime
from typing import NamedTuple

from flask import current_app, has_request_context, request

from portal.db import revision
from portal.domain.calendar import WorkCalendar
from portal.domain.policy import RuleBook
from portal.queries.ground import Keeper, keepers
from portal.queries.lists import book_in_force, last_edit
from portal.queries.places import CommunityCard, communities, work_calendar
from portal.web.page_cache import REVISION


class Place(NamedTuple):
    """The place as it was read in one minute; ``edit`` is the last one of its lists and days off by then."""

    minute: datetime
    revision: int
    edit: int
    book: RuleBook
    calendar: WorkCalendar
    communities: list[CommunityCard]
    keepers: list[Keeper]


def place() -> Place:
    """The place as of this minute, and sooner anew where its lists or days off were edited, by whatever
    process. Reading its 700 days off for every request would double a page's cost; that nothing was written
    since is known from one row, that no edit was among it from one more."""
    minute = current_app.config["CLOCK"]().replace(second=0, microsecond=0)
    kept: Place | None = current_app.extensions.get("place")
    written = _written()
    if kept is None or kept.minute != minute:
        kept = _read(minute, written)
    elif kept.revision != written:
        kept = kept._replace(revision=written) if kept.edit == last_edit() else _read(minute, written)
    current_app.extensions["place"] = kept
    return kept


def _read(minute: datetime, written: int) -> Place:
    edit = last_edit()  # before what it edits, so that none made meanwhile is missed
    book = book_in_force(current_app.config["BOOK"])
    return Place(minute, written, edit, book, work_calendar(), communities(), keepers(minute))


def _written() -> int:
    """The revision, read once a request: the page cache or the sign-in mostly did."""
    if not has_request_context():
        return revision()
    if REVISION not in request.environ:
        request.environ[REVISION] = revision()
    return int(request.environ[REVISION])


def book() -> RuleBook:
    """The rule book as it is in force."""
    return place().book


def help_desk() -> CommunityCard | None:
    """Whom to call and where to go: the hall of the first community; None before one was set up."""
    return next(iter(place().communities), None)
