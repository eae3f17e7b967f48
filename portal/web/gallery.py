"""A matter's photos as its pages show them, whoever reads."""

from typing import NamedTuple, Protocol

from flask import url_for


class Kept(Protocol):
    """A photo as it is kept: its unguessable name, and the size of the large one in pixels."""

    @property
    def name(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


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
