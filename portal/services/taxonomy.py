"""The tree of categories: begun by the rule book, taken over from a table, tended by staff."""

from collections.abc import Iterable, Sequence

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.domain.wording import required
from portal.models import Category
from portal.queries.rows import Condition

_LEVELS = 3
_NAME_CHARS = 40


@transaction
def seed(names: Iterable[str]) -> dict[str, int]:
    """The rule book's categories as the first level, missing ones added; gives their ids by name."""
    return {name: _branch((name,)).id for name in names}


@transaction
def take_over(table: Table) -> int:
    """Adds what a table of up to three columns holds, a category a line, and gives how many are new.

    What is there already stays as it is, so that taking the same table twice adds nothing.

    Raises:
        Refusal: WRONG_FILE where a line names a category below none, TEXT_TOO_LONG, and as ``clean``.
    """
    before = Category.select().count()
    for names in dict.fromkeys(map(_names, table.rows)):
        _branch(names)
    return int(Category.select().count() - before)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells[:_LEVELS])
    while names and not names[-1]:
        names = names[:-1]
    if not names or not all(names):
        raise Refusal(Rule.WRONG_FILE, reason=",".join(cells))
    return tuple(required(name, _NAME_CHARS, "name") for name in names)


def _branch(names: Sequence[str]) -> Category:
    """The category of this path of names, made with those above it where it is missing."""
    parent = _branch(names[:-1]) if len(names) > 1 else None
    found = Category.get_or_none((Category.name == names[-1]) & _lies_in(parent))
    return found or _new(names[-1], parent)


def _new(name: str, parent: Category | None) -> Category:
    category = Category.create(name=name, parent=parent, level=parent.level + 1 if parent else 1)
    category.path = f"{parent.path if parent else '/'}{category.id}/"
    category.save()
    return category


def _lies_in(parent: Category | None) -> Condition:
    return Category.parent == parent if parent else Category.parent.is_null()


@transaction
def rename(occasion: Occasion, category: Category, name: str) -> None:
    """The same category under another name. Raises Refusal NOT_ALLOWED, EMPTY_TEXT, CATEGORY_KNOWN."""
    _require(occasion)
    name = required(name, _NAME_CHARS, "name")
    namesake = (Category.name == name) & _lies_in(category.parent) & (Category.id != category.id)
    if Category.select().where(namesake).exists():
        raise Refusal(Rule.CATEGORY_KNOWN, field="name")
    category.name = name
    category.save()


@transaction
def retire(occasion: Occasion, category: Category) -> None:
    """Offers it, and all below it, to nobody any more; its matters keep it. Raises Refusal NOT_ALLOWED."""
    _require(occasion)
    category.active = False
    category.save()


@transaction
def bring_back(occasion: Occasion, category: Category) -> None:
    """Offers a retired one again. Raises Refusal NOT_ALLOWED."""
    _require(occasion)
    category.active = True
    category.save()


@transaction
def import_taxonomy(occasion: Occasion, table: Table) -> int:
    """As ``take_over``, by somebody of the office. Raises Refusal NOT_ALLOWED besides."""
    _require(occasion)
    return take_over(table)


def _require(occasion: Occasion) -> None:
    """The tree is one for the whole place, whatever part of it one's role is held for."""
    if not can_anywhere(occasion.actor, Action.MANAGE_CATEGORIES):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.MANAGE_CATEGORIES)
