"""The portal as its visitors meet it, through a client that lints every page it fetches."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.config import Settings
from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity
from portal.models import Account, Matter, Meeting, SignIn
from portal.queries.sign_ins import token_hash
from portal.services import agenda, attend, deliberate
from portal.services.attend import Attendee
from tests.conftest import CONTACT_KEYS, MORNING, Cast, Town
from tests.web.page_lint import faults_of_fragment, faults_of_page, read
from tests.web.sample import sample

EVENING = datetime(2026, 11, 30, 19, 5)


class LintingClient(FlaskClient):
    """Fetches like a browser and refuses to hand over a page that is not fit to be read."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        assert response.status_code < 500, response.text
        if response.mimetype == "text/html" and response.text and not 300 <= response.status_code < 400:
            lint = faults_of_page if response.text.startswith("<!doctype") else faults_of_fragment
            assert lint(response.text) == [], f"{response.request.path}\n{response.text}"
        return response

    def submit(self, page: str, data: dict[str, Any], to: str | None = None, **kwargs: Any) -> TestResponse:
        """Open a page, fill in its form and send it with its token, to the form's address or another."""
        form, token = form_of(self.get(page).text, page)
        return self.post(to or form or page, data={"csrf_token": token, **data}, **kwargs)


def form_of(html: str, address: str = "") -> tuple[str, str]:
    """Address and token of the form that posts to the page's own address.

    Without one it is the first that posts: of the main part, and else of what stands around it.
    """
    page = read(html)
    posting = [form for form in page.all("form") if form.attributes.get("method") == "post"]
    own = [form for form in posting if form.attributes["action"] == address]
    form = next((form for form in [*own, *posting] if form.inside("main")), posting[0])
    fields = (field for field in page.all("input") if form in field.around)
    token = next(field for field in fields if field.attributes.get("name") == "csrf_token")
    return form.attributes["action"], token.attributes["value"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the web shows does not depend on the engine; services are tested on both."""
    return sqlite_url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path,
        database_url=database_url,
        secret_key="for-tests-only-" * 3,
        contact_keys=CONTACT_KEYS,
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where templates stay compiled from one test's portal to the next one's."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
def portal(settings: Settings, town: Town, compiled_templates: Path) -> Flask:
    """The portal of the tests' town, on the morning of the tests, with the sample pages of this folder."""
    app = create_app(settings, clock=lambda: MORNING)
    app.testing = True
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled_templates))
    app.test_client_class = LintingClient
    app.register_blueprint(sample)
    return app


@pytest.fixture
def client(portal: Flask) -> LintingClient:
    """Somebody without an account."""
    browser = portal.test_client()
    assert isinstance(browser, LintingClient)
    return browser


@pytest.fixture
def client_of(portal: Flask, cast: Cast) -> Callable[[str], FlaskClient]:
    """``client_of("worker")`` is the worker's browser, signed in."""

    def signed_in(who: str) -> FlaskClient:
        token = f"token-of-{who}"
        account = Account.create(person=cast[who].person_id, login=who, password_hash="")
        SignIn.create(person=account.person, token_hash=token_hash(token), created_at=MORNING)
        browser = portal.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = token
        return browser

    return signed_in


@pytest.fixture
def chair(occasion: Callable[..., Occasion], portal: Flask) -> Occasion:
    """Who holds the meeting of 30 November, on the evening itself."""
    portal.config["CLOCK"] = lambda: EVENING
    return occasion("secretary", at=EVENING)


@pytest.fixture
def session(town: Town, occasion: Callable[..., Occasion], lamp: Matter, chair: Occasion) -> Meeting:
    """That meeting, open, the lamp on its agenda, two people present."""
    meeting = agenda.plan_meetings(occasion("worker"), town.community, EVENING.date())[-1]
    agenda.list_topic(occasion("worker"), lamp, meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    people = [Attendee("何二姐", Capacity.RESIDENT), Attendee("钱多多", Capacity.PROPERTY)]
    attend.record_attendance(chair, meeting, people)
    return deliberate.open_meeting(chair, meeting)
