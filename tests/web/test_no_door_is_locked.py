"""Whoever is signed in may follow every link that a page shows: nobody is led to what is not for them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.config import Settings
from portal.db import database
from portal.domain.occasion import Occasion
from tests.conftest import Town
from tests.lively import lively
from tests.web.calls import answer_call, make_call
from tests.web.page_lint import read

#: Of addresses that differ by a number alone so many are followed.
_ALIKE = 4
_ELSEWHERE = ("/static/", "/sign-out", "/language", "/kiosk")


@pytest.fixture
def settings_of_portal(town: Town, occasion: Callable[..., Occasion], settings: Settings) -> Settings:
    lively(town, occasion)
    answer_call(occasion, make_call(town, occasion))
    database.close()  # the portal opens it anew
    return settings


@pytest.fixture
def portal(settings_of_portal: Settings, portal: Flask) -> Flask:
    """Pages are linted elsewhere."""
    portal.test_client_class = FlaskClient
    return portal


def links_of(html: str) -> Iterator[str]:
    """The links of a page that stay in the house, without their anchors."""
    for link in read(html).all("a"):
        there = link.attributes.get("href", "").partition("#")[0]
        if there.startswith("/") and not there.startswith(_ELSEWHERE):
            yield there


@pytest.mark.parametrize(
    "who",
    [
        "resident",
        "grid_member",
        "worker",
        "secretary",
        "handler",
        "street_officer",
        "auditor",
        "administrator",
        "stranger",
    ],
)
def test_no_door_is_locked(client_of: Callable[[str], FlaskClient], who: str) -> None:
    browser, alike = client_of(who), Counter[str]()
    home = "/" if who == "resident" else "/office"
    asked, waiting, locked = {home}, [(home, home)], []
    while waiting:
        there, page = waiting.pop()
        answer = browser.get(there)
        if answer.status_code >= 400:
            locked.append((page, there, answer.status_code))
        for link in links_of(answer.text) if answer.mimetype == "text/html" else ():
            shape = re.sub(r"\d+", "0", link.partition("?")[0])
            if link not in asked and alike[shape] < _ALIKE:
                alike[shape] += 1
                asked.add(link)
                waiting.append((link, there))
    assert locked == []
    assert len(asked) > 50
