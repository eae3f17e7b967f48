"""晒: somebody in charge reads what leaves the house, masks what is left to mask, and lets it go."""

from dataclasses import dataclass
from typing import Any

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.privacy import Finding, mask_text
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Matter, MatterEvent
from portal.services import search
from portal.services.journal import move


@dataclass(frozen=True)
class Passage:
    """One text as it was written, as it would leave the house, and what was masked in between."""

    original: str
    public: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class RoadPassage:
    """The words of one event on the road."""

    event: MatterEvent
    words: Passage


@dataclass(frozen=True)
class Preview:
    """Everything about a matter that would leave the house."""

    title: Passage
    body: Passage
    place: Passage
    road: tuple[RoadPassage, ...]


def preview(matter: Matter) -> Preview:
    """What would be public, side by side with what was written. Reads only."""
    names = _names(matter)
    public_events = (MatterEvent.matter == matter) & MatterEvent.public & (MatterEvent.text != "")
    return Preview(
        title=_passage(matter.title, matter.public_title, names),
        body=_passage(matter.body, matter.public_body, names),
        place=_passage(matter.place, matter.public_place, names),
        road=tuple(
            RoadPassage(event, _passage(event.text, event.public_text, names))
            for event in MatterEvent.select().where(public_events).order_by(MatterEvent.id)
        ),
    )


def _passage(original: str, public: str, names: tuple[str, ...]) -> Passage:
    return Passage(original, mask_text(public, names=names).text, mask_text(original, names=names).findings)


def _names(matter: Matter) -> tuple[str, ...]:
    return (matter.proposer.name,) if matter.proposer else ()


@transaction
def publish(occasion: Occasion, matter: Matter, title: str, body: str, place: str) -> Matter:
    """Makes the matter's road public with these words, which are masked once more before they leave.

    Raises:
        Refusal: PRIVATE_MATTER for what concerns a person or family, EMPTY_TEXT, TEXT_TOO_LONG,
            CONTROL_CHARACTERS, and as ``journal.move``.
    """
    limits = occasion.book.limits
    words = {
        "public_title": required(title, limits.title_chars, "title"),
        "public_body": required(body, limits.text_chars, "body"),
        "public_place": clean(place, limits.place_chars, "place"),
    }
    names = _names(matter)
    masked: dict[str, Any] = {column: mask_text(text, names=names).text for column, text in words.items()}
    move(occasion, matter, Action.PUBLISH, due_on=None, **masked)
    search.index(matter)
    return matter
