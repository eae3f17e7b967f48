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


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        b"%PDF-1.7 not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        picture()[:200],
        b"\xff\xd8\xff\xe0" + b"\xff" * 500,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    ],
    ids=["empty", "gif", "pdf", "svg", "cut off", "torn jpeg", "torn png"],
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
