"""走访 on a phone: the network goes away in the middle of it, nothing is lost and nothing comes twice."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys import sign_in

ENTRIES = ("三单元门禁坏了，关不上", "快递柜前地砖松了", "五楼的老人问助餐怎么办")


@pytest.fixture
def phone(open_page):
    """An observer's phone of 320 pixels, at the beginning of a round."""
    page = sign_in(open_page(width=320, height=640), "observer")
    page.goto("/office/round")
    return page


def write(page: Page, words: str) -> None:
    page.get_by_label("听到什么").fill(words)
    area = page.get_by_label("哪一片")
    if not area.input_value():
        area.select_option(index=1)
    page.get_by_role("button", name="记下来").click()


def stops(page: Page) -> Locator:
    return page.locator("#stops .stops li p:first-of-type")


def test_entries_written_without_a_network_are_sent_by_a_tap_once_each(phone):
    before = stops(phone).all_inner_texts()
    phone.context.set_offline(True)
    for words in ENTRIES:
        write(phone, words)
        expect(phone.get_by_text("没有发出去，网络好了再点一次")).to_be_visible()
        expect(phone.get_by_label("听到什么")).to_have_value("")
    expect(phone.locator("#kept li")).to_have_count(3)
    phone.get_by_role("button", name="再发一次").click()
    expect(phone.locator("#kept li")).to_have_count(3)
    phone.context.set_offline(False)
    phone.get_by_role("button", name="再发一次").click()
    expect(phone.locator("#kept")).to_be_hidden()
    phone.reload()
    expect(stops(phone)).to_have_text([*reversed(ENTRIES), *before])
    assert phone.evaluate("JSON.parse(sessionStorage.getItem('round')).waiting") == []


def test_what_the_house_took_in_but_could_not_say_is_not_doubled(phone):
    """The answer is lost on its way back, so the entry is sent a second time."""
    before = stops(phone).all_inner_texts()

    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    phone.route(re.compile("/office/round[?]sent=1$"), lose_the_answer, times=1)
    write(phone, "楼道窗户的玻璃碎了")
    expect(phone.get_by_text("没有发出去，网络好了再点一次")).to_be_visible()
    phone.get_by_role("button", name="再发一次").click()
    expect(phone.locator("#kept")).to_be_hidden()
    phone.reload()
    expect(stops(phone)).to_have_text(["楼道窗户的玻璃碎了", *before])


def test_what_waits_survives_a_reload_and_is_shown_to_nobody_else(phone):
    phone.context.set_offline(True)
    write(phone, "井盖响，晚上睡不好。")
    expect(phone.locator("#kept li")).to_have_count(1)
    phone.context.set_offline(False)
    phone.get_by_label("听到什么").fill("写了一半")
    phone.reload()
    expect(phone.locator("#kept li")).to_contain_text(["井盖响"])
    expect(phone.get_by_label("听到什么")).to_have_value("写了一半")
    phone.goto("/sign-out")
    phone.get_by_role("main").get_by_role("button").click()
    sign_in(phone, "grid").goto("/office/round")
    expect(phone.get_by_label("听到什么")).to_have_value("")
    expect(phone.locator("#kept")).to_be_hidden()
    assert "井盖响" not in phone.evaluate("sessionStorage.getItem('round')")


def test_an_entry_that_is_not_taken_is_given_back_to_be_changed(phone):
    phone.get_by_label("听到什么").fill("灯不亮")
    phone.get_by_label("具体在哪里").fill("楼" * 200)
    write(phone, "灯不亮")
    phone.get_by_role("button", name="拿回去改").click()
    expect(phone.get_by_label("听到什么")).to_have_value("灯不亮")
    phone.get_by_label("具体在哪里").fill("2号楼前")
    write(phone, "灯不亮")
    expect(phone.locator("#stops li").first).to_contain_text("灯不亮")
    expect(phone.locator("#kept")).to_be_hidden()


def test_without_scripts_a_round_goes_on_too_and_back_keeps_what_was_typed(open_page):
    page = sign_in(open_page(javascript=False, width=320, height=640), "observer")
    page.goto("/office/round")
    before = stops(page).all_inner_texts()
    page.get_by_label("听到什么").fill("单元门口太黑")
    page.get_by_label("哪一片").select_option(index=1)
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="记下来").click(no_wait_after=True)
    expect(page).to_have_url("chrome-error://chromewebdata/")
    page.context.set_offline(False)
    page.go_back()
    expect(page.get_by_label("听到什么")).to_have_value("单元门口太黑")
    page.get_by_role("button", name="记下来").click()
    expect(stops(page)).to_have_text(["单元门口太黑", *before])


def test_nothing_scrolls_sideways_at_320_pixels(phone):
    phone.context.set_offline(True)
    write(phone, ENTRIES[0])
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_who_signs_out_leaves_no_words_in_the_browser(phone):
    phone.context.set_offline(True)
    write(phone, "井盖响，一夜没睡")
    expect(phone.locator("#kept li")).to_have_count(1)
    assert "井盖响" in phone.evaluate("sessionStorage.getItem('round')")
    phone.context.set_offline(False)
    phone.goto("/sign-out")
    phone.locator("main").get_by_role("button", name="退出登录").click()
    phone.wait_for_url("**/")
    assert phone.evaluate("sessionStorage.getItem('round')") is None
