"""What holds on every route: tokens, cookies, headers, methods, and whom the portal believes."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule as Route
from werkzeug.test import Client, TestResponse

from portal.app import create_app
from portal.config import Settings
from portal.domain.occasion import Occasion
from portal.models import Attempt, Matter, MatterEvent
from portal.services.people import Newcomer, register
from tests.conftest import MORNING, Cast, Town
from tests.web.conftest import LintingClient, form_of

ClientOf = Callable[[str], FlaskClient]
#: Where whoever must sign in first is sent, on the street and at the kiosk.
SIGN_INS = ("/sign-in?next=/", "/kiosk/card")
PASSWORD = "七号楼的路灯亮了没有"
READING = (
    "/", "/matters", "/matters?q=路灯", "/matters/{lamp}", "/meetings", "/publicity", "/publicity/items",
    "/privacy", "/accessibility", "/data/account.csv",
)  # fmt: skip
ELSEWHERE = (
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "/\n/evil.example", "／／evil.example", " //evil.example", "/\u2028/evil.example",
    "javascript:alert(1)", "http:evil.example", "evil.example", "@evil.example",
)  # fmt: skip


def filled(route: Route, lamp: Matter) -> str:
    """The route's address for the lamp, and number 1 of everything else."""
    values: dict[str, Any] = {
        "number": lamp.number, "name": "x", "size": "small", "ending": "resolve", "way": "up",
        "which": "topics", "deed": "mend",
    }  # fmt: skip
    with_all = {name: values.get(name, 1) for name in route.arguments}
    _, address = route.build(with_all) or ("", "")
    return address


def ours(portal: Flask, method: str) -> list[Route]:
    return [
        route
        for route in portal.url_map.iter_rules()
        if method in (route.methods or ()) and not route.endpoint.startswith(("sample.", "static"))
    ]


@pytest.mark.parametrize("who", ["nobody", "resident", "worker", "secretary"])
def test_no_form_is_taken_without_its_token(
    portal: Flask, client_of: ClientOf, lamp: Matter, cast: Cast, who: str
) -> None:
    browser = portal.test_client() if who == "nobody" else client_of(who)
    events = MatterEvent.select().count()
    for route in ours(portal, "POST"):
        for token in ({}, {"csrf_token": "forged"}):
            refused = browser.post(filled(route, lamp), data={"text": "今晚就换。"} | token)
            assert refused.status_code in (400, 403) or refused.location in SIGN_INS, route
    assert MatterEvent.select().count() == events


def test_the_token_of_somebody_else_is_no_token(client_of: ClientOf, lamp: Matter) -> None:
    _, token = form_of(client_of("secretary").get("/me").text)
    worker = client_of("worker")
    worker.get("/me")
    forged = worker.post(f"/office/matters/{lamp.number}/pool", data={"csrf_token": token})
    assert forged.status_code == 400


@pytest.mark.parametrize("address", READING)
def test_reading_gives_no_cookie(client: LintingClient, lamp: Matter, address: str) -> None:
    response = client.get(address.format(lamp=lamp.number))
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", ["/sign-in", "/display?lang=en", "/kiosk/", "/matters/{lamp}/support"])
def test_every_cookie_is_out_of_reach_of_scripts_and_other_houses(
    settings: Settings, lamp: Matter, address: str
) -> None:
    secure = create_app(replace(settings, secure_cookies=True), clock=lambda: MORNING).test_client()
    response = secure.get(address.format(lamp=lamp.number), base_url="https://localhost")
    cookies = response.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(
            cookie.split("; ")
        ) or "Max-Age=0" in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def _guarded(response: TestResponse) -> bool:
    policy = response.headers.get("Content-Security-Policy", "")
    return policy.startswith("default-src 'none'; script-src 'self'") and "unsafe" not in policy


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_every_answer_carries_the_policy(
    portal: Flask, client: LintingClient, lamp: Matter, method: str
) -> None:
    addresses = [filled(route, lamp) for route in ours(portal, "GET")]
    for address in [*addresses, "/nowhere", "/%00", "/static/css/public.css", "/static/nowhere"]:
        with client.open(address, method=method) as response:
            assert _guarded(response), address
            assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_the_reader_has_already_keeps_its_policy(portal: Flask, lamp: Matter) -> None:
    reader = Client(portal)
    known = {"If-None-Match": reader.get("/").headers["ETag"]}
    same = reader.get("/", headers=known)
    assert (same.status_code, _guarded(same)) == (304, True)


