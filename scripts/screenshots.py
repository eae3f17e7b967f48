"""Pictures of the demonstration place, as a visitor sees it at several sizes.

`python -m scripts.screenshots [FOLDER]` writes whole pages into FOLDER (`var/pictures` unless named), and of
the two that the README shows, what one sees first into `docs/pictures`.
"""

import io
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from tqdm import tqdm

from scripts.chromium import ARGUMENTS, WHAT_TO_INSTALL, find_chromium
from scripts.live_portal import PASSWORD, ROOT, fill, serving


class FirstOf(NamedTuple):
    """The page to which a list leads first: its link begins with `below`."""

    address: str
    below: str


@dataclass(frozen=True)
class Size:
    """A screen, with the address by which a visitor sets how it shows, and the name by which one signs in.

    `whole` pictures go on below the edge of the screen; the kiosk's foot would stand in the middle of them.
    """

    name: str
    width: int
    height: int
    first: str = "/"
    login: str = ""
    whole: bool = True


DESK = Size("1280", 1280, 900)
PHONE = Size("390", 390, 844)
ELDER = Size("elder", 390, 844, first="/display?text=large")
ENGLISH = Size("english", 390, 844, first="/display?lang=en")
KIOSK = Size("kiosk", 1080, 1920, whole=False)
OFFICE = Size("office", 1280, 900, login="secretary")

PUBLIC = {
    "board": "/",
    "matters": "/matters",
    "matter": FirstOf("/matters?stage=handle", "/matters/"),
    "published": FirstOf("/matters?stage=publish", "/matters/"),
    "meetings": "/meetings",
    "meeting": FirstOf("/meetings", "/meetings/"),
    "say": "/say",
    "track": "/track",
    "account": "/publicity",
    "items": "/publicity/items",
    "privacy": "/privacy",
    "sign-in": "/sign-in",
}
ON_KIOSK = {
    "doors": "/kiosk/",
    "say": "/kiosk/say",
    "track": "/kiosk/track",
    "matters": "/kiosk/matters",
    "matter": FirstOf("/kiosk/matters?stage=handle", "/kiosk/matters/"),
    "meetings": "/kiosk/meetings",
    "help": "/kiosk/help",
}
IN_OFFICE = {
    "desk": "/office",
    "matter": FirstOf("/office?stage=handle", "/office/matters/"),
    "publishing": FirstOf("/office?stage=publish", "/office/matters/"),
    "meetings": "/office/meetings",
    "meeting": FirstOf("/office/meetings", "/office/meetings/"),
    "extensions": "/office/extensions",
    "visits": "/office/visits",
    "enter": "/office/enter",
    "me": "/me",
}
WANTED: tuple[tuple[Size, Mapping[str, str | FirstOf]], ...] = (
    *((size, PUBLIC) for size in (DESK, PHONE, ELDER, ENGLISH)),
    (KIOSK, ON_KIOSK),
    (OFFICE, IN_OFFICE),
)
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


def _launch(playwright: Playwright) -> Browser:
    chromium = find_chromium(playwright)
    if chromium is None:
        sys.exit(WHAT_TO_INSTALL)
    return playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))


def _take_all(browser: Browser, address: str, folder: Path) -> None:
    with tqdm(total=sum(len(pages) for _, pages in WANTED), desc="Pictures", unit="") as progress:
        for size, pages in WANTED:
            page = _open(browser, address, size)
            for name, where in pages.items():
                _go(page, where)
                page.screenshot(path=folder / f"{name}-{size.name}.png", full_page=size.whole)
                _keep_for_the_readme(page, f"{name}-{size.name}")
                progress.update()
            page.context.close()


def _open(browser: Browser, address: str, size: Size) -> Page:
    context = browser.new_context(
        base_url=address, viewport={"width": size.width, "height": size.height}, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(size.first)
    if size.login:
        page.goto("/sign-in")
        page.get_by_label("用户名").fill(size.login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_label("密码").press("Enter")
        page.get_by_role("link", name="我的", exact=True).first.wait_for()
    return page


def _go(page: Page, where: str | FirstOf) -> None:
    if isinstance(where, FirstOf):
        page.goto(where.address)
        where = page.locator(f'main a[href^="{where.below}"]').first.get_attribute("href") or where.address
    page.goto(where)


def _keep_for_the_readme(page: Page, name: str) -> None:
    if name in FOR_THE_README:
        shown = ROOT / "docs" / "pictures"
        shown.mkdir(parents=True, exist_ok=True)
        _in_few_colours(page.screenshot()).save(shown / f"{name}.png", optimize=True)


def _in_few_colours(picture: bytes) -> Image.Image:
    """A page has few colours: with a palette it takes a third of the bytes."""
    return Image.open(io.BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "pictures")
