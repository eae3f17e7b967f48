"""Everything by keyboard alone: every stop can be seen, and who made a mistake is led to it."""

import pytest
from playwright.sync_api import Page, expect

from scripts.live_portal import PASSWORD
from tests.browser.journeys import Receipt, receipt_on, say, sign_in, take_step
from tests.browser.keyboard import Keyboard
from tests.plugins.browser import OpenPage

#: Pages with something to fill in, and the button that sends it.
FORMS = {
    "/say": "交给社区",
    "/track": "看一看",
    "/sign-in": "登录",
    "/register": "开账号",
    "/office/enter": "收下这件事",
}


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A window that scrolls at once, so that where the focus stands can be looked at at once."""
    return open_page(reduced_motion="reduce")


def test_a_matter_is_said(page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/")
    keys.follow("我要说")
    expect(page).to_have_url("/say")
    keys.write("什么事？", "垃圾桶盖子坏了。")
    keys.write("在哪里？", "9号楼前")
    keys.tab_to("哪个社区、哪一片？")
    keys.press("ArrowDown")
    keys.follow("交给社区")
    assert receipt_on(page).number.startswith("AZ-")


def test_a_matter_is_supported(page: Page) -> None:
    keys = Keyboard(page)
    receipt = say(page, "3号楼的门禁坏了。")
    page.goto("/matters?stage=say")
    keys.follow("3号楼的门禁坏了")
    expect(page.get_by_role("heading", level=1)).to_have_text("3号楼的门禁坏了")
    keys.follow("我也要附议")
    expect(page).to_have_url(f"/matters/{receipt.number}/support")
    keys.follow("附议")
    expect(page.get_by_role("status").first).to_have_text("附议好了，现在有1人附议。")


def test_what_was_answered_is_followed_and_rated(page: Page, answered: Receipt) -> None:
    keys = Keyboard(page)
    page.goto("/")
    keys.follow("查进度")
    expect(page).to_have_url("/track")
    keys.write("编号", answered.number)
    keys.write("查询码", answered.code)
    keys.follow("看一看")
    expect(page.get_by_text(answered.number).first).to_be_visible()
    keys.follow("我来打个分")
    expect(page.get_by_role("button", name="评好了")).to_be_visible()
    for question in ("态度好不好？", "办得快不快？", "结果合不合适？", "管不管用？", "您满意吗？"):
        keys.tab_to(question)
        keys.press("Space")
    keys.follow("评好了")
    expect(page.get_by_role("status").first).to_have_text("评好了，谢谢您。")


def test_an_officer_signs_in_and_answers(page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/sign-in")
    keys.write("用户名", "worker")
    keys.write("密码", PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("待办")
    keys.follow("待答复")
    expect(page).to_have_url("/office?stage=answer#errands")
    keys.follow("答复 ：AZ-")
    expect(page.get_by_role("heading", level=1)).to_have_text("答复")
    keys.write("怎么答复？", "已经请物业来修，明天就好。")
    keys.follow("答复")
    expect(page.get_by_role("status").first).to_contain_text("已答复")


def test_the_first_stop_leads_past_the_navigation(page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/matters")
    assert keys.tab() == "跳到正文"
    keys.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    assert keys.tab() == "找什么？"


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("address", FORMS)
def test_a_mistake_is_led_to(open_page: OpenPage, address: str, javascript: bool) -> None:
    page = open_page(javascript=javascript, reduced_motion="reduce")
    if address.startswith("/office"):
        sign_in(page, "worker")
    page.goto(address)
    page.get_by_role("main").get_by_role("button", name=FORMS[address], exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.title().startswith("有误：")
    links = summary.get_by_role("link")
    assert links.count() >= 2
    for link in links.all():
        _expect_to_lead_to_its_field(page, link.inner_text(), link.get_attribute("href") or "")


def _expect_to_lead_to_its_field(page: Page, words: str, anchor: str) -> None:
    """The link takes the focus to a field that is marked wrong and tells the same words."""
    page.get_by_role("alert").get_by_role("link", name=words).press("Enter")
    field = page.locator(anchor)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    around = page.locator(".field.wrong").filter(has=page.locator(anchor))
    expect(around.locator(".why")).to_have_text(words)


@pytest.fixture
def answered(open_page: OpenPage) -> Receipt:
    """A matter that waits for its proposer's rating."""
    receipt = say(open_page(), "水费在哪里交？")
    worker = sign_in(open_page(), "worker")
    take_step(worker, receipt.number, "答复", write={"怎么答复？": "微信上就能交。"})
    return receipt
