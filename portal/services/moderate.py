"""Before and after publishing: what waits is let through or withheld, and what is public can be taken back.

Somebody in charge reads it and may hide more of it, but not change what it says. What is withheld keeps its
place on the page with the public cause; nothing is thrown away.
"""

from collections.abc import Iterable
from typing import NamedTuple

from portal.db import transaction
from portal.domain.hiding import hides_only
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.policy import PassageKind
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, given_reason
from portal.models import (
    AgendaItem,
    CampaignReply,
    Matter,
    MatterEvent,
    Opinion,
    Passage,
    Photo,
    Resolution,
)
from portal.models.meetings import ItemState
from portal.models.protection import Cause, PassageState
from portal.queries.passages import Words, original_of
from portal.queries.subjects import subject_of_passage
from portal.services import search
from portal.services.journal import note
from portal.services.masking import masked
from portal.services.minutes import print_instead
from portal.services.prepare import print_options
from portal.services.vote import VOIDED, print_void_reason

_REASON_CHARS = 300
_HIDDEN = Words("", "", "")


class Withheld(NamedTuple):
    """Why something is not public; ``reason`` in words of its own, needed where the cause says nothing."""

    cause: Cause
    reason: str = ""


@transaction
def show(occasion: Occasion, passage: Passage, words: Words | None = None) -> Passage:
    """Lets it be seen, as it was prepared or with more of it hidden.

    Raises:
        Refusal: NOT_ALLOWED; PRIVATE_MATTER for what never leaves the house; MEANING_CHANGED, naming the
            field, where more was changed than hidden; STALE when somebody else has just decided.
    """
    _require(occasion, passage)
    ready = _hidden_more(passage, words) if words else Words(passage.title, passage.text, passage.place)
    _decide(occasion, passage, PassageState.SHOWN, ready, Withheld(Cause.OTHER))
    _put(passage, ready)
    return passage


@transaction
def show_waiting(occasion: Occasion, passage_ids: Iterable[int]) -> int:
    """Lets all of these be seen as they were prepared, but for those that wait no more; gives how many."""
    asked = Passage.id.in_(list(passage_ids)) & (Passage.state == PassageState.WAITING)
    waiting = list(Passage.select().where(asked).order_by(Passage.id))
    for passage in waiting:
        show(occasion, passage)
    return len(waiting)


@transaction
def withhold(occasion: Occasion, passage: Passage, why: Withheld) -> Passage:
    """Takes it, or keeps it, from the public; the cause stands in its place.

    Raises:
        Refusal: REASON_MISSING where the cause alone says nothing, TEXT_TOO_LONG, and as ``show``.
    """
    _require(occasion, passage)
    said = given_reason if why.cause is Cause.OTHER else clean
    reason = said(why.reason, _REASON_CHARS, "reason")
    kept = Words(passage.title, passage.text, passage.place)
    why = Withheld(why.cause, masked(reason, *_names(passage)))
    _decide(occasion, passage, PassageState.WITHHELD, kept, why)
    _put(passage, _HIDDEN)
    return passage


def settle_words(occasion: Occasion, matter: Matter, words: Words) -> Words:
    """What publishing the whole road makes of words that somebody reads along with it: those that waited
    are shown, those that were withheld stay so. Gives what may be seen."""
    passage = Passage.get_or_none((Passage.matter == matter) & (Passage.kind == PassageKind.WORDS))
    if passage is None:
        return words
    withheld = passage.state is PassageState.WITHHELD
    passage.title, passage.text, passage.place = words
    if not withheld:
        passage.state = PassageState.SHOWN
        passage.read_by_id, passage.read_at = occasion.actor.person_id, occasion.now
    passage.save()
    return _HIDDEN if withheld else words


def _require(occasion: Occasion, passage: Passage) -> None:
    """Asked of the matter itself where there is one: a private matter never leaves the house."""
    require(occasion.actor, Action.READ_PASSAGES, subject_of_passage(passage))
    if passage.matter is not None and passage.matter.private:
        raise Refusal(Rule.PRIVATE_MATTER)


def _names(passage: Passage) -> tuple[str, ...]:
    proposer = passage.matter.proposer if passage.matter else None
    said_by = passage.opinion.name if passage.opinion else ""
    return proposer.name if proposer else "", said_by


