"""说: a matter is raised, supported, answered, refused, pooled or withdrawn."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from portal.db import transaction
from portal.domain.admission import refusing_entry
from portal.domain.geo import Position
from portal.domain.numbering import matter_number, new_code
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.privacy import mask_text
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State, board_column, possible
from portal.domain.terms import CHANNEL_OF_VENUE, Channel, Located, MatterKind
from portal.domain.wording import clean, headline, required
from portal.models import Area, Matter, NumberSeries, Person, Support, Venue
from portal.queries.places import community_of
from portal.queries.rows import Query, prepared
from portal.queries.subjects import subject_of
from portal.services import gate, limits, search
from portal.services.codes import code_hash
from portal.services.contacts import phone_columns
from portal.services.journal import move, open_journal, update_unmoved
from portal.services.locating import narrowed
from portal.services.photos import Picture, store
from portal.services.warn import warn


@dataclass(frozen=True)
class Draft:
    """What somebody wrote down, by whatever way in.

    ``position`` is never shown nearer than its grid; ``located`` says how it, or the area, became known.
    ``venue_id`` is where the poster hung that was scanned, which decides the channel. ``channel_facts`` are
    what the channel needs besides, such as when a letter box was emptied; they stay in the house.
    ``language`` is the one in which its proposer reads, for the notices.
    """

    words: str
    area_id: int
    place: str = ""
    title: str = ""
    kind: MatterKind = MatterKind.REQUEST
    channel: Channel = Channel.WEB
    category_id: int | None = None
    name: str = ""
    phone: str = ""
    wants_reply: str = "none"
    private: bool = False
    pictures: Sequence[Picture] = ()
    position: Position | None = None
    located: Located | None = None
    venue_id: int | None = None
    channel_facts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


class Receipt(NamedTuple):
    """What the proposer takes home. The code is shown once and never kept."""

    matter: Matter
    code: str


@transaction
def raise_matter(occasion: Occasion, draft: Draft, choose: Callable[[str], str] = secrets.choice) -> Receipt:
    """Takes a matter in and starts the clock of the first answer.

    Args:
        choose: picks a character of the follow-up code; a test may choose its own.

    Raises:
        Refusal: EMPTY_TEXT, TEXT_TOO_LONG, CONTROL_CHARACTERS, UNKNOWN_AREA, UNKNOWN_CHOICE,
            TOO_MANY_PICTURES, ALREADY_RAISED with its number when the code was given out before.
    """
    chosen = Area.get_or_none(Area.id == draft.area_id)
    if chosen is None:
        raise Refusal(Rule.UNKNOWN_AREA, field="area")
    area = narrowed(chosen, draft.position)
    code = new_code(choose)
    matter = Matter.create(
        **_wording(occasion, draft),
        **_standing(occasion, draft, area),
        number=_next_number(occasion),  # from here on one raises at a time, on PostgreSQL too
        code_hash=_unused(code),
        proposer=_proposer(occasion, draft),
        received_by=occasion.actor.person_id if occasion.actor.is_staff else None,
    )
    gate.hold_words(occasion, matter)
    entered = Action.ENTER_FOR if occasion.actor.is_staff else Action.RAISE
    event = open_journal(occasion, matter, entered, data=dict(draft.channel_facts))
    store(occasion, matter, draft.pictures, event)
    search.index(matter)
    if matter.kind is MatterKind.RISK and not occasion.quietly:
        warn(occasion, matter)
    return Receipt(matter, code)


@transaction
def raise_at_the_door(
    occasion: Occasion, draft: Draft, visitor: limits.Visitor, choose: Callable[[str], str]
) -> Receipt:
    """As ``raise_matter``, for somebody who is not known: so many an hour (TOO_MANY)."""
    limits.spend_write(occasion, visitor)
    return raise_matter(occasion, draft, choose)


def _unused(code: str) -> str:
    hashed = code_hash(code)
    for (number,) in _raised_with(hashed):
        raise Refusal(Rule.ALREADY_RAISED, number=number)
    return hashed


@prepared
def _raised_with(hashed: str) -> Query:
    return Matter.select(Matter.number).where(Matter.code_hash == hashed)


def _wording(occasion: Occasion, draft: Draft) -> dict[str, str]:
    limits = occasion.book.limits
    body = required(draft.words, limits.text_chars, "words")
    title = clean(draft.title, limits.title_chars, "title") or headline(body, limits.title_chars)
    place = clean(draft.place, limits.place_chars, "place")
    signed_in = "" if occasion.actor.is_staff else occasion.actor.name
    names = tuple(filter(None, (draft.name, signed_in)))
    return {
        "title": title,
        "body": body,
        "place": place,
        "public_title": mask_text(title, names=names).text,
        "public_body": mask_text(body, names=names).text,
        "public_place": mask_text(place, names=names).text,
    }


def _standing(occasion: Occasion, draft: Draft, area: Area) -> dict[str, object]:
    if draft.channel not in occasion.book.channels:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="channel")
    venue = Venue.get_or_none((Venue.id == draft.venue_id) & Venue.active)
    return {
        **_whereabouts(draft, venue),
        "area": area,
        "community": community_of(area),
        "kind": draft.kind,
        "channel": _channel(occasion, draft, venue),
        "category": draft.category_id,
        "private": draft.private,
        "wants_reply": draft.wants_reply,
        "raised_at": occasion.now,
        "state": State.RECEIVED,
        "board_column": board_column(State.RECEIVED, draft.private),
        "due_from": occasion.today,
        "due_on": occasion.due(occasion.book.answer_working_days),
    }


def _whereabouts(draft: Draft, venue: Venue | None) -> dict[str, object]:
    at = draft.position
    return {
        "longitude": at.longitude if at else None,
        "latitude": at.latitude if at else None,
        "located": draft.located or (Located.VENUE if venue else None),
        "venue": venue,
    }


def _channel(occasion: Occasion, draft: Draft, venue: Venue | None) -> Channel:
    """A venue's own channel for what its poster led to, where the place counts that channel at all."""
    own = CHANNEL_OF_VENUE.get(venue.kind) if venue and draft.channel is Channel.WEB else None
    return own if own in occasion.book.channels else draft.channel


