"""Whatever is asked, an answer of our own comes back; never a 500, never somebody else's page."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.app import create_app
from portal.config import Settings
from portal.db import database
from portal.domain.refusal import Rule
from tests.web.page_lint import read


def _heading(html: str) -> str:
    return read(html).all("h1")[0].text


@pytest.mark.parametrize(
    "address",
    ["/%00", "/?q=%00", "/?q=%ff", "/sample/?%c0%af=1", "/?q=%ED%A0%80"],
)
def test_an_address_no_browser_makes_is_refused(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, _heading(response.text)) == (400, "这个网址或内容不完整")


def test_a_path_of_broken_utf_8_is_refused(client: FlaskClient) -> None:
    assert client.get("/", environ_overrides={"PATH_INFO": "/\xff\xfe"}).status_code == 400


def test_a_page_that_is_not_there_says_where_to_look(client: FlaskClient) -> None:
    response = client.get("/nowhere")
    assert (response.status_code, _heading(response.text)) == (404, "没有找到这一页")


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "PROPFIND", "FOO", "post"])
def test_a_method_that_makes_no_sense_is_refused(client: FlaskClient, method: str) -> None:
    response = client.open("/display", method=method)
    assert response.status_code in (400, 405)


def test_a_page_tells_which_methods_it_knows(client: FlaskClient) -> None:
    assert set(client.delete("/display").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_form_without_its_token_is_told_that_it_lay_too_long(client: FlaskClient) -> None:
    response = client.post("/sample/form", data={"what": "路灯坏了"})
    assert (response.status_code, _heading(response.text)) == (400, "这一页放得太久了")


def test_too_much_at_once_is_told_so(client: FlaskClient) -> None:
    response = client.post("/sample/form", data={"what": "长" * 100_000})
    assert (response.status_code, _heading(response.text)) == (413, "交的内容太大了")


@pytest.mark.parametrize("host", ["evil.example", "a b", "[", "localhost:99999999", ""])
def test_a_host_that_is_not_ours_is_refused(settings: Settings, host: str) -> None:
    client = create_app(replace(settings, trusted_hosts=("anze.example",))).test_client()
    response = client.get("/nowhere", headers={"Host": host})
    assert (response.status_code, _heading(response.text)) == (400, "这个网址或内容不完整")
    assert client.get("/nowhere", headers={"Host": "anze.example"}).status_code == 404


@pytest.mark.parametrize("rule", Rule)
def test_every_refusal_outside_a_form_has_a_page(client: FlaskClient, rule: Rule) -> None:
    response = client.get(f"/sample/refusal/{rule}")
    assert response.status_code in (403, 404, 409, 429)


def test_the_office_and_the_kiosk_refuse_in_their_own_layout(client: FlaskClient) -> None:
    for face in ("kiosk", "office"):
        assert read(client.get(f"/{face}/nowhere").text).all("html")[0].attributes["data-face"] == face


def test_what_should_never_happen_gives_a_number_that_stands_in_the_log(
    settings: Settings, portal: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    portal.testing = False
    portal.test_client_class = None
    response = portal.test_client().get("/sample/broken")
    number = read(response.text).all("strong")[0].text
    assert (response.status_code, _heading(response.text)) == (500, "出了点问题")
    assert f"incident {number}: GET /sample/broken" in caplog.text
    assert "what should never happen" not in response.text


def test_the_log_of_a_failure_names_no_seat(portal: Flask, caplog: pytest.LogCaptureFixture) -> None:
    portal.testing = False
    portal.test_client_class = None
    assert portal.test_client().get("/sample/broken/7-0123abcd").status_code == 500
    assert "GET /sample/broken/<token>" in caplog.text
    assert "7-0123abcd" not in caplog.text


def test_a_request_leaves_no_transaction_open(portal: Flask, client: FlaskClient) -> None:
    @portal.teardown_request
    def open_one(error: BaseException | None) -> None:
        database.begin()

    client.get("/sample/who")
    assert not database.in_transaction()
    assert database.execute_sql("SELECT count(*) FROM area").fetchone()[0] == 6
