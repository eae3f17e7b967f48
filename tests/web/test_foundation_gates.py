"""Who gets in where, and what becomes of those who do not."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.models import Account, RoleHolding, SignIn
from portal.web.access import local_path
from tests.conftest import MORNING

ClientOf = Callable[[str], FlaskClient]


def test_a_stranger_is_sent_to_sign_in_and_back(client: FlaskClient) -> None:
    response = client.get("/sample/residents?page=2")
    assert (response.status_code, response.location) == (
        303,
        "/sign-in?next=/sample/residents%3Fpage%3D2",
    )


def test_a_stranger_who_posts_comes_back_to_the_first_page(client: FlaskClient) -> None:
    assert client.post("/sample/residents").location == "/sign-in?next=/"


def test_htmx_is_told_to_leave_the_page_for_signing_in(client: FlaskClient) -> None:
    response = client.get("/sample/residents", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/sign-in?next=/sample/residents"


def test_a_resident_comes_in_but_not_into_the_office(client_of: ClientOf) -> None:
    browser = client_of("resident")
    assert browser.get("/sample/residents").text == "in"
    assert browser.get("/sample/who").text == "林小雨"
    assert browser.get("/sample/office").status_code == 403


def test_a_worker_comes_into_the_office_but_may_not_publish(client_of: ClientOf) -> None:
    browser = client_of("worker")
    assert browser.get("/sample/office").text == "in"
    assert browser.get("/sample/publishing").status_code == 403


def test_a_secretary_may_publish(client_of: ClientOf) -> None:
    assert client_of("secretary").get("/sample/publishing").text == "in"


def test_a_role_that_has_ended_opens_nothing(client_of: ClientOf) -> None:
    RoleHolding.update(until=MORNING).execute()
    assert client_of("worker").get("/sample/office").status_code == 403


def test_a_sign_in_that_was_ended_opens_nothing(client_of: ClientOf) -> None:
    browser = client_of("resident")
    assert browser.get("/sample/residents").status_code == 200
    SignIn.update(ended_at=MORNING).execute()
    assert browser.get("/sample/residents").status_code == 303


def test_who_signs_in_keeps_nothing_of_the_session_before(portal: Flask, client_of: ClientOf) -> None:
    client_of("resident")
    portal.config["WTF_CSRF_ENABLED"] = False
    browser = portal.test_client()
    with browser.session_transaction() as session:
        session["draft"] = "somebody else's"
    browser.post("/sample/enter/token-of-resident")
    with browser.session_transaction() as session:
        assert "draft" not in session
    assert browser.get("/sample/who").text == "林小雨"


def test_who_leaves_takes_the_whole_session_along(portal: Flask, client_of: ClientOf) -> None:
    portal.config["WTF_CSRF_ENABLED"] = False
    browser = client_of("resident")
    assert browser.post("/sample/leave").text == "token-of-resident"
    assert browser.get_cookie("session") is None


def test_a_closed_account_opens_nothing(client_of: ClientOf) -> None:
    browser = client_of("resident")
    Account.update(active=False).execute()
    assert browser.get("/sample/residents").status_code == 303


def test_a_forged_cookie_opens_nothing(client: FlaskClient) -> None:
    client.set_cookie("session", "eyJfdXNlcl9pZCI6InRva2VuIn0.forged.signature")
    assert client.get("/sample/who").text == "nobody"


@pytest.mark.parametrize(
    "wish", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\nb", None]
)
def test_nobody_is_sent_elsewhere_by_a_forged_link(wish: str | None) -> None:
    assert local_path(wish, "/") == "/"


def test_a_local_wish_is_kept() -> None:
    assert local_path("/matters?stage=say", "/") == "/matters?stage=say"
