"""议 off its fixed days: a meeting is moved, called off, or convened because it is wanted or urgent."""

from datetime import date, datetime, time, timedelta
from typing import Any

from portal.db import transaction
from portal.domain.calendar import agenda_closes_on
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, given_reason, required
from portal.models import AgendaItem, Area, Matter, Meeting, MeetingChange
from portal.models.meetings import URGENT, ItemState, MeetingState
from portal.services import journal, search
from portal.services.agenda import FURTHEST, add_urgent, in_draft, named, venues_of
from portal.services.invite import ask_anew
from portal.services.invited_told import News
from portal.services.masking import masked

_VENUE_CHARS = 120
_STILL_AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)
_DAY = timedelta(days=1)


@transaction
def move_meeting(
    occasion: Occasion, meeting: Meeting, day: date, starts_at: time, venue: str, reason: str
) -> Meeting:
    """改期: another day, hour or place, with a public reason.

    While its agenda is open the closing day moves along; one that is public stays so and keeps its items.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, MEETING_UNCHANGED, MEETING_IN_PAST, MEETING_TOO_FAR,
            MEETING_TOO_SOON when the agenda would close before anybody could bring something in,
            MEETING_THERE, MEETING_CALLED_OFF, MEETING_BEGUN, STALE when somebody else changed it first, and
            as ``wording.required``.
    """
    require(occasion.actor, Action.CHANGE_MEETING, Subject(area_path=meeting.community.path))
    public = _public_reason(occasion, reason)
    before = _when_and_where(meeting)
    after = {"day": day, "starts_at": starts_at, "venue": required(venue, _VENUE_CHARS, "venue")}
    if after == before:
        raise Refusal(Rule.MEETING_UNCHANGED)
    _require_ahead(occasion, day, starts_at)
    closes_on = _closing_day_once_moved(occasion, meeting, day)
    _require_free(meeting.community, meeting.kind, day, meeting)
    _change(occasion, meeting, before, after | {"agenda_closes_on": closes_on}, public)
    _tell_of_the_new_day(occasion, meeting, reason, before["day"])
    ask_anew(occasion, meeting, _news(before, after))
    return meeting


@transaction
def call_off(occasion: Occasion, meeting: Meeting, reason: str) -> Meeting:
    """取消: with a public reason; what was on its agenda goes back into the topic pool.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, MEETING_CALLED_OFF, MEETING_BEGUN, STALE as ``move_meeting``.
    """
    require(occasion.actor, Action.CHANGE_MEETING, Subject(area_path=meeting.community.path))
    public = _public_reason(occasion, reason)
    _change(occasion, meeting, {"state": meeting.state}, {"state": MeetingState.CALLED_OFF}, public)
    for item in list(_listed(meeting)):
        _back_into_the_pool(occasion, item, reason, public)
    ask_anew(occasion, meeting, News.CALLED_OFF)
    return meeting


@transaction
def convene(
    occasion: Occasion,
    community: Area,
    kind: str,
    day: date,
    starts_at: time,
    reason: str,
    venue: str = "",
) -> Meeting:
    """召集: a meeting of a type of the rule book out of turn, with a public reason, tomorrow at the earliest.

    Called at short notice, its agenda closes the day before. ``venue`` is the community's hall unless given.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, UNKNOWN_CHOICE for what is no type, or the urgent one,
            MEETING_IN_PAST, MEETING_TOO_SOON, MEETING_TOO_FAR, MEETING_THERE, and as ``wording.clean``.
    """
    require(occasion.actor, Action.CONVENE, Subject(area_path=community.path))
    public = _public_reason(occasion, reason)
    if kind not in {each.key for each in occasion.book.meeting.types} - {URGENT}:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="kind")
    _require_ahead(occasion, day, starts_at)
    if day == occasion.today:
        raise Refusal(Rule.MEETING_TOO_SOON, field="day", earliest=occasion.today + _DAY)
    _require_free(community, kind, day)
    return _convene(occasion, community, kind, day, starts_at, venue, public, _closing_day(occasion, day))


@transaction
def convene_urgent(occasion: Occasion, matter: Matter, day: date, starts_at: time, reason: str) -> Meeting:
    """急事急说: a meeting for what cannot wait, within the rule book's hours; its agenda is public at once.

    Where the community has an urgent meeting on that day that is not over, the matter joins it.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, MEETING_IN_PAST, URGENT_TOO_LATE, and as ``agenda.add_urgent``.
    """
    require(occasion.actor, Action.CONVENE, Subject(area_path=matter.community.path))
    public = _public_reason(occasion, reason)
    _require_ahead(occasion, day, starts_at)
    hours = occasion.book.handling.urgent_begins_within_hours
    if datetime.combine(day, starts_at) > occasion.now + timedelta(hours=hours):
        raise Refusal(Rule.URGENT_TOO_LATE, field="day", hours=hours)
    meeting = _urgent_one(matter.community, day) or _convene(
        occasion, matter.community, URGENT, day, starts_at, "", public, occasion.today
    )
    add_urgent(occasion, matter, meeting, reason)
    return meeting


def _public_reason(occasion: Occasion, reason: str) -> str:
    """Whoever may change meetings is one of those who read before anything is public: it waits for nobody."""
    return masked(given_reason(reason, occasion.book.limits.text_chars))


def _when_and_where(meeting: Meeting) -> dict[str, Any]:
    return {"day": meeting.day, "starts_at": meeting.starts_at, "venue": meeting.venue}


def _news(before: dict[str, Any], after: dict[str, Any]) -> News:
    """Whoever comes at this hour comes to another room as well."""
    same_time = all(before[when] == after[when] for when in ("day", "starts_at"))
    return News.ELSEWHERE if same_time else News.MOVED


