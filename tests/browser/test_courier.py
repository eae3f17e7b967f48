"""A courier between two deliveries: a poster, a phone of 320 pixels, a few taps; with scripts and without."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.inspection import beyond_the_edge
from tests.browser.journeys import Receipt, choose, receipt_on
from tests.plugins.browser import OpenPage

VENUE = "清华园居民说事议事厅"
COMMUNITY = "清华园社区"
WORDS = "南门晚上不让电动车进，外卖要走十分钟。"
CALL = "新的垃圾投放点放哪里"


@pytest.fixture
def poster(open_page: OpenPage) -> str:
    """What a phone reads from the poster on the wall."""
    wall = open_page()
    wall.goto("/places")
    wall.get_by_role("link", name=VENUE).click()
    wall.get_by_role("link", name="贴在墙上的海报").click()
    code = wall.get_by_role("img", name="二维码")
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return str(read.text)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_courier_is_heard_by_way_of_a_poster(open_page: OpenPage, poster: str, javascript: bool) -> None:
    phone = open_page(javascript=javascript, width=320, height=640, has_touch=True)
    receipt = _say(phone, poster)
    _follow(phone, receipt)
    _answer_a_call(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("收到了，谢谢您")


def _say(phone: Page, address: str) -> Receipt:
    """Where it is stands there already: the words and two taps are all."""
    phone.goto(address)
    expect(phone.get_by_label("在哪里？")).to_have_value(VENUE)
    expect(phone.get_by_label("哪个社区、哪一片？").locator("option:checked")).to_have_text(COMMUNITY)
    phone.get_by_label("什么事？").tap()
    phone.keyboard.insert_text(WORDS)
    phone.get_by_role("button", name="交给社区").tap()
    receipt = receipt_on(phone)
    assert beyond_the_edge(phone) == []
    return receipt


def _follow(phone: Page, receipt: Receipt) -> None:
    """By the receipt's own link, and on another day by number and code."""
    phone.get_by_role("link", name="看办得怎样").tap()
    expect(phone.get_by_role("main")).to_contain_text(WORDS)
    phone.context.clear_cookies()
    phone.goto("/track")
    phone.get_by_label("编号").fill(receipt.number)
    phone.get_by_label("查询码").fill(receipt.code)
    phone.get_by_role("button", name="看一看").tap()
    expect(phone.get_by_role("main")).to_contain_text(WORDS)
    assert beyond_the_edge(phone) == []


def _answer_a_call(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("link", name=CALL).tap()
    phone.get_by_role("link", name="我来答").tap()
    choose(phone, "放在哪里最合适？", "南门内侧")
    choose(phone, "现在的投放点，您打几分？", "4")
    phone.get_by_role("button", name="交上去").tap()
