"""Photos: decoded and encoded anew, so that neither metadata nor anything hidden in a file gets through."""

import io
import secrets
import warnings
from collections.abc import Sequence
from typing import IO, NamedTuple

from PIL import Image, ImageOps

from portal.db import transaction
from portal.domain.geo import Position
from portal.domain.occasion import Occasion
from portal.domain.policy import Limits
from portal.domain.refusal import Refusal, Rule
from portal.models import Matter, MatterEvent, Photo, PhotoImage
from portal.services import gate
from portal.services.locating import position_in_photo

_FORMATS = ("JPEG", "PNG", "WEBP")
_LARGE, _SMALL = 1600, 360  # pixels on the longer side


class Picture(NamedTuple):
    """A picture ready to be kept: two JPEGs without metadata. ``position`` is what that said, set aside."""

    large: bytes
    small: bytes
    width: int
    height: int
    position: Position | None = None


def read_picture(file: IO[bytes], limits: Limits) -> Picture:
    """Decodes an upload and encodes it anew, turned upright.

    Raises:
        Refusal: PICTURE_TOO_LARGE by bytes or by pixels (a small file may unpack into gigabytes), or
            NOT_A_PICTURE for everything else that is no JPEG, PNG or WebP, whatever it calls itself.
    """
    data = file.read(limits.photo_bytes + 1)
    if len(data) > limits.photo_bytes:
        raise _too_large(limits)
    try:
        return _encode(_decode(data, limits))._replace(position=position_in_photo(io.BytesIO(data)))
    except Refusal:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(limits) from error
    except Exception as error:  # a hostile file makes a decoder raise whatever it likes
        raise Refusal(Rule.NOT_A_PICTURE, field="photos") from error


def read_pictures(files: Sequence[IO[bytes]], limits: Limits) -> list[Picture]:
    """All pictures of one form, or none. Raises as ``read_picture``, and TOO_MANY_PICTURES first of all."""
    if len(files) > limits.photos:
        raise Refusal(Rule.TOO_MANY_PICTURES, field="photos", limit=limits.photos)
    return [read_picture(file, limits) for file in files]


def _too_large(limits: Limits) -> Refusal:
    return Refusal(Rule.PICTURE_TOO_LARGE, field="photos", megabytes=limits.photo_bytes // 1_000_000)


def _decode(data: bytes, limits: Limits) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # of large pictures, judged below, and of torn metadata, dropped anyway
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > limits.photo_pixels:
            raise _too_large(limits)
        image.draft("RGB", (_LARGE, _LARGE))  # a JPEG unpacks no larger than needed
        whole = image if image.mode == "RGB" else image.convert("RGB")
        whole.thumbnail((_LARGE, _LARGE))  # before anything is copied: fifty megapixels are 150 MB
        return ImageOps.exif_transpose(whole)


def _encode(large: Image.Image) -> Picture:
    small = large.copy()
    small.thumbnail((_SMALL, _SMALL))
    return Picture(_jpeg(large, 82), _jpeg(small, 75), large.width, large.height)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


@transaction
def store(
    occasion: Occasion, matter: Matter, pictures: Sequence[Picture], event: MatterEvent, public: bool = True
) -> None:
    """Keeps pictures with the event they belong to.

    Raises:
        Refusal: TOO_MANY_PICTURES for one event.
    """
    limit = occasion.book.limits.photos
    if len(pictures) > limit:
        raise Refusal(Rule.TOO_MANY_PICTURES, limit=limit)
    for picture in pictures:
        photo = Photo.create(
            matter=matter,
            event=event,
            name=secrets.token_urlsafe(18),
            width=picture.width,
            height=picture.height,
            public=public and not matter.private,
        )
        gate.hold_photo(occasion, matter, photo)
        PhotoImage.insert(photo=photo, large=picture.large, small=picture.small).execute()
