"""Venues: where people are heard. Added, set right, closed and opened again by whoever leads the area."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from portal.db import transaction
from portal.domain.geo import Position
from portal.domain.numbering import ALPHABET
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import VenueKind
from portal.domain.wording import clean, required
from portal.models import Area, Venue
from portal.models.places import AreaKind
from portal.services.search import index_venue

_CODE_LENGTH = 6
_NAME, _ADDRESS, _HOURS, _TELEPHONE = 120, 200, 120, 40  # characters


@dataclass(frozen=True)
class VenueWords:
    """What a venue says of itself. Without a position it stands on no map."""

    kind: VenueKind
    name: str
    address: str
    opening_hours: str
    telephone: str = ""
    position: Position | None = None


@transaction
def add_venue(
    occasion: Occasion, community: Area, words: VenueWords, choose: Callable[[str], str] = secrets.choice
) -> Venue:
    """A new venue of a community, with the code of its poster.

    Raises:
        Refusal: NOT_ALLOWED, UNKNOWN_AREA for what is no community, UNKNOWN_CHOICE for a kind that the rule
            book does not know, EMPTY_TEXT, TEXT_TOO_LONG, CONTROL_CHARACTERS.
    """
    require(occasion.actor, Action.MANAGE_PLACE, Subject(community.path))
    if community.kind is not AreaKind.COMMUNITY:
        raise Refusal(Rule.UNKNOWN_AREA, field="community")
    venue = Venue.create(community=community, code=_new_code(choose), **_columns(occasion, words))
    index_venue(venue)
    return venue


@transaction
def change_venue(occasion: Occasion, venue: Venue, words: VenueWords) -> Venue:
    """Sets right what a venue says of itself; its code, and so its posters, stay. Raises as ``add_venue``."""
    require(occasion.actor, Action.MANAGE_PLACE, Subject(venue.community.path))
    Venue.update(**_columns(occasion, words)).where(Venue.id == venue.id).execute()
    index_venue(Venue.get_by_id(venue.id))
    return venue


@transaction
def close_venue(occasion: Occasion, venue: Venue) -> None:
    """Takes a venue off the public pages; what was said there keeps its place. Raises Refusal NOT_ALLOWED."""
    _stand(occasion, venue, active=False)


@transaction
def reopen_venue(occasion: Occasion, venue: Venue) -> None:
    """Brings a venue back, with the posters it had. Raises Refusal NOT_ALLOWED."""
    _stand(occasion, venue, active=True)


def _stand(occasion: Occasion, venue: Venue, active: bool) -> None:
    require(occasion.actor, Action.MANAGE_PLACE, Subject(venue.community.path))
    Venue.update(active=active).where(Venue.id == venue.id).execute()
    venue.active = active
    index_venue(venue)


def _columns(occasion: Occasion, words: VenueWords) -> dict[str, object]:
    if words.kind not in occasion.book.venues:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="kind")
    at = words.position
    return {
        "kind": words.kind,
        "name": required(words.name, _NAME, "name"),
        "address": required(words.address, _ADDRESS, "address"),
        "opening_hours": required(words.opening_hours, _HOURS, "opening_hours"),
        "telephone": clean(words.telephone, _TELEPHONE, "telephone"),
        "longitude": at.longitude if at else None,
        "latitude": at.latitude if at else None,
    }


def _new_code(choose: Callable[[str], str]) -> str:
    while True:
        code = "".join(choose(ALPHABET) for _ in range(_CODE_LENGTH))
        if not Venue.select().where(Venue.code == code).exists():
            return code
