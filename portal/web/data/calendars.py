"""The days of deliberation as calendars that telephones subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response, current_app, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration
from icalendar.enums import STATUS

from portal.domain.refusal import Refusal, Rule
from portal.models.meetings import MeetingState
from portal.queries.meeting_days import FeedMeeting, changes_of, of_feed, topics_of
from portal.web.access import occasion, public
from portal.web.addresses import whole_address
from portal.web.data.routes import blueprint
from portal.web.place import place
from portal.web.unread import titles_of

_CHINA = ZoneInfo("Asia/Shanghai")
_ONE_ZONE_SINCE = datetime(1992, 1, 1)  # before that there was summer time
_OFFSET = timedelta(hours=8)

#: Nobody knows beforehand how long an evening takes; calendars want to draw it all the same.
_LASTS = timedelta(hours=2)

_KEPT = timedelta(days=366)
_LOOKED_UP_EVERY = timedelta(hours=6)


@blueprint.get("/calendars/<int:community_id>.ics")
@public
def community_calendar(community_id: int) -> Response:
    """A community's meetings of the past year and all that are ahead."""
    name = next((each.name for each in place().communities if each.area_id == community_id), None)
    if name is None:
        raise Refusal(Rule.NOT_FOUND)
    meetings = of_feed(occasion().today - _KEPT, community_id)
    return _calendar(f"community-{community_id}", _("%(community)s议事日", community=name), meetings)


@blueprint.get("/calendars/meeting-<int:meeting_id>.ics")
@public
def meeting_calendar(meeting_id: int) -> Response:
    """One meeting, to be put into one's own calendar."""
    meetings = of_feed(occasion().today, meeting_id=meeting_id)
    if not meetings:
        raise Refusal(Rule.NOT_FOUND)
    return _calendar(f"calendar-{meeting_id}", title_of(meetings[0]), meetings)


def title_of(meeting: FeedMeeting) -> str:
    """As a calendar or a feed calls it: the community and the type."""
    kind = current_app.config["BOOK"].meeting.type_of(meeting.kind).title
    return _("%(community)s · %(kind)s", community=meeting.community, kind=kind)


def _calendar(key: str, name: str, meetings: list[FeedMeeting]) -> Response:
    calendar = Calendar.new(uid=_stable(key), name=name, prodid="-//yishiting//meetings//ZH")
    calendar.add("REFRESH-INTERVAL", _LOOKED_UP_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(_LOOKED_UP_EVERY))
    calendar.add_component(_china())
    for event in _events(meetings):
        calendar.add_component(event)
    return Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _stable(key: str) -> str:
    """The same for good, at whatever address the portal is reached."""
    return f"{key}@{current_app.config['BOOK'].place}.yishiting"


def _china() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    standard.add("dtstart", _ONE_ZONE_SINCE)
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "CST")
    zone.add("tzid", _CHINA.key)
    zone.add_component(standard)
    return zone


def _events(meetings: list[FeedMeeting]) -> Iterable[Event]:
    numbers = [meeting.id for meeting in meetings]
    topics, changes = topics_of(numbers), changes_of(numbers)
    for meeting in meetings:
        latest = next(iter(changes.get(meeting.id, ())), None)
        yield _event(meeting, _words(meeting, topics.get(meeting.id, []), latest.reason if latest else ""))


def _event(meeting: FeedMeeting, words: str) -> Event:
    """``uid`` never changes and ``sequence`` counts up, so that calendars move what they hold already."""
    starts = datetime.combine(meeting.day, meeting.starts_at, _CHINA)
    touched = meeting.touched_at.replace(tzinfo=_CHINA).astimezone(UTC)
    off = meeting.state is MeetingState.CALLED_OFF
    return Event.new(
        uid=_stable(f"meeting-{meeting.id}"),
        summary=_("（取消）%(title)s", title=title_of(meeting)) if off else title_of(meeting),
        start=starts,
        end=starts + _LASTS,
        location=meeting.venue,
        description=words or None,
        url=whole_address(url_for("board.meeting", meeting_id=meeting.id)),
        status=STATUS.CANCELLED if off else STATUS.CONFIRMED,
        sequence=meeting.sequence,
        stamp=touched,
        last_modified=touched,
        created=meeting.set_at.replace(tzinfo=_CHINA).astimezone(UTC),
    )


def _words(meeting: FeedMeeting, topics: list[tuple[str, str]], reason: str) -> str:
    """Why it is on another day, and what is taken up once that is public."""
    lines = [reason] if reason else []
    if meeting.published_at:
        lines += agenda_lines(topics)
    return "\n".join(lines)


def agenda_lines(topics: list[tuple[str, str]]) -> list[str]:
    """The agenda, a numbered line a topic; of what concerns one family, or is withheld, it says only that."""
    private = _("涉及个人或家庭的事，不公开")
    return [f"{line}. {title or private}" for line, title in enumerate(titles_of(topics), 1)]