def _next_number(occasion: Occasion) -> str:
    prefix, year = occasion.book.number_prefix, occasion.now.year
    one_more = NumberSeries.insert(prefix=prefix, year=year, last=1).on_conflict(
        conflict_target=[NumberSeries.prefix, NumberSeries.year],
        update={NumberSeries.last: NumberSeries.last + 1},
    )
    ((last,),) = one_more.returning(NumberSeries.last).tuples().execute()
    return matter_number(prefix, year, last)


def _proposer(occasion: Occasion, draft: Draft) -> Person | int | None:
    """The one signed in; a person of that name whom staff write for; nobody when nothing was given."""
    name, phone = clean(draft.name, 80, "name"), clean(draft.phone, 40, "phone")
    if occasion.actor.person_id is not None and not occasion.actor.is_staff:
        if phone:
            _keep_number(draft, occasion.actor.person_id, phone)
        return occasion.actor.person_id
    if not (name or phone):
        return None
    known = {"name": name, "language": draft.language, "created_at": occasion.now}
    return Person.create(**known, **phone_columns(phone))


def _keep_number(draft: Draft, person_id: int, phone: str) -> None:
    """Who is known at a kiosk has shown a card, which may have been found: a number that is there stays."""
    own = Person.id == person_id
    if draft.channel is Channel.KIOSK:
        own &= Person.phone_mark == ""
    Person.update(**phone_columns(phone)).where(own).execute()


def can_withdraw(occasion: Occasion, matter: Matter) -> bool:
    """Whether its proposer may still take it back: nobody has answered, and the minutes are not over."""
    return possible(Action.WITHDRAW, matter.state) and _is_fresh(occasion, matter)


def _is_fresh(occasion: Occasion, matter: Matter) -> bool:
    return occasion.now <= matter.raised_at + timedelta(minutes=occasion.book.withdraw_minutes)


@transaction
def withdraw(occasion: Occasion, matter: Matter, shown_code: bool) -> Matter:
    """Takes a matter back, within the rule book's minutes after raising it.

    Raises:
        Refusal: WITHDRAWAL_TOO_LATE, and as ``journal.move``.
    """
    if not _is_fresh(occasion, matter):
        raise Refusal(Rule.WITHDRAWAL_TOO_LATE, minutes=occasion.book.withdraw_minutes)
    search.forget(matter)
    move(occasion, matter, Action.WITHDRAW, shown_code=shown_code, public=False, due_on=None)
    return matter


@transaction
def support(occasion: Occasion, matter: Matter, supporter: str) -> Matter:
    """附议: one person, one matter, once.

    Args:
        supporter: ``p:<person id>``, or a hash of the browser's token for somebody without an account.

    Raises:
        Refusal: ALREADY_SUPPORTED, PRIVATE_MATTER, WRONG_STATE, STALE.
    """
    require(occasion.actor, Action.SUPPORT, subject_of(matter))
    row = Support.insert(matter=matter, supporter=supporter, at=occasion.now)
    if not row.on_conflict_ignore().as_rowcount().execute():
        raise Refusal(Rule.ALREADY_SUPPORTED)
    update_unmoved(matter, support_count=Matter.support_count + 1)
    matter.support_count += 1
    return matter


@transaction
def support_at_the_door(
    occasion: Occasion, matter: Matter, supporter: str, visitor: limits.Visitor
) -> Matter:
    """As ``support``, for somebody who is not known: so many an hour (TOO_MANY)."""
    limits.spend_write(occasion, visitor)
    return support(occasion, matter, supporter)


@transaction
def answer(occasion: Occasion, matter: Matter, text: str, data: dict[str, Any] | None = None) -> Matter:
    """马上办: answered and done at once; those concerned are asked to rate.

    ``data`` are facts that go with the event, such as how often it was passed on before.
    """
    text = required(text, occasion.book.limits.text_chars, "text")
    rating_ends = occasion.due(occasion.book.rating.window_working_days)
    move(occasion, matter, Action.ANSWER, text=text, data=data, due_on=rating_ends)
    return matter


@transaction
def refuse(occasion: Occasion, matter: Matter, reason: str, entry_key: str = "") -> Matter:
    """Refuses with a reason, citing the admission list's entry where one is named.

    Raises:
        Refusal: EMPTY_TEXT without a reason, ADMISSION_ENTRY_UNKNOWN, and as ``journal.move``.
    """
    reason = required(reason, occasion.book.limits.text_chars, "text")
    data = _cited(occasion, entry_key) if entry_key else {}
    move(occasion, matter, Action.REFUSE, text=reason, data=data, due_on=None)
    return matter


def _cited(occasion: Occasion, entry_key: str) -> dict[str, str]:
    """The entry, and what it said on that day: the list may be mended later."""
    entry = refusing_entry(occasion.book, entry_key)
    return {"entry": entry.key, "entry_text": entry.text}


@transaction
def pool(occasion: Occasion, matter: Matter, text: str = "") -> Matter:
    """Puts a matter into the topic pool, to be listed for a meeting."""
    text = clean(text, occasion.book.limits.text_chars, "text")
    move(occasion, matter, Action.POOL, text=text, due_on=None)
    return matter
