"""One photo, and who may see it."""

from typing import NamedTuple

from portal.domain.stages import is_public
from portal.models import Matter, Photo, PhotoImage


class Found(NamedTuple):
    """A photo with the matter it belongs to. ``is_public``: both are for everybody."""

    matter: Matter
    photo_id: int
    is_public: bool


def photo_named(name: str) -> Found | None:
    """The photo with this name; None for a guessed one."""
    photo = Photo.select(Photo, Matter).join(Matter).where(Photo.name == name).first()
    if photo is None:
        return None
    matter = photo.matter
    return Found(matter, photo.id, photo.public and is_public(matter.state, matter.private))


def image_of(photo_id: int, size: str) -> bytes:
    """The JPEG in this size, ``large`` or ``small``."""
    column = {"large": PhotoImage.large, "small": PhotoImage.small}[size]
    image: bytes = PhotoImage.select(column).where(PhotoImage.photo == photo_id).scalar()
    return bytes(image)
