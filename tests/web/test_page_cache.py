"""Pages are served from memory until something is written, and to nobody whom they do not concern."""

import gzip
from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from portal.db import revision
from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal
from portal.models import Matter
from portal.services import say
from portal.services.codes import open_with_code
from portal.web.page_cache import PageCache


@pytest.fixture
def reader(portal: Flask) -> Client:
    """A browser that takes bytes as they come over the wire and keeps no cookies."""
    return Client(portal.wsgi_app, use_cookies=False)


@pytest.fixture
def page(lamp: Matter) -> str:
    """The address of the page of the lamp."""
    return f"/matters/{lamp.number}"


def change_behind_the_back_of_the_house(lamp: Matter) -> None:
    """A row changes without the revision being raised, which no service does: who shows it asked anew."""
    Matter.update(public_title="看不见的改动").where(Matter.id == lamp.id).execute()


def test_a_page_is_served_from_memory_until_something_is_written(
    reader: Client, page: str, lamp: Matter, occasion: Callable[..., Occasion]
) -> None:
    before = reader.get(page).data
    change_behind_the_back_of_the_house(lamp)
    assert reader.get(page).data == before
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    after = reader.get(page).text
    assert "看不见的改动" in after
    assert "今晚就换灯泡。" in after


def test_the_board_shows_a_matter_raised_a_moment_ago(
    reader: Client, town: object, request: pytest.FixtureRequest
) -> None:
    assert "路灯坏了" not in reader.get("/").text
    request.getfixturevalue("lamp")
    assert "路灯坏了" in reader.get("/").text


def test_who_has_a_session_gets_a_fresh_page_and_leaves_none_behind(
    reader: Client, client_of: Callable[[str], FlaskClient], page: str, lamp: Matter
) -> None:
    resident = client_of("resident")
    assert 'href="/me"' in resident.get(page).text
    anonymous = reader.get(page).text
    assert 'href="/me"' not in anonymous
    change_behind_the_back_of_the_house(lamp)
    assert "看不见的改动" in resident.get(page).text
    assert reader.get(page).text == anonymous


@pytest.mark.parametrize(
    ("cookie", "sign"),
    [("language=en", 'lang="en"'), ("text=larger", 'data-size="larger"'), ("text=large; language=ko", "ko")],
)
def test_each_language_and_size_of_text_has_a_page_of_its_own(
    reader: Client, page: str, cookie: str, sign: str
) -> None:
    plain = reader.get(page).text
    chosen = reader.get(page, headers={"Cookie": cookie}).text
    assert sign in chosen.partition("<head>")[0]
    assert sign not in plain.partition("<head>")[0]
    assert reader.get(page).text == plain
    assert reader.get(page, headers={"Cookie": cookie}).text == chosen


def test_a_fragment_for_htmx_is_not_mistaken_for_the_page(reader: Client, lamp: Matter) -> None:
    asking = {"HX-Request": "true", "HX-Target": "list"}
    page, fragment = reader.get("/matters").text, reader.get("/matters", headers=asking).text
    assert page.startswith("<!doctype html>")
    assert not fragment.startswith("<!doctype html>")
    assert reader.get("/matters").text == page


@pytest.mark.parametrize("asking", [{"HX-Request": "no", "HX-Target": "list"}, {"HX-Target": "list"}])
def test_nobody_leaves_the_whole_page_where_htmx_looks_for_its_fragment(
    reader: Client, lamp: Matter, asking: dict[str, str]
) -> None:
    assert reader.get("/matters", headers=asking).text.startswith("<!doctype html>")
    fragment = reader.get("/matters", headers={"HX-Request": "true", "HX-Target": "list"}).text
    assert not fragment.startswith("<!doctype html>")


def test_nobody_leaves_a_redirect_of_htmx_to_those_who_have_none(reader: Client, lamp: Matter) -> None:
    found = f"/matters?q={lamp.number}"
    assert (
        reader.get(found, headers={"HX-Request": "true"}).headers["HX-Redirect"] == f"/matters/{lamp.number}"
    )
    assert reader.get(found).status_code == 303


