"""Four languages on the same addresses: what people wrote stays as they wrote it, all else is spoken."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.db import database
from tests.browser.journeys import sign_in
from tests.browser.site import AT_THE_KIOSK, PASSER_BY, Site, Visitor
from tests.plugins.browser import OpenPage

RULE_BOOK = Path(__file__).parents[2] / "portal" / "presets" / "anze.toml"
SPOKEN = {"zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant", "en": "en", "ko": "ko"}
NAMES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English", "ko": "한국어"}
CHINESE = re.compile(
    r"\d*[\u4e00-\u9fff](?:\S*[\u4e00-\u9fff])?\*?"
)  # from the first to the last, up to a space

#: All words of a page that are not marked as Chinese: texts, and what is read out instead of them.
WORDS = """() => {
    const spoken = element => element && !element.closest("[lang|=zh]:not(html)");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [document.title];
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (spoken(around) && around.tagName !== "TEXTAREA") words.push(walker.currentNode.textContent);
    }
    for (const name of ["aria-label", "placeholder", "alt", "title"])
        for (const element of document.querySelectorAll(`[${name}]`))
            if (spoken(element)) words.push(element.getAttribute(name));
    return words.map(each => each.trim()).filter(Boolean);
}"""


class Written:
    """What people wrote, as it stands in the database and the rule book."""

    def __init__(self, data: Path) -> None:
        self._texts = {
            *_texts_of(data / "portal.db"),
            *re.findall(r'"([^"]+)"', RULE_BOOK.read_text("utf-8")),
        }
        self._all = "\n".join(self._texts)

    def covers(self, run: str) -> bool:
        """Whether a run of Chinese is theirs: a masked name, a whole text, or three characters out of one."""
        return run.endswith("*") or run in self._texts or (len(run) > 2 and run in self._all)


def _texts_of(file: Path) -> Iterator[str]:
    connection = sqlite3.connect(file)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    )
    for (table,) in tables.fetchall():
        for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608  # names out of the database itself
            yield from (value for value in row if isinstance(value, str))
    connection.close()


@pytest.fixture(scope="module")
def site(filled: Path) -> Iterator[Site]:
    """All pages of the demonstration place."""
    yield Site(filled)
    database.close()


@pytest.fixture
def written(live_data: Path) -> Written:
    """With what the tests before this one wrote."""
    return Written(live_data)


@pytest.mark.parametrize("language", SPOKEN)
def test_one_tap_changes_the_language_and_stays_on_the_page(open_page: OpenPage, language: str) -> None:
    page = open_page()
    page.goto("/meetings?year=2025")
    if language != "zh_Hans":
        page.get_by_role("link", name=NAMES[SPOKEN[language]]).click()
    expect(page).to_have_url("/meetings?year=2025")
    expect(page.locator("html")).to_have_attribute("lang", SPOKEN[language])
    others = page.locator(".tools a[hreflang]")
    assert others.all_inner_texts() == [name for tag, name in NAMES.items() if tag != SPOKEN[language]]
    assert [link.get_attribute("lang") for link in others.all()] == [
        tag for tag in NAMES if tag != SPOKEN[language]
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    "visitor", [PASSER_BY, AT_THE_KIOSK, Visitor("office", "secretary", briefly=True)], ids=str
)
def test_nothing_is_left_in_chinese_but_what_people_wrote(
    open_page: OpenPage, site: Site, written: Written, visitor: Visitor, language: str
) -> None:
    page = open_page()
    if visitor.login:
        sign_in(page, visitor.login)
    page.goto(f"/display?lang={language}")
    left = [
        line for place in site.places(visitor) for line in _left_on(page, place.address, language, written)
    ]
    assert "\n".join(left) == ""


def test_the_same_search_finds_the_words_of_the_chinese_page(open_page: OpenPage, written: Written) -> None:
    """Otherwise the test above would prove nothing."""
    left = _left_on(open_page(), "/", "zh_Hans", written)
    assert {"/  我要说一件事", "/  查进度", "/  请人帮忙"} <= set(left)


def _left_on(page: Page, address: str, language: str, written: Written) -> list[str]:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", SPOKEN[language])
    words: list[str] = page.evaluate(WORDS)
    return [f"{address}  {each}" for each in words if not all(map(written.covers, CHINESE.findall(each)))]
