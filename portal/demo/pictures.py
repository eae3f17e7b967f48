"""Pictures for the demonstration: plain drawings, so that nobody takes them for photographs."""

import io
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from PIL import Image, ImageDraw

from portal.domain.policy import Limits
from portal.services.photos import Picture, read_picture

_SIZE = (960, 640)
_SKY, _NIGHT, _GROUND, _INK, _RED, _GREEN, _GOLD = (
    "#dfe8ec", "#46525c", "#c9bfae", "#3b3a36", "#b5402f", "#5f8a5a", "#f2cf63",
)  # fmt: skip

Pen = ImageDraw.ImageDraw


def draw(scene: str, *, after: bool, limits: Limits) -> tuple[Picture, ...]:
    """The scene before or after it was put right; no picture where the scene has no name."""
    return (_picture(scene, after, limits),) if scene else ()


@cache
def _picture(scene: str, after: bool, limits: Limits) -> Picture:
    image = Image.new("RGB", _SIZE, _SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 470, 960, 640), fill=_GROUND)
    _SCENES[scene](pen, after)
    pen.rectangle((12, 12, 947, 627), outline=_INK, width=6)
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return read_picture(file, limits)


def _lamp(pen: Pen, after: bool) -> None:
    pen.rectangle((0, 0, 960, 470), fill=_NIGHT)
    for x in (220, 480, 740):
        if after:
            pen.polygon(((x - 10, 160), (x + 90, 160), (x + 190, 470), (x - 110, 470)), fill="#8a8a6a")
        pen.line((x, 470, x, 140, x + 60, 140), fill=_INK, width=12)
        pen.ellipse((x + 30, 130, x + 90, 170), fill=_GOLD if after else "#707a82")


def _charging(pen: Pen, after: bool) -> None:
    _building(pen, 60, 90, 400)
    if not after:
        for x in (130, 250, 330):
            pen.line((x, 180, x + 30, 330, x - 10, 500), fill=_RED, width=6)
    for x in (520, 660, 800):
        _bicycle(pen, x, 520)
        if after:
            pen.rectangle((x - 10, 330, x + 40, 440), fill=_GREEN, outline=_INK, width=4)
            pen.line((x + 15, 440, x + 30, 510), fill=_INK, width=5)
    if after:
        pen.polygon(((470, 300), (920, 300), (880, 250), (510, 250)), fill="#8b8f94")


def _billboard(pen: Pen, after: bool) -> None:
    _building(pen, 160, 60, 800)
    board = ((220, 330), (740, 330), (740, 420), (220, 420))
    hanging = ((220, 330), (735, 390), (725, 475), (210, 415))
    pen.polygon(board if after else hanging, fill=_RED, outline=_INK)
    if not after:
        pen.line((740, 330, 735, 390), fill=_INK, width=5)


def _wall(pen: Pen, after: bool) -> None:
    _building(pen, 120, 50, 840)
    if not after:
        for x, y in ((300, 120), (360, 210), (600, 160), (660, 280)):
            pen.ellipse((x, y, x + 120, y + 160), fill="#94866f")


def _rubbish(pen: Pen, after: bool) -> None:
    for x in (260, 440, 620):
        pen.rectangle((x, 350, x + 130, 520), fill=_GREEN, outline=_INK, width=5)
        pen.rectangle((x - 8, 330, x + 138, 356), fill=_INK)
    if not after:
        for x, y in ((230, 500), (330, 540), (420, 515), (560, 545), (650, 505), (470, 300), (300, 300)):
            pen.ellipse((x, y - 30, x + 90, y + 40), fill="#57534b", outline=_INK, width=3)


def _green(pen: Pen, after: bool) -> None:
    _building(pen, 40, 120, 330)
    if after:
        pen.rectangle((330, 470, 960, 640), fill="#9cbf8a")
        pen.polygon(((480, 520), (620, 330), (650, 330), (520, 520)), fill=_GOLD, outline=_INK)
        pen.line((640, 330, 660, 520), fill=_INK, width=8)
        for x in (740, 850):
            pen.line((x, 520, x, 420), fill=_INK, width=12)
            pen.ellipse((x - 60, 310, x + 60, 440), fill=_GREEN)
    else:
        for x in range(350, 940, 45):
            pen.line((x, 560, x + 12, 515, x + 4, 560, x + 26, 525), fill="#8f8a55", width=4)


def _road(pen: Pen, after: bool) -> None:
    pen.polygon(((300, 250), (660, 250), (960, 640), (0, 640)), fill="#77787a")
    if after:
        pen.polygon(((560, 250), (660, 250), (960, 640), (700, 640)), fill=_RED)
        pen.line((560, 250, 700, 640), fill="white", width=10)
    else:
        for x, y in ((360, 420), (560, 500), (300, 560), (620, 380)):
            pen.ellipse((x, y, x + 120, y + 40), fill="#4d4e50")
    _bicycle(pen, 780 if after else 480, 520)


def _pavement(pen: Pen, after: bool) -> None:
    _building(pen, 540, 60, 900)
    for x in range(-200, 960, 120):
        pen.line((x + 200, 470, x, 640), fill="#8f8878", width=4)
    pen.line((0, 550, 960, 550), fill="#8f8878", width=4)
    if after:
        pen.line((250, 520, 250, 380), fill=_INK, width=12)
        pen.ellipse((180, 240, 320, 400), fill=_GREEN)
    else:
        for x, y in ((190, 490), (420, 560), (650, 500)):
            pen.ellipse((x, y, x + 120, y + 50), fill="#57534b", outline=_RED, width=5)


def _building(pen: Pen, left: int, top: int, right: int) -> None:
    pen.rectangle((left, top, right, 470), fill="#e8dcc6", outline=_INK, width=5)
    for x in range(left + 40, right - 60, 110):
        for y in range(top + 40, 400, 90):
            pen.rectangle((x, y, x + 55, y + 50), fill="#a9bcc6", outline=_INK, width=3)


def _bicycle(pen: Pen, x: int, y: int) -> None:
    for wheel in (x - 45, x + 35):
        pen.ellipse((wheel, y, wheel + 60, y + 60), outline=_INK, width=7)
    pen.line((x - 15, y + 30, x + 10, y - 20, x + 60, y - 20, x + 65, y + 30), fill=_INK, width=7)


_SCENES: Mapping[str, Callable[[Pen, bool], None]] = MappingProxyType(
    {
        "lamp": _lamp,
        "charging": _charging,
        "billboard": _billboard,
        "wall": _wall,
        "rubbish": _rubbish,
        "green": _green,
        "road": _road,
        "pavement": _pavement,
    }
)
