"""Every page for everybody: WCAG by axe, sizes by measure, nothing beyond the edge of a small screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from portal.db import database
from tests.browser.inspection import (
    Inspect,
    axe_faults,
    beyond_the_edge,
    small_things,
    small_things_at_the_kiosk,
    small_things_in_large,
    strict_axe_faults,
)
from tests.browser.journeys import sign_in
from tests.browser.site import (
    AFTER_AN_ACT,
    AT_THE_KIOSK,
    EVERYBODY,
    HANDLER,
    PASSER_BY,
    RESIDENT,
    SECRETARY,
    WORKER,
    Site,
    Visitor,
)
from tests.plugins.browser import OpenPage

WalkAs = Callable[..., str]

BY_THE_KIND = (PASSER_BY, RESIDENT, WORKER, SECRETARY, HANDLER)
NARROW = 320
KIOSK_SCREEN = {"width": 1080, "height": 1920}


@pytest.fixture(scope="module")
def site(filled: Path) -> Iterator[Site]:
    """All pages of the demonstration place."""
    yield Site(filled)
    database.close()


@pytest.fixture
def walk(open_page: OpenPage, site: Site) -> WalkAs:
    """``walk(visitor, inspect)``: every page of a visitor, inspected; the faults, one a line."""

    def through(visitor: Visitor, inspect: Inspect, *, large: bool = False, **screen: int) -> str:
        page = open_page(**(KIOSK_SCREEN if visitor.face == "kiosk" else screen))
        if visitor.login:
            sign_in(page, visitor.login)
        if large:
            page.goto("/display?text=large")
        places = site.places(visitor)
        return "\n".join(fault for place in places for fault in _faults_at(page, place.address, inspect))

    return through


def _faults_at(page: Page, address: str, inspect: Inspect) -> list[str]:
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, page.url.endswith(address)) == (200, True), (
        f"{address} gave {answer.status}, {page.url}"
    )
    return [f"{address}  {fault}" for fault in inspect(page)]


def _whole(page: Page, address: str) -> str:
    """The address with the host, to which the page must not have led elsewhere."""
    return str(page.evaluate("address => new URL(address, location.origin).href", address))


def test_no_page_is_left_out(site: Site) -> None:
    visited = {place.endpoint for visitor in EVERYBODY for place in site.places(visitor)}
    assert site.endpoints() - AFTER_AN_ACT == visited


@pytest.mark.parametrize("visitor", [visitor for visitor in EVERYBODY if visitor.face != "kiosk"], ids=str)
def test_axe_finds_no_fault(walk: WalkAs, visitor: Visitor) -> None:
    assert walk(visitor, axe_faults) == ""


@pytest.mark.parametrize("visitor", [PASSER_BY, RESIDENT, SECRETARY], ids=str)
def test_axe_finds_no_fault_in_large_text_at_the_contrast_of_aaa(walk: WalkAs, visitor: Visitor) -> None:
    assert walk(visitor, strict_axe_faults, large=True) == ""


def test_axe_finds_no_fault_at_the_kiosk_at_the_contrast_of_aaa(walk: WalkAs) -> None:
    assert walk(AT_THE_KIOSK, strict_axe_faults) == ""


@pytest.mark.parametrize("visitor", BY_THE_KIND, ids=str)
def test_text_and_targets_are_large_enough(walk: WalkAs, visitor: Visitor) -> None:
    assert walk(visitor, small_things) == ""


@pytest.mark.parametrize("visitor", [PASSER_BY, RESIDENT, SECRETARY], ids=str)
def test_in_large_text_nothing_is_small(walk: WalkAs, visitor: Visitor) -> None:
    assert walk(visitor, small_things_in_large, large=True, width=390) == ""


def test_at_the_kiosk_glyphs_targets_and_gaps_have_their_millimetres(walk: WalkAs) -> None:
    assert walk(AT_THE_KIOSK, small_things_at_the_kiosk) == ""


@pytest.mark.parametrize("large", [False, True], ids=["normal text", "large text"])
@pytest.mark.parametrize("visitor", [PASSER_BY, RESIDENT, SECRETARY], ids=str)
def test_nothing_lies_beyond_the_edge_of_a_small_screen(walk: WalkAs, visitor: Visitor, large: bool) -> None:
    assert walk(visitor, beyond_the_edge, large=large, width=NARROW) == ""
