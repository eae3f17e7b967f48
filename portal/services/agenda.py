"""议 before the meeting: its day is set, topics are listed, the agenda closes and is public."""

from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from portal.db import transaction
from portal.domain.calendar import agenda_closes_on
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean
from portal.models import AgendaItem, Area, Community, Matter, Meeting
from portal.models.meetings import ItemState, MeetingState
from portal.services import search
from portal.services.journal import move

#: Nobody plans further ahead; a slip of the keyboard, 2206 for 2026, must not fill the wall for centuries.
_FURTHEST = timedelta(days=366)


@transaction
def plan_meetings(occasion: Occasion, community: Area, until: date) -> list[Meeting]:
    """As ``add_meetings``; returns all the meetings that are ahead up to ``until``, in order."""
    add_meetings(occasion, community, until)
    ahead = (Meeting.community == community) & Meeting.day.between(
        occasion.today + timedelta(days=1), _within_reach(occasion, until)
    )
    return list(Meeting.select().where(ahead).order_by(Meeting.day))


@transaction
def add_meetings(occasion: Occasion, community: Area, until: date) -> int:
    """Sets the community's meetings on the rule book's days, and returns how many were added.

    Of a day more than a year away it plans the coming year: the rest when it is nearer.

    A day whose agenda should already be closed is left out: nobody could put a topic on it in time.
    Planning again adds nothing twice and changes nothing that stands.

    Raises:
        Refusal: NOT_ALLOWED.
    """
    require(occasion.actor, Action.PLAN_MEETING, Subject(area_path=community.path))
    planned = [
        _planned(occasion, community, day) for day in _days_to_plan(occasion, _within_reach(occasion, until))
    ]
    if not planned:
        return 0
    return int(Meeting.insert_many(planned).on_conflict_ignore().as_rowcount().execute())


def _within_reach(occasion: Occasion, until: date) -> date:
    return min(until, occasion.today + _FURTHEST)


def _days_to_plan(occasion: Occasion, until: date) -> list[date]:
    rules = occasion.book.meeting
    ahead = (
        occasion.today + timedelta(days=number) for number in range(1, (until - occasion.today).days + 1)
    )
    return [
        day
        for day in ahead
        if rules.ordinary.falls_on(day)
        and agenda_closes_on(day, rules.agenda_closes_days_before) > occasion.today
    ]


def _planned(occasion: Occasion, community: Area, day: date) -> dict[str, Any]:
    hall = Community.get_or_none(Community.area == community)
    rules = occasion.book.meeting
    return {
        "community": community,
        "kind": rules.ordinary.key,
        "planned_for": day,
        "day": day,
        "starts_at": rules.ordinary.starts_at,
        "venue": hall.venue if hall else community.name,
        "state": MeetingState.PLANNED,
        "agenda_closes_on": agenda_closes_on(day, rules.agenda_closes_days_before),
    }


@transaction
def list_topic(occasion: Occasion, matter: Matter, meeting: Meeting) -> AgendaItem:
    """Puts a matter on the agenda while it is open.

    Raises:
        Refusal: AGENDA_CLOSED from the closing day on; PRIVATE_MATTER and OTHER_COMMUNITY for what does
            not belong on this agenda; and as ``journal.move``.
    """
    _require_open_agenda(occasion, meeting)
    return _add(occasion, matter, meeting)


@transaction
def unlist(occasion: Occasion, item: AgendaItem) -> Matter:
    """Takes a matter off an agenda that is still open, back into the topic pool.

    Raises:
        Refusal: AGENDA_CLOSED, and as ``journal.move``.
    """
    _require_open_agenda(occasion, item.meeting)
    item.delete_instance()  # an agenda not yet published is a draft; the road of the matter keeps both steps
    move(occasion, item.matter, Action.DEFER, data=_named(item.meeting), due_on=None)
    return item.matter


