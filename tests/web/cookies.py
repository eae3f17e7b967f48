"""The cookie and the token with which a visitor sends forms, for requests that no test client makes."""

from typing import NamedTuple

from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf


class Pass(NamedTuple):
    """What lets a form through: the session's cookie, and the token against forgery that belongs to it."""

    cookie: str
    token: str


def pass_of(portal: Flask, browser: FlaskClient, *opened: str) -> Pass:
    """The pass of this browser, in which the codes of some matters were given."""
    with portal.test_request_context(), browser.session_transaction() as kept:
        token = generate_csrf()
        kept |= {"csrf_token": session["csrf_token"], "opened": list(opened)}
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return Pass(cookie.value, token)
