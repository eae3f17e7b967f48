"""联心卡 as people use it: held before the camera, read by a scanner, printed; gone when they leave."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from portal.app import create_app
from portal.config import read_settings
from portal.db import database
from portal.domain.cards import Holder
from portal.domain.occasion import Occasion
from portal.models import Area, Matter
from portal.queries.officers import officer
from portal.queries.places import communities, work_calendar
from portal.services import cards
from portal.services.say import Draft, raise_matter
from scripts.chromium import ARGUMENTS
from tests.browser.journeys import answer_in_steps, receipt_on, sign_in
from tests.plugins.browser import OpenPage

Issue = Callable[..., str]

PIN = "2580"
WORDS = "南门的井盖松了，夜里响。"
TYPED = "() => [...document.querySelectorAll('input:not([type=hidden]), textarea')].map(field => field.value)"
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


@pytest.fixture
def issue(live_data: Path) -> Issue:
    """``issue("王小明", pin="2580")`` is what the code of a new card of the live portal holds."""

    def of(*names: str, pin: str = "") -> str:
        app = create_app(read_settings({"PORTAL_DATA": str(live_data)}))
        now = app.config["CLOCK"]()
        desk = Occasion(officer("worker", now), now, app.config["BOOK"], work_calendar())
        home = Area.get_by_id(communities()[0].area_id)
        card = cards.issue(desk, home, [Holder(name) for name in names], pin=pin)
        for holder in card.holders:
            matter = raise_matter(desk, Draft(f"{holder.person.name}家{WORDS}", home.id)).matter
            Matter.update(proposer=holder.person).where(Matter.id == matter.id).execute()
        (printed,) = cards.print_cards(desk, [card])
        database.close()
        return printed.secret

    return of


@pytest.fixture
def before_the_camera(
    playwright: Playwright, chromium_path: str, live_portal: str, tmp_path: Path
) -> Iterator[Callable[[str], Page]]:
    """``before_the_camera(secret)`` is a kiosk whose camera sees this card."""
    browsers: list[Browser] = []

    def kiosk(secret: str) -> Page:
        film = _film(secret, tmp_path / "card.y4m")
        camera = (
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        )
        browsers.append(
            playwright.chromium.launch(
                executable_path=chromium_path,
                args=[*ARGUMENTS, *camera],
                ignore_default_args=["--disable-back-forward-cache"],
            )
        )
        screen = {"width": 1080, "height": 1920}
        return browsers[-1].new_context(base_url=live_portal, viewport=screen, locale="zh-CN").new_page()

    yield kiosk
    for browser in browsers:
        browser.close()


def _film(secret: str, path: Path) -> Path:
    """Three grey pictures of a card, a little aslant, as a camera's raw film."""
    drawn = io.BytesIO()
    segno.make(secret, error="m").save(drawn, kind="png", scale=7, border=4)
    code = Image.open(drawn).convert("L").rotate(8, expand=True, fillcolor=210)
    frame = Image.new("L", (640, 480), 210)
    frame.paste(code, ((640 - code.width) // 2, (480 - code.height) // 2))
    colourless = bytes([128]) * (640 * 480 // 2)
    head = b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n"
    path.write_bytes(head + (b"FRAME\n" + frame.tobytes() + colourless) * 3)
    return path


def _scan(kiosk: Page, secret: str) -> None:
    """What a USB scanner does."""
    kiosk.goto("/kiosk/card")
    expect(kiosk.get_by_label("卡上的码")).to_be_focused()
    kiosk.keyboard.type(secret)
    kiosk.keyboard.press("Enter")


def test_a_family_holds_its_card_before_the_camera_and_leaves_nothing(
    issue: Issue, before_the_camera: Callable[[str], Page]
) -> None:
    kiosk = before_the_camera(issue("欧小明", "刘阿芳"))
    kiosk.goto("/kiosk/card")
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("您是哪一位？")
    kiosk.get_by_role("button", name="刘*芳").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("刘*芳，您好")
    kiosk.get_by_role("link", name=f"刘阿芳家{WORDS}"[:10]).click()
    expect(kiosk.get_by_role("main")).to_contain_text(WORDS)
    kiosk.get_by_role("link", name="首页", exact=True).click()
    for _ in range(6):
        kiosk.go_back()
        assert "刘" not in kiosk.content()
        assert WORDS not in kiosk.content()


def test_an_elder_says_something_with_the_card_is_helped_and_leaves_nothing(
    issue: Issue, open_kiosk: OpenPage
) -> None:
    kiosk, words = open_kiosk(), "三楼的扶手松了，我扶不住。"
    _scan(kiosk, issue("桂秀英"))
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("桂*英，您好")
    kiosk.get_by_role("link", name="我要说一件事").click()
    answer_in_steps(kiosk, words, place="2号楼三楼")
    kiosk.get_by_role("button", name="请人帮忙").click()
    expect(kiosk.get_by_text("请稍等，人马上过来")).to_be_visible()
    kiosk.get_by_role("button", name="交给社区").click()
    receipt = receipt_on(kiosk)
    kiosk.get_by_role("button", name="记好了，离开").click()
    expect(kiosk.get_by_role("link", name="我要说一件事")).to_be_visible()
    _expect_nothing_left(kiosk, ["桂", words, "2号楼三楼", receipt.number, receipt.code])


def _expect_nothing_left(kiosk: Page, traces: list[str]) -> None:
    """Neither by Back, nor at the pages that knew the one who left, nor in the fields of a new form."""
    shown = []
    for _ in range(12):
        kiosk.go_back(wait_until="commit")
        kiosk.wait_for_function("() => document.readyState === 'complete'")
        shown.append(kiosk.content())
    for address in ("/kiosk/mine", f"/kiosk/track/{traces[-2]}", "/kiosk/say", "/kiosk/track"):
        kiosk.goto(address)
        shown += [kiosk.locator("main").inner_text(), *kiosk.evaluate(TYPED)]
    assert [trace for trace in traces if trace in "".join(shown)] == []


def test_a_scanner_types_and_the_pin_is_tapped(issue: Issue, open_kiosk: OpenPage) -> None:
    kiosk = open_kiosk()
    _scan(kiosk, issue("温秀莲", pin=PIN))
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("请输入卡的密码")
    for figure in PIN:
        kiosk.get_by_role("button", name=figure, exact=True).click()
    kiosk.get_by_role("button", name="好了").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("温*莲，您好")


def test_without_scripts_a_scanner_and_a_keyboard_are_enough(issue: Issue, open_kiosk: OpenPage) -> None:
    kiosk = open_kiosk(javascript=False)
    _scan(kiosk, issue("白玉兰", pin=PIN))
    kiosk.get_by_label("卡的密码").fill(PIN)
    kiosk.get_by_role("button", name="好了").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("白*兰，您好")


def test_a_tap_elsewhere_loses_nothing_of_what_the_scanner_types(issue: Issue, open_kiosk: OpenPage) -> None:
    secret, kiosk = issue("段长江"), open_kiosk()
    kiosk.goto("/kiosk/card")
    kiosk.get_by_role("heading", level=1).click()
    kiosk.keyboard.type(secret)
    kiosk.keyboard.press("Enter")
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("段*江，您好")


def test_a_revoked_card_is_told_to_go_to_the_staff(issue: Issue, open_kiosk: OpenPage) -> None:
    kiosk = open_kiosk()
    _scan(kiosk, issue("吕长河")[:-4] + "AAAA")
    expect(kiosk.get_by_role("alert")).to_contain_text("这张卡用不了，可能已经停用，请找工作人员")


def test_ten_cards_stand_on_one_sheet_and_every_code_can_be_read(open_page: OpenPage) -> None:
    page = open_page(device_scale_factor=2)
    sign_in(page, "worker")
    page.goto("/office/cards/many")
    page.get_by_label("名单").fill("\n".join(f"印{number}明" for number in "一二三四五六七八九十"))
    page.get_by_role("button", name="先看看").click()
    page.get_by_role("button", name="就办这10张").click()
    page.wait_for_url("**/office/cards?*")
    for box in page.get_by_role("checkbox").all():
        box.set_checked(False)
    for row in page.get_by_role("row", name=re.compile("印.明")).all():
        row.get_by_role("checkbox").check()
    page.get_by_role("button", name="打印勾上的").click()
    expect(page.locator(".card-sheet")).to_be_visible()
    page.wait_for_load_state()  # with its style sheets and codes
    page.emulate_media(media="print")
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    picture = Image.open(io.BytesIO(page.locator(".card-sheet").screenshot())).convert("L")
    read = {code.text for code in zxingcpp.read_barcodes(picture, _QR)}
    assert len(read) == 10
    assert all(re.fullmatch("YST1:[A-Z2-7]{32}", text) for text in read)
