"""What is late, on the road that everybody reads, in the office, and at the level to which it went."""

from datetime import date, datetime

import pytest

from portal.domain.permissions import THE_CLOCK
from portal.models import Escalation, Matter
from portal.services import handle
from portal.services.handle import Order
from portal.services.overdue import remind_and_escalate
from portal.services.say import Draft, raise_matter
from portal.web.late import late_words


@pytest.fixture
def clock(cast, occasion):
    cast["clock"] = THE_CLOCK
    return lambda at: occasion("clock", at)


@pytest.fixture
def by_the_committee(lamp, occasion, town):
    return handle.assign(occasion("worker"), lamp, Order(town.committee.id, "李敏", 10))


def read(browser, address):
    return browser.get(address).text


def test_the_road_tells_of_the_reminder_and_of_each_level(lamp, clock, client):
    for day in (7, 13):
        remind_and_escalate(clock(datetime(2026, 11, day, 3)))
    page = read(client, f"/matters/{lamp.number}")
    assert "到期没办好，催办" in page
    assert "期限是11月6日" in page
    assert "提到街道" in page
    assert "应提级" not in page


def test_what_was_written_late_says_on_which_day_it_should_have_been(lamp, clock, client, client_of):
    remind_and_escalate(clock(datetime(2026, 11, 16, 3)))
    for page in (
        read(client, f"/matters/{lamp.number}"),
        read(client_of("worker"), f"/office/matters/{lamp.number}"),
    ):
        assert "期限是11月6日，按11月7日应催办" in page
        assert "提到街道，按11月13日应提级" in page


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("accept", "还没有接收"),
        ("site_visit", "还没有到现场"),
        ("begin", "是急事，还没有人动手办"),
        ("step", "有一步没按时做完：订灯具"),
    ],
)
def test_a_part_is_named(what, words, portal):
    facts = {"what": what, "fell_on": "2026-11-05"} | ({"words": "订灯具"} if what == "step" else {})
    with portal.test_request_context():
        assert late_words("remind", facts, datetime(2026, 11, 5, 3)) == words


def test_a_recount_says_from_which_day_to_which(portal):
    facts = {"name": "县庆", "was": "2026-11-17", "due_on": "2026-11-18"}
    with portal.test_request_context():
        told = late_words("recount", facts, datetime(2026, 11, 5, 3))
    assert told == "县庆：期限从11月17日改到11月18日"


def test_a_worker_passes_it_up_and_says_why(by_the_committee, client_of):
    address = f"/office/matters/{by_the_committee.number}"
    worker = client_of("worker")
    assert f"{address}/escalate" in read(worker, address)
    sent = worker.submit(f"{address}/escalate", {"level": "street", "text": "要动用镇街的资金。"})
    assert sent.status_code == 303
    assert [(row.rung, row.level, row.fell_on) for row in Escalation.select()] == [
        (1, "street", date(2026, 11, 3))
    ]
    page = read(worker, address)
    assert "要动用镇街的资金。" in page
    assert "提到街道" in page


def test_a_reason_that_is_missing_is_asked_for_and_a_level_that_is_over_is_refused(
    by_the_committee, client_of
):
    address = f"/office/matters/{by_the_committee.number}/escalate"
    worker = client_of("worker")
    assert worker.submit(address, {"level": "street", "text": ""}).status_code == 422
    worker.submit(address, {"level": "street", "text": "要动用镇街的资金。"})
    again = worker.submit(address, {"level": "street", "text": "再提一次。"})
    assert again.status_code == 422
    assert "再提一次。" in again.text
    assert Escalation.select().count() == 1


def test_where_it_went_to_the_top_nobody_is_offered_to_pass_it_up(lamp, clock, client_of):
    remind_and_escalate(clock(datetime(2026, 12, 31, 3)))
    assert f"{lamp.number}/escalate" not in read(client_of("worker"), f"/office/matters/{lamp.number}")


def test_the_street_finds_what_came_up_to_it(lamp, by_the_committee, occasion, clock, client_of, town):
    other = handle.assign(occasion("worker"), _another(town, occasion), Order(town.committee.id, "李敏", 20))
    remind_and_escalate(clock(datetime(2026, 11, 25, 3)))
    officer = client_of("street_officer")
    desk = read(officer, "/office")
    assert "只看提级到我这里的" in desk
    assert other.number in desk
    passed_up = read(officer, "/office?up=1")
    assert (lamp.number in passed_up, other.number in passed_up) == (True, False)
    assert "提级到街道" in passed_up


def _another(town, occasion):
    return raise_matter(occasion(), Draft(words="想要一张长椅。", area_id=town.grid.id)).matter


def test_what_got_a_new_deadline_no_longer_waits_above(lamp, clock, occasion, client_of, town):
    remind_and_escalate(clock(datetime(2026, 11, 13, 3)))
    late = occasion("worker", at=datetime(2026, 11, 13, 9))
    handle.assign(late, Matter.get_by_id(lamp.id), Order(town.committee.id, "李敏", 10))
    assert lamp.number not in read(client_of("street_officer"), "/office?up=1")


def test_a_worker_to_whom_nothing_comes_up_has_no_such_filter(lamp, client_of):
    assert "提级到我这里" not in read(client_of("worker"), "/office")
