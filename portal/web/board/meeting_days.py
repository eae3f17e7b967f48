"""The year of a community's meetings, and what each type of meeting is, for everybody."""

from collections.abc import Collection
from datetime import date
from itertools import groupby
from typing import NamedTuple

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _

from portal.domain.calendar import DayRule
from portal.domain.meeting_rules import MeetingType
from portal.domain.refusal import Refusal, Rule
from portal.queries import meeting_days as queries
from portal.queries.meetings import MeetingCard
from portal.queries.places import CommunityCard
from portal.web.access import occasion, public
from portal.web.addresses import whole_address
from portal.web.board.routes import blueprint
from portal.web.filters import weekday
from portal.web.place import place
from portal.web.render import render
from portal.web.wishes import known_community

#: A Monday; the days after it name the days of the week.
_MONDAY = date(2024, 1, 1)
_SHORTEST_MONTH = 28
_NEXT_SHOWN = 8


class Month(NamedTuple):
    """The meetings of one month."""

    first: date
    cards: list[MeetingCard]


@blueprint.get("/meetings/calendar")
@public
def meeting_calendar() -> Response:
    """A community's meetings of a year, month by month: those ahead, those held, what was moved and why."""
    today, halls = occasion().today, place().communities
    here = known_community(request.args.get("community", ""), halls) or next(iter(halls), None)
    years = _years(here, today.year)
    year = _one_of(years) or today.year
    cards = queries.year_of(here.area_id, year) if here else []
    ahead, over = _months_of(cards, today.replace(day=1) if year == today.year else date(year, 1, 1))
    return render(
        "board/meetings/calendar.html",
        "year",
        halls=halls,
        here=here,
        year=year,
        years=years,
        today=today,
        months=ahead,
        past=over,
        changes=queries.changes_of([card.id for card in cards]),
        feeds=feeds_of(here) if here else None,
    )


def _one_of(years: Collection[int]) -> int | None:
    """The year that the address asks for, where there is anything to show of it."""
    wished = request.args.get("year", type=int)
    return wished if wished in years else None


def _months_of(cards: list[MeetingCard], since: date) -> tuple[list[Month], list[Month]]:
    """What is ahead first; of this year the months that are over stand below."""
    ahead, over = [card for card in cards if card.day >= since], [card for card in cards if card.day < since]
    return _months(ahead), _months(over)


def _months(cards: list[MeetingCard]) -> list[Month]:
    return [Month(first, list(days)) for first, days in groupby(cards, lambda card: card.day.replace(day=1))]


def _years(here: CommunityCard | None, this_year: int) -> list[int]:
    span = queries.first_and_last_year(here.area_id) if here else None
    first, last = span or (this_year, this_year)
    return list(range(min(first, this_year), max(last, this_year) + 1))


class Feeds(NamedTuple):
    """Where a community's meetings are subscribed to: by a tap on a telephone, by address, as agendas."""

    tap: str
    calendar: str
    agendas: str


def feeds_of(hall: CommunityCard) -> Feeds:
    """``webcal`` makes a telephone subscribe instead of copying once."""
    calendar = whole_address(url_for("data.community_calendar", community_id=hall.area_id))
    agendas = whole_address(url_for("data.community_agendas", community_id=hall.area_id))
    return Feeds(f"webcal://{calendar.partition('://')[2]}", calendar, agendas)


@blueprint.get("/meetings/types")
@public
def meeting_types() -> Response:
    """The types of meeting that the rule book knows."""
    types = current_app.config["BOOK"].meeting.types
    return render("board/meetings/types.html", types=[(kind, days_of(kind)) for kind in types])


@blueprint.get("/meetings/types/<type_key>")
@public
def meeting_type(type_key: str) -> Response:
    """What one type is for, who is asked to come, whether it resolves, when it is."""
    found = next((each for each in current_app.config["BOOK"].meeting.types if each.key == type_key), None)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    ahead = queries.next_of_kind(type_key, occasion().today, _NEXT_SHOWN)
    return render("board/meetings/type.html", kind=found, days=days_of(found), ahead=ahead)


def days_of(kind: MeetingType) -> list[str]:
    """The days of a type as a neighbour says them; none for one that is called when it is wanted."""
    return [_in_words(rule) for rule in kind.days]


def _in_words(rule: DayRule) -> str:
    if rule.monthdays:
        days = _("、").join(_("%(day)s日", day=day) for day in rule.monthdays)
        late = max(rule.monthdays) > _SHORTEST_MONTH
        words = _("每月%(days)s", days=days)
        return words + _("（当月没有这一天的，就在最后一天）") if late else words
    weekdays = _("、").join(weekday(_MONDAY.replace(day=number)) for number in rule.weekdays)
    if not rule.weeks:
        return _("每周的%(weekdays)s", weekdays=weekdays)
    weeks = _("、").join(_("最后一个") if week < 0 else _("第%(week)s个", week=week) for week in rule.weeks)
    return _("每月%(weeks)s%(weekdays)s", weeks=weeks, weekdays=weekdays)