def _require_ahead(occasion: Occasion, day: date, starts_at: time) -> None:
    if datetime.combine(day, starts_at) <= occasion.now:
        raise Refusal(Rule.MEETING_IN_PAST, field="day")
    if day > occasion.today + FURTHEST:
        raise Refusal(Rule.MEETING_TOO_FAR, field="day")


def _require_free(community: Area, kind: str, day: date, but: Meeting | None = None) -> None:
    there = (Meeting.community == community) & (Meeting.kind == kind) & (Meeting.day == day)
    others = Meeting.select().where(there, Meeting.state != MeetingState.CALLED_OFF)
    if any(but is None or other.id != but.id for other in others):
        raise Refusal(Rule.MEETING_THERE, field="day", day=day)


def _closing_day_once_moved(occasion: Occasion, meeting: Meeting, day: date) -> date:
    """While the agenda is open it follows the day, but never so that nobody could bring anything in."""
    if meeting.state is not MeetingState.PLANNED or day == meeting.day:
        return meeting.agenda_closes_on
    days_before = (meeting.day - meeting.agenda_closes_on).days
    closes_on = agenda_closes_on(day, days_before)
    if closes_on <= occasion.today:
        raise Refusal(Rule.MEETING_TOO_SOON, field="day", earliest=occasion.today + _DAY * (days_before + 1))
    return closes_on


def _closing_day(occasion: Occasion, day: date) -> date:
    """As the rule book says, or for one called at short notice the day before, or on the day itself."""
    wished = agenda_closes_on(day, occasion.book.meeting.agenda_closes_days_before)
    return next(each for each in (wished, day - _DAY, day) if each > occasion.today)


def _change(
    occasion: Occasion, meeting: Meeting, before: dict[str, Any], after: dict[str, Any], reason: str
) -> None:
    """Writes the change if the meeting stands as it was read, and the record of it."""
    as_read = (Meeting.sequence == meeting.sequence) & (Meeting.state == meeting.state)
    ahead = (Meeting.id == meeting.id) & Meeting.state.in_(_STILL_AHEAD)
    changes = after | {"sequence": meeting.sequence + 1}
    if not Meeting.update(**changes).where(ahead & as_read).execute():
        raise Refusal(_why_not(meeting))
    for name, value in changes.items():
        setattr(meeting, name, value)
    _record(occasion, meeting, before, {name: after[name] for name in before}, reason)
    search.index_meeting(Meeting.get_by_id(meeting.id))


def _why_not(meeting: Meeting) -> Rule:
    now = Meeting.get_by_id(meeting.id).state
    if now is MeetingState.CALLED_OFF:
        return Rule.MEETING_CALLED_OFF
    return Rule.STALE if now in _STILL_AHEAD else Rule.MEETING_BEGUN


def _record(
    occasion: Occasion, meeting: Meeting, before: dict[str, Any], after: dict[str, Any], reason: str
) -> None:
    MeetingChange.create(
        meeting=meeting,
        at=occasion.now,
        made_by=occasion.actor.person_id,
        before=_kept(before),
        after=_kept(after),
        reason=reason,
    )


def _kept(facts: dict[str, Any]) -> dict[str, str]:
    """Days as 2026-11-30, hours as 19:00."""
    return {name: f"{fact:%H:%M}" if isinstance(fact, time) else str(fact) for name, fact in facts.items()}


def _listed(meeting: Meeting) -> Any:
    listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
    return AgendaItem.select().where(listed).order_by(AgendaItem.position)


def _as_public(occasion: Occasion, meeting: Meeting) -> Occasion:
    """People are told of what they were told before; what was no more than a draft changes in silence."""
    return occasion if meeting.published_at else in_draft(occasion)


def _tell_of_the_new_day(occasion: Occasion, meeting: Meeting, reason: str, was: date) -> None:
    told = _as_public(occasion, meeting)
    data = named(meeting) | {"was": was.isoformat()}
    for item in list(_listed(meeting)):
        journal.note(told, item.matter, Action.CHANGE_MEETING, text=reason, data=data)


def _back_into_the_pool(occasion: Occasion, item: AgendaItem, reason: str, public: str) -> None:
    settled = {"state": ItemState.DEFERRED, "settled_at": occasion.now, "result_text": public}
    AgendaItem.update(**settled).where(AgendaItem.id == item.id).execute()
    data = named(item.meeting) | {"called_off": True}
    told = _as_public(occasion, item.meeting)
    journal.move(told, item.matter, Action.DEFER, text=reason, data=data, due_on=None)


def _urgent_one(community: Area, day: date) -> Meeting | None:
    there = (Meeting.community == community) & (Meeting.kind == URGENT) & (Meeting.day == day)
    not_over = Meeting.state.in_((MeetingState.PUBLISHED, MeetingState.OPEN))
    found: Meeting | None = Meeting.select().where(there, not_over).first()
    return found


def _convene(
    occasion: Occasion,
    community: Area,
    kind: str,
    day: date,
    starts_at: time,
    venue: str,
    reason: str,
    closes_on: date,
) -> Meeting:
    """An urgent one has its agenda public from the beginning."""
    urgent = kind == URGENT
    meeting = Meeting.create(
        community=community,
        kind=kind,
        day=day,
        starts_at=starts_at,
        venue=clean(venue, _VENUE_CHARS, "venue") or venues_of([community])[community.id],
        state=MeetingState.PUBLISHED if urgent else MeetingState.PLANNED,
        agenda_closes_on=closes_on,
        published_at=occasion.now if urgent else None,
        reason=reason,
        set_at=occasion.now,
    )
    _record(occasion, meeting, {}, _when_and_where(meeting), reason)
    return meeting
