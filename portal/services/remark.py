"""What happens while an item is taken: it is called up, and what people say is noted."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.wording import required
from portal.models import AgendaItem, Attendance, Remark
from portal.models.meetings import ItemState
from portal.queries.sessions import taken_item_of
from portal.services.gate import printed
from portal.services.in_session import require_in_session

_TICKET_CHARS = 40


@transaction
def call_up(occasion: Occasion, item: AgendaItem) -> AgendaItem:
    """The meeting turns to this item, and its time begins. What is being taken already goes on.

    An item that was set aside and is called up again begins anew.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, ITEM_SETTLED.
    """
    require_in_session(occasion, item.meeting)
    if taken_item_of(item.meeting_id) == item.id:
        return item
    waiting = (AgendaItem.id == item.id) & (AgendaItem.state == ItemState.LISTED)
    if not AgendaItem.update(taken_at=occasion.now).where(waiting).execute():
        raise Refusal(Rule.ITEM_SETTLED)
    item.taken_at = occasion.now
    return item


@transaction
def note_remark(
    occasion: Occasion, item: AgendaItem, speaker: Attendance | None, text: str, ticket: str
) -> Remark:
    """Notes what somebody present said, or without a speaker what was said in the round.

    Until the meeting is closed something may be noted to what is settled, too: it may have waited for the
    network. With the same ticket it is the same remark, however often it is sent.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN, NOT_FOUND for a speaker of another meeting, and as
            ``wording.required``.
    """
    require_in_session(occasion, item.meeting)
    if speaker is not None and speaker.meeting_id != item.meeting_id:
        raise Refusal(Rule.NOT_FOUND)
    text = required(text, occasion.book.limits.text_chars, "text")
    ticket = required(ticket, _TICKET_CHARS, "ticket")
    known: Remark | None = Remark.get_or_none(Remark.ticket == ticket)
    return known or Remark.create(
        item=item,
        attendance=speaker,
        speaker=speaker.name if speaker else "",
        text=text,
        public_text=printed(occasion, text, item.matter),
        at=occasion.now,
        noted_by=occasion.actor.person_id,
        ticket=ticket,
    )
