"""A matter's photos as its pages show them, whoever reads."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from flask import url_for
from flask_babel import gettext as _

from portal.domain.stages import Action
from portal.web import labels
from portal.web.filters import short_day


class Kept(Protocol):
    """A photo as it is kept: its unguessable name, and the size of the large one in pixels."""

    @property
    def name(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


class Placed(Kept, Protocol):
    """A photo that knows with which event it came."""

    @property
    def event_id(self) -> int | None: ...


class Event(Protocol):
    """Something that happened, as far as a photo of it is to be named."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def action(self) -> Action: ...


class Shown(NamedTuple):
    """A photo for ``components/photos.html``: two addresses, a size, and words for who cannot see it."""

    small: str
    large: str
    width: int
    height: int
    alt: str


def shown(photo: Kept, alt: str) -> Shown:
    """The photo with the words that stand for it."""
    small, large = (url_for("data.photo", name=photo.name, size=size) for size in ("small", "large"))
    return Shown(small, large, photo.width, photo.height, alt)


class Album(NamedTuple):
    """The photos that came with what was said, and those of later events, by the event's id."""

    said: list[Shown]
    later: Mapping[int, list[Shown]]


def album(photos: Sequence[Placed], road: Iterable[Event], title: str) -> Album:
    """A matter's photos, each where it came on the road; the first event is what was said."""
    said, *later = road

    def of(event_ids: tuple[int | None, ...], words: str) -> list[Shown]:
        return [shown(photo, words) for photo in photos if photo.event_id in event_ids]

    return Album(of((said.id, None), title), {event.id: of((event.id,), _named(event)) for event in later})


def _named(event: Event) -> str:
    return _("照片：%(what)s，%(day)s", what=labels.HAPPENED[event.action], day=short_day(event.at))
