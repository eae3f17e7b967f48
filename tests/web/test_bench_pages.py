"""The page that the measuring adds to the portal shows what the portal's own does."""

from importlib import import_module

from flask.testing import FlaskClient
from pytest import MonkeyPatch  # noqa: PT013 - a type

from portal.config import Settings
from portal.models import Matter
from tests.web.page_lint import faults_of_page


def test_the_list_from_memory_is_the_list(
    client: FlaskClient, lamp: Matter, settings: Settings, monkeypatch: MonkeyPatch
) -> None:
    listed = client.get("/matters").text
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("PORTAL_DATA", str(settings.data_dir))
    measured = import_module("scripts.bench.own_list").app.test_client().get("/own-list")
    assert measured.status_code == 200
    assert lamp.public_title in measured.text
    assert faults_of_page(measured.text) == []
    assert measured.text.count("<li") == listed.count("<li")
