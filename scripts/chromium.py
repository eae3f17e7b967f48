"""Finds the Chromium and the Chinese font that browser tests and pictures need; installs what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from scripts.debian import install

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
DEBIAN_PACKAGES = ("chromium", "fontconfig", "fonts-noto-cjk")
WHAT_TO_INSTALL = (
    "Browser tests need Chromium and a Chinese font: on Debian, "
    f"`apt-get install {' '.join(DEBIAN_PACKAGES)}`; elsewhere `.venv/bin/playwright install chromium` "
    "(or point CHROMIUM at a browser) and any font with Chinese."
)
# Headless, as root, offline: no sandbox of its own, and none of the calls home that a closed network refuses.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium(playwright: Playwright) -> str | None:
    """The path of a Chromium: the one that CHROMIUM names, the system's, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*map(shutil.which, NAMES), playwright.chromium.executable_path]
    return next((path for path in candidates if path and Path(path).exists()), None)


def has_chinese_font() -> bool:
    """Whether Chinese text gets glyphs; only Linux can come without them."""
    if sys.platform != "linux":
        return True
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def install_what_is_missing() -> None:
    """Takes Debian's packages where this user may install them, and else Playwright's own browser."""
    if _is_chromium_here() and has_chinese_font():
        return
    install(DEBIAN_PACKAGES)
    if not _is_chromium_here():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not (_is_chromium_here() and has_chinese_font()):
        print(WHAT_TO_INSTALL, file=sys.stderr)


def _is_chromium_here() -> bool:
    with sync_playwright() as playwright:
        return find_chromium(playwright) is not None


if __name__ == "__main__":
    install_what_is_missing()