@pytest.mark.parametrize(
    "cookie",
    [
        "language =en",
        "language\t= en",
        'x="y; language=ko"; language=en',
        "language=en\x0b",
        "\xc2\xa0language=en",
        "language=en\xc2\xa0",
    ],
)
def test_nobody_chooses_the_language_of_the_next_reader(reader: Client, page: str, cookie: str) -> None:
    assert 'lang="en"' in reader.get(page, headers={"Cookie": cookie}).text
    assert 'lang="zh-Hans"' in reader.get(page).text.partition("<head>")[0]
    assert 'lang="ko"' in reader.get(page, headers={"Cookie": "language=ko"}).text.partition("<head>")[0]


def test_a_page_that_sets_a_cookie_is_never_kept(reader: Client, town: object) -> None:
    first, second = reader.get("/sample/form"), reader.get("/sample/form")
    assert first.headers["Set-Cookie"] != second.headers["Set-Cookie"]
    assert first.data != second.data


@pytest.mark.parametrize("face", ["/kiosk", "/kiosk/matters"])
def test_a_page_of_the_kiosk_is_never_kept(portal: Flask, lamp: Matter, face: str) -> None:
    cache = PageCache(portal.wsgi_app, revision, "session")
    response = Client(cache).get(face)
    assert response.headers["Cache-Control"] == "no-store"
    assert cache.size == (0, 0)


def test_a_page_of_the_office_is_never_kept(portal: Flask, client_of: Callable[[str], FlaskClient]) -> None:
    response = client_of("worker").get("/office")
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_nothing_is_kept_of_a_page_that_is_not_there(portal: Flask, town: object) -> None:
    cache = PageCache(portal.wsgi_app, revision, "session")
    assert Client(cache).get("/matters/AZ-1999-00001").status_code == 404
    assert cache.size == (0, 0)


def test_who_has_the_page_already_is_told_that_it_holds(
    reader: Client, page: str, lamp: Matter, occasion: Callable[..., Occasion]
) -> None:
    known = {"If-None-Match": reader.get(page).headers["ETag"]}
    same = reader.get(page, headers=known)
    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["ETag"] == known["If-None-Match"]
    among_others = {"If-None-Match": f'"other", W/{known["If-None-Match"]}'}
    assert reader.get(page, headers=among_others).status_code == 304
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    assert reader.get(page, headers=known).status_code == 200


def test_head_tells_of_the_page_without_sending_it(reader: Client, page: str) -> None:
    length = len(reader.get(page).data)
    head = reader.head(page)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Type"] == "text/html; charset=utf-8"
    assert head.headers["Content-Length"] == str(length)


def test_pages_are_compressed_for_browsers_that_take_it(reader: Client, page: str) -> None:
    plain = reader.get(page)
    small = reader.get(page, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert small.headers["ETag"] != plain.headers["ETag"]
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)


def test_a_browser_that_refuses_compression_gets_none(reader: Client, page: str) -> None:
    response = reader.get(page, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in response.headers


def test_a_page_says_to_caches_on_the_way_what_it_depends_on(reader: Client, page: str) -> None:
    response = reader.get(page)
    varies = {name.strip() for line in response.headers.getlist("Vary") for name in line.split(",")}
    assert varies == {"Accept-Language", "Cookie", "HX-Request", "HX-Target", "Accept-Encoding"}
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_beyond_the_limit_the_oldest_page_is_forgotten_and_the_others_stay(
    portal: Flask, page: str, lamp: Matter
) -> None:
    alone = partial(Flask.wsgi_app, portal)  # without the cache that the portal itself brings
    cache = PageCache(alone, revision, "session", most_pages=2)
    client = Client(cache)
    for address in ("/", page, "/matters"):
        client.get(address)
    change_behind_the_back_of_the_house(lamp)
    assert "看不见的改动" not in client.get(page).text
    assert "看不见的改动" in client.get("/").text


def test_a_wrong_code_leaves_the_pages_in_memory(
    reader: Client, page: str, lamp: Matter, occasion: Callable[..., Occasion]
) -> None:
    before = reader.get(page).data
    change_behind_the_back_of_the_house(lamp)
    with pytest.raises(Refusal):
        open_with_code(occasion(), lamp.number, "AAAA-BBBB-CCCC", "somebody")
    assert reader.get(page).data == before


def test_a_page_fetched_again_after_a_write_is_counted_once(
    portal: Flask, page: str, lamp: Matter, occasion: Callable[..., Occasion]
) -> None:
    cache = PageCache(portal.wsgi_app, revision, "session")
    Client(cache).get(page)
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    fresh = Client(cache).get(page)
    assert cache.size == (1, len(fresh.data))
