"""The tree of categories, as pages choose from it and lists are narrowed by it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.models import Category, Matter
from portal.queries.rows import Query, prepared, rows


class Node(NamedTuple):
    """A category and where it stands in the tree."""

    id: int
    parent_id: int | None
    name: str
    level: int
    path: str
    active: bool


def categories() -> list[Node]:
    """All that are offered, each followed by those below it; what lies below a retired one is retired too."""
    nodes = [Node(*row) for row in _categories()]
    retired = [node.path for node in nodes if not node.active]
    return [node for node in _in_order(nodes) if not node.path.startswith(tuple(retired))]


def whole_tree() -> list[Node]:
    """All categories, retired ones too, each followed by those below it."""
    return _in_order([Node(*row) for row in _categories()])


@prepared
def _categories() -> Query:
    return Category.select(
        Category.id, Category.parent, Category.name, Category.level, Category.path, Category.active
    ).order_by(Category.id)


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    """Siblings stand in the order in which they came."""
    return sorted(nodes, key=lambda node: [int(part) for part in node.path.strip("/").split("/")])


def first_level() -> list[tuple[int, str]]:
    """Id and name of the first level as far as it is offered: what the public's lists are narrowed by."""
    return [(number, name) for number, name in _first_level()]


@prepared
def _first_level() -> Query:
    level = Category.select(Category.id, Category.name).where((Category.level == 1) & Category.active)
    return level.order_by(Category.id)


def category_named(name: str) -> int | None:
    """The category in use of this name, the one nearest the first level; None where there is none."""
    return next((number for (number,) in _named(name)), None) if name else None


@prepared
def _named(name: str) -> Query:
    named = Category.select(Category.id).where((Category.name == name) & Category.active)
    return named.order_by(Category.level, Category.id).limit(1)


def categories_to_pick(chosen: int | None) -> list[tuple[int, str]]:
    """The first level, and the chosen one in whole words where it lies deeper."""
    first = first_level()
    deeper = chosen is not None and chosen not in dict(first)
    return [*first, *words_of([chosen]).items()] if chosen is not None and deeper else first


def words_of(category_ids: Iterable[int]) -> dict[int, str]:
    """Each of these categories in whole words: 城乡建设·安全生产."""
    asked_for = set(category_ids)
    nodes = whole_tree() if asked_for else []
    names = {node.id: node.name for node in nodes}
    return {
        node.id: "·".join(names[int(part)] for part in node.path.strip("/").split("/"))
        for node in nodes
        if node.id in asked_for
    }


def below(category_id: Any) -> Query:
    """The ids of a category and of all below it; at most two levels follow the first."""
    node, parent = Category.alias(), Category.alias()
    tree = node.select(node.id).join(parent, JOIN.LEFT_OUTER, on=node.parent == parent.id)
    return tree.where(
        (node.id == category_id) | (node.parent == category_id) | (parent.parent == category_id)
    )


def uses() -> dict[int, int]:
    """How many matters stand in each category itself."""
    counted = Matter.select(Matter.category, fn.COUNT(Matter.id)).where(Matter.category.is_null(False))
    return dict(rows(counted.group_by(Matter.category)))
