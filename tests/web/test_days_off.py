"""The days off of a year in public, and what was announced late, entered in the office."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.permissions import Grant, Role
from portal.models import CalendarDay, CalendarYear, ListChange, Matter, RoleHolding
from portal.services import handle
from portal.services.handle import Order
from tests.conftest import CALENDAR, MORNING

ANNOUNCE = "/office/calendar/announce"
TYPED = {
    "name": "县庆",
    "worked": "rest",
    "first": "2026-11-09",
    "last": "2026-11-10",
    "make_up": "2026-11-07",
    "source": "县政府通知〔2026〕9号",
    "reason": "县庆放假两天，周六补班。",
}


@pytest.fixture
def kept(town):
    for day, working in CALENDAR.exceptions.items():
        CalendarDay.create(day=day, working=working, occasion="National Day")
    CalendarYear.create(year=2026, source="chinesecalendar")


@pytest.fixture
def administrator(kept, cast, town, client_of):
    """The administrator of the district, signed in."""
    grant = Grant(Role.DISTRICT_ADMINISTRATOR, town.district.path)
    cast["district"] = replace(cast["administrator"], grants=(grant,))
    RoleHolding.create(person=cast["district"].person_id, role=grant.role, area=town.district, since=MORNING)
    return client_of("district")


@pytest.fixture
def assigned(lamp, occasion, town):
    """Until 17 November."""
    return handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))


def announced(browser, **changes):
    """The form sent once, and once more as the page asks for it."""
    first = browser.submit(ANNOUNCE, TYPED | changes)
    assert first.status_code == 200, first.text
    sign = first.text.partition('name="seen" value="')[2].partition('"')[0]
    assert sign
    return first, browser.submit(ANNOUNCE, TYPED | changes | {"seen": sign})


def test_everybody_reads_which_days_are_off_and_which_are_worked(kept, client):
    page = client.get("/publicity/days-off").text
    assert "国庆节" in page
    assert "10月1日（星期四） — 10月7日（星期三）" in page
    assert "7天" in page
    assert "10月10日（星期六）" in page


def test_a_year_that_is_not_announced_says_so(kept, client):
    page = client.get("/publicity/days-off?year=2027").text
    assert "2027年的放假安排还没有公布，先按周一到周五上班算" in page


def test_a_year_beyond_is_this_year(kept, client):
    assert "2026年，哪些天放假" in client.get("/publicity/days-off?year=1911").text


def test_first_it_is_said_what_would_follow(administrator, assigned):
    first, done = announced(administrator)
    assert "1件没办完的事，期限要重新算" in first.text
    assert (done.status_code, done.location) == (303, "/office/calendar?year=2026")
    assert Matter.get_by_id(assigned.id).due_on == date(2026, 11, 18)


def test_seeing_alone_changes_nothing(administrator, assigned):
    administrator.submit(ANNOUNCE, TYPED)
    assert Matter.get_by_id(assigned.id).due_on == date(2026, 11, 17)
    assert not ListChange.select().exists()


def test_what_was_seen_of_other_days_is_seen_anew(administrator, assigned):
    first = administrator.submit(ANNOUNCE, TYPED)
    sign = first.text.partition('name="seen" value="')[2].partition('"')[0]
    again = administrator.submit(ANNOUNCE, TYPED | {"last": "2026-11-11", "seen": sign})
    assert again.status_code == 200
    assert not ListChange.select().exists()


def test_the_change_stands_in_public_with_its_reason(administrator, assigned, client):
    announced(administrator)
    page = client.get("/publicity/days-off").text
    assert "县庆放假两天，周六补班。" in page
    assert "放假：2026年11月9日、2026年11月10日；上班：2026年11月7日" in page
    assert "县庆：期限从11月17日改到11月18日" in client.get(f"/matters/{assigned.number}").text


def test_a_day_that_is_worked_after_all(administrator, assigned):
    announced(administrator, worked="work", first="2026-11-14", last="", make_up="")
    assert Matter.get_by_id(assigned.id).due_on == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last": "2026-11-01"}, "请从前往后选，一次最多选一个月"),
        ({"last": "2026-12-31"}, "请从前往后选，一次最多选一个月"),
        ({"reason": ""}, "请写明原因，大家都会看到"),
        ({"first": "2036-11-09", "last": "", "make_up": ""}, "只能改今年和前后两年的日子"),
        ({"first": "2026-11-08", "last": "", "make_up": ""}, "没有哪一天会变"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(administrator, changes, words):
    page = administrator.submit(ANNOUNCE, TYPED | changes)
    assert page.status_code == 422
    assert words in page.text
    assert "县政府通知〔2026〕9号" in page.text


def test_a_worker_enters_no_days_off(client_of):
    assert client_of("worker").get("/office/calendar").status_code == 403
