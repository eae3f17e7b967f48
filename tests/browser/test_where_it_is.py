"""The phone, the photo or a tap on the map leads a matter to its grid; with scripts and without."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.journeys import receipt_on, sign_in
from tests.plugins.browser import OpenPage

#: In the first grid of 清华园社区, as the demonstration draws it.
HERE = {"longitude": 112.2437, "latitude": 36.1448}
IN_DEGREES = {1: "N", 2: (36.0, 8.0, 41.3), 3: "E", 4: (112.0, 14.0, 37.3)}


def begin(page: Page, words: str) -> Page:
    page.goto("/say")
    page.get_by_label("什么事？").fill(words)
    page.get_by_label("在哪里？").fill("楼前空地")
    return page


def send(page: Page) -> str:
    page.get_by_role("button", name="交给社区").click()
    return receipt_on(page).number


def seen_by_staff(page: Page, number: str) -> Page:
    sign_in(page, "worker").goto(f"/office/matters/{number}")
    return page


@pytest.fixture
def office(open_page: OpenPage) -> Page:
    return open_page()


def test_the_phone_says_where_it_is_when_its_owner_taps(open_page: OpenPage, office: Page) -> None:
    page = begin(open_page(width=390, geolocation=HERE, permissions=["geolocation"]), "井盖翘起来了。")
    page.get_by_role("button", name="用手机定位").click()
    expect(page.get_by_text("位置记下了，用来派到网格，不公开。")).to_be_visible()
    seen = seen_by_staff(office, send(page))
    expect(seen.get_by_text("归第一网格 陈晨")).to_be_visible()
    expect(seen.get_by_text("手机定位")).to_be_visible()


def test_whoever_keeps_the_position_to_himself_says_it_all_the_same(open_page: OpenPage) -> None:
    page = begin(open_page(permissions=[]), "路牌倒了。")
    page.get_by_role("button", name="用手机定位").click()
    expect(page.get_by_text("手机没有给出位置")).to_be_visible()
    page.get_by_label("哪个社区、哪一片？").select_option(label="荀园社区")
    assert send(page).startswith("AZ-")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_tap_on_the_map_chooses_the_grid(open_page: OpenPage, office: Page, javascript: bool) -> None:
    page = begin(open_page(javascript=javascript, width=320), "沙坑里有碎玻璃。")
    page.get_by_text("在地图上点一点").click()
    chosen = page.get_by_label("哪个社区、哪一片？").locator("option:checked")
    tap(page, 0.15, 0.75)  # in the south-west of the whole town
    expect(chosen).to_have_text("清华园社区 · 第一网格")
    tap(page, 0.75, 0.5)  # the map has come nearer: it shows the community that was chosen
    expect(chosen).to_have_text("清华园社区 · 第二网格")
    expect(page.get_by_label("什么事？")).to_have_value("沙坑里有碎玻璃。")
    seen = seen_by_staff(office, send(page))
    expect(seen.get_by_text("在地图上点的")).to_be_visible()


def tap(page: Page, along: float, down: float) -> None:
    """On the map, so far from its left and its top, as shares of its sides."""
    map_ = page.locator("input[type=image]")
    box = map_.bounding_box()
    assert box is not None
    map_.click(position={"x": box["width"] * along, "y": box["height"] * down})
    page.wait_for_url("**/say/spot#spot")


def test_enter_in_a_line_sends_the_form_and_is_no_tap_on_the_map(open_page: OpenPage) -> None:
    page = begin(open_page(javascript=False), "雨篷漏了。")
    page.get_by_label("哪个社区、哪一片？").select_option(label="荀园社区")
    page.get_by_label("在哪里？").press("Enter")
    assert receipt_on(page).number.startswith("AZ-")


def test_a_photo_leads_to_its_grid_and_is_shown_without_its_position(
    open_page: OpenPage, office: Page
) -> None:
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x8825] = IN_DEGREES
    Image.new("RGB", (64, 48), "#4a6").save(file, "JPEG", exif=exif)
    page = begin(open_page(javascript=False), "绿化带里的水管漏了。")
    page.get_by_label("哪个社区、哪一片？").select_option(label="清华园社区")
    taken = {"name": "pipe.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
    page.get_by_label("照片", exact=True).set_input_files(taken)
    seen = seen_by_staff(office, send(page))
    expect(seen.get_by_text("照片里的位置")).to_be_visible()
    expect(seen.get_by_text("归第一网格 陈晨")).to_be_visible()
