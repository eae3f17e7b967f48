"""Pictures of the demonstration place, as a visitor sees it at several sizes.

`python -m scripts.screenshots [FOLDER]` writes all of them into FOLDER (`var/pictures` unless named), and the
two that the README shows into `docs/pictures`.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from tqdm import tqdm

from portal.web.preferences import TEXT_COOKIE
from scripts.chromium import ARGUMENTS, WHAT_TO_INSTALL, find_chromium
from scripts.live_portal import ROOT, fill, serving

FIRST_MATTER = 'main a[href^="/matters/"]'


@dataclass(frozen=True)
class Size:
    """A screen; `large` is 长辈版, which a visitor turns on at /display."""

    name: str
    width: int
    height: int
    large: bool = False


DESK = Size("1280", 1280, 900)
PHONE = Size("390", 390, 844)
ELDER = Size("elder", 390, 844, large=True)
KIOSK = Size("kiosk", 1080, 1920)

# The address "first matter" is whatever matter the list shows first.
PUBLIC = {
    "board": "/",
    "matters": "/matters",
    "matter": "first matter",
    "meetings": "/meetings",
    "say": "/say",
    "track": "/track",
    "account": "/publicity",
    "sign-in": "/sign-in",
}
ON_KIOSK = {"doors": "/kiosk/", "say": "/kiosk/say", "track": "/kiosk/track", "matters": "/kiosk/matters"}
FOR_THE_README = ("board-1280", "matter-390")


def main(folder: Path) -> None:
    """Fills and serves a portal of its own, and takes every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="yishiting-pictures-") as data, sync_playwright() as playwright:
        browser = _launch(playwright)
        fill(Path(data))
        with serving(Path(data)) as address:
            _take_all(browser, address, folder)
        browser.close()
    _show_in_the_readme(folder)


def _launch(playwright: Playwright) -> Browser:
    chromium = find_chromium(playwright)
    if chromium is None:
        sys.exit(WHAT_TO_INSTALL)
    return playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))


def _take_all(browser: Browser, address: str, folder: Path) -> None:
    wanted = [(size, PUBLIC) for size in (DESK, PHONE, ELDER)] + [(KIOSK, ON_KIOSK)]
    with tqdm(total=sum(len(pages) for _, pages in wanted), desc="Pictures", unit="") as progress:
        for size, pages in wanted:
            page = _open(browser, address, size)
            for name, path in pages.items():
                _go(page, path)
                page.screenshot(path=folder / f"{name}-{size.name}.png", full_page=size is not KIOSK)
                progress.update()
            page.context.close()


def _open(browser: Browser, address: str, size: Size) -> Page:
    context = browser.new_context(
        base_url=address, viewport={"width": size.width, "height": size.height}, locale="zh-CN"
    )
    if size.large:
        context.add_cookies([{"name": TEXT_COOKIE, "value": "large", "url": address}])
    return context.new_page()


def _go(page: Page, path: str) -> None:
    if path == "first matter":
        page.goto("/matters")
        path = page.locator(FIRST_MATTER).first.get_attribute("href") or "/matters"
    page.goto(path)


def _show_in_the_readme(folder: Path) -> None:
    shown = ROOT / "docs" / "pictures"
    shown.mkdir(parents=True, exist_ok=True)
    for name in FOR_THE_README:
        shutil.copy(folder / f"{name}.png", shown)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "pictures")
