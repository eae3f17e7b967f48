"""What is wrong with a page as it stands in the window, as sentences that name the page and the element."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()
_MEASURES = (Path(__file__).parent / "measures.js").read_text("utf-8")
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Figures of docs: access. Pixels, but for the kiosk's, which are millimetres.
_BODY_PX, _LARGE_BODY_PX = 18, 24
_TARGET_PX, _LARGE_TARGET_PX, _KIOSK_TARGET_MM = 44, 60, 20
_KIOSK_GAP_MM, _KIOSK_GLYPH_MM = 2.5, 12
_LONGEST_LINE = 40  # Chinese characters

Inspect = Callable[[Page], list[str]]


def axe_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    return _run_axe(page, {})


def strict_axe_faults(page: Page) -> list[str]:
    """The same with the contrast of AAA, for 长辈版 and the kiosk."""
    return _run_axe(page, {"color-contrast-enhanced": {"enabled": True}})


def small_things(page: Page) -> list[str]:
    """Text and targets of the ordinary face that are too small, and lines too long to read."""
    faults = _measured(page, "smallTargets", _TARGET_PX) + _measured(page, "longLines", _LONGEST_LINE)
    return faults + _small_body(page, _BODY_PX)


def small_things_in_large(page: Page) -> list[str]:
    """The same in 长辈版, where no text at all is smaller than the body's."""
    faults = _measured(page, "smallTargets", _LARGE_TARGET_PX) + _measured(page, "longLines", _LONGEST_LINE)
    return faults + _measured(page, "smallTexts", _LARGE_BODY_PX)


def small_things_at_the_kiosk(page: Page) -> list[str]:
    """By the millimetre, from the device's own figure of pixels in one."""
    page.wait_for_load_state()  # before its style sheets have come, nothing has a size
    mm = page.evaluate(f"({_MEASURES}).millimetre()")
    return [
        *_measured(page, "smallTargets", _KIOSK_TARGET_MM * mm),
        *_measured(page, "crowdedTargets", _KIOSK_GAP_MM * mm),
        *_measured(page, "smallTexts", _KIOSK_GLYPH_MM * mm),
    ]


def beyond_the_edge(page: Page) -> list[str]:
    """What makes the page scroll sideways, as it is and with the text spaced out as WCAG 1.4.12 allows."""
    as_it_is = _measured(page, "beyondTheEdge")
    page.evaluate(f"({_MEASURES}).spaceOut()")
    spaced = [f"spaced out: {fault}" for fault in _measured(page, "beyondTheEdge")]
    return as_it_is or spaced


def _measured(page: Page, measure: str, limit: float | None = None) -> list[str]:
    found: list[str] = page.evaluate(f"limit => ({_MEASURES}).{measure}(limit)", limit)
    return [f"{measure}: {fault}" for fault in found]


def _small_body(page: Page, least: int) -> list[str]:
    size = page.evaluate(f"({_MEASURES}).bodySize()")
    return [] if size >= least else [f"the body's text has {size} px"]


def _run_axe(page: Page, rules: dict[str, Any]) -> list[str]:
    options = {
        "runOnly": {"type": "tag", "values": _WCAG},
        "rules": rules,
        "resultTypes": ["violations"],
    }
    return list(_sentences(_AXE.run(page, options=options).response["violations"]))


def _sentences(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        for node in violation["nodes"]:
            why = "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
            yield f"{violation['id']}: {node['target'][0]} {node['html'][:90]} ({why[:160]})"
