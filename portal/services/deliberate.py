"""议 in session: who is there, then item by item to a resolution, a deferral, a refusal or an explanation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from peewee import fn

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.policy import PassageKind
from portal.domain.privacy import mask_text
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.wording import clean, required
from portal.models import AgendaItem, Attendance, Matter, Meeting, Person, Resolution
from portal.models.meetings import ItemState, MeetingState
from portal.services import gate, handle, say, search
from portal.services.agenda import hold
from portal.services.journal import move
from portal.services.minutes import attendance_of, draft_minutes

#: Minutes of a long evening; the limit is there so that a slip of the clipboard does not fill the page.
MINUTES_CHARS = 20_000

_NAME_CHARS = 40


class Attendee(NamedTuple):
    """Somebody present, and as what. Two of one name and capacity are told apart by a word in the name."""

    name: str
    capacity: Capacity


@dataclass(frozen=True)
class ResolutionDraft:
    """What was agreed, who is to do it by when, and the count of hands."""

    text: str
    order: handle.Order
    in_favour: int
    against: int = 0
    abstained: int = 0

    @property
    def counted(self) -> int:
        return self.in_favour + self.against + self.abstained


@transaction
def record_attendance(occasion: Occasion, meeting: Meeting, present: Iterable[Attendee]) -> int:
    """Enters those present, from the day of the meeting until it is closed. Returns how many were new.

    Raises:
        Refusal: NOT_ALLOWED, AGENDA_NOT_CLOSED, MEETING_TOO_EARLY, MEETING_NOT_OPEN once it is closed, and
            as ``wording.required``.
    """
    _require_its_day(occasion, meeting)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.PUBLISHED, MeetingState.OPEN)
    people = [(meeting.id, required(each.name, _NAME_CHARS, "names"), each.capacity) for each in present]
    before = _head_count(meeting)
    fields = [Attendance.meeting, Attendance.name, Attendance.capacity]
    if people:
        Attendance.insert_many(people, fields=fields).on_conflict_ignore().execute()
    return _head_count(meeting) - before


@transaction
def remove_attendance(occasion: Occasion, attendance: Attendance) -> None:
    """Strikes out somebody who was entered by mistake.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, COUNTS_EXCEED_ATTENDANCE when a vote already counts them.
    """
    meeting = attendance.meeting
    _require_chair(occasion, meeting)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.PUBLISHED, MeetingState.OPEN)
    attendance.delete_instance()
    _require_present(meeting, _largest_count(meeting))


@transaction
def open_meeting(occasion: Occasion, meeting: Meeting) -> Meeting:
    """Opens the meeting on its day, or later where it had to wait; the one who opens it is in the chair.

    Raises:
        Refusal: NOT_ALLOWED, AGENDA_NOT_CLOSED, MEETING_TOO_EARLY, AGENDA_EMPTY, NO_ATTENDANCE, STALE when
            somebody else opened it.
    """
    _require_its_day(occasion, meeting)
    hold(meeting, Rule.STALE, MeetingState.PUBLISHED)
    if not AgendaItem.select().where(AgendaItem.meeting == meeting).exists():
        raise Refusal(Rule.AGENDA_EMPTY)
    if not _head_count(meeting):
        raise Refusal(Rule.NO_ATTENDANCE)
    meeting.state, meeting.opened_at = MeetingState.OPEN, occasion.now
    meeting.chair_id = occasion.actor.person_id
    meeting.save()
    return meeting


@transaction
def resolve(occasion: Occasion, item: AgendaItem, draft: ResolutionDraft) -> Resolution:
    """形成决议: what was agreed, by what count, who does it, by when; the handling begins at once.

    Raises:
        Refusal: EMPTY_TEXT, COUNTS_MISSING, COUNTS_EXCEED_ATTENDANCE, NOT_CARRIED, ITEM_SETTLED,
            MEETING_NOT_OPEN, and as ``handle.start_handling``.
    """
    text = required(draft.text, occasion.book.limits.text_chars, "text")
    _require_in_session(occasion, item.meeting)
    _require_carried(item.meeting, draft)
    _settle(occasion, item, ItemState.RESOLVED)
    counts = {"in_favour": draft.in_favour, "against": draft.against, "abstained": draft.abstained}
    handle.start_handling(
        occasion, item.matter, Action.RESOLVE, draft.order, text, data=counts | {"meeting": item.meeting_id}
    )
    made = Resolution.create(
        item=item,
        text=text,
        public_text=_printed(occasion, text, item.matter),
        organisation=draft.order.organisation_id,
        person_name=draft.order.person_name.strip(),
        due_on=item.matter.due_on,
        working_days=draft.order.working_days,
        **counts,
    )
    search.index_meeting(item.meeting)
    return made


@transaction
def defer(occasion: Occasion, item: AgendaItem, reason: str) -> AgendaItem:
    """下次再议: back into the topic pool, where it stands first when the next agenda is made.

    Raises:
        Refusal: REASON_MISSING, ITEM_SETTLED, MEETING_NOT_OPEN, and as ``journal.move``.
    """
    reason = _reason(occasion, reason)
    _require_in_session(occasion, item.meeting)
    _settle(occasion, item, ItemState.DEFERRED, reason)
    move(occasion, item.matter, Action.DEFER, text=reason, data={"meeting": item.meeting_id}, due_on=None)
    return item


@transaction
def refuse_item(occasion: Occasion, item: AgendaItem, reason: str, entry_key: str = "") -> AgendaItem:
    """不采纳: refused with a reason, citing the admission list's entry where one applies.

    Raises:
        Refusal: REASON_MISSING, ITEM_SETTLED, MEETING_NOT_OPEN, and as ``say.refuse``.
    """
    reason = _reason(occasion, reason)
    _require_in_session(occasion, item.meeting)
    _settle(occasion, item, ItemState.REFUSED, reason)
    say.refuse(occasion, item.matter, reason, entry_key)
    return item


@transaction
def explain_item(occasion: Occasion, item: AgendaItem, text: str) -> AgendaItem:
    """解释说明: cannot be done, and those concerned are told why and asked to rate that.

    Raises:
        Refusal: EMPTY_TEXT, ITEM_SETTLED, MEETING_NOT_OPEN, and as ``handle.explain``.
    """
    text = required(text, occasion.book.limits.text_chars, "text")
    _require_in_session(occasion, item.meeting)
    _settle(occasion, item, ItemState.EXPLAINED, text)
    handle.explain(occasion, item.matter, text)
    return item


@transaction
def close_meeting(occasion: Occasion, meeting: Meeting, minutes: str = "") -> Meeting:
    """散会: the minutes, as drafted or as corrected, become public with names as the rule book says.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, ITEMS_OPEN, and as ``wording.clean``.
    """
    _require_in_session(occasion, meeting)
    listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
    if AgendaItem.select().where(listed).exists():
        raise Refusal(Rule.ITEMS_OPEN)
    meeting.minutes = clean(minutes, MINUTES_CHARS, "minutes") or draft_minutes(meeting)
    meeting.public_minutes = mask_text(meeting.minutes, names=_names_to_mask(occasion, meeting)).text
    meeting.state, meeting.closed_at = MeetingState.CLOSED, occasion.now
    meeting.save()
    search.index_meeting(meeting)
    return meeting


def _names_to_mask(occasion: Occasion, meeting: Meeting) -> list[str]:
    """Those who raised a topic never; those who came or are to act unless the rule book shows names."""
    listed = AgendaItem.meeting == meeting
    raised = Person.select(Person.name).join(Matter, on=Matter.proposer == Person.id).join(AgendaItem)
    raisers = [row.name for row in raised.where(listed)]
    if occasion.book.meeting.names_public:
        return raisers
    doers = Resolution.select(Resolution.person_name).join(AgendaItem).where(listed)
    return raisers + [row.name for row in attendance_of(meeting)] + [row.person_name for row in doers]


def _require_chair(occasion: Occasion, meeting: Meeting) -> None:
    require(occasion.actor, Action.HOLD_MEETING, Subject(area_path=meeting.community.path))


def _require_its_day(occasion: Occasion, meeting: Meeting) -> None:
    _require_chair(occasion, meeting)
    if meeting.state is MeetingState.PLANNED:
        raise Refusal(Rule.AGENDA_NOT_CLOSED)
    if occasion.today < meeting.day:
        raise Refusal(Rule.MEETING_TOO_EARLY, day=meeting.day)


def _require_in_session(occasion: Occasion, meeting: Meeting) -> None:
    _require_chair(occasion, meeting)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.OPEN)


def _require_carried(meeting: Meeting, draft: ResolutionDraft) -> None:
    counts = (draft.in_favour, draft.against, draft.abstained)
    if min(counts) < 0 or not draft.counted:
        raise Refusal(Rule.COUNTS_MISSING, field="in_favour")
    _require_present(meeting, draft.counted)
    if draft.in_favour <= draft.against:
        raise Refusal(Rule.NOT_CARRIED, field="in_favour")


def _require_present(meeting: Meeting, counted: int) -> None:
    attendance = _head_count(meeting)
    if counted > attendance:
        raise Refusal(
            Rule.COUNTS_EXCEED_ATTENDANCE, field="in_favour", counted=counted, attendance=attendance
        )


def _head_count(meeting: Meeting) -> int:
    return int(Attendance.select().where(Attendance.meeting == meeting).count())


def _largest_count(meeting: Meeting) -> int:
    counted = fn.MAX(Resolution.in_favour + Resolution.against + Resolution.abstained)
    return Resolution.select(counted).join(AgendaItem).where(AgendaItem.meeting == meeting).scalar() or 0


def _settle(occasion: Occasion, item: AgendaItem, state: ItemState, result: str = "") -> None:
    """Gives the item its one outcome: of two chairs one wins."""
    shown = _printed(occasion, result, item.matter)
    open_item = (AgendaItem.id == item.id) & (AgendaItem.state == ItemState.LISTED)
    settled = AgendaItem.update(state=state, settled_at=occasion.now, result_text=shown).where(open_item)
    if not settled.execute():
        raise Refusal(Rule.ITEM_SETTLED)
    item.state, item.settled_at, item.result_text = state, occasion.now, shown
    search.index_meeting(item.meeting)


def _reason(occasion: Occasion, reason: str) -> str:
    reason = clean(reason, occasion.book.limits.text_chars, "reason")
    if not reason:
        raise Refusal(Rule.REASON_MISSING, field="reason")
    return reason


def _printed(occasion: Occasion, text: str, matter: Matter) -> str:
    """What is printed on the agenda; the words as they were said stay in the matter's journal, and where
    they wait to be read there, nothing is printed yet."""
    if gate.waits(occasion, PassageKind.EVENTS):
        return ""
    names = (matter.proposer.name,) if matter.proposer else ()
    return mask_text(text, names=names).text
