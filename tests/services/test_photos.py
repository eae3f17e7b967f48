"""Photos come out as plain JPEGs whatever went in, and what is no photo stays out."""

import io
import struct
import zlib

import pytest
from PIL import Image

from portal import presets
from portal.domain.refusal import Refusal, Rule
from portal.services.photos import read_picture, read_pictures

LIMITS = presets.load("anze").limits


def picture(form="JPEG", size=(2000, 1000), **options):
    file = io.BytesIO()
    Image.new("RGB", size, "red").save(file, form, **options)
    return file.getvalue()


def refusal_of(data):
    with pytest.raises(Refusal) as refused:
        read_picture(io.BytesIO(data), LIMITS)
    assert refused.value.facts["field"] == "photos"
    return refused.value.rule


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_photo_becomes_two_jpegs(form):
    taken = read_picture(io.BytesIO(picture(form)), LIMITS)
    large, small = (Image.open(io.BytesIO(data)) for data in (taken.large, taken.small))
    assert (large.format, large.size) == ("JPEG", (1600, 800))
    assert (small.format, small.size) == ("JPEG", (360, 180))
    assert (taken.width, taken.height) == (1600, 800)


def test_no_metadata_gets_through():
    exif = Image.Exif()
    exif[0x010E] = "7号楼2单元301 林小雨"
    exif.get_ifd(0x8825)[2] = (36.15, 0.0, 0.0)
    taken = read_picture(io.BytesIO(picture(exif=exif, comment=b"13800138000")), LIMITS)
    for data in (taken.large, taken.small):
        read = Image.open(io.BytesIO(data))
        assert not read.getexif()
        assert "comment" not in read.info
        assert b"Exif" not in data


def test_a_photo_taken_upright_stays_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = read_picture(io.BytesIO(picture(size=(400, 200), exif=exif)), LIMITS)
    assert (taken.width, taken.height) == (200, 400)


def test_what_hides_behind_a_picture_is_gone():
    taken = read_picture(io.BytesIO(picture() + b"<script>alert(1)</script>"), LIMITS)
    assert b"script" not in taken.large + taken.small


def test_where_a_photo_was_taken_is_known_to_nobody():
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 9.0, 0.0), 3: "E", 4: (112.0, 15.0, 0.0)})
    taken_here = picture(exif=exif)
    assert Image.open(io.BytesIO(taken_here)).getexif().get_ifd(0x8825)[4] == (112.0, 15.0, 0.0)
    taken = read_picture(io.BytesIO(taken_here), LIMITS)
    for data in (taken.large, taken.small):
        assert dict(Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)) == {}


@pytest.mark.parametrize(
    ("mode", "form", "colour", "shown"),
    [
        ("CMYK", "JPEG", (0, 255, 255, 0), (254, 0, 0)),
        ("L", "JPEG", 200, (200, 200, 200)),
        ("I;16", "PNG", 65_535, (255, 255, 255)),
        ("RGBA", "PNG", (255, 0, 0, 255), (254, 0, 0)),
        ("P", "PNG", 0, (0, 0, 0)),
        ("1", "PNG", 1, (255, 255, 255)),
    ],
)
def test_a_photo_of_any_colours_becomes_one_that_browsers_show(mode, form, colour, shown):
    file = io.BytesIO()
    Image.new(mode, (40, 40), colour).save(file, form)
    file.seek(0)
    read = Image.open(io.BytesIO(read_picture(file, LIMITS).large))
    assert (read.format, read.mode, read.getpixel((20, 20))) == ("JPEG", "RGB", shown)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_a_picture_that_moves_the_first_one_stays(form):
    others = [Image.new("RGB", (40, 40), colour) for colour in ("blue", "green")]
    taken = read_picture(io.BytesIO(picture(form, (40, 40), save_all=True, append_images=others)), LIMITS)
    red, green, blue = Image.open(io.BytesIO(taken.large)).getpixel((20, 20))
    assert (red > 240, green < 10, blue < 10) == (True, True, True)


@pytest.mark.parametrize(
    "hidden", [b"<?php system($_GET[0]); ?>", b"PK\x05\x06" + bytes(18), b"<svg onload=x>"]
)
def test_a_file_that_is_two_things_comes_out_as_one(hidden):
    whole = picture(size=(40, 40))
    inside = whole[:2] + b"\xff\xfe" + struct.pack(">H", len(hidden) + 2) + hidden + whole[2:]
    for both in (whole + hidden, inside):
        taken = read_picture(io.BytesIO(both), LIMITS)
        assert hidden not in taken.large + taken.small


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        b"%PDF-1.7 not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        picture("GIF", (40, 40)),
        picture("BMP", (40, 40)),
        picture()[:200],
        picture(size=(400, 400))[:-400],
        b"\xff\xd8\xff\xe0" + b"\xff" * 500,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    ],
    ids=[
        "empty",
        "gif",
        "pdf",
        "svg",
        "whole gif",
        "bmp",
        "cut off",
        "cut off late",
        "torn jpeg",
        "torn png",
    ],
)
def test_what_is_no_photo_is_refused_whatever_it_calls_itself(data):
    assert refusal_of(data) is Rule.NOT_A_PICTURE


def test_a_broken_orientation_is_no_crash():
    broken = picture(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12")
    with_luck = read_picture(io.BytesIO(broken), LIMITS)
    assert (with_luck.width, with_luck.height) == (1600, 800)


def test_a_small_file_that_unpacks_into_gigabytes_is_refused_unopened():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    assert refusal_of(bomb) is Rule.PICTURE_TOO_LARGE


def test_too_many_bytes_are_refused_before_they_are_read_whole():
    file = io.BytesIO(b"\xff" * (LIMITS.photo_bytes + 5_000_000))
    with pytest.raises(Refusal) as refused:
        read_picture(file, LIMITS)
    assert refused.value.rule is Rule.PICTURE_TOO_LARGE
    assert file.tell() == LIMITS.photo_bytes + 1


def test_seven_photos_are_one_too_many_and_none_is_opened():
    files = [io.BytesIO(picture()) for _ in range(7)]
    with pytest.raises(Refusal) as refused:
        read_pictures(files, LIMITS)
    assert refused.value.rule is Rule.TOO_MANY_PICTURES
    assert all(file.tell() == 0 for file in files)
