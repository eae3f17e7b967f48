"""议 before the meeting: its day is set, topics are listed, the agenda closes and is public."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from peewee import chunked, fn

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.planning import planned_days
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason
from portal.models import AgendaItem, Area, Community, Matter, Meeting
from portal.models.meetings import URGENT, ItemState, MeetingState
from portal.queries.rows import rows
from portal.services import invite, notices, search
from portal.services.journal import move

#: Nobody plans further ahead; a slip of the keyboard, 2206 for 2026, must not fill the wall for centuries.
FURTHEST = timedelta(days=366)

#: A statement takes 32,766 values at most.
_MEETINGS_AT_ONCE = 1_000


@transaction
def plan_meetings(occasion: Occasion, community: Area, until: date) -> list[Meeting]:
    """As ``add_meetings``; returns all the meetings that are ahead up to ``until``, in order."""
    add_meetings(occasion, [community], until)
    ahead = (Meeting.community == community) & Meeting.day.between(
        occasion.today + timedelta(days=1), _within_reach(occasion, until)
    )
    standing = Meeting.state != MeetingState.CALLED_OFF
    return list(Meeting.select().where(ahead, standing).order_by(Meeting.day, Meeting.id))


def add_meetings(occasion: Occasion, communities: Iterable[Area], until: date) -> int:
    """Sets these communities' meetings of all types on the rule book's days, and returns how many were added.

    Of a day more than a year away it plans the coming year: the rest when it is nearer.

    A day whose agenda should already be closed is left out: nobody could put a topic on it in time.
    Planning again adds nothing twice, also not what was moved or called off, and changes nothing that stands.
    Where nothing is missing nothing is written, so that no page is made anew for it.

    Raises:
        Refusal: NOT_ALLOWED.
    """
    places = {community.id: community for community in communities}
    for community in places.values():
        require(occasion.actor, Action.PLAN_MEETING, Subject(area_path=community.path))
    missing = _missing(occasion, places, _within_reach(occasion, until))
    return transaction(_insert)(missing) if missing else 0


def _within_reach(occasion: Occasion, until: date) -> date:
    return min(until, occasion.today + FURTHEST)


def _missing(occasion: Occasion, places: dict[int, Area], until: date) -> list[dict[str, Any]]:
    days = planned_days(occasion.book.meeting, occasion.calendar, occasion.today, until)
    named = Meeting.select(Meeting.community, Meeting.kind, Meeting.planned_for)
    known = set(rows(named.where(Meeting.planned_for > occasion.today)))
    venues = venues_of(places.values())
    return [
        {
            "community": number,
            "kind": each.kind.key,
            "planned_for": each.planned_for,
            "day": each.day,
            "starts_at": each.kind.starts_at,
            "venue": venues[number],
            "state": MeetingState.PLANNED,
            "agenda_closes_on": each.agenda_closes_on,
            "set_at": occasion.now,
        }
        for number in places
        for each in days
        if (number, each.kind.key, each.planned_for) not in known
    ]


def _insert(missing: list[dict[str, Any]]) -> int:
    inserted = (
        Meeting.insert_many(batch).on_conflict_ignore().as_rowcount().execute()
        for batch in chunked(missing, _MEETINGS_AT_ONCE)
    )
    return int(sum(inserted))


def venues_of(communities: Iterable[Area]) -> dict[int, str]:
    """Where each of these communities meets: its hall, or by the name of a community without one."""
    halls = dict(rows(Community.select(Community.area, Community.venue)))
    return {community.id: halls.get(community.id, community.name) for community in communities}


@transaction
def list_topic(occasion: Occasion, matter: Matter, meeting: Meeting) -> AgendaItem:
    """Puts a matter on the agenda while it is open.

    Raises:
        Refusal: AGENDA_CLOSED from the closing day on; PRIVATE_MATTER and OTHER_COMMUNITY for what does
            not belong on this agenda; and as ``journal.move``.
    """
    _require_open_agenda(occasion, meeting)
    return _add(in_draft(occasion), matter, meeting)


@transaction
def unlist(occasion: Occasion, item: AgendaItem) -> Matter:
    """Takes a matter off an agenda that is still open, back into the topic pool.

    Raises:
        Refusal: AGENDA_CLOSED, and as ``journal.move``.
    """
    _require_open_agenda(occasion, item.meeting)
    item.delete_instance()  # an agenda not yet published is a draft; the road of the matter keeps both steps
    move(in_draft(occasion), item.matter, Action.DEFER, data=named(item.meeting), due_on=None)
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
    hold(meeting, Rule.AGENDA_CLOSED, MeetingState.PLANNED)
    _publish(occasion, meeting)
    meeting.state, meeting.published_at = MeetingState.PUBLISHED, occasion.now
    return meeting


@transaction
def publish_due_agendas(occasion: Occasion) -> int:
    """Publishes every agenda whose closing day has come, and returns how many. Doing it again adds none."""
    due = (Meeting.state == MeetingState.PLANNED) & (Meeting.agenda_closes_on <= occasion.today)
    meetings = list(Meeting.select().where(due).order_by(Meeting.id))
    for meeting in meetings:
        require(occasion.actor, Action.CLOSE_AGENDA, Subject(area_path=meeting.community.path))
    return sum(_publish(occasion, meeting) for meeting in meetings)


def _publish(occasion: Occasion, meeting: Meeting) -> int:
    """Makes the agenda public and tells those whose matters are on it: before that it was a draft."""
    still_planned = (Meeting.id == meeting.id) & (Meeting.state == MeetingState.PLANNED)
    published = Meeting.update(state=MeetingState.PUBLISHED, published_at=occasion.now).where(still_planned)
    changed = int(published.execute())
    if changed:
        search.index_meeting(Meeting.get_by_id(meeting.id))
        notices.tell_agenda(occasion, meeting)
        invite.invite_standing(occasion, meeting)
    return changed


@transaction
def add_urgent(occasion: Occasion, matter: Matter, meeting: Meeting, reason: str) -> AgendaItem:
    """急事急说: adds a matter after the agenda closed, before or during the meeting; the reason is public.

    Raises:
        Refusal: REASON_MISSING, AGENDA_NOT_CLOSED, MEETING_NOT_OPEN once the meeting is over, ITEM_SETTLED
            for what this meeting has dealt with, and as ``list_topic``.
    """
    reason = given_reason(reason, occasion.book.limits.text_chars)
    if meeting.state is MeetingState.PLANNED:
        raise Refusal(Rule.AGENDA_NOT_CLOSED)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.PUBLISHED, MeetingState.OPEN)
    if AgendaItem.get_or_none(meeting=meeting, matter=matter):
        raise Refusal(Rule.ITEM_SETTLED)
    item = _add(occasion, matter, meeting, reason)  # told at once: the agenda is public
    search.index_meeting(meeting)
    invite.invite_standing(occasion, meeting)
    return item


def hold(meeting: Meeting, otherwise: Rule, *states: MeetingState) -> None:
    """Keeps everybody else from moving the meeting on until this transaction ends.

    Raises:
        Refusal: MEETING_CALLED_OFF, or else ``otherwise``, when it stands in none of these states, whatever
            the object in hand says.
    """
    here = (Meeting.id == meeting.id) & Meeting.state.in_(states)
    if not Meeting.update(state=Meeting.state).where(here).execute():
        called_off = Meeting.get_by_id(meeting.id).state is MeetingState.CALLED_OFF
        raise Refusal(Rule.MEETING_CALLED_OFF if called_off else otherwise, day=meeting.day)


def _require_open_agenda(occasion: Occasion, meeting: Meeting) -> None:
    hold(meeting, Rule.AGENDA_CLOSED, MeetingState.PLANNED)
    if occasion.today >= meeting.agenda_closes_on:
        raise Refusal(Rule.AGENDA_CLOSED)


def in_draft(occasion: Occasion) -> Occasion:
    """Of an agenda that may still change nobody is told: they are when it is public, all of them once."""
    return replace(occasion, quietly=True)


def _add(occasion: Occasion, matter: Matter, meeting: Meeting, reason: str = "") -> AgendaItem:
    if matter.community_id != meeting.community_id:
        raise Refusal(Rule.OTHER_COMMUNITY)
    begun: dict[str, Any] = {"begin_by": None} if meeting.kind == URGENT else {}
    listed = move(occasion, matter, Action.LIST, text=reason, data=named(meeting), due_on=None, **begun)
    return AgendaItem.create(
        meeting=meeting,
        matter=matter,
        position=_count(meeting, fn.MAX(AgendaItem.position)) + 1,
        added_at=occasion.now,
        state=ItemState.LISTED,
        urgent_reason=listed.public_text,
    )


def named(meeting: Meeting) -> dict[str, object]:
    """What an event says of the meeting."""
    return {"meeting": meeting.id, "day": meeting.day.isoformat()}


def _count(meeting: Meeting, what: Any = None) -> int:
    figure = fn.COUNT(AgendaItem.id) if what is None else what
    return AgendaItem.select(figure).where(AgendaItem.meeting == meeting).scalar() or 0
