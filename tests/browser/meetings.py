"""议 as those do it who prepare and hold a meeting."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.journeys import COMMUNITY, Receipt, choose


def list_on_the_next_agenda(worker: Page, receipt: Receipt) -> str:
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


def publish_agenda(secretary: Page, meeting: str) -> None:
    secretary.goto(f"/office/meetings/{meeting}")
    secretary.get_by_role("link", name="公布议程").click()
    secretary.get_by_role("button", name="公布议程").click()
    expect(secretary.get_by_text("议程已公布").first).to_be_visible()


def day_of(neighbour: Page, meeting: str, receipt: Receipt) -> date:
    """The day on the meeting's leaf; its public agenda names the matter."""
    neighbour.goto(f"/meetings/{meeting}")
    expect(neighbour.get_by_role("main").locator(f"a[href='/matters/{receipt.number}']")).to_be_visible()
    return date.fromisoformat(neighbour.locator("time.leaf").get_attribute("datetime") or "")


def register_those_present(secretary: Page, meeting: str) -> None:
    secretary.goto(f"/office/meetings/{meeting}")
    secretary.get_by_role("link", name="签到、开会").click()
    secretary.get_by_label("到会的人").fill("丁守正\n樊桂兰\n牛春生")
    secretary.get_by_role("button", name="登记").click()
    expect(secretary.get_by_role("heading", name="到会3人")).to_be_visible()


def reach_the_quorum(secretary: Page) -> None:
    """Half of the twelve who were invited come too, each by a tap on the name."""
    for count, name in enumerate(("冯桂兰", "齐大山", "罗素珍", "高建平", "段志强", "钱多"), start=4):
        secretary.get_by_role("button", name=name).click()
        expect(secretary.get_by_role("heading", name=f"到会{count}人")).to_be_visible()
    expect(secretary.get_by_text("人数够了：应到12，要到6，实到6")).to_be_visible()


def open_meeting(secretary: Page) -> None:
    secretary.get_by_role("button", name="开会").click()


def call_up(secretary: Page) -> None:
    """The one item: its time begins."""
    secretary.get_by_role("button", name="开始议这一项").click()
    expect(secretary.get_by_text("开始议", exact=False).first).to_be_visible()


def resolve(secretary: Page, title: str) -> None:
    """The one item, with its handler, days and counts."""
    expect(secretary.get_by_role("heading", level=1)).to_contain_text(title)
    call_up(secretary)
    secretary.get_by_role("link", name="形成决议").click()
    for label, words in {
        "同意几人": "3",
        "议定的事": "换掉坏的，再加一盏。",
        "具体负责的人": "赵强",
        "几个工作日内办好": "12",
    }.items():
        secretary.get_by_label(label, exact=True).fill(words)
    secretary.get_by_label("谁来办").select_option(label="城管中队")
    choose(secretary, "怎么办", "自办")
    secretary.get_by_role("button", name="形成决议").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text("散会")


def close_meeting(secretary: Page) -> None:
    secretary.get_by_role("button", name="散会并公开").click()
    expect(secretary.get_by_text("已散会，结果和纪要已经公开")).to_be_visible()
