"""Filters of the inbox that an officer keeps under a name. Each officer has his or her own."""

from collections.abc import Mapping
from urllib.parse import urlencode

from peewee import fn

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import required
from portal.models import SavedFilter

#: What stands in a row above the inbox; more of them nobody finds again.
MOST = 12

#: What the inbox's own address can ask for.
KEYS = ("stage", "light", "community", "mine", "up")

_NAME_CHARS = 40


@transaction
def keep_filter(occasion: Occasion, name: str, parts: Mapping[str, object]) -> SavedFilter:
    """Keeps what the inbox's address asks for.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, UNKNOWN_CHOICE for a part that the inbox does not
            know, FILTER_EMPTY where it asks for nothing, FILTER_KNOWN, FILTERS_FULL.
    """
    if not can_anywhere(occasion.actor, Action.READ_OFFICE):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.READ_OFFICE)
    if not parts:
        raise Refusal(Rule.FILTER_EMPTY)
    if not parts.keys() <= set(KEYS):
        raise Refusal(Rule.UNKNOWN_CHOICE)
    own = SavedFilter.person == occasion.actor.person_id
    if SavedFilter.select().where(own).count() >= MOST:
        raise Refusal(Rule.FILTERS_FULL, limit=MOST)
    query = urlencode([(key, parts[key]) for key in KEYS if key in parts])
    last = SavedFilter.select(fn.MAX(SavedFilter.position)).where(own).scalar() or 0
    return SavedFilter.create(
        person=occasion.actor.person_id, name=_free_name(occasion, name), query=query, position=last + 1
    )


@transaction
def rename_filter(occasion: Occasion, kept: SavedFilter, name: str) -> None:
    """Raises Refusal: NOT_FOUND for somebody else's, EMPTY_TEXT, TEXT_TOO_LONG, FILTER_KNOWN."""
    _require_own(occasion, kept)
    kept.name = _free_name(occasion, name, kept.id)
    kept.save()


@transaction
def drop_filter(occasion: Occasion, kept: SavedFilter) -> None:
    """Raises Refusal NOT_FOUND for somebody else's."""
    _require_own(occasion, kept)
    kept.delete_instance()


def _free_name(occasion: Occasion, name: str, besides: int = 0) -> str:
    name = required(name, _NAME_CHARS, "name")
    same = (SavedFilter.person == occasion.actor.person_id) & (SavedFilter.name == name)
    if SavedFilter.select().where(same, SavedFilter.id != besides).exists():
        raise Refusal(Rule.FILTER_KNOWN, field="name")
    return name


def _require_own(occasion: Occasion, kept: SavedFilter) -> None:
    if kept.person_id != occasion.actor.person_id:
        raise Refusal(Rule.NOT_FOUND)
