"""What a matter is about, where it lies and whether everybody may read it: set right by staff."""

from dataclasses import dataclass
from typing import Any

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, State
from portal.domain.terms import MatterKind
from portal.models import Area, Category, Matter
from portal.queries.categories import words_of
from portal.queries.places import community_of
from portal.services import search
from portal.services.journal import note
from portal.services.minutes import say_nothing_of
from portal.services.warn import warn


@dataclass(frozen=True)
class Filed:
    """Where a matter belongs: in which category, as what kind, in which area, on or off the board."""

    category_id: int | None
    kind: MatterKind
    area_id: int
    private: bool


@transaction
def classify(occasion: Occasion, matter: Matter, filed: Filed) -> Matter:
    """Sets right what is wrong of these, and notes from what to what; nothing where all is right already.

    What becomes private leaves the board, everybody's search and public minutes at once; what ceases to be
    comes back to the board and the search.

    Raises:
        Refusal: UNKNOWN_CHOICE, UNKNOWN_AREA; NOT_ALLOWED in the area it comes from or goes to;
            ON_AN_AGENDA when it would leave a meeting that waits for it; and as ``journal.note``.
    """
    _refuse_unknown(occasion, filed)
    now = Filed(matter.category_id, matter.kind, matter.area_id, matter.private)
    changed = {name: (old, new) for name, old, new in _pairs(now, filed) if old != new}
    if not changed:
        return matter
    if matter.state is State.ON_AGENDA and {"area_id", "private"} & changed.keys():
        raise Refusal(Rule.ON_AN_AGENDA)
    is_public = not (matter.private or filed.private)
    data = {name.removesuffix("_id"): _spoken(name, *pair) for name, pair in changed.items()}
    note(occasion, matter, Action.CLASSIFY, data=data, public=is_public, **_columns(filed))
    search.index(matter)
    if filed.private and "private" in changed:
        say_nothing_of(matter)
    if "kind" in changed and filed.kind is MatterKind.RISK and not occasion.quietly:
        warn(occasion, matter)
    return matter


@transaction
def file_under(occasion: Occasion, matter: Matter, category_id: int) -> Matter:
    """The category alone, as somebody confirms it with one tap. Raises as ``classify``."""
    return classify(occasion, matter, Filed(category_id, matter.kind, matter.area_id, matter.private))


def _pairs(old: Filed, new: Filed) -> list[tuple[str, Any, Any]]:
    return [(name, value, getattr(new, name)) for name, value in vars(old).items()]


def _refuse_unknown(occasion: Occasion, filed: Filed) -> None:
    if filed.category_id is not None and Category.get_or_none(Category.id == filed.category_id) is None:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="category")
    area = Area.get_or_none(Area.id == filed.area_id)
    if area is None:
        raise Refusal(Rule.UNKNOWN_AREA, field="area")
    require(occasion.actor, Action.CLASSIFY, Subject(area.path))


def _columns(filed: Filed) -> dict[str, Any]:
    area = Area.get_by_id(filed.area_id)
    return {
        "category": filed.category_id,
        "kind": filed.kind,
        "area": area,
        "community": community_of(area),
        "private": filed.private,
    }


def _spoken(name: str, old: Any, new: Any) -> list[Any]:
    """From what to what, in words where the words may change later."""
    if name == "category_id":
        words = words_of(filter(None, (old, new)))
        return [words.get(old, ""), words.get(new, "")]
    if name == "area_id":
        return [Area.get_by_id(old).name, Area.get_by_id(new).name]
    return [old, new]
