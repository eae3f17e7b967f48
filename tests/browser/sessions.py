"""The evening of a meeting, as the one in the chair holds it on a tablet."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.browser.journeys import choose


class Order(NamedTuple):
    """What is resolved: who does it, until when, with whose help."""

    text: str
    organisation: str
    person: str
    days: int
    mode: str = "自办"
    partner: str = ""


def scan(tablet: Page, label: str, secret: str) -> None:
    """What a USB scanner does."""
    field = tablet.get_by_label(label)
    expect(field).to_be_focused()
    tablet.keyboard.type(secret)
    tablet.keyboard.press("Enter")


def arrive_by_card(tablet: Page, meeting: str, cards: Mapping[str, str]) -> None:
    """One after the other at the door."""
    tablet.goto(f"/office/meetings/{meeting}")
    tablet.get_by_role("link", name="签到、开会").click()
    for count, (name, secret) in enumerate(cards.items(), start=1):
        scan(tablet, "刷联心卡", secret)
        expect(tablet.get_by_role("heading", name=f"到会{count}人")).to_be_visible()
        expect(tablet.get_by_role("status").filter(has_text=f"{name}到了")).to_be_visible()


def take_up(tablet: Page, title: str) -> None:
    """This item is called up, and its time runs."""
    expect(tablet.get_by_role("heading", level=1)).to_contain_text(title)
    tablet.get_by_role("button", name="开始议这一项").click()
    expect(tablet.locator(".timer time")).to_contain_text("开始议")


def note_remark(tablet: Page, speaker: str, words: str) -> None:
    tablet.get_by_role("group", name="谁在说").get_by_label(speaker, exact=True).check()
    tablet.get_by_label("说了什么").fill(words)
    tablet.get_by_role("button", name="记下来").click()
    expect(tablet.locator(".said-list")).to_contain_text(words)


def read_out(tablet: Page, words: str) -> None:
    """What somebody wrote before the meeting."""
    opinion = tablet.get_by_role("listitem").filter(has_text=words)
    opinion.get_by_role("button", name="念过了").click()
    expect(opinion.get_by_role("button", name="念过了")).to_have_count(0)


def open_vote(tablet: Page, method: str) -> None:
    """For or against; not which of the options on the table, which is asked unless the chair unticks them."""
    votes = tablet.get_by_role("region", name="表决")
    votes.get_by_text("开始表决").first.click()
    for option in votes.get_by_role("group", name="在哪些办法里选").get_by_role("checkbox").all():
        option.uncheck()
    choose(votes, "怎么投", method)
    votes.get_by_role("button", name="开始表决").click()
    expect(tablet.get_by_role("region", name="表决")).to_contain_text("正在表决")


def vote_by_card(tablet: Page, ballots: Iterable[tuple[str, str]]) -> None:
    """Each shows the card and taps: what the card holds, and for what."""
    for secret, choice in ballots:
        scan(tablet, "刷联心卡", secret)
        choose(tablet, "您选哪一个？", choice)
        tablet.get_by_role("button", name="投这一票").click()
        expect(tablet.get_by_role("status").filter(has_text="投好了，请下一位刷卡")).to_be_visible()


def count_hands(tablet: Page, in_favour: int, against: int) -> None:
    votes = tablet.get_by_role("region", name="表决")
    votes.get_by_label("同意", exact=True).fill(str(in_favour))
    votes.get_by_label("不同意", exact=True).fill(str(against))
    votes.get_by_role("button", name="记下，结束表决").click()


def expect_counted(tablet: Page, in_favour: int, against: int, abstained: int) -> None:
    """The vote is over and its counts stand there."""
    counts = tablet.get_by_role("region", name="表决").get_by_role("definition")
    expect(counts).to_have_text([str(count) for count in (in_favour, against, abstained)])


def resolve(tablet: Page, order: Order) -> None:
    """Takes its counts from the vote."""
    tablet.get_by_role("link", name="形成决议").click()
    tablet.get_by_label("议定的事").fill(order.text)
    tablet.get_by_label("谁来办").select_option(label=order.organisation)
    tablet.get_by_label("具体负责的人").fill(order.person)
    tablet.get_by_label("几个工作日内办好").fill(str(order.days))
    choose(tablet, "怎么办", order.mode)
    if order.partner:
        tablet.get_by_role("group", name="谁来帮忙").get_by_label(order.partner, exact=True).check()
    tablet.get_by_role("button", name="形成决议").click()


def explain(tablet: Page, words: str) -> None:
    tablet.get_by_role("link", name="解释说明").click()
    tablet.get_by_label("为什么办不了").fill(words)
    tablet.get_by_role("button", name="说明白了").click()


def close(tablet: Page) -> None:
    """The minutes are read over, and all of it is public."""
    expect(tablet.get_by_role("heading", level=1)).to_have_text("散会")
    tablet.get_by_role("button", name="散会并公开").click()
    expect(tablet.get_by_text("已散会，结果和纪要已经公开")).to_be_visible()
