"""The registered kiosk: its own pages only, patience, a call for help, ticket, phone, and no network."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.inspection import small_things_at_the_kiosk
from tests.browser.journeys import answer_in_steps, press, receipt_on, say, sign_in
from tests.plugins.browser import OpenPage

WORDS = "垃圾站夜里太吵，我姓仇。"
#: CSS pixels of the line on the page of pairing.
RULER_PX = 600
MOMENT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
POINTS_IN_A_MILLIMETRE = 72 / 25.4


def pair(office: Page, kiosk: Page, name: str, line_mm: int = 200) -> Page:
    """Registered at the desk, measured and paired on the glass."""
    sign_in(office, "secretary")
    office.goto("/office/kiosks")
    office.get_by_label("叫什么？").fill(name)
    office.get_by_label("放在哪里？").fill("大厅")
    office.get_by_label("带80毫米小票打印机").check()
    office.get_by_role("button", name="登记", exact=True).click()
    code = office.locator(".code").inner_text()
    kiosk.goto("/kiosk/pair")
    kiosk.get_by_label("上面这条线有几毫米长？").fill(str(line_mm))
    kiosk.get_by_label("配对码").fill(code)
    kiosk.get_by_role("button", name="配对").click()
    expect(kiosk.get_by_role("link", name="我要说一件事")).to_be_visible()
    return kiosk


@pytest.fixture
def office(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def kiosk(office: Page, open_kiosk: OpenPage, request: pytest.FixtureRequest) -> Page:
    return pair(office, open_kiosk(), request.node.name[:36])


def test_a_kiosk_shows_kiosk_pages_and_nothing_else(kiosk: Page) -> None:
    for address in ("/", "/matters", "/office", "/sign-in", "/me"):
        kiosk.goto(address)
        expect(kiosk).to_have_url(re.compile(r"/kiosk/$"))


def test_a_retired_kiosk_is_an_ordinary_browser(kiosk: Page, office: Page) -> None:
    office.goto("/office/kiosks")
    row = office.get_by_role("row").filter(has_text="test_a_retired_kiosk")
    row.get_by_role("link", name="停用").click()
    office.get_by_role("button", name="停用", exact=True).click()
    kiosk.goto("/matters")
    expect(kiosk).to_have_url(re.compile(r"/matters$"))
    assert "device" not in {cookie["name"] for cookie in kiosk.context.cookies()}


@pytest.mark.parametrize("line_mm", [150, 260])
def test_on_every_glass_targets_have_their_millimetres(
    office: Page, open_kiosk: OpenPage, line_mm: int
) -> None:
    kiosk = pair(office, open_kiosk(), f"{line_mm}毫米", line_mm)
    faults = small_things_at_the_kiosk(kiosk)
    kiosk.get_by_role("link", name="我要说一件事").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("是哪一种？")
    faults += small_things_at_the_kiosk(kiosk)
    answer_in_steps(kiosk, WORDS)
    faults += small_things_at_the_kiosk(kiosk)
    kiosk.get_by_role("button", name="交给社区").click()
    receipt_on(kiosk)
    assert faults + small_things_at_the_kiosk(kiosk) == []
    assert kiosk.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--mm')") == (
        f"{RULER_PX / line_mm:.1f}px"
    )


def test_the_number_pad_and_a_changed_answer(kiosk: Page) -> None:
    kiosk.goto("/kiosk/say")
    answer_in_steps(kiosk, WORDS)
    kiosk.locator("[value=to-reply]").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("要不要我们告诉您结果？")
    press(kiosk, "发短信", then="手机号")
    number = "13800138000"
    for place, figure in enumerate(number, 1):
        kiosk.get_by_role("main").get_by_role("button", name=figure, exact=True).click()
        expect(kiosk.get_by_label("手机号")).to_have_value(number[:place])
    press(kiosk, "下一步", then="看一遍，对就交")
    expect(kiosk.get_by_text(number)).to_be_visible()


def _clocked(page: Page) -> Page:
    """On the first page of the form, with a clock that the test alone moves."""
    page.clock.install(time=MOMENT)
    page.clock.pause_at(MOMENT + timedelta(minutes=1))
    page.get_by_role("link", name="我要说一件事").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("是哪一种？")
    page.wait_for_load_state()  # by then the script counts
    return page


def test_it_asks_before_it_forgets_and_stays_as_often_as_wanted(kiosk: Page) -> None:
    _clocked(kiosk)
    for _ in range(3):
        kiosk.clock.run_for(89_000)
        expect(kiosk.get_by_role("alertdialog")).to_have_count(0)
        kiosk.clock.run_for(2_000)
        expect(kiosk.get_by_role("alertdialog", name="还在吗？")).to_be_visible()
        kiosk.clock.run_for(20_000)
        kiosk.get_by_role("button", name="我还在").click()
        expect(kiosk.get_by_role("alertdialog")).to_have_count(0)
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("是哪一种？")


def test_nobody_there_any_more_it_goes_back_to_the_first_page(kiosk: Page) -> None:
    _clocked(kiosk)
    kiosk.clock.run_for(119_000)
    expect(kiosk.get_by_role("alertdialog", name="还在吗？")).to_be_visible()
    kiosk.clock.run_for(2_000)
    expect(kiosk.get_by_role("link", name="我要说一件事")).to_be_visible()


def test_whoever_types_is_not_asked(kiosk: Page) -> None:
    _clocked(kiosk)
    press(kiosk, "要解决的事", then="哪方面的事？")
    press(kiosk, "都不是，我自己写", then="什么事？")
    for sign in "灯坏了":
        kiosk.clock.run_for(60_000)
        kiosk.get_by_label("什么事？").press_sequentially(sign)
    expect(kiosk.get_by_role("alertdialog")).to_have_count(0)
    expect(kiosk.get_by_label("什么事？")).to_have_value("灯坏了")


def test_a_call_lights_up_in_the_office_and_one_tap_answers_it(kiosk: Page, open_page: OpenPage) -> None:
    worker = sign_in(open_page(), "worker")
    worker.goto("/office/meetings")
    kiosk.get_by_role("link", name="看我的事办得怎样").click()
    kiosk.get_by_label("编号").fill("AZ-2026-00")
    kiosk.get_by_role("button", name="请人帮忙").click()
    expect(kiosk.get_by_text("请稍等，人马上过来")).to_be_visible()
    expect(kiosk.get_by_label("编号")).to_have_value("AZ-2026-00")
    worker.reload()
    call = worker.locator("#calls form").filter(has_text="test_a_call_lights_up")
    expect(call).to_contain_text("查进度")
    call.get_by_role("button", name="我去").click()
    expect(worker.locator("#calls form").filter(has_text="test_a_call_lights_up")).to_have_count(0)
    expect(worker.get_by_role("row").filter(has_text="test_a_call_lights_up")).to_have_count(1)


def test_without_a_script_help_is_called_too(open_kiosk: OpenPage) -> None:
    kiosk = open_kiosk(javascript=False)
    kiosk.goto("/kiosk/track")
    kiosk.get_by_role("button", name="请人帮忙").click()
    expect(kiosk).to_have_url(re.compile(r"/kiosk/track"))
    expect(kiosk.get_by_text("请稍等，人马上过来")).to_be_visible()


def test_the_ticket_is_one_page_of_80_millimetres(kiosk: Page) -> None:
    receipt = say(kiosk, WORDS, home="/kiosk/")
    expect(kiosk.get_by_role("button", name="打印小票")).to_be_visible()
    printed = kiosk.pdf(prefer_css_page_size=True)
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    width, height = (float(side) / POINTS_IN_A_MILLIMETRE for side in box)
    assert (round(width), round(height)) == (80, 140)
    kiosk.emulate_media(media="print")
    assert receipt.number in kiosk.locator("main").inner_text()
    expect(kiosk.get_by_role("link", name="首页", exact=True)).to_have_count(0)


def test_the_code_opens_the_matter_on_a_phone_once(kiosk: Page, open_page: OpenPage) -> None:
    receipt = say(kiosk, WORDS, home="/kiosk/")
    picture = Image.open(io.BytesIO(kiosk.locator(".by-phone img").screenshot()))
    (scanned,) = zxingcpp.read_barcodes(picture)
    assert receipt.number not in scanned.text
    assert receipt.code not in scanned.text
    phone = open_page(width=390)
    phone.goto(scanned.text)
    phone.get_by_role("button", name="在这部手机上打开").click()
    expect(phone).to_have_url(re.compile(rf"/track/{receipt.number}$"))
    expect(phone.get_by_text(receipt.code)).to_be_visible()
    another = open_page(width=390)
    another.goto(scanned.text)
    expect(another.get_by_role("heading", level=1)).to_have_text("这个二维码不能用了")


def test_without_the_network_it_says_what_still_works(kiosk: Page) -> None:
    kiosk.goto("/kiosk/")
    kiosk.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kiosk.reload()
    _cut(kiosk.context)
    kiosk.get_by_role("link", name="我要说一件事").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("网络断了，这台机器暂时办不了")
    expect(kiosk.get_by_role("main")).to_contain_text("0357-7000101")
    kept = kiosk.evaluate(
        "async () => (await (await caches.open('offline')).keys()).map(each => new URL(each.url).pathname)"
    )
    assert sorted(kept) == [
        "/kiosk/offline", "/kiosk/size-3.0.css", "/static/css/kiosk.css", "/static/css/public.css",
        "/static/icon.svg", "/static/js/kiosk.js",
    ]  # fmt: skip


def _cut(context: BrowserContext) -> None:
    context.set_offline(True)
