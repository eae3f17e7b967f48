"""说 → 议 → 办 → 评 → 晒 as people walk it, with JavaScript on and with JavaScript off."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import (
    COMMUNITY,
    Receipt,
    choose,
    expect_now,
    photo,
    public_page,
    rate,
    say,
    sign_in,
    take_step,
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

    meeting = _list_on_the_next_agenda(worker, receipt)
    _publish_agenda(secretary, meeting)
    dated_portal.forward_to(_day_of(neighbour, meeting, receipt))
    _hold_meeting(secretary, meeting)
    expect_now(public_page(neighbour, receipt), "办")
    expect(neighbour.get_by_text("同意3 · 不同意0 · 弃权0")).to_be_visible()

    _handle_with_more_time(handler, secretary, receipt)
    expect_now(public_page(neighbour, receipt), "评")
    rate(neighbour, receipt, "很好", "满意", "当天就修好了。")
    _visit(worker, receipt, "满意")
    _read_and_publish(secretary, receipt)
    _expect_all_in_public(public_page(neighbour, receipt))


def _list_on_the_next_agenda(worker: Page, receipt: Receipt) -> str:
    """Plans the meetings ahead and lists the matter on the first that has nothing on its agenda yet."""
    worker.goto("/office/meetings")
    worker.get_by_role("link", name="排好以后的议事日").click()
    worker.get_by_label("哪个社区").select_option(label=COMMUNITY)
    worker.get_by_role("button", name="排好").click()
    rows = worker.get_by_role("row").filter(has_text="正在收集议题").filter(has_text="0件")
    rows.first.get_by_role("link").click()
    worker.get_by_role("row").filter(has_text=receipt.number).get_by_role("button", name="列入").click()
    agenda = worker.get_by_role("complementary", name="议程")
    expect(agenda.get_by_role("listitem")).to_have_count(1)
    return worker.url.rpartition("/")[2]


def _publish_agenda(secretary: Page, meeting: str) -> None:
    secretary.goto(f"/office/meetings/{meeting}")
    secretary.get_by_role("button", name="公布议程").click()
    expect(secretary.get_by_text("议程已公布").first).to_be_visible()


def _day_of(neighbour: Page, meeting: str, receipt: Receipt) -> date:
    """The day on the meeting's leaf; its public agenda names the matter."""
    neighbour.goto(f"/meetings/{meeting}")
    expect(neighbour.get_by_role("main").locator(f"a[href='/matters/{receipt.number}']")).to_be_visible()
    return date.fromisoformat(neighbour.locator("time.leaf").get_attribute("datetime") or "")


def _hold_meeting(secretary: Page, meeting: str) -> None:
    """Attendance, the one resolution with its handler, days and counts, the minutes."""
    secretary.goto(f"/office/meetings/{meeting}")
    secretary.get_by_role("link", name="签到、开会").click()
    secretary.get_by_label("到会的人").fill("丁守正\n樊桂兰\n牛春生")
    secretary.get_by_role("button", name="登记").click()
    expect(secretary.get_by_text("登记了3人")).to_be_visible()
    secretary.get_by_role("button", name="开会").click()
    expect(secretary.get_by_role("heading", level=1)).to_contain_text("路灯坏了")
    for label, words in {
        "同意几人": "3",
        "议定的事": "换掉7号楼前的灯泡，再加一盏灯。",
        "具体负责的人": "赵强",
        "几个工作日内办好": "12",
    }.items():
        secretary.get_by_label(label, exact=True).fill(words)
    secretary.get_by_label("谁来办").select_option(label="城管中队")
    choose(secretary, "怎么办", "自办")
    secretary.get_by_role("button", name="形成决议").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text("散会")
    secretary.get_by_role("button", name="散会并公开").click()
    expect(secretary.get_by_text("已散会，结果和纪要已经公开")).to_be_visible()


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
