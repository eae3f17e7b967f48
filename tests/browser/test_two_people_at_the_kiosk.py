"""The second person at a kiosk finds nothing of the first, whichever way back is tried."""

import re

import pytest
from playwright.sync_api import Page, expect

SECRET = "家里老人走失过两次，电话13800138000"


@pytest.fixture
def kiosk(open_kiosk) -> Page:
    page = open_kiosk()
    page.goto("/kiosk/")
    return page


def say(page: Page) -> None:
    page.click("text=我要说一件事")
    page.fill("#words", SECRET)
    page.fill("#place", "7号楼")
    page.locator("label.choice:has(input[name=area])").first.click()


def go_home(page: Page) -> None:
    page.get_by_role("link", name="首页", exact=True).click()
    expect(page).to_have_url(re.compile("/kiosk/?$"))


def go_back(page: Page) -> None:
    page.evaluate("history.back()")


def test_a_receipt_is_not_there_any_more(kiosk: Page) -> None:
    say(kiosk)
    kiosk.click("button:has-text('交给社区')")
    code = kiosk.locator(".number").nth(1).inner_text()
    go_home(kiosk)
    go_back(kiosk)
    expect(kiosk).to_have_url(re.compile("/kiosk/track$"))
    expect(kiosk.locator("body")).not_to_contain_text(code)


def test_a_half_filled_form_is_empty_again(kiosk: Page) -> None:
    say(kiosk)
    go_home(kiosk)
    go_back(kiosk)
    expect(kiosk).to_have_url(re.compile("/kiosk/say$"))
    expect(kiosk.locator("#words")).to_have_value("")
    expect(kiosk.locator("#place")).to_have_value("")


def test_an_opened_matter_asks_for_its_code_again(kiosk: Page) -> None:
    say(kiosk)
    kiosk.click("button:has-text('交给社区')")
    kiosk.click("text=看办得怎样")
    expect(kiosk.locator("body")).to_contain_text(SECRET)
    kiosk.get_by_role("button", name="离开", exact=True).click()
    expect(kiosk).to_have_url(re.compile("/kiosk/$"))
    go_back(kiosk)
    expect(kiosk).to_have_url(re.compile("/kiosk/track"))
    expect(kiosk.locator("body")).not_to_contain_text(SECRET)
