"""What is not public, and why; and what waits for somebody to read it."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from peewee import fn

from portal.domain.permissions import MAY, Actor
from portal.domain.policy import PassageKind
from portal.domain.stages import Action
from portal.models import AgendaItem, Area, CampaignReply, Matter, MatterEvent, Opinion, Passage, Photo
from portal.models.protection import Cause, PassageState
from portal.queries.rows import Condition, Query, Row, rows

PAGE = 20


class Words(NamedTuple):
    """The three texts of a passage; all but a matter's words have the second alone."""

    title: str
    text: str
    place: str


class Why(NamedTuple):
    """Why something is not to be read: nobody has read it yet, or it was withheld for a cause."""

    state: PassageState
    cause: Cause | None
    reason: str


class HiddenPart(NamedTuple):
    """A piece of a matter that is not public. ``event_id`` is the event it is of, or the photo came with."""

    kind: PassageKind
    event_id: int | None
    why: Why


def why_hidden(numbers: Collection[str]) -> dict[str, Why]:
    """Of these matters those whose words are not public, and why."""
    if not numbers:
        return {}
    query = Passage.select(Matter.number, Passage.state, Passage.cause, Passage.reason).join(Matter)
    hidden = (Passage.kind == PassageKind.WORDS) & (Passage.state != PassageState.SHOWN)
    found = rows(query.where(Matter.number.in_(list(numbers)) & hidden))
    return {number: Why(*why) for number, *why in found}


#: What a ``HiddenPart`` is read from, by selects that join the passages and their photos to something else.
HIDDEN_COLUMNS = (
    Passage.kind,
    Passage.event,
    Photo.event,
    Passage.state,
    Passage.cause,
    Passage.reason,
)


def hidden_among(found: Iterable[Row]) -> list[HiddenPart]:
    """The parts in rows of ``HIDDEN_COLUMNS``; a row in which a join found nothing is none."""
    return [
        HiddenPart(kind, event_id or photo_event_id, Why(*why))
        for kind, event_id, photo_event_id, *why in found
        if kind is not None
    ]


def is_hidden(matter_id: Any) -> Condition:
    """Whether a passage is one of this matter's own road that is not public; opinions hang at a meeting."""
    of_road = (Passage.matter == matter_id) & (Passage.kind != PassageKind.OPINIONS)
    return of_road & (Passage.state != PassageState.SHOWN)


def waiting_for(actor: Actor, page: int = 1) -> list[Passage]:
    """One page of what the actor may let through, the oldest first, and one more where others follow."""
    query = Passage.select(Passage, Matter).left_outer_join(Matter).where(_waits_for(actor))
    ordered = query.order_by(Passage.written_at, Passage.id)
    return list(ordered.limit(PAGE + 1).offset((page - 1) * PAGE))


def count_waiting(actor: Actor) -> int:
    """How much waits for the actor to read it."""
    return int(counted_waiting(actor).scalar())


def counted_waiting(actor: Actor) -> Query:
    """The select of that count, for others to ask it along; nothing waits for who may not read passages."""
    return Passage.select(fn.COUNT(Passage.id)).where(_waits_for(actor))


def _waits_for(actor: Actor) -> Condition:
    paths = [grant.area_path for grant in actor.grants if grant.role in MAY[Action.READ_PASSAGES]]
    within = reduce(or_, (Area.path.startswith(path) for path in paths), Area.id.is_null())
    in_charge = Passage.area.in_(Area.select(Area.id).where(within))
    return (Passage.state == PassageState.WAITING) & in_charge


