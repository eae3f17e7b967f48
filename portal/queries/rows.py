"""Rows as plain tuples: a model object costs ten times as much as the row it holds."""

from typing import Any

from peewee import ModelSelect


def rows(query: "ModelSelect[Any]") -> list[tuple[Any, ...]]:
    """What the query selects, in its order, converted to Python values."""
    return list(query.tuples())
