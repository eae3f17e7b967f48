"""How one reads: language, size of the text, the frame around every page, and what browsers are told."""

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext

from portal.web.extensions import babel
from portal.web.navigation import office_ways
from portal.web.preferences import Preferences, preferences, read_preferences
from tests.conftest import Cast
from tests.web.page_lint import read


def test_one_tap_changes_the_language_and_comes_back(client: FlaskClient) -> None:
    response = client.get("/display?lang=ko&next=/sample/")
    assert (response.status_code, response.location) == (303, "/sample/")
    assert read(client.get("/sample/").text).all("html")[0].attributes["lang"] == "ko"


def test_one_tap_changes_the_size_and_keeps_the_language(client: FlaskClient) -> None:
    client.get("/display?lang=en")
    client.get("/display?text=large")
    root = read(client.get("/sample/").text).all("html")[0].attributes
    assert (root["lang"], root["data-text"], root["data-size"]) == ("en", "large", "large")


def test_who_only_enlarges_the_text_has_not_chosen_a_language(client: FlaskClient) -> None:
    response = client.get("/display?text=large&next=/kiosk/", headers={"Accept-Language": "en"})
    assert [line.partition("=")[0] for line in response.headers.getlist("Set-Cookie")] == ["text"]


def test_the_kiosk_speaks_simplified_chinese_whatever_its_browser_was_set_to(client: FlaskClient) -> None:
    asking = {"Accept-Language": "en-US,en;q=0.9"}
    assert 'lang="zh-Hans"' in client.get("/kiosk/", headers=asking).text.partition("<head>")[0]
    assert 'lang="en"' in client.get("/sample/", headers=asking).text.partition("<head>")[0]
    client.get("/display?lang=ko&next=/kiosk/", headers=asking)
    assert 'lang="ko"' in client.get("/kiosk/", headers=asking).text.partition("<head>")[0]


def test_every_page_offers_the_other_languages_each_in_its_own(client: FlaskClient) -> None:
    links = [link for link in read(client.get("/sample/").text).all("a") if "hreflang" in link.attributes]
    assert [(link.attributes["lang"], link.text) for link in links] == [
        ("zh-Hant", "繁體"),
        ("en", "English"),
        ("ko", "한국어"),
    ]


def test_the_text_grows_step_by_step_to_36_pixels() -> None:
    sizes = ["normal"]
    while following := Preferences(text=sizes[-1]).larger:
        sizes.append(following)
    assert sizes == ["normal", "large", "larger", "largest"]


@pytest.mark.parametrize(
    "cookies", [{"language": "xx"}, {"text": "../etc"}, {"language": "", "text": ""}, {}]
)
def test_a_forged_preference_reads_as_the_default(cookies: dict[str, str]) -> None:
    assert read_preferences(cookies) == Preferences("zh_Hans", "normal")


def test_a_display_link_leads_to_no_other_house(client: FlaskClient) -> None:
    assert client.get("/display?lang=ko&next=//evil.example").location == "/"


def test_reading_makes_no_session(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/sample/").headers


def test_reading_may_be_kept_but_forms_office_and_kiosk_never(client: FlaskClient) -> None:
    assert client.get("/sample/").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/sample/form").headers["Cache-Control"] == "no-store"
    assert client.get("/kiosk/nowhere").headers["Cache-Control"] == "no-store"
    assert client.get("/office/nowhere").headers["Cache-Control"] == "no-store"


def test_the_browser_is_told_to_run_nothing_inline(client: FlaskClient) -> None:
    headers = client.get("/sample/").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/sample/form").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_our_own_files_are_kept_for_good_and_renamed_when_they_change(client: FlaskClient) -> None:
    (address,) = (
        link.attributes["href"]
        for link in read(client.get("/sample/").text).all("link")
        if "public.css" in link.attributes["href"]
    )
    assert address.startswith("/static/css/public.css?v=")
    assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_help_names_the_phone_and_the_hall(client: FlaskClient) -> None:
    sections = read(client.get("/sample/").text).all("section")
    (corner,) = (part for part in sections if part.attributes.get("id") == "help")
    assert "0357-7000001" in corner.text
    assert "居民说事议事厅" in corner.text


def test_a_link_stays_behind_the_door_one_came_through(portal: Flask) -> None:
    render_link = portal.jinja_env.from_string("{{ layout }} {{ face }}")
    with portal.test_request_context("/kiosk/say"):
        context: dict[str, object] = {}
        portal.update_template_context(context)
        assert render_link.render(context) == "layouts/kiosk.html kiosk"


@pytest.mark.parametrize("face", ["", "/kiosk", "/office"])
def test_every_link_of_the_frame_leads_somewhere(portal: Flask, client: FlaskClient, face: str) -> None:
    addresses = portal.url_map.bind("localhost")
    links = {
        link.attributes["href"].partition("?")[0]
        for link in read(client.get(f"{face}/nowhere").text).all("a")
    }
    pages = {link for link in links if link.startswith("/")}
    assert {link for link in pages if not addresses.test(link, "GET")} == set()


def test_every_way_of_the_office_leads_somewhere(portal: Flask, cast: Cast) -> None:
    addresses = portal.url_map.bind("localhost")
    offered = {way.path for who in cast.values() for way in office_ways(who)}
    assert {path for path in offered if not addresses.test(path, "GET")} == set()


def test_the_office_offers_only_what_one_may_do(portal: Flask, cast: Cast) -> None:
    with portal.test_request_context("/office"):
        offered = {who: [str(way.word) for way in office_ways(cast[who])] for who in ("auditor", "nobody")}
    assert offered == {"auditor": ["待办", "议事会", "回访", "延期", "查找", "更多"], "nobody": []}


def test_a_chinese_text_is_its_own_translation_with_its_figures(portal: Flask) -> None:
    with portal.test_request_context("/"):
        assert preferences().language == "zh_Hans"
        assert gettext("还剩%(days)s个工作日", days=6) == "还剩6个工作日"
    with portal.app_context(), force_locale("en"):
        assert gettext("一句没有人译过的话") == "一句没有人译过的话"


def test_a_page_speaks_the_readers_language_and_the_next_page_its_own(
    portal: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, compiled = Catalog("en"), BytesIO()
    catalog.add("没有找到这一页", "There is no such page")
    catalog.add("跳到正文", "Skip to <main> text")
    write_mo(compiled, catalog)
    compiled.seek(0)
    monkeypatch.setitem(babel.domain_instance.cache, ("en", "messages"), Translations(compiled))
    client.set_cookie("language", "en")
    english = client.get("/nowhere").text
    assert read(english).all("h1")[0].text == "There is no such page"
    assert "Skip to &lt;main&gt; text" in english
    client.delete_cookie("language")
    assert read(client.get("/nowhere").text).all("h1")[0].text == "没有找到这一页"


def test_htmx_gets_the_block_it_asks_for_and_nothing_else(client: FlaskClient) -> None:
    asked = client.get("/sample/", headers={"HX-Request": "true", "HX-Target": "list"})
    assert read(asked.text).elements[0].attributes == {"id": "list"}
    other = client.get("/sample/", headers={"HX-Request": "true", "HX-Target": "main"})
    assert other.text.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/", "议题公示"),
        ("/matters?q=灯", "议题公示"),
        ("/meetings", "议题公示"),
        ("/say", "我要说"),
        ("/publicity", "晒一晒"),
    ],
)
def test_the_way_one_has_gone_is_marked(client, town, address, here):
    page = client.get(address).text
    assert page.count('aria-current="page"') == 1
    assert f'aria-current="page">{here}</a>' in page