def passages_of(matter: Matter) -> list[Passage]:
    """Everything of a matter that is public or might be: words, what was said on its road, photos, opinions.

    What was public at once comes as a passage that nobody has written yet.
    """
    events = MatterEvent.select().where((MatterEvent.matter == matter) & MatterEvent.public)
    said = [event for event in events.order_by(MatterEvent.id) if event.text]
    photos = list(Photo.select().where(Photo.matter == matter).order_by(Photo.id))
    kept = {_key(each): each for each in Passage.select().where(Passage.matter == matter)}
    whole = [_as_public(matter), *(_as_public(matter, event=event) for event in said)]
    whole += [_as_public(matter, photo=photo) for photo in photos if photo.public or _photo(photo) in kept]
    whole += [_as_public(matter, opinion=each) for each in _opinions_on(matter)]
    return [kept.get(_key(each), each) for each in whole]


def _opinions_on(matter: Matter) -> list[Opinion]:
    query = Opinion.select().join(AgendaItem).where(AgendaItem.matter == matter)
    return list(query.order_by(Opinion.id))


def passage_of(kind: PassageKind, target_id: int) -> Passage | None:
    """The passage of a matter's words, an event, a photo, a reply or an opinion, by the id of that row."""
    if kind is PassageKind.REPLIES:
        return _passage_of_reply(target_id)
    matter = _matter_of(kind, target_id)
    if matter is None:
        return None
    wanted = (kind, target_id)
    return next((each for each in passages_of(matter) if _key(each) == wanted), None)


def original_of(passage: Passage) -> Words:
    """What was written, as nobody outside the house reads it."""
    matter, event = passage.matter, passage.event
    said = passage.opinion or passage.reply
    if matter is not None and passage.kind is PassageKind.WORDS:
        return Words(matter.title, matter.body, matter.place)
    if event is not None:
        return Words("", event.text, "")
    return Words("", said.words if said else "", "")


def target_id(passage: Passage) -> int:
    """The id of the row the passage is about, which with its kind makes its address."""
    return _key(passage)[1]


def _key(passage: Passage) -> tuple[PassageKind, int]:
    ids = (passage.event_id, passage.photo_id, passage.reply_id, passage.opinion_id, passage.matter_id)
    return passage.kind, next(each for each in ids if each is not None)


def _photo(photo: Photo) -> tuple[PassageKind, int]:
    return PassageKind.PHOTOS, int(photo.id)


def _as_public(
    matter: Matter,
    event: MatterEvent | None = None,
    photo: Photo | None = None,
    opinion: Opinion | None = None,
) -> Passage:
    """What is public at once, as the passage it becomes when somebody takes it back."""
    shown = {"state": PassageState.SHOWN, "area": matter.area_id, "matter": matter}
    if event is not None:
        return Passage(kind=PassageKind.EVENTS, event=event, text=event.public_text, **shown)
    if photo is not None:
        return Passage(kind=PassageKind.PHOTOS, photo=photo, **shown)
    if opinion is not None:
        return Passage(kind=PassageKind.OPINIONS, opinion=opinion, text=opinion.public_words, **shown)
    title, text, place = matter.public_title, matter.public_body, matter.public_place
    return Passage(kind=PassageKind.WORDS, title=title, text=text, place=place, **shown)


def _matter_of(kind: PassageKind, target_id: int) -> Matter | None:
    query = Matter.select()
    if kind is PassageKind.EVENTS:
        query = query.join(MatterEvent).where(MatterEvent.id == target_id)
    elif kind is PassageKind.PHOTOS:
        query = query.join(Photo).where(Photo.id == target_id)
    elif kind is PassageKind.OPINIONS:
        query = query.join(AgendaItem).join(Opinion).where(Opinion.id == target_id)
    else:
        query = query.where(Matter.id == target_id)
    found: Matter | None = query.first()
    return found


def _passage_of_reply(reply_id: int) -> Passage | None:
    reply = CampaignReply.get_or_none(CampaignReply.id == reply_id)
    if reply is None:
        return None
    kept: Passage | None = Passage.get_or_none(Passage.reply == reply)
    return kept or Passage(
        kind=PassageKind.REPLIES,
        area=reply.answer.campaign.area_id,
        reply=reply,
        text=reply.public_words,
        state=PassageState.SHOWN,
    )