def _hidden_more(passage: Passage, words: Words) -> Words:
    """Each text with more hidden than was prepared, or more of the original; masked once more."""
    original, prepared = original_of(passage), Words(passage.title, passage.text, passage.place)
    for name, said, ready, wish in zip(Words._fields, original, prepared, words, strict=True):
        if not (hides_only(said, wish) or hides_only(ready, wish)):
            raise Refusal(Rule.MEANING_CHANGED, field=name)
    names = _names(passage)
    return Words(*(masked(text, *names) for text in words))


def _decide(occasion: Occasion, passage: Passage, state: PassageState, words: Words, why: Withheld) -> None:
    """Writes the decision under the condition that nobody decided since it was read."""
    before, withheld = passage.state, state is PassageState.WITHHELD
    passage.title, passage.text, passage.place = words
    decision = {
        "state": state,
        "cause": why.cause if withheld else None,
        "reason": why.reason if withheld else "",
        "read_by": occasion.actor.person_id,
        "read_at": occasion.now,
        **words._asdict(),
    }
    if passage.id is None:  # it was public at once, so that nothing was kept of it
        passage.written_at = occasion.now
        passage.save()
    unread = (Passage.id == passage.id) & (Passage.state == before)
    if not Passage.update(**decision).where(unread).execute():
        raise Refusal(Rule.STALE)
    for name, value in decision.items():
        setattr(passage, name, value)
    _remember(occasion, passage, before)


def _remember(occasion: Occasion, passage: Passage, before: PassageState) -> None:
    """What was decided once and is decided otherwise now stands in the matter's journal, for the office."""
    if passage.matter is None or PassageState.WAITING in (before, passage.state):
        return
    facts = {"kind": passage.kind.value, "became": passage.state.value}
    note(occasion, passage.matter, Action.READ_PASSAGES, text=passage.reason, data=facts, public=False)


def _put(passage: Passage, words: Words) -> None:
    """Writes what may be seen to where the public reads it."""
    if passage.photo is not None:
        shown = passage.state is PassageState.SHOWN
        Photo.update(public=shown).where(Photo.id == passage.photo_id).execute()
    elif passage.event is not None:
        _put_event(passage.event, words.text)
    elif passage.reply is not None:
        CampaignReply.update(public_words=words.text).where(CampaignReply.id == passage.reply_id).execute()
    elif passage.opinion is not None:
        _put_opinion(passage.opinion, words.text)
    elif passage.matter is not None:
        _put_words(passage.matter, words)


def _put_words(matter: Matter, words: Words) -> None:
    print_instead(matter, matter.public_title, words.title)
    matter.public_title, matter.public_body, matter.public_place = words
    public = {"public_title": words.title, "public_body": words.text, "public_place": words.place}
    Matter.update(**public).where(Matter.id == matter.id).execute()
    search.index(matter)


def _put_opinion(opinion: Opinion, text: str) -> None:
    """What was read out stands in the minutes as well."""
    print_instead(opinion.item.matter, opinion.public_words, text)
    Opinion.update(public_words=text).where(Opinion.id == opinion.id).execute()


def _put_event(event: MatterEvent, text: str) -> None:
    """The road's text, and what the meeting's page and its minutes repeat of it."""
    print_instead(event.matter, event.public_text.removeprefix(VOIDED), text.removeprefix(VOIDED))
    MatterEvent.update(public_text=text).where(MatterEvent.id == event.id).execute()
    print_options(event, text)
    print_void_reason(event, text)
    of_matter = AgendaItem.matter == event.matter_id
    if event.action is Action.LIST:
        listed = of_matter & (AgendaItem.meeting == event.data.get("meeting"))
        AgendaItem.update(urgent_reason=text).where(listed).execute()
        return
    settled = of_matter & (AgendaItem.settled_at == event.at)
    items = AgendaItem.select(AgendaItem.id).where(settled)
    Resolution.update(public_text=text).where(Resolution.item.in_(items)).execute()
    unresolved = settled & (AgendaItem.state != ItemState.RESOLVED)
    AgendaItem.update(result_text=text).where(unresolved).execute()
    for item in AgendaItem.select().where(settled):
        search.index_meeting(item.meeting)
