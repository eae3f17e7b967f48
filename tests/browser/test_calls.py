"""问计于民 in a real browser: on a small screen without scripts, at the kiosk, and paper by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import choose, press, sign_in
from tests.plugins.browser import OpenPage

TITLE = "新的垃圾投放点放哪里"
WORDS = "夏天要多清一次，我姓欧阳。"
FIRST, SECOND, THIRD, LAST = (
    "放在哪里最合适？",
    "什么时候开放？",
    "现在的投放点，您打几分？",
    "还有什么要提醒我们的？",
)
TIMES_BACK = 8


@pytest.mark.parametrize("javascript", [True, False])
def test_a_neighbour_answers_on_a_small_screen_and_changes_it(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript, width=320)
    page.goto("/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="我来答").click()
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("link", name="请答这一题")).to_be_visible()
    choose(page, FIRST, "南门内侧")
    choose(page, THIRD, "4")
    page.get_by_label(LAST).fill(WORDS)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您")
    page.get_by_role("link", name="改一改").click()
    expect(page.get_by_label(LAST)).to_have_value(WORDS)
    choose(page, FIRST, "车棚北头")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("车棚北头")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_in_large_text_one_question_stands_on_a_page(open_page: OpenPage, javascript: bool) -> None:
    page = open_page(javascript=javascript, width=390)
    page.goto("/display?text=large&next=/campaigns")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("link", name="我来答").click()
    press(page, "南门内侧", then=SECOND)
    page.get_by_label("全天").check()
    press(page, "下一题", then=THIRD)
    press(page, "上一题", then=SECOND)
    expect(page.get_by_label("全天")).to_be_checked()
    press(page, "下一题", then=THIRD)
    press(page, "这一题不答", then=LAST)
    page.get_by_label(LAST).fill(WORDS)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您")


def test_the_next_at_the_kiosk_finds_nothing_of_what_was_answered(open_kiosk: OpenPage) -> None:
    page = open_kiosk()
    page.goto("/kiosk")
    page.get_by_role("link", name="答一答征集问卷").click()
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("link", name="我来答").click()
    press(page, "车棚北头", then=SECOND)
    press(page, "下一题", then=THIRD)
    press(page, "3", then=LAST)
    page.get_by_label(LAST).fill(WORDS)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("link", name="首页", exact=True).click()
    for _ in range(TIMES_BACK):
        page.go_back(wait_until="commit")
        page.wait_for_function("() => document.readyState === 'complete'")
        assert WORDS not in page.content(), page.url


def test_paper_is_entered_by_keyboard_alone(open_page: OpenPage) -> None:
    page = sign_in(open_page(), "worker")
    page.goto("/office/campaigns")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="录入纸质问卷").click()
    _type_a_sheet(page, "801", "1", "1 3", "4")
    expect(page.get_by_text("第801号录好了，接着录")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("第802号录好了，接着录")).to_be_visible()
    _type_a_sheet(page, "801", "1", "2", "5")
    expect(page.get_by_role("link", name="第801号问卷")).to_be_visible()


def _type_a_sheet(page: Page, number: str, *figures: str) -> None:
    """From the field of the number on, which has the focus."""
    page.keyboard.press("Control+A")
    page.keyboard.type(number)
    for figure in figures:
        page.keyboard.press("Tab")
        page.keyboard.type(figure)
    page.keyboard.press("Enter")