@transaction
def publish_agenda(occasion: Occasion, meeting: Meeting) -> Meeting:
    """Closes the agenda and makes it public; from now on only urgent topics come in, with their reason.

    Raises:
        Refusal: NOT_ALLOWED, AGENDA_CLOSED when it was published before, AGENDA_EMPTY when there is
            nothing on it and still time to list something.
    """
    require(occasion.actor, Action.CLOSE_AGENDA, Subject(area_path=meeting.community.path))
    if occasion.today < meeting.agenda_closes_on and not _count(meeting):
        raise Refusal(Rule.AGENDA_EMPTY)
    if not _publish(meeting, occasion.now):
        raise Refusal(Rule.AGENDA_CLOSED)
    meeting.state, meeting.published_at = MeetingState.PUBLISHED, occasion.now
    return meeting


@transaction
def publish_due_agendas(occasion: Occasion) -> int:
    """Publishes every agenda whose closing day has come, and returns how many. Doing it again adds none."""
    due = (Meeting.state == MeetingState.PLANNED) & (Meeting.agenda_closes_on <= occasion.today)
    meetings = list(Meeting.select().where(due).order_by(Meeting.id))
    for meeting in meetings:
        require(occasion.actor, Action.CLOSE_AGENDA, Subject(area_path=meeting.community.path))
    return sum(_publish(meeting, occasion.now) for meeting in meetings)


def _publish(meeting: Meeting, now: datetime) -> int:
    still_planned = (Meeting.id == meeting.id) & (Meeting.state == MeetingState.PLANNED)
    published = Meeting.update(state=MeetingState.PUBLISHED, published_at=now).where(still_planned)
    changed = int(published.execute())
    if changed:
        search.index_meeting(Meeting.get_by_id(meeting.id))
    return changed


@transaction
def add_urgent(occasion: Occasion, matter: Matter, meeting: Meeting, reason: str) -> AgendaItem:
    """急事急说: adds a matter after the agenda closed, before or during the meeting; the reason is public.

    Raises:
        Refusal: REASON_MISSING, AGENDA_NOT_CLOSED, MEETING_NOT_OPEN once the meeting is over, ITEM_SETTLED
            for what this meeting has dealt with, and as ``list_topic``.
    """
    reason = clean(reason, occasion.book.limits.text_chars, "reason")
    if not reason:
        raise Refusal(Rule.REASON_MISSING, field="reason")
    if meeting.state is MeetingState.PLANNED:
        raise Refusal(Rule.AGENDA_NOT_CLOSED)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.PUBLISHED, MeetingState.OPEN)
    if AgendaItem.get_or_none(meeting=meeting, matter=matter):
        raise Refusal(Rule.ITEM_SETTLED)
    item = _add(occasion, matter, meeting, reason)
    search.index_meeting(meeting)
    return item


def hold(meeting: Meeting, otherwise: Rule, *states: MeetingState) -> None:
    """Keeps everybody else from moving the meeting on until this transaction ends.

    Raises:
        Refusal: ``otherwise``, when it stands in none of these states, whatever the object in hand says.
    """
    here = (Meeting.id == meeting.id) & Meeting.state.in_(states)
    if not Meeting.update(state=Meeting.state).where(here).execute():
        raise Refusal(otherwise, day=meeting.day)


def _require_open_agenda(occasion: Occasion, meeting: Meeting) -> None:
    if occasion.today >= meeting.agenda_closes_on:
        raise Refusal(Rule.AGENDA_CLOSED)
    hold(meeting, Rule.AGENDA_CLOSED, MeetingState.PLANNED)


def _add(occasion: Occasion, matter: Matter, meeting: Meeting, reason: str = "") -> AgendaItem:
    if matter.community_id != meeting.community_id:
        raise Refusal(Rule.OTHER_COMMUNITY)
    listed = move(occasion, matter, Action.LIST, text=reason, data=_named(meeting), due_on=None)
    return AgendaItem.create(
        meeting=meeting,
        matter=matter,
        position=_count(meeting, fn.MAX(AgendaItem.position)) + 1,
        added_at=occasion.now,
        state=ItemState.LISTED,
        urgent_reason=listed.public_text,
    )


def _named(meeting: Meeting) -> dict[str, object]:
    """What an event says of the meeting."""
    return {"meeting": meeting.id, "day": meeting.day.isoformat()}


def _count(meeting: Meeting, what: Any = None) -> int:
    figure = fn.COUNT(AgendaItem.id) if what is None else what
    return AgendaItem.select(figure).where(AgendaItem.meeting == meeting).scalar() or 0
