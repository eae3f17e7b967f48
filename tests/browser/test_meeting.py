"""The chair's tablet: the network goes away during a meeting, nothing is lost, nothing comes twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import say, sign_in, take_step
from tests.browser.meetings import (
    call_up,
    day_of,
    list_on_the_next_agenda,
    open_meeting,
    publish_agenda,
    register_those_present,
)

TABLET = {"width": 820, "height": 1180}
REMARKS = ("晚上看不见台阶，去年摔过两个人。", "感应灯三百二一盏，物业出。")


@pytest.fixture
def prepared(open_dated_page, dated_portal):
    """The evening of a meeting with one matter on its agenda: its number."""
    receipt = say(open_dated_page(), "7号楼前的路灯坏了。")
    secretary = sign_in(open_dated_page(), "secretary")
    take_step(secretary, receipt.number, "转入议题酝酿")
    meeting = list_on_the_next_agenda(secretary, receipt)
    publish_agenda(secretary, meeting)
    dated_portal.forward_to(day_of(secretary, meeting, receipt))
    return meeting


@pytest.fixture
def tablet(prepared, open_dated_page):
    """The chair's tablet, three people present, the item called up."""
    page = sign_in(open_dated_page(**TABLET), "secretary")
    register_those_present(page, prepared)
    open_meeting(page)
    call_up(page)
    return page


def note(page: Page, speaker: str, words: str) -> None:
    page.get_by_role("group", name="谁在说").get_by_label(speaker).check()
    page.get_by_label("说了什么").fill(words)
    page.get_by_role("button", name="记下来").click()


def expect_noted(page: Page, words: list[str]) -> None:
    expect(page.locator(".said-list .words")).to_have_text(words)


def test_what_is_said_without_a_network_waits_and_is_saved_once_it_is_back(tablet):
    tablet.context.set_offline(True)
    for words in REMARKS:
        note(tablet, "樊桂兰", words)
        expect(tablet.get_by_text("网断了，没有存上", exact=False)).to_be_visible()
        expect(tablet.get_by_label("说了什么")).to_have_value("")
    expect(tablet.locator("#kept li")).to_have_count(2)
    tablet.context.set_offline(False)
    expect(tablet.locator("#kept")).to_be_hidden()
    expect(tablet.locator("#saved")).to_have_text("已存")
    tablet.reload()
    expect_noted(tablet, [*reversed(REMARKS)])


def test_what_waits_survives_a_reload_with_what_was_half_typed(tablet):
    tablet.route(re.compile("/remarks$"), lambda route: route.abort())
    note(tablet, "牛春生", REMARKS[0])
    expect(tablet.locator("#kept li")).to_contain_text(["牛春生：" + REMARKS[0]])
    tablet.get_by_label("说了什么").fill("写了一半")
    tablet.reload()
    expect(tablet.locator("#kept li")).to_contain_text(["牛春生：" + REMARKS[0]])
    expect(tablet.get_by_label("说了什么")).to_have_value("写了一半")
    tablet.unroute(re.compile("/remarks$"))
    tablet.get_by_role("button", name="现在再存一次").click()
    expect(tablet.locator("#kept")).to_be_hidden()
    expect_noted(tablet, [REMARKS[0]])
    expect(tablet.get_by_label("说了什么")).to_have_value("写了一半")


def test_what_was_taken_in_but_could_not_be_said_so_is_not_doubled(tablet):
    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    tablet.route(re.compile("/remarks$"), lose_the_answer, times=1)
    note(tablet, "丁守正", REMARKS[0])
    expect(tablet.locator("#kept")).to_be_hidden()
    tablet.reload()
    expect_noted(tablet, [REMARKS[0]])


def test_names_written_and_taps_made_without_a_network_arrive(tablet, prepared):
    tablet.goto(f"/office/meetings/{prepared}/attendance")
    tablet.context.set_offline(True)
    tablet.get_by_label("到会的人").fill("周大妈\n吴大爷")
    tablet.get_by_role("button", name="登记").click()
    tablet.get_by_role("button", name="牛春生").click()
    expect(tablet.locator("#kept li")).to_have_count(2)
    tablet.context.set_offline(False)
    expect(tablet.locator("#kept")).to_be_hidden()
    expect(tablet.get_by_role("heading", name="到会4人")).to_be_visible()
    expect(tablet.get_by_role("button", name="牛春生")).to_have_count(0)


def test_counts_that_were_typed_are_there_after_a_reload(tablet):
    tablet.get_by_role("link", name="形成决议").click()
    tablet.get_by_label("同意几人", exact=True).fill("3")
    tablet.get_by_label("议定的事").fill("换成感应灯。")
    tablet.reload()
    expect(tablet.get_by_label("同意几人", exact=True)).to_have_value("3")
    expect(tablet.get_by_label("议定的事")).to_have_value("换成感应灯。")


def test_the_wall_follows_along(tablet, prepared, open_dated_page):
    wall = open_dated_page(width=1920, height=1080)
    wall.goto(f"/meetings/{prepared}/projection")
    expect(wall.get_by_role("heading", level=1)).to_contain_text("路灯坏了")
    smallest = wall.evaluate(
        "Math.min(...[...document.querySelectorAll('.wall *')].filter(each => each.innerText)"
        ".map(each => parseFloat(getComputedStyle(each).fontSize))) / innerHeight"
    )
    assert smallest >= 0.05
    tablet.get_by_role("link", name="下次再议").click()
    tablet.get_by_label("为什么下次再议").fill("等电业局的人来。")
    tablet.get_by_role("button", name="改到下次").click()
    expect(wall.get_by_text("等电业局的人来。")).to_be_visible()


def test_without_scripts_the_meeting_is_held_by_plain_forms(prepared, open_dated_page):
    page = sign_in(open_dated_page(javascript=False, **TABLET), "secretary")
    register_those_present(page, prepared)
    open_meeting(page)
    call_up(page)
    note(page, "樊桂兰", REMARKS[0])
    expect_noted(page, [REMARKS[0]])
    page.get_by_role("link", name="解释说明").click()
    page.get_by_label("为什么办不了").fill("产权不在社区，已转告业主。")
    page.get_by_role("button", name="说明白了").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("散会")
