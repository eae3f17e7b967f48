"""What stands where something would be read that is not public: that it waits, or why it was withheld."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flask import Flask
from flask_babel import gettext as _

from portal.domain.policy import PassageKind
from portal.models.protection import Cause, PassageState
from portal.queries.passages import HiddenPart, Why, why_hidden
from portal.web import labels


class Hidden(NamedTuple):
    """What of a matter's page is not public: a sentence for its words, and for each event on its road what
    of it is missing."""

    words: str
    events: dict[int | None, list[str]]


def words_of(why: Why) -> str:
    """The sentence in place of what is not public."""
    if why.state is PassageState.WAITING:
        return _("等人看过再公开")
    told = [] if why.cause in (None, Cause.OTHER) else [str(labels.CAUSES[why.cause])]
    return _("没有公开，原因：%(why)s", why=_("；").join([*told, *filter(None, [why.reason])]))


def titles_of(titled: Sequence[tuple[str, str]]) -> list[str]:
    """For each number and public title what a list shows: the title, or why there is none."""
    missing = why_hidden([number for number, title in titled if not title])
    return [title or _sentence(missing.get(number)) for number, title in titled]


def or_why_hidden(words: str, number: str) -> str:
    """The public words of the matter of this number, or why there are none; nothing of a private one."""
    return words or (_sentence(why_hidden([number]).get(number)) if number else "")


def _sentence(why: Why | None) -> str:
    return words_of(why) if why else ""


def hidden_on_page(parts: Sequence[HiddenPart]) -> Hidden:
    """What a matter's page says instead of what is not public."""
    words = next((words_of(part.why) for part in parts if part.kind is PassageKind.WORDS), "")
    return Hidden(words, _by_event(part for part in parts if part.kind is not PassageKind.WORDS))


def _by_event(parts: Iterable[HiddenPart]) -> dict[int | None, list[str]]:
    missing: dict[int | None, list[str]] = {}
    for part in parts:
        sentence = words_of(part.why)
        if part.kind is PassageKind.PHOTOS:
            sentence = _("照片：%(why)s", why=sentence)
        missing.setdefault(part.event_id, []).append(sentence)
    return missing


def bind_unread(app: Flask) -> None:
    app.jinja_env.filters["or_why_hidden"] = or_why_hidden
    app.jinja_env.filters["why_hidden"] = words_of
