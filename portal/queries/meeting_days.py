"""The days of a community: a year of its meetings, what was moved or called off and why; what feeds tell."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any, NamedTuple

from peewee import fn

from portal.models import AgendaItem, Area, Matter, Meeting, MeetingChange
from portal.models.meetings import MeetingState
from portal.queries.meetings import MeetingCard
from portal.queries.meetings import cards as cards_of
from portal.queries.rows import rows


class Change(NamedTuple):
    """That a meeting was moved, called off or convened, and why."""

    meeting_id: int
    at: datetime
    before: dict[str, str]
    after: dict[str, str]
    reason: str

    @property
    def called_off(self) -> bool:
        return self.after.get("state") == MeetingState.CALLED_OFF

    @property
    def convened(self) -> bool:
        return not self.before

    @property
    def was(self) -> date | None:
        """The day on which it was to be, where that has changed."""
        day = self.before.get("day")
        return date.fromisoformat(day) if day and day != self.after.get("day") else None

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.after["day"]) if "day" in self.after else None


class FeedMeeting(NamedTuple):
    """A meeting as calendars and readers of feeds are told of it. ``touched_at`` is its last change."""

    id: int
    kind: str
    community: str
    day: date
    starts_at: time
    venue: str
    state: MeetingState
    sequence: int
    reason: str
    set_at: datetime
    published_at: datetime | None
    touched_at: datetime


def year_of(community_id: int, year: int) -> list[MeetingCard]:
    """All meetings of a community in one year, in order: those held, those ahead, those called off."""
    days = Meeting.day.between(date(year, 1, 1), date(year, 12, 31))
    of_year = cards_of([community_id]).where(days).order_by(Meeting.day, Meeting.starts_at, Meeting.id)
    return [MeetingCard(*row) for row in rows(of_year)]


def first_and_last_year(community_id: int) -> tuple[int, int] | None:
    """Between which years the community has meetings; None where it has none."""
    span = Meeting.select(fn.MIN(Meeting.day), fn.MAX(Meeting.day)).where(Meeting.community == community_id)
    ((first, last),) = rows(span)
    return (first.year, last.year) if first else None


def changes_of(meeting_ids: Collection[int]) -> dict[int, list[Change]]:
    """What changed about each of these meetings, the latest first."""
    query = MeetingChange.select(
        MeetingChange.meeting,
        MeetingChange.at,
        MeetingChange.before,
        MeetingChange.after,
        MeetingChange.reason,
    ).where(MeetingChange.meeting.in_(list(meeting_ids)))
    found: dict[int, list[Change]] = {}
    for row in rows(query.order_by(MeetingChange.id.desc())):
        found.setdefault(row[0], []).append(Change(*row))
    return found


def next_of_kind(kind: str, today: date, limit: int) -> list[MeetingCard]:
    """The next meetings of one type, in all communities."""
    standing = Meeting.state.not_in((MeetingState.CLOSED, MeetingState.CALLED_OFF))
    ahead = cards_of(None).where(Meeting.kind == kind, Meeting.day >= today, standing)
    return [MeetingCard(*row) for row in rows(ahead.order_by(Meeting.day, Meeting.id).limit(limit))]


def of_feed(since: date, community_id: int | None = None, meeting_id: int | None = None) -> list[FeedMeeting]:
    """The meetings from ``since`` on, or one of whatever day, in order."""
    query = _told().order_by(Meeting.day, Meeting.starts_at, Meeting.id)
    if meeting_id is not None:
        return _read(query.where(Meeting.id == meeting_id))
    return _read(_within(query.where(Meeting.day >= since), community_id))


def newest_agendas(limit: int, community_id: int | None = None) -> list[FeedMeeting]:
    """The meetings whose agenda was made public last; a called off one stays, and says so."""
    query = _told().where(Meeting.published_at.is_null(False))
    return _read(
        _within(query, community_id).order_by(Meeting.published_at.desc(), Meeting.id.desc()).limit(limit)
    )


def topics_of(meeting_ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """The public agenda of each of these meetings, in order: number and title, of a private one neither."""
    listed = (
        AgendaItem.select(AgendaItem.meeting, Matter.number, Matter.public_title, Matter.private)
        .join(Matter)
        .where(AgendaItem.meeting.in_(list(meeting_ids)))
        .order_by(AgendaItem.meeting, AgendaItem.position)
    )
    topics: dict[int, list[tuple[str, str]]] = {}
    for meeting_id, number, title, private in rows(listed):
        topics.setdefault(meeting_id, []).append(("", "") if private else (number, title))
    return topics


def _told() -> Any:
    changed = MeetingChange.select(fn.MAX(MeetingChange.at)).where(MeetingChange.meeting == Meeting.id)
    listed = AgendaItem.select(fn.MAX(AgendaItem.added_at)).where(AgendaItem.meeting == Meeting.id)
    return Meeting.select(
        Meeting.id,
        Meeting.kind,
        Area.name,
        Meeting.day,
        Meeting.starts_at,
        Meeting.venue,
        Meeting.state,
        Meeting.sequence,
        Meeting.reason,
        Meeting.set_at,
        Meeting.published_at,
        Meeting.closed_at,
        changed.alias("changed_at"),
        listed.alias("listed_at"),
    ).join(Area)


def _within(query: Any, community_id: int | None) -> Any:
    return query if community_id is None else query.where(Meeting.community == community_id)


def _read(query: Any) -> list[FeedMeeting]:
    return [_as_told(row) for row in rows(query)]


def _as_told(row: tuple[Any, ...]) -> FeedMeeting:
    """What is listed in a draft is nobody's business yet, and changes nothing of what was told."""
    *told, closed_at, changed_at, listed_at = row
    set_at, published_at = told[-2:]
    moments = [set_at, published_at, closed_at, changed_at, listed_at if published_at else None]
    return FeedMeeting._make([*told, max(_moment(moment) for moment in moments if moment)])


def _moment(at: Any) -> datetime:
    """What a select within a select finds, SQLite gives as text."""
    return datetime.fromisoformat(at) if isinstance(at, str) else at
