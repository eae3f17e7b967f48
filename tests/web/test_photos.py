"""A photo is for everybody where its matter is; otherwise for those who may know of it."""

import io

import pytest
from PIL import Image

from portal.models import Photo
from portal.services import link, say
from portal.services.photos import read_picture
from portal.services.say import Draft, raise_matter


@pytest.fixture
def raised(occasion, town):
    """``raised(private=True)`` is a matter with a photo, and its photo's address."""

    def raised(**changed):
        file = io.BytesIO()
        Image.new("RGB", (800, 600), "red").save(file, "PNG")
        picture = read_picture(io.BytesIO(file.getvalue()), occasion().book.limits)
        draft = Draft(words="墙裂了。", area_id=town.grid.id, pictures=(picture,), **changed)
        receipt = raise_matter(occasion("nobody"), draft)
        return receipt, f"/photos/{Photo.get().name}"

    return raised


def test_a_public_photo_is_a_jpeg_that_browsers_keep(client, raised):
    _, address = raised()
    response = client.get(address)
    assert (response.status_code, response.content_type) == (200, "image/jpeg")
    assert response.headers["Cache-Control"] == "public, max-age=604800"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(response.data)).size == (800, 600)
    assert "Set-Cookie" not in response.headers


def test_the_small_one_is_small(client, raised):
    _, address = raised()
    assert Image.open(io.BytesIO(client.get(f"{address}/small").data)).size == (360, 270)


def test_a_browser_that_has_it_is_told_so(client, raised):
    _, address = raised()
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_private_matters_photo_is_as_unknown_as_a_guessed_name(client, raised):
    _, address = raised(private=True)
    assert client.get(address).status_code == client.get("/photos/guessed").status_code == 404


def test_whoever_works_there_sees_a_private_photo_and_nobody_keeps_it(client_of, raised):
    _, address = raised(private=True)
    response = client_of("worker").get(address)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    assert client_of("stranger").get(address).status_code == 404
    assert client_of("resident").get(address).status_code == 404


def test_the_proposer_sees_it_with_the_code(client, raised):
    receipt, address = raised(private=True)
    client.submit("/track", {"number": receipt.matter.number, "code": receipt.code})
    assert address in client.get(f"/track/{receipt.matter.number}").text
    assert client.get(address).status_code == 200


def test_what_was_taken_back_shows_its_photos_to_nobody_else(client, raised, occasion):
    receipt, address = raised()
    say.withdraw(occasion("nobody"), receipt.matter, shown_code=True)
    assert client.get(address).status_code == 404


def test_the_page_of_a_merged_matter_keeps_its_photos(client, raised, occasion, lamp):
    receipt, address = raised()
    link.merge(occasion("worker"), receipt.matter, lamp)
    assert address in client.get(f"/matters/{receipt.matter.number}").text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("size", ["huge", "..", "large.exe"])
def test_there_are_two_sizes(client, raised, size):
    _, address = raised()
    assert client.get(f"{address}/{size}").status_code == 404
