"""What a camera sees of a card. Nothing of the picture is kept."""

import io
import warnings
from typing import IO

import zxingcpp
from PIL import Image

_BYTES, _PIXELS = 400_000, 1_500_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def read_card(file: IO[bytes]) -> str:
    """What the QR code in a picture holds; empty where there is none, or no picture of a camera's size."""
    data = file.read(_BYTES + 1)
    if len(data) > _BYTES:
        return ""
    try:
        return _read(data)
    except Exception:  # a hostile file makes a decoder raise whatever it likes; the camera sends the next one
        return ""


def _read(data: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of large pictures, judged below
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _PIXELS:
                return ""
            grey = image.convert("L")
    found = zxingcpp.read_barcodes(grey, _QR, text_mode=zxingcpp.TextMode.Plain)
    return next((str(code.text) for code in found), "")
