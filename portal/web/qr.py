"""QR codes: an address or a secret as a picture that a camera reads."""

import io

import segno


def qr_svg(text: str) -> bytes:
    """A picture for an address of its own, with the white edge that scanners look for."""
    drawn = io.BytesIO()
    _code(text).save(drawn, kind="svg", border=4, omitsize=True)
    return drawn.getvalue()


def qr_in_page(text: str) -> str:
    """A picture that stands in the page itself, whose paper is the rest of the white edge."""
    return _code(text).svg_data_uri(border=2, omitsize=True)


def _code(text: str) -> segno.QRCode:
    """Legible with up to 15 of 100 parts worn off."""
    return segno.make_qr(text, error="m")
