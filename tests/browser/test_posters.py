"""A poster is one sheet, with nothing of the page around it."""

import re

from playwright.sync_api import expect

from tests.plugins.browser import OpenPage


def test_a_poster_prints_on_one_sheet(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/places")
    page.get_by_role("link", name="清华园居民说事议事厅").click()
    page.get_by_role("link", name="贴在墙上的海报").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("清华园居民说事议事厅")
    sheets = re.findall(rb"/Type /Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_text("扫一扫，说一件事")).to_be_visible()
