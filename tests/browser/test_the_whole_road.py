"""说 → 议 → 办 → 评 → 晒 as people walk it, with JavaScript on and with JavaScript off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import (
    Receipt,
    expect_now,
    photo,
    public_page,
    rate,
    say,
    sign_in,
    take_step,
)
from tests.browser.meetings import (
    close_meeting,
    day_of,
    list_on_the_next_agenda,
    open_meeting,
    publish_agenda,
    reach_the_quorum,
    register_those_present,
    resolve,
)
from tests.browser.travel import DatedPortal
from tests.plugins.browser import OpenPage

pytestmark = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])

WORDS = "7号楼前的路灯坏了，晚上看不清台阶，请联系我13812345678。"
TELEPHONE = "13812345678"


def test_a_matter_goes_the_whole_road(
    open_dated_page: OpenPage, dated_portal: DatedPortal, javascript: bool
) -> None:
    neighbour, worker, secretary, handler = (open_dated_page(javascript=javascript) for _ in range(4))
    for page, login in ((worker, "worker"), (secretary, "secretary"), (handler, "handler")):
        sign_in(page, login)

    receipt = say(neighbour, WORDS, photos=[photo()])
    assert re.fullmatch(r"AZ-\d{4}-\d{4}", receipt.number)
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", receipt.code)
    take_step(worker, receipt.number, "转入议题酝酿")
    expect(public_page(neighbour, receipt).get_by_text("转入议题酝酿，等下次议事")).to_be_visible()

    meeting = list_on_the_next_agenda(worker, receipt)
    publish_agenda(secretary, meeting)
    dated_portal.forward_to(day_of(neighbour, meeting, receipt))
    register_those_present(secretary, meeting)
    reach_the_quorum(secretary)
    open_meeting(secretary)
    resolve(secretary, "路灯坏了")
    close_meeting(secretary)
    expect_now(public_page(neighbour, receipt), "办")
    expect(neighbour.get_by_text("同意3 · 不同意0 · 弃权0")).to_be_visible()

    _handle_with_more_time(handler, secretary, receipt)
    expect_now(public_page(neighbour, receipt), "评")
    rate(neighbour, receipt, "很好", "满意", "当天就修好了。")
    _visit(worker, receipt, "满意")
    _read_and_publish(secretary, receipt)
    _expect_all_in_public(public_page(neighbour, receipt))


def _handle_with_more_time(handler: Page, secretary: Page, receipt: Receipt) -> None:
    """Progress with a photo, an extension that somebody else grants, completion."""
    number = receipt.number
    take_step(handler, number, "写进展", write={"做了什么？": "灯泡已订货。"}, photos=[photo("teal")])
    asked = {"延几个工作日？": "5", "为什么要延期？": "厂家要下周才发货。"}
    take_step(handler, number, "申请延期", write=asked)
    secretary.goto("/office/extensions")
    expect(secretary.get_by_role("row").filter(has_text=number)).to_contain_text("5个工作日")
    take_step(secretary, number, "审批延期", tap={"同意延期吗？": "同意"})
    done = {"办成了什么样？": "灯已经亮了，又加了一盏。"}
    take_step(handler, number, "报告办结", write=done, photos=[photo("gold")])


def _visit(worker: Page, receipt: Receipt, answer: str) -> None:
    worker.goto("/office/visits")
    expect(worker.get_by_role("row").filter(has_text=receipt.number)).to_be_visible()
    said = {"怎么回访的？": "打电话", "对方满意吗？": answer}
    take_step(worker, receipt.number, "回访", tap=said, write={"对方怎么说？": "亮堂多了。"})


def _read_and_publish(secretary: Page, receipt: Receipt) -> None:
    """What is masked is read before it leaves the house."""
    secretary.goto(f"/office/matters/{receipt.number}/publish")
    masked = secretary.get_by_role("region", name="公开前看一看").get_by_role("mark")
    expect(masked.first).to_have_text(TELEPHONE)
    secretary.get_by_role("button", name="公开", exact=True).click()
    expect(secretary.get_by_role("status").first).to_have_text(f"{receipt.number} 已公开")


def _expect_all_in_public(page: Page) -> None:
    expect(page.locator(".seals li.done")).to_have_count(5)
    expect(page.get_by_text("全过程公开")).to_be_visible()
    expect(page.locator(".photos img")).to_have_count(3)
    expect(page.get_by_role("main")).not_to_contain_text(TELEPHONE)
