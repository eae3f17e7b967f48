"""晒: somebody in charge reads what leaves the house, masks what is left to mask, and lets it go."""

from typing import Any, NamedTuple

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.privacy import Finding, mask_text
from portal.domain.stages import Action
from portal.domain.wording import clean, required
from portal.models import Matter, Passage
from portal.queries.passages import Words, passages_of
from portal.services import search
from portal.services.journal import move
from portal.services.minutes import print_instead
from portal.services.moderate import settle_words


class Side(NamedTuple):
    """One text as it was written, as it leaves the house, and what was masked in between."""

    original: str
    public: str
    findings: tuple[Finding, ...]


class Later(NamedTuple):
    """What was said or photographed on the road, each with the passage through which it can be mended."""

    passage: Passage
    words: Side


class Preview(NamedTuple):
    """Everything about a matter that would leave the house."""

    title: Side
    body: Side
    place: Side
    road: tuple[Later, ...]
    photos: tuple[Passage, ...]


def preview(matter: Matter) -> Preview:
    """What would be public, side by side with what was written. Reads only."""
    names = _names(matter)
    words, *later = passages_of(matter)
    return Preview(
        title=_side(matter.title, words.title, names),
        body=_side(matter.body, words.text, names),
        place=_side(matter.place, words.place, names),
        road=tuple(
            Later(each, _side(each.event.text, each.text, names)) for each in later if each.event is not None
        ),
        photos=tuple(each for each in later if each.photo is not None),
    )


def _side(original: str, public: str, names: tuple[str, ...]) -> Side:
    return Side(original, mask_text(public, names=names).text, mask_text(original, names=names).findings)


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
    words = Words(
        required(title, limits.title_chars, "title"),
        required(body, limits.text_chars, "body"),
        clean(place, limits.place_chars, "place"),
    )
    names = _names(matter)
    masked = Words(*(mask_text(text, names=names).text for text in words))
    seen = settle_words(occasion, matter, masked)
    public: dict[str, Any] = {
        "public_title": seen.title,
        "public_body": seen.text,
        "public_place": seen.place,
    }
    print_instead(matter, matter.public_title, seen.title)
    move(occasion, matter, Action.PUBLISH, due_on=None, **public)
    search.index(matter)
    return matter
