"""议 in session: item by item to a resolution, a deferral, a refusal, an explanation, or straight to 办."""

from dataclasses import dataclass

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.voting import Tally
from portal.domain.wording import clean, given_reason, required
from portal.models import AgendaItem, Meeting, Resolution
from portal.models.meetings import ItemState, MeetingState
from portal.queries.votes import deciding_vote_of
from portal.services import handle, say, search
from portal.services.agenda import hold
from portal.services.attend import require_present
from portal.services.gate import printed
from portal.services.in_session import head_count, require_in_session, require_its_day
from portal.services.journal import move
from portal.services.minutes import MINUTES_CHARS, draft_minutes, public_wording
from portal.services.vote import require_none_open, require_quorum


@dataclass(frozen=True)
class ResolutionDraft:
    """What was agreed, who is to do it by when, and the count of hands where no vote was held."""

    text: str
    order: handle.Order
    in_favour: int = 0
    against: int = 0
    abstained: int = 0


@transaction
def open_meeting(occasion: Occasion, meeting: Meeting) -> Meeting:
    """Opens the meeting on its day, or later where it had to wait; the one who opens it is in the chair.

    Raises:
        Refusal: NOT_ALLOWED, AGENDA_NOT_CLOSED, MEETING_TOO_EARLY, AGENDA_EMPTY, NO_ATTENDANCE, STALE when
            somebody else opened it.
    """
    require_its_day(occasion, meeting)
    hold(meeting, Rule.STALE, MeetingState.PUBLISHED)
    if not AgendaItem.select().where(AgendaItem.meeting == meeting).exists():
        raise Refusal(Rule.AGENDA_EMPTY)
    if not head_count(meeting):
        raise Refusal(Rule.NO_ATTENDANCE)
    meeting.state, meeting.opened_at = MeetingState.OPEN, occasion.now
    meeting.chair_id = occasion.actor.person_id
    meeting.save(only=["state", "opened_at", "chair"])  # its day may have been moved since it was read
    return meeting


@transaction
def resolve(occasion: Occasion, item: AgendaItem, draft: ResolutionDraft) -> Resolution:
    """形成决议: what was agreed, by what count, who does it, by when; the handling begins at once.

    Raises:
        Refusal: EMPTY_TEXT, RESOLVES_NOTHING for a form of meeting that ends without resolutions,
            NO_QUORUM, COUNTS_MISSING, COUNTS_EXCEED_ATTENDANCE, NOT_CARRIED, ITEM_SETTLED, VOTE_OPEN,
            MEETING_NOT_OPEN, and as ``handle.assign``.
    """
    text = required(draft.text, occasion.book.limits.text_chars, "text")
    require_in_session(occasion, item.meeting)
    if not _resolves(occasion, item.meeting):
        raise Refusal(Rule.RESOLVES_NOTHING)
    require_quorum(occasion, item.meeting)
    counts = _carried(occasion, item, draft)._asdict()
    _settle(occasion, item, ItemState.RESOLVED)
    handle.start_handling(
        occasion, item.matter, Action.RESOLVE, draft.order, text, data=counts | {"meeting": item.meeting_id}
    )
    made = Resolution.create(
        item=item,
        text=text,
        public_text=printed(occasion, text, item.matter),
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
    reason = given_reason(reason, occasion.book.limits.text_chars)
    require_in_session(occasion, item.meeting)
    _settle(occasion, item, ItemState.DEFERRED, reason)
    move(occasion, item.matter, Action.DEFER, text=reason, data={"meeting": item.meeting_id}, due_on=None)
    return item


@transaction
def refuse_item(occasion: Occasion, item: AgendaItem, reason: str, entry_key: str = "") -> AgendaItem:
    """不采纳: refused with a reason, citing the admission list's entry where one applies.

    Raises:
        Refusal: REASON_MISSING, ITEM_SETTLED, MEETING_NOT_OPEN, and as ``say.refuse``.
    """
    reason = given_reason(reason, occasion.book.limits.text_chars)
    require_in_session(occasion, item.meeting)
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
    require_in_session(occasion, item.meeting)
    _settle(occasion, item, ItemState.EXPLAINED, text)
    handle.explain(occasion, item.matter, text)
    return item


@transaction
def hand_on(occasion: Occasion, item: AgendaItem, order: handle.Order, text: str) -> AgendaItem:
    """交去办: in a form of meeting that votes on nothing, straight to whoever can do it.

    Raises:
        Refusal: EMPTY_TEXT, RESOLVES in a form of meeting that resolves, ITEM_SETTLED, MEETING_NOT_OPEN, and
            as ``handle.assign``.
    """
    text = required(text, occasion.book.limits.text_chars, "text")
    require_in_session(occasion, item.meeting)
    if _resolves(occasion, item.meeting):
        raise Refusal(Rule.RESOLVES)
    _settle(occasion, item, ItemState.HANDED_ON, text)
    data = {"meeting": item.meeting_id}
    handle.start_handling(occasion, item.matter, Action.ASSIGN, order, text, data=data)
    return item


@transaction
def close_meeting(occasion: Occasion, meeting: Meeting, minutes: str = "") -> Meeting:
    """散会: the minutes, as drafted or as corrected, become public with names as the rule book says.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, ITEMS_OPEN, and as ``wording.clean``.
    """
    require_in_session(occasion, meeting)
    listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
    if AgendaItem.select().where(listed).exists():
        raise Refusal(Rule.ITEMS_OPEN)
    meeting.minutes = clean(minutes, MINUTES_CHARS, "minutes") or draft_minutes(occasion, meeting)
    meeting.public_minutes = public_wording(occasion, meeting, meeting.minutes)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, occasion.now
    meeting.save(only=["state", "closed_at", "minutes", "public_minutes"])
    search.index_meeting(meeting)
    return meeting


def _resolves(occasion: Occasion, meeting: Meeting) -> bool:
    return occasion.book.meeting.type_of(meeting.kind).resolves


def _carried(occasion: Occasion, item: AgendaItem, draft: ResolutionDraft) -> Tally:
    """The counts by which it is resolved: of the last vote, or as typed where none was held."""
    require_none_open(item)
    vote = deciding_vote_of(item.id)
    tally = vote.tally if vote else Tally(draft.in_favour, draft.against, draft.abstained)
    if min(tally) < 0 or not tally.counted:
        raise Refusal(Rule.COUNTS_MISSING, field="in_favour")
    require_present(item.meeting, tally.counted)
    if not tally.carried(occasion.book.meeting.carries_by, head_count(item.meeting)):
        run_off = tally._asdict() | {"leader": vote.leaders[0]} if vote and vote.leaders else {}
        raise Refusal(Rule.NOT_CARRIED, field="in_favour", **run_off)
    return tally


def _settle(occasion: Occasion, item: AgendaItem, state: ItemState, result: str = "") -> None:
    """Gives the item its one outcome: of two chairs one wins."""
    require_none_open(item)
    shown = printed(occasion, result, item.matter)
    open_item = (AgendaItem.id == item.id) & (AgendaItem.state == ItemState.LISTED)
    settled = AgendaItem.update(state=state, settled_at=occasion.now, result_text=shown).where(open_item)
    if not settled.execute():
        raise Refusal(Rule.ITEM_SETTLED)
    item.state, item.settled_at, item.result_text = state, occasion.now, shown
    search.index_meeting(item.meeting)
