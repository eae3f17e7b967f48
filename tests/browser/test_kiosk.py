"""The kiosk: nothing leads away from it, and the second of two people finds nothing of the first."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.db import database
from tests.browser.journeys import Receipt, answer_in_steps, press, receipt_on
from tests.browser.site import AT_THE_KIOSK, Site
from tests.plugins.browser import OpenPage

WORDS = "三单元的门禁坏了，我姓欧阳。"
TIMES_BACK = 12

#: Where links and forms of a page lead, but for places on it, the telephone, and size and language.
LEADS = """() => [...document.querySelectorAll("a[href], form")]
    .map(element => new URL(element.href || element.action, location.href))
    .filter(url => url.protocol !== "tel:" && url.pathname !== "/display")
    .map(url => url.origin === location.origin ? url.pathname : url.href)"""
TYPED = "() => [...document.querySelectorAll('input:not([type=hidden]), textarea')].map(field => field.value)"


@pytest.fixture
def kiosk(open_kiosk: OpenPage) -> Page:
    page = open_kiosk()
    page.goto("/kiosk")
    return page


def test_this_browser_keeps_pages_for_its_back_button(kiosk: Page) -> None:
    """Otherwise the tests below would prove nothing."""
    kiosk.goto("/accessibility")
    kiosk.evaluate("() => { window.isTheSame = true }")
    kiosk.goto("/privacy")
    _go(kiosk, "back")
    assert kiosk.evaluate("() => window.isTheSame === true")


def test_no_link_and_no_form_leads_away_from_the_kiosk(kiosk: Page, filled: Path) -> None:
    away = []
    for place in Site(filled).places(AT_THE_KIOSK):
        kiosk.goto(place.address)
        leads = kiosk.evaluate(LEADS)
        away += [
            f"{place.address} leads to {path}" for path in leads if not (path + "/").startswith("/kiosk/")
        ]
    database.close()
    assert away == []


@pytest.mark.parametrize("leaving", ["记好了，离开", "首页"])
def test_after_a_visit_back_shows_nothing_of_it(kiosk: Page, leaving: str) -> None:
    receipt = _say(kiosk)
    _leave(kiosk, leaving)
    _expect_nothing_behind(kiosk, [receipt.number, receipt.code, WORDS])


def test_a_half_filled_form_is_empty_for_the_next_person(kiosk: Page) -> None:
    _begin(kiosk)
    kiosk.get_by_role("link", name="首页", exact=True).click()
    _expect_nothing_behind(kiosk, [WORDS, "3号楼"])


def test_a_page_half_written_is_empty_for_the_next_person(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="我要说一件事").click()
    press(kiosk, "要解决的事", then="哪方面的事？")
    press(kiosk, "都不是，我自己写", then="什么事？")
    kiosk.get_by_label("什么事？").fill(WORDS)
    kiosk.get_by_role("link", name="首页", exact=True).click()
    _expect_nothing_behind(kiosk, [WORDS])


def test_what_was_handed_to_the_staff_is_gone_from_the_kiosk(kiosk: Page) -> None:
    _begin(kiosk)
    kiosk.get_by_role("button", name="请工作人员代填").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("交给工作人员了，请稍等")
    _expect_nothing_behind(kiosk, [WORDS, "3号楼"])


def test_what_somebody_followed_is_gone_when_they_leave(kiosk: Page) -> None:
    receipt = _say(kiosk)
    _leave(kiosk, "首页")
    _follow(kiosk, receipt)
    _leave(kiosk, "首页")
    _expect_nothing_behind(kiosk, [receipt.number, receipt.code, WORDS])
    kiosk.goto(f"/kiosk/track/{receipt.number}")
    expect(kiosk.get_by_label("查询码")).to_have_value("")


def test_an_offered_language_is_the_next_persons_choice(kiosk: Page) -> None:
    kiosk.get_by_role("link", name="한국어").click()
    expect(kiosk.locator("html")).to_have_attribute("lang", "ko")
    assert kiosk.url.rstrip("/").endswith("/kiosk")


def _begin(page: Page) -> None:
    """As far as the page that sends, which holds everything that was said."""
    page.get_by_role("link", name="我要说一件事").click()
    answer_in_steps(page, WORDS, place="3号楼")
    expect(page.get_by_text(WORDS)).to_be_visible()


def _say(page: Page) -> Receipt:
    _begin(page)
    page.get_by_role("button", name="交给社区").click()
    return receipt_on(page)


def _follow(page: Page, receipt: Receipt) -> None:
    page.get_by_role("link", name="看我的事办得怎样").click()
    page.get_by_label("编号").fill(receipt.number)
    page.get_by_label("查询码").fill(receipt.code)
    page.get_by_role("button", name="看一看").click()
    expect(page.get_by_text(WORDS).first).to_be_visible()


def _leave(page: Page, word: str) -> None:
    page.get_by_role("button", name=word).or_(page.get_by_role("link", name=word, exact=True)).click()
    expect(page.get_by_role("link", name="我要说一件事")).to_be_visible()


def _expect_nothing_behind(page: Page, traces: list[str]) -> None:
    """As far back as the button goes, and forward again."""
    for way in ["back"] * TIMES_BACK + ["forward"] * TIMES_BACK:
        _go(page, way)
        shown = page.content() + "\n".join(page.evaluate(TYPED))
        assert [trace for trace in traces if trace in shown] == [], page.url


def _go(page: Page, way: str) -> None:
    """A page that the browser kept is not loaded again, so only that it is there can be waited for."""
    (page.go_back if way == "back" else page.go_forward)(wait_until="commit")
    page.wait_for_function("() => document.readyState === 'complete'")
