"""What leads up to a meeting: topics are weighed and listed, people are asked and answer, something urgent
comes in between."""

import io
import re
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.journeys import Receipt, choose, take_step


class Agenda(NamedTuple):
    """A meeting whose agenda is still open."""

    meeting: str
    closes_on: date


def weigh(worker: Page, receipt: Receipt, urgency: str, reach: str, found: str, options: list[str]) -> None:
    """轻重缓急 and 会前小议, from the list of the topics that wait."""
    worker.goto("/office/topics")
    topic = worker.get_by_role("listitem").filter(
        has=worker.get_by_role("link", name=receipt.number, exact=True)
    )
    topic.get_by_role("link", name="定轻重缓急").click()
    choose(worker, "有多急？", urgency)
    choose(worker, "牵涉多大范围？", reach)
    worker.get_by_role("button", name="定轻重缓急", exact=True).click()
    take_step(
        worker,
        receipt.number,
        "会前小议",
        write={"弄清楚了什么？": found, "有哪几个办法？": "\n".join(options)},
    )


def list_topics(worker: Page, receipts: list[Receipt], today: date) -> Agenda:
    """Ticks them in the pool, for the first ordinary meeting that still takes topics."""
    worker.goto("/office/topics")
    meetings = worker.get_by_label("列入哪一次议事会")
    first = meetings.get_by_role("option").filter(has_text="说事议事会").first
    label, meeting = first.inner_text(), first.get_attribute("value") or ""
    meetings.select_option(value=meeting)
    for receipt in receipts:
        topic = worker.get_by_role("listitem").filter(
            has=worker.get_by_role("link", name=receipt.number, exact=True)
        )
        topic.get_by_role("checkbox").check()
    worker.get_by_role("button", name="勾上的都列入议程").click()
    expect(worker.get_by_role("status").first).to_contain_text(f"{len(receipts)}件")
    return Agenda(meeting, _closing_day(label, today))


def _closing_day(label: str, today: date) -> date:
    found = re.search(r"议程(\d+)月(\d+)日截止", label)
    assert found, label
    day = today.replace(month=int(found[1]), day=int(found[2]))
    return day if day > today else day.replace(year=day.year + 1)


def add_urgent(secretary: Page, meeting: str, receipt: Receipt, reason: str) -> None:
    """急事加议, after the agenda closed."""
    secretary.goto(f"/office/meetings/{meeting}")
    secretary.get_by_role("link", name="急事加议").click()
    matters = secretary.get_by_label("加哪一件")
    option = matters.get_by_role("option").filter(has_text=receipt.number).inner_text()
    matters.select_option(label=option)
    secretary.get_by_label("为什么等不到下次").fill(reason)
    secretary.get_by_role("button", name="加进议程并公开理由").click()
    expect(secretary.get_by_text(reason)).to_be_visible()


def seat_link(secretary: Page, meeting: str, name: str) -> str:
    """The address in the square code of somebody's printed letter."""
    secretary.goto(f"/office/meetings/{meeting}/invitations/letters?all=1")
    letter = secretary.get_by_role("article").filter(has_text=name)
    picture = Image.open(io.BytesIO(letter.get_by_role("img").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    return urlsplit(code.text).path


def reply_by_link(guest: Page, link: str, words: str) -> None:
    guest.goto(link)
    choose(guest, "您来不来？", "来")
    guest.get_by_label("还有什么要说？").fill(words)
    guest.get_by_role("button", name="就这样回复").click()
    expect(guest.get_by_role("heading", name="您回复的是：来")).to_be_visible()


def reply_by_telephone(secretary: Page, meeting: str, name: str, instead: str) -> None:
    """Somebody calls: another one comes in their place."""
    secretary.goto(f"/office/meetings/{meeting}/invitations")
    secretary.get_by_role("row").filter(has_text=name).get_by_role("link", name="记回复").click()
    choose(secretary, "对方怎么说？", "请别人代去")
    secretary.get_by_label("请谁代去？").fill(instead)
    secretary.get_by_role("button", name="记下来").click()
    row = secretary.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text(f"{instead}代")
    expect(row).to_contain_text("打电话说的")


def comment(neighbour: Page, meeting: str, title: str, words: str, name: str) -> None:
    """会前说两句, by anybody."""
    neighbour.goto(f"/meetings/{meeting}")
    item = neighbour.get_by_role("article").filter(has_text=title)
    item.get_by_role("link", name="会前说两句").click()
    neighbour.get_by_label("您怎么看？").fill(words)
    neighbour.get_by_label("怎么称呼您？").fill(name)
    neighbour.get_by_role("button", name="交上去").click()
    expect(neighbour.get_by_text(words)).to_be_visible()