@pytest.mark.parametrize("wish", ELSEWHERE)
def test_no_link_leads_to_another_house(client: LintingClient, town: Town, wish: str) -> None:
    response = client.get("/display", query_string={"lang": "en", "next": wish})
    assert response.location == "/"


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/%2e%2e", "/\\evil.example", "/%5cevil.example"]
)
def test_no_path_leads_to_another_house(client: LintingClient, town: Town, path: str) -> None:
    response = client.get("/", environ_overrides={"PATH_INFO": path})
    assert response.status_code == 404 or response.location.startswith("http://localhost/")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/evil"},
        {"Forwarded": "host=evil.example"},
        {"X-Original-URL": "/office", "X-Rewrite-URL": "/office"},
        {"X-HTTP-Method-Override": "POST"},
        {"Range": "bytes=0-10"},
        {"HX-Request": "1", "HX-Target": "list"},
        {"HX-Target": "list"},
        {"Cookie": "language =en"},
        {"Cookie": 'x="; language=ko; "; language=en'},
        {"Cookie": "text\t=largest"},
    ],
    ids=str,
)
def test_nobody_puts_another_page_where_the_next_reader_looks(
    portal: Flask, lamp: Matter, headers: dict[str, str]
) -> None:
    mine, next_reader = Client(portal, use_cookies=False), Client(portal, use_cookies=False)
    for address in ("/", "/matters"):
        plain = create_app(portal.config["SETTINGS"], clock=lambda: MORNING).test_client().get(address).text
        poisoned = mine.get(address, headers=headers)
        assert "evil" not in poisoned.text
        assert next_reader.get(address).text == plain


@pytest.mark.parametrize(("proxies", "believed"), [(0, "10.0.0.7"), (1, "203.0.113.9")])
def test_only_our_own_proxy_is_believed_where_somebody_comes_from(
    settings: Settings, town: Town, proxies: int, believed: str
) -> None:
    portal = create_app(replace(settings, proxies=proxies), clock=lambda: MORNING)
    browser = portal.test_client()
    _, token = form_of(browser.get("/track").text)
    told = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Real-IP": "198.51.100.1"}
    given = {"csrf_token": token, "number": "AZ-2026-9999", "code": "AAAA-BBBB-CCCC"}
    browser.post("/track", data=given, headers=told, environ_overrides={"REMOTE_ADDR": "10.0.0.7"})
    assert Attempt.get().key_hash == hashlib.sha256(believed.encode()).hexdigest()


def test_one_locked_login_locks_nobody_else_at_the_kiosk_out(
    client: LintingClient, occasion: Callable[..., Occasion]
) -> None:
    for login in ("小雨", "大勇"):
        register(occasion(), Newcomer(login, login, PASSWORD))
    _, token = form_of(client.get("/sign-in").text)
    for _ in range(9):
        locked = client.post("/sign-in", data={"csrf_token": token, "login": "小雨", "password": "猜一猜"})
    assert "试的次数太多了" in locked.text
    came_in = client.post("/sign-in", data={"csrf_token": token, "login": "大勇", "password": PASSWORD})
    assert came_in.status_code == 303


def test_codes_are_compared_in_constant_time_for_unknown_numbers_too(
    client: LintingClient, lamp: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[int, int]] = []

    def compare(kept: str, given: str) -> bool:
        compared.append((len(kept), len(given)))
        return in_constant_time(kept, given)

    in_constant_time = hmac.compare_digest
    _, token = form_of(client.get("/track").text)
    monkeypatch.setattr(hmac, "compare_digest", compare)
    for number in (lamp.number, "AZ-2026-9999", "nonsense"):
        client.post("/track", data={"csrf_token": token, "number": number, "code": "AAAA-BBBB-CCCC"})
    assert compared.count((64, 64)) == 3
