"""One question a page, without JavaScript: what was answered on the pages before travels in hidden fields."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask import request

from portal.queries.campaigns import Part
from portal.web.fields import Form
from portal.web.preferences import preferences
from portal.web.render import face
from portal.web.security import row_id


class Step(NamedTuple):
    """The question that is asked now. ``carried`` are name and value of all other answers."""

    at: int
    of: int
    field: Any
    carried: list[tuple[str, str]]
    is_last_and_fit: bool = False

    @property
    def is_last(self) -> bool:
        return self.at == self.of - 1


def is_stepped() -> bool:
    """长辈版 and the kiosk ask one question a page."""
    return face() == "kiosk" or preferences().is_large


def stepped(form: Form, parts: Sequence[Part]) -> Step:
    """The step that comes next: back, on when this one was answered fitly, or this one again."""
    at = min(request.form.get("at", 0, type=row_id), len(parts) - 1)
    if not form.is_submitted():
        return _step(form, parts, 0)
    form.validate()
    if request.form.get("go") == "back":
        _forgive(form, parts)
        return _step(form, parts, max(at - 1, 0))
    if form[parts[at].question.field].errors:
        return _again(form, parts, at)
    if at < len(parts) - 1:
        _forgive(form, parts)
        return _step(form, parts, at + 1)
    return at_step(form, parts)


def at_step(form: Form, parts: Sequence[Part]) -> Step:
    """The first step with something wrong; the last one when all are fit."""
    for at, part in enumerate(parts):
        if form[part.question.field].errors:
            return _again(form, parts, at)
    return _step(form, parts, len(parts) - 1)._replace(is_last_and_fit=not form.errors)


def _again(form: Form, parts: Sequence[Part], at: int) -> Step:
    """Tells only what is wrong with this question: the others have their own page."""
    _forgive(form, [part for part in parts if part is not parts[at]])
    return _step(form, parts, at)


def _forgive(form: Form, parts: Sequence[Part]) -> None:
    for part in parts:
        form[part.question.field].errors = []


def _step(form: Form, parts: Sequence[Part], at: int) -> Step:
    others = [part for part in parts if part is not parts[at]]
    carried = [pair for part in others for pair in _values(form, part.question.field)]
    return Step(at, len(parts), form[parts[at].question.field], carried)


def _values(form: Form, name: str) -> Iterator[tuple[str, str]]:
    given = form[name].data
    for value in given if isinstance(given, list) else [given]:
        if value:
            yield name, str(value)
