"""Real Chromium on a real portal: started once a process, one clean browser context a test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from scripts.chromium import ARGUMENTS, WHAT_TO_INSTALL, find_chromium, has_chinese_font
from scripts.live_portal import fill, serving
from tests.browser.travel import DatedPortal

#: How long a link or field may take to appear before a test says that it is not there.
PATIENCE_MS = 10_000

_DATED = ("tests.browser.dated_wsgi",)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> str:
    """Where Chromium is. Without it, or without a Chinese font, a browser test fails; it is never skipped."""
    path = find_chromium(playwright)
    if path is None or not has_chinese_font():
        pytest.fail(WHAT_TO_INSTALL, pytrace=False)
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """A Chromium as Playwright starts it."""
    browser = playwright.chromium.launch(executable_path=chromium_path, args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def kiosk_browser(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """A Chromium that keeps pages for its back button, as a kiosk's does and Playwright's does not."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path,
        args=list(ARGUMENTS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def filled(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration place, which nobody serves: to be copied."""
    data: Path = tmp_path_factory.mktemp("demonstration")
    fill(data)
    return data


@pytest.fixture(scope="session")
def live_data(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the live portal: the demonstration place, and what the tests of this process add."""
    return Path(shutil.copytree(filled, tmp_path_factory.mktemp("live") / "data"))


@pytest.fixture(scope="session")
def live_portal(live_data: Path) -> Iterator[str]:
    """The address of the demonstration place as the production server serves it, at the real time."""
    with serving(live_data) as address:
        yield address


@pytest.fixture
def dated_portal(filled: Path, tmp_path: Path) -> Iterator[DatedPortal]:
    """The same of this test's own, with a clock that goes forward when told."""
    data = shutil.copytree(filled, tmp_path / "data")
    with serving(data, _DATED) as address:
        yield DatedPortal(address, data)


@pytest.fixture
def open_page(browser: Browser, live_portal: str) -> Iterator[OpenPage]:
    """Opens a page of a new visitor: `open_page(javascript=False, width=390)`; then `page.goto("/matters")`.

    A script that throws, or anything the content security policy stopped, fails the test at its end.
    """
    yield from _pages_of(browser, live_portal)


@pytest.fixture
def open_dated_page(browser: Browser, dated_portal: DatedPortal) -> Iterator[OpenPage]:
    """A page of a new visitor of the portal whose time the test sets."""
    yield from _pages_of(browser, dated_portal.address)


@pytest.fixture
def open_kiosk(kiosk_browser: Browser, live_portal: str) -> Iterator[OpenPage]:
    """The same on a kiosk: its browser, and unless told otherwise its upright screen of 1080 x 1920."""
    yield from _pages_of(kiosk_browser, live_portal, width=1080, height=1920)


def _pages_of(browser: Browser, address: str, *, width: int = 1280, height: int = 900) -> Iterator[OpenPage]:
    contexts = []
    faults: list[str] = []

    def open_page(
        *, javascript: bool = True, width: int = width, height: int = height, **options: Any
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            **({"locale": "zh-CN"} | options),
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _note_policy_fault(message, faults))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _note_policy_fault(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type == "error" and "Content Security Policy" in message.text:
        faults.append(message.text)
