"""What hardly ever changes about the place: each worker keeps it, and reads it anew once it was edited."""

from datetime import date

import pytest

from portal.app import create_app
from portal.models.rules import ListName
from portal.services import lists, say
from portal.services.work_days import Announcement, announce
from portal.web.place import place
from tests.conftest import MORNING
from tests.web.conftest import LintingClient

LINE, WHY = "邻里噪声先上门调解，再上会", "居民代表会议上大家提的。"


@pytest.fixture
def worker(portal, settings):
    """Another process that serves the same portal, and has kept what it read."""
    other = create_app(settings, clock=lambda: MORNING)
    other.testing, other.test_client_class = True, LintingClient
    assert other.test_client().get("/publicity/lists").status_code == 200
    return other


def signed_in(worker, client_of, who):
    """The browser of somebody, at the other worker."""
    with client_of(who).session_transaction() as session:
        token = session["_user_id"]
    browser = worker.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = token
    return browser


def test_an_edited_list_is_read_at_once_at_every_worker(worker, client_of, occasion):
    neighbour, officer = worker.test_client(), signed_in(worker, client_of, "street_officer")
    assert LINE not in officer.get("/office/lists/topics").text
    lists.add_line(occasion("street_officer"), ListName.TOPICS, LINE, True, WHY)
    assert LINE in neighbour.get("/publicity/lists").text
    assert LINE in officer.get("/office/lists/topics").text


def test_a_day_off_announced_late_counts_at_once_at_every_worker(worker, occasion):
    off = date(2026, 11, 9)
    with worker.test_request_context():
        assert place().calendar.is_working(off)
    announced = Announcement({off: False}, "县庆", "县政府通知〔2026〕9号", WHY)
    announce(occasion("administrator"), announced)
    with worker.test_request_context():
        assert not place().calendar.is_working(off)


def test_what_is_written_and_edits_no_list_lets_a_worker_keep_what_it_read(
    worker, lamp, occasion, queries_of
):
    with worker.test_request_context():
        kept = place().book
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    with worker.test_request_context():
        with queries_of() as asked:
            assert place().book is place().book is kept
        assert len(asked) == 2  # the revision and the last edit
