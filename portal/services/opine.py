"""会前说两句: what people think of an agenda item before its meeting; read out there, and kept."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import AgendaItem, Invitation, Meeting, Opinion, Passage
from portal.models.deliberating import OpinionWay
from portal.models.meetings import ItemState, MeetingState
from portal.queries.subjects import subject_of
from portal.services import gate, limits
from portal.services.agenda import hold
from portal.services.in_session import require_chair
from portal.services.masking import masked
from portal.vault import mark

#: As much as is read out in three minutes.
OPINION_CHARS = 600

_NAME_CHARS = 40


@transaction
def give_opinion(occasion: Occasion, item: AgendaItem, voice: str, words: str, name: str = "") -> Opinion:
    """What one voice thinks of the item, once its agenda is public and until the meeting opens; saying it
    again mends what that voice said before.

    Args:
        voice: as ``Support.supporter``.
        name: shown by its first character; may be left out.

    Raises:
        Refusal: OPINIONS_CLOSED, PRIVATE_MATTER for what concerns a family, and as ``wording.required``.
    """
    _require_open(occasion, item, MeetingState.PUBLISHED)
    return _keep(occasion, item, voice, words, name, way=OpinionWay.PAGE, person=occasion.actor.person_id)


@transaction
def give_opinion_at_the_door(
    occasion: Occasion, item: AgendaItem, voice: str, words: str, name: str, visitor: limits.Visitor
) -> Opinion:
    """As ``give_opinion``, for somebody who is not known: so many an hour (TOO_MANY)."""
    limits.spend_write(occasion, visitor)
    return give_opinion(occasion, item, voice, words, name)


@transaction
def write_from_seat(occasion: Occasion, invitation: Invitation, item: AgendaItem, words: str) -> Opinion:
    """What somebody invited writes, who perhaps cannot come. Raises as ``give_opinion``, and NOT_FOUND for an
    item of another meeting."""
    if item.meeting_id != invitation.meeting_id:
        raise Refusal(Rule.NOT_FOUND)
    _require_open(occasion, item, MeetingState.PUBLISHED)
    who = {"person": invitation.person_id, "invitation": invitation}
    return _keep(occasion, item, voice_of(invitation), words, invitation.name, way=OpinionWay.SEAT, **who)


@transaction
def enter_paper(occasion: Occasion, item: AgendaItem, name: str, words: str) -> Opinion:
    """A written opinion that somebody handed in, entered by staff; also while the meeting is in session, as
    long as the item is not settled. The same sheet entered twice is kept once.

    Raises:
        Refusal: NOT_ALLOWED, and as ``give_opinion``.
    """
    require_chair(occasion, item.meeting)
    _require_open(occasion, item, MeetingState.PUBLISHED, MeetingState.OPEN)
    voice = f"paper:{mark(name.strip() + words.strip())[:32]}"
    return _keep(occasion, item, voice, words, name, way=OpinionWay.PAPER, person=None)


@transaction
def take_back_opinion(occasion: Occasion, item: AgendaItem, voice: str) -> None:
    """Of this voice nothing is left on this item; where it said nothing, nothing happens. Raises
    OPINIONS_CLOSED once the meeting has begun."""
    _require_open(occasion, item, MeetingState.PUBLISHED)
    Opinion.delete().where((Opinion.item == item) & (Opinion.voice == voice)).execute()


@transaction
def read_out(occasion: Occasion, opinion: Opinion) -> Opinion:
    """Notes that it was read out in the meeting; the first time is the one that counts.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_OPEN.
    """
    require_chair(occasion, opinion.item.meeting)
    hold(opinion.item.meeting, Rule.MEETING_NOT_OPEN, MeetingState.OPEN)
    opinion.read_out_at = opinion.read_out_at or occasion.now
    opinion.save(only=[Opinion.read_out_at])
    return opinion


def voice_of(invitation: Invitation) -> str:
    """Somebody invited speaks with the voice of the person, where it is known who it is."""
    person_id = invitation.person_id
    return f"p:{person_id}" if person_id is not None else f"i:{invitation.id}"


def _require_open(occasion: Occasion, item: AgendaItem, *states: MeetingState) -> None:
    require(occasion.actor, Action.COMMENT, subject_of(item.matter))
    meeting, now = Meeting.get_by_id(item.meeting_id), AgendaItem.get_by_id(item.id)
    if meeting.state not in states or now.state is not ItemState.LISTED:
        raise Refusal(Rule.OPINIONS_CLOSED)


def _keep(occasion: Occasion, item: AgendaItem, voice: str, words: str, name: str, **who: object) -> Opinion:
    words = required(words, OPINION_CHARS, "words")
    name = clean(name, _NAME_CHARS, "name")
    proposer = item.matter.proposer
    shown = masked(words, name, proposer.name if proposer else "")
    said = {"words": words, "public_words": shown, "name": name, "at": occasion.now, **who}
    opinion = Opinion.get_or_none(item=item, voice=voice)
    if opinion is None:
        opinion = Opinion.create(item=item, voice=voice, **said)
    else:
        Passage.delete().where(Passage.opinion == opinion).execute()  # of what was said before
        Opinion.update(said).where(Opinion.id == opinion.id).execute()
        opinion = Opinion.get_by_id(opinion.id)
    gate.hold_opinion(occasion, opinion)
    return opinion
