"""A change of the days that are worked, announced after deadlines were reckoned by the old ones.

Every deadline that still runs is reckoned anew from the day its working days count from, and the road of each
matter says so. What is closed stays as it is. Nobody becomes late by an announcement: a deadline that was in
time does not move before today (``domain.deadlines.recounted``).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from portal.db import database, transaction
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import can_anywhere
from portal.domain.planning import held_on
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason, required
from portal.models import CalendarDay, CalendarYear, ListChange, Matter, Meeting
from portal.models.base import Row
from portal.models.meetings import MeetingState
from portal.models.rules import ListName
from portal.queries.deadlines import PARTS, Moved, moved_matters, moved_parts
from portal.queries.places import work_calendar
from portal.services.journal import note
from portal.services.masking import masked
from portal.services.meeting_days import move_meeting

_NAME_CHARS = 40
_SOURCE_CHARS = 200
_REASON_CHARS = 500


@dataclass(frozen=True)
class Announcement:
    """What was announced.

    Attributes:
        days: whether each is worked from now on.
        name: what the days are called, such as 中秋节.
        source: where it was announced.
        reason: what everybody reads beside it.
        whole_years: the years of which all days off are known with this.
    """

    days: Mapping[date, bool]
    name: str
    source: str
    reason: str
    whole_years: Collection[int] = ()


@dataclass(frozen=True)
class Effect:
    """What an announcement brings about: the matters whose deadline moves, and how many meetings give way."""

    matters: list[Moved]
    meetings: int
    stay: int = 0  # meetings that should give way and cannot any more


def effect_of(occasion: Occasion, announcement: Announcement) -> Effect:
    """What would follow, without anything being written. Raises as ``announce``."""
    before = work_calendar()
    after = _calendar_with(before, _checked(occasion, before, announcement))
    giving_way = _meetings_giving_way(occasion, before, after)
    return Effect(moved_matters(before, after, occasion.today), len(giving_way))


@transaction
def announce(occasion: Occasion, announcement: Announcement) -> Effect:
    """Keeps the days from now on and reckons anew whatever runs by them.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT without a name or source, REASON_MISSING, TEXT_TOO_LONG, NO_DAYS
            where nothing would change, YEAR_OUTSIDE, and as ``journal.note``.
    """
    before = work_calendar()
    checked = _checked(occasion, before, announcement)
    after = _calendar_with(before, checked)
    _keep_days(checked)
    _tell(occasion, before, checked)
    matters = moved_matters(before, after, occasion.today)
    for kind in PARTS:
        _move_parts(occasion, kind, before, after)
    for moved in matters:
        _recount(occasion, moved, checked)
    meetings, stay = _move_meetings(occasion, before, after, checked)
    return Effect(matters, meetings, stay)


def _checked(occasion: Occasion, calendar: WorkCalendar, announcement: Announcement) -> Announcement:
    """The announcement with only those days that change anything."""
    if not can_anywhere(occasion.actor, Action.MANAGE_CALENDAR):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.MANAGE_CALENDAR)
    years = {day.year for day in announcement.days} | set(announcement.whole_years)
    if any(abs(year - occasion.today.year) > 2 for year in years):
        raise Refusal(Rule.YEAR_OUTSIDE, field="first")
    days = {day: worked for day, worked in announcement.days.items() if worked != calendar.is_working(day)}
    if not days and not set(announcement.whole_years) - calendar.announced_years:
        raise Refusal(Rule.NO_DAYS, field="first")
    return Announcement(
        days,
        required(announcement.name, _NAME_CHARS, "name"),
        required(announcement.source, _SOURCE_CHARS, "source"),
        masked(given_reason(announcement.reason, _REASON_CHARS)),
        announcement.whole_years,
    )


def _calendar_with(calendar: WorkCalendar, announcement: Announcement) -> WorkCalendar:
    return WorkCalendar(
        {**calendar.exceptions, **announcement.days},
        calendar.announced_years | set(announcement.whole_years),
    )


def _keep_days(announcement: Announcement) -> None:
    """Only what differs from Monday to Friday is kept, so a day that is plain again goes."""
    CalendarDay.delete().where(CalendarDay.day.in_(list(announcement.days))).execute()
    for day, worked in sorted(announcement.days.items()):
        if worked != (day.isoweekday() <= 5):
            CalendarDay.create(day=day, working=worked, occasion=announcement.name)
    for year in announcement.whole_years:
        CalendarYear.insert(year=year, source=announcement.source).on_conflict_ignore().execute()


def _tell(occasion: Occasion, before: WorkCalendar, announcement: Announcement) -> None:
    """In public, as every change of a list."""
    days = sorted(announcement.days)
    known = {"name": announcement.name, "source": announcement.source}
    ListChange.create(
        list=ListName.CALENDAR,
        at=occasion.now,
        made_by=occasion.actor.person_id,
        made_by_name=occasion.actor.name,
        before={"days": {day.isoformat(): before.is_working(day) for day in days}},
        after=known | {"days": {day.isoformat(): announcement.days[day] for day in days}},
        reason=announcement.reason,
    )


def _recount(occasion: Occasion, moved: Moved, announcement: Announcement) -> None:
    matter = Matter.get_by_id(moved.id)
    data = {"name": announcement.name, "was": moved.before.isoformat(), "due_on": moved.after.isoformat()}
    note(
        occasion,
        matter,
        Action.RECOUNT,
        text=announcement.reason,
        data=data,
        due_on=moved.after,
        due_from=matter.due_from,
    )


def _move_parts(occasion: Occasion, kind: type[Row], before: WorkCalendar, after: WorkCalendar) -> None:
    column = PARTS[kind][1]
    for moved in moved_parts(kind, before, after, occasion.today):
        kind.update({column: moved.after}).where(kind._meta.primary_key == moved.id).execute()


def _move_meetings(
    occasion: Occasion, before: WorkCalendar, after: WorkCalendar, announcement: Announcement
) -> tuple[int, int]:
    """How many gave way to the days off, and how many could not: too near, or another one is there."""
    giving_way = _meetings_giving_way(occasion, before, after)
    moved = sum(_gives_way(occasion, meeting, day, announcement) for meeting, day in giving_way)
    return moved, len(giving_way) - moved


def _gives_way(occasion: Occasion, meeting: Meeting, day: date, announcement: Announcement) -> bool:
    try:
        with database.atomic():
            move_meeting(occasion, meeting, day, meeting.starts_at, meeting.venue, announcement.reason)
    except Refusal:
        return False
    return True


def _meetings_giving_way(
    occasion: Occasion, before: WorkCalendar, after: WorkCalendar
) -> list[tuple[Meeting, date]]:
    """Meetings of the rule book's own days that nobody has moved by hand, each with its new day."""
    rules = occasion.book.meeting
    ahead = Meeting.select().where(
        Meeting.day > occasion.today,
        Meeting.planned_for.is_null(False),
        Meeting.state.in_((MeetingState.PLANNED, MeetingState.PUBLISHED)),
    )
    days = ((each, each.planned_for) for each in ahead.order_by(Meeting.day, Meeting.id) if each.planned_for)
    by_the_book = (
        (each, held_on(rules, after, planned))
        for each, planned in days
        if each.day == held_on(rules, before, planned)
    )
    return [(meeting, day) for meeting, day in by_the_book if day != meeting.day]
