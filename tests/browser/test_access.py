"""Every page for everybody: WCAG by axe, sizes by measure, nothing beyond the edge of a small screen."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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
from tests.browser.journeys import press, say, sign_in, take_step
from tests.browser.meetings import (
    day_of,
    list_on_the_next_agenda,
    open_meeting,
    publish_agenda,
    reach_the_quorum,
    register_those_present,
    resolve,
)
from tests.browser.site import (
    AFTER_AN_ACT,
    AT_THE_KIOSK,
    EVERYBODY,
    HANDLER,
    OTHERS,
    PASSER_BY,
    RESIDENT,
    SECRETARY,
    WORKER,
    Site,
    Visitor,
)
from tests.browser.travel import DatedPortal
from tests.plugins.browser import OpenPage

WalkAs = Callable[..., str]

BY_THE_KIND = (PASSER_BY, RESIDENT, WORKER, SECRETARY, HANDLER)
NARROW = 320
KIOSK_SCREEN = {"width": 1080, "height": 1920}

#: A picture without words, a button too low, a main part too wide.
SPOIL = """() => {
    const main = document.querySelector("main"), button = main.querySelector("button");
    main.append(new Image(9, 9));
    Object.assign(button.style, {minHeight: 0, height: "20px", padding: 0, width: "288px"});
    main.style.width = "500px";
}"""


@pytest.fixture(scope="module")
def site(filled: Path) -> Iterator[Site]:
    """All pages of the demonstration place."""
    yield Site(filled)
    database.close()


@pytest.fixture
def walk(open_page: OpenPage, site: Site) -> WalkAs:
    """``walk(visitor, inspect)``: every page of a visitor, inspected; the faults, one a line.

    ``but_for=other`` leaves out what that visitor sees as well, but for the desk, which is everybody's own.
    """

    def through(
        visitor: Visitor,
        inspect: Inspect,
        *,
        large: bool = False,
        but_for: Visitor | None = None,
        **screen: int,
    ) -> str:
        page = open_page(**(KIOSK_SCREEN if visitor.face == "kiosk" else screen))
        if visitor.login:
            sign_in(page, visitor.login)
        if large:
            page.goto("/display?text=large")
        seen = {place.endpoint for place in site.places(but_for)} - {"office.desk"} if but_for else set()
        places = [place for place in site.places(visitor) if place.endpoint not in seen]
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


def test_the_inspection_sees_what_is_wrong(open_page: OpenPage) -> None:
    """Otherwise the tests below would prove nothing."""
    page = open_page(width=NARROW)
    page.goto("/sign-in")
    assert axe_faults(page) + small_things(page) + beyond_the_edge(page) == []
    page.evaluate(SPOIL)
    assert [fault.split(":")[0] for fault in axe_faults(page)] == ["image-alt"]
    assert small_things(page) == ["smallTargets: <button.do> “登录” 288 × 20"]
    assert beyond_the_edge(page)[0].startswith("beyondTheEdge: <main.wrap>")


@pytest.mark.parametrize("visitor", BY_THE_KIND, ids=str)
def test_axe_finds_no_fault(walk: WalkAs, visitor: Visitor) -> None:
    assert walk(visitor, axe_faults) == ""


@pytest.mark.parametrize("visitor", OTHERS, ids=str)
def test_axe_finds_no_fault_where_only_they_may_go(walk: WalkAs, visitor: Visitor) -> None:
    """At their desks, and on what a secretary does not see."""
    assert walk(visitor, axe_faults, but_for=SECRETARY) == ""


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


@pytest.mark.parametrize("face", ["normal", "large", "kiosk"])
def test_the_pages_after_saying_something_are_fit_too(open_page: OpenPage, face: str) -> None:
    """A form with mistakes, the receipt, taking it back, the proposer's own view, the page for rating."""
    inspect, home = FACES[face], "/kiosk" if face == "kiosk" else ""
    page, worker = open_page(**(KIOSK_SCREEN if home else {})), sign_in(open_page(), "worker")
    if face == "large":
        page.goto("/display?text=large")
    page.goto(f"{home}/say")
    if face == "normal":
        page.get_by_role("button", name="交给社区").click()
    else:
        press(page, "要解决的事", then="哪方面的事？")
        press(page, "都不是，我自己写", then="什么事？")
        assert inspect(page) == []
        press(page, "下一步", then="什么事？")
    assert inspect(page) == []
    receipt = say(page, "水表不转了。", home=f"{home}/")
    assert inspect(page) == []
    page.goto(f"{home}/track/{receipt.number}/withdraw")
    assert inspect(page) == []
    take_step(worker, receipt.number, "答复", write={"怎么答复？": "明天来换。"})
    for address in (f"/track/{receipt.number}", f"/matters/{receipt.number}/rate"):
        page.goto(home + address)
        assert page.url.endswith(address)
        assert inspect(page) == []


def test_the_receipt_for_whom_staff_helped_is_fit_too(open_page: OpenPage) -> None:
    worker = sign_in(open_page(), "worker")
    worker.goto("/office/enter")
    worker.get_by_role("button", name="收下这件事").click()
    assert _faults_of(worker) == []
    worker.get_by_label("来访接待").check()
    worker.get_by_label("说了什么事？").fill("家里的煤气味重。")
    worker.get_by_label("在哪个社区、网格？").select_option(index=1)
    worker.get_by_role("button", name="收下这件事").click()
    expect(worker.get_by_role("heading", level=1)).to_have_text("收下了")
    assert _faults_of(worker) == []


def test_the_pages_of_a_meeting_are_fit_too(open_dated_page: OpenPage, dated_portal: DatedPortal) -> None:
    """The pool beside the agenda, attendance, the item being taken, the minutes."""
    receipt = say(open_dated_page(), "7号楼前的路灯坏了。")
    secretary = sign_in(open_dated_page(), "secretary")
    take_step(secretary, receipt.number, "转入议题酝酿")
    meeting = list_on_the_next_agenda(secretary, receipt)
    assert _faults_of(secretary) == []
    publish_agenda(secretary, meeting)
    dated_portal.forward_to(day_of(secretary, meeting, receipt))
    for step in (
        lambda: register_those_present(secretary, meeting),
        lambda: reach_the_quorum(secretary),
        lambda: open_meeting(secretary),
        lambda: resolve(secretary, "路灯坏了"),
    ):
        step()
        assert _faults_of(secretary) == []


def test_the_page_that_ends_a_rating_is_fit_too(open_dated_page: OpenPage, dated_portal: DatedPortal) -> None:
    receipt = say(open_dated_page(), "居住证在哪里办？")
    worker = sign_in(open_dated_page(), "worker")
    take_step(worker, receipt.number, "答复", write={"怎么答复？": "服务台周一到周六都办。"})
    dated_portal.forward(timedelta(days=60))
    secretary = sign_in(open_dated_page(), "secretary")
    secretary.goto(f"/office/matters/{receipt.number}/settle")
    expect(secretary.get_by_role("button", name="确认办结", exact=True)).to_be_visible()
    assert _faults_of(secretary) == []


def _faults_of(page: Page) -> list[str]:
    return axe_faults(page) + small_things(page)


#: How each face is inspected.
FACES: dict[str, Inspect] = {
    "normal": _faults_of,
    "large": lambda page: strict_axe_faults(page) + small_things_in_large(page),
    "kiosk": lambda page: strict_axe_faults(page) + small_things_at_the_kiosk(page),
}
