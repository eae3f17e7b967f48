"""Finds the Chromium and the Chinese font that browser tests and pictures need; installs what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

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
    right_to_install = _right_to_install()
    if right_to_install is not None:
        _install_debian_packages(right_to_install)
    if not _is_chromium_here():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not (_is_chromium_here() and has_chinese_font()):
        print(WHAT_TO_INSTALL, file=sys.stderr)


def _is_chromium_here() -> bool:
    with sync_playwright() as playwright:
        return find_chromium(playwright) is not None


def _right_to_install() -> list[str] | None:
    """The words to put before apt-get, or None where there is no apt-get or no right to use it."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return ["sudo", "-n"]
    return None


def _install_debian_packages(prefix: list[str]) -> None:
    quietly = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*quietly, "update"], check=False)
    subprocess.run([*quietly, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES], check=False)


if __name__ == "__main__":
    install_what_is_missing()
