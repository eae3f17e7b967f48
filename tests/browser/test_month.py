"""A whole month of a community: a meeting with all that leads up to it, and all that follows from it."""

from datetime import date
from functools import partial
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sessions, whistles
from tests.browser.backstage import cards_for, let_days_pass, sweep_now
from tests.browser.before_meetings import (
    add_urgent,
    comment,
    list_topics,
    reply_by_link,
    reply_by_telephone,
    seat_link,
    weigh,
)
from tests.browser.journeys import Receipt, expect_now, photo, public_page, rate, say, sign_in, take_step
from tests.browser.sessions import Order
from tests.browser.travel import DatedPortal
from tests.plugins.browser import OpenPage

TABLET = {"width": 820, "height": 1180}
PHONE = {"width": 390, "height": 844}

CHARGERS = "车棚里没有充电桩，大家从窗户拉线充电，很怕着火。"
LIFT = "老楼能不能装电梯，腿脚不好的下不了楼。"
LANE = "消防通道又被车堵上了，急救车都进不来。"

#: Those whom the community always asks, and their neighbours: 34 with a card.
MEMBERS = (
    "冯桂兰",
    "齐大山",
    "罗素珍",
    "康永福",
    "高建平",
    "史玉梅",
    "段志强",
    "薛红",
    "钱多",
    "韩雪",
    "龚明",
)
NEIGHBOURS = tuple(f"{family}{given}" for family in "赵周吴郑王陈褚卫蒋沈韩杨" for given in ("家兴", "玉芬"))[
    :23
]


class People(NamedTuple):
    """Everybody at their own screen."""

    neighbour: Page
    guest: Page
    worker: Page
    secretary: Page
    tablet: Page
    handler: Page


class Raised(NamedTuple):
    """What the month is about."""

    chargers: Receipt
    lift: Receipt
    lane: Receipt


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_community_walks_through_a_month(
    open_dated_page: OpenPage, dated_portal: DatedPortal, javascript: bool
) -> None:
    people = _sit_down(partial(open_dated_page, javascript=javascript))
    raised = Raised(*(say(people.neighbour, words) for words in (CHARGERS, LIFT, LANE)))
    meeting = _prepare(people, dated_portal, raised)
    day = _gather(people, meeting, raised)
    dated_portal.forward_to(day)
    _meet(people, meeting, raised, cards_for(dated_portal, MEMBERS + NEIGHBOURS))
    _read_what_was_decided(people.neighbour, meeting, raised)
    _call_the_department(people, raised.chargers)
    _ask_for_more_time(people, raised)
    _complete(people, raised.chargers)
    _correct_the_minutes(people, meeting)
    _leave_alone(people.neighbour, dated_portal, raised.lane)


def _sit_down(open_page: OpenPage) -> People:
    neighbour, guest, worker, secretary, tablet, handler = (
        open_page(**size) for size in ({}, PHONE, {}, {}, TABLET, PHONE)
    )
    for page, login in (
        (worker, "worker"),
        (secretary, "secretary"),
        (tablet, "secretary"),
        (handler, "handler"),
    ):
        sign_in(page, login)
    return People(neighbour, guest, worker, secretary, tablet, handler)


def _prepare(people: People, portal: DatedPortal, raised: Raised) -> str:
    """Two topics are weighed and listed; the sweep closes the agenda; a third is too urgent to wait."""
    for receipt in raised:
        take_step(people.worker, receipt.number, "转入议题酝酿")
    found, options = "车棚有电，要换一根线。", ["物业建八个充电桩", "找企业来建"]
    weigh(people.worker, raised.chargers, "比较急", "整个社区", found, options)
    agenda = list_topics(people.worker, [raised.chargers, raised.lift], portal.now.date())
    portal.forward_to(agenda.closes_on)
    sweep_now(portal)
    people.neighbour.goto(f"/meetings/{agenda.meeting}")
    expect(people.neighbour.get_by_text("请了12人，说来的有0人；到6人才能议定。")).to_be_visible()
    add_urgent(people.secretary, agenda.meeting, raised.lane, "昨晚救护车进不来，等不到下次。")
    return agenda.meeting


def _gather(people: People, meeting: str, raised: Raised) -> date:
    """Answers by link and by telephone, a comment; the meeting's day, as its page says."""
    seat = seat_link(people.secretary, meeting, "冯桂兰")
    reply_by_link(people.guest, seat, "我带几个邻居来。")
    reply_by_telephone(people.secretary, meeting, "孟凡", "孟小妹")
    comment(people.neighbour, meeting, "充电桩", "请放在车棚北头，离窗户远些。", "林女士")
    page = people.neighbour
    page.goto(f"/meetings/{meeting}")
    expect(page.get_by_text("请了12人，说来的有2人；到6人才能议定。")).to_be_visible()
    lane = page.get_by_role("article").filter(has_text="消防通道")
    expect(lane).to_contain_text("昨晚救护车进不来，等不到下次。")
    return date.fromisoformat(page.locator("time.leaf").get_attribute("datetime") or "")


def _meet(people: People, meeting: str, raised: Raised, cards: dict[str, str]) -> None:
    tablet = people.tablet
    sessions.arrive_by_card(tablet, meeting, cards)
    expect(tablet.get_by_text("人数够了：应到12，要到6，实到11")).to_be_visible()
    tablet.get_by_role("button", name="开会").click()
    expect(tablet.get_by_role("group").filter(has_text="上次议定的，办得怎么样了")).to_be_visible()
    sessions.take_up(tablet, "充电桩")
    sessions.read_out(tablet, "离窗户远些")
    sessions.note_remark(tablet, "齐大山", "线路老化，先换线再装桩。")
    _vote_by_card(tablet, people.guest, cards)
    joint = Order("换线，建八个充电桩。", "城管中队", "赵强", 10, "联办", "清华园小区物业")
    sessions.resolve(tablet, joint)
    sessions.take_up(tablet, "电梯")
    sessions.explain(tablet, "楼下两家都不同意，规定要三分之二同意。社区先上门再谈。")
    sessions.take_up(tablet, "消防通道")
    sessions.open_vote(tablet, "举手")
    sessions.count_hands(tablet, in_favour=30, against=1)
    sessions.expect_counted(tablet, 30, 1, 0)
    sessions.resolve(tablet, Order("画黄线，装升降桩。", "清华园小区物业", "郝经纬", 5))
    sessions.close(tablet)


def _vote_by_card(tablet: Page, guest: Page, cards: dict[str, str]) -> None:
    """Three by card, one by the phone over the seat's link; a second ballot by the same card is refused."""
    sessions.open_vote(tablet, "一人一票，刷卡或手机投")
    tablet.get_by_role("link", name="用这块屏刷卡投").click()
    sessions.vote_by_card(
        tablet, [(cards["齐大山"], "同意"), (cards["钱多"], "同意"), (cards["薛红"], "弃权")]
    )
    sessions.scan(tablet, "刷联心卡", cards["齐大山"])
    expect(tablet.get_by_role("alert")).to_contain_text("已经投过")
    guest.reload()
    guest.get_by_role("link", name="去投票").click()
    guest.get_by_label("不同意", exact=True).check()
    guest.get_by_role("button", name="投这一票").click()
    expect(guest.get_by_text("您已经投过了").first).to_be_visible()
    tablet.get_by_role("link", name="返回").click()
    expect(tablet.get_by_text("4 / 34 人投了")).to_be_visible()
    tablet.get_by_role("button", name="结束表决").click()
    sessions.expect_counted(tablet, 2, 1, 1)


def _read_what_was_decided(neighbour: Page, meeting: str, raised: Raised) -> None:
    """The meeting's page, and the explained matter's own."""
    neighbour.goto(f"/meetings/{meeting}")
    item = neighbour.get_by_role("article")
    chargers, lift, lane = (item.filter(has_text=words) for words in ("充电桩，", "装电梯", "消防通道"))
    for words in (
        "换线，建八个充电桩。",
        "城管中队 赵*",
        "（10个工作日）",
        "同意2 · 不同意1 · 弃权1",
        "会上念过",
    ):
        expect(chargers).to_contain_text(words)
    expect(lift).to_contain_text("已解释说明")
    expect(lane).to_contain_text("同意30 · 不同意1 · 弃权0")
    expect(neighbour.get_by_role("heading", name="到会34人")).to_be_visible()
    expect(neighbour.get_by_role("region", name="会议纪要")).to_contain_text(
        "齐**说：线路老化，先换线再装桩。"
    )
    expect(public_page(neighbour, raised.lift).get_by_role("main")).to_contain_text("社区先上门再谈。")


def _call_the_department(people: People, receipt: Receipt) -> None:
    """A whistle for the lead to come to the hall; whoever comes scans the code on its wall."""
    what = "今晚一起看看从哪里拉线。"
    hall = whistles.blow(people.worker, receipt, "城管中队", what)
    whistles.check_in_at_the_poster(
        people.handler, whistles.poster_of(people.neighbour, hall), "来了两个人，带着图纸。"
    )
    whistles.confirm(people.worker, what, "5分，来得快、办得好", "当天就到了。")
    told = public_page(people.neighbour, receipt).get_by_role("main")
    for words in ("社区吹哨，请部门到场", "部门已报到", "社区确认部门报到"):
        expect(told.get_by_text(words).first).to_be_visible()


def _ask_for_more_time(people: People, raised: Raised) -> None:
    """Both ask; somebody else grants the one and refuses the other."""
    for page, receipt, why in (
        (people.handler, raised.chargers, "电线要下周才到。"),
        (people.worker, raised.lane, "想等到下个月一起做。"),
    ):
        take_step(page, receipt.number, "接收")
        take_step(page, receipt.number, "申请延期", write={"延几个工作日？": "5", "为什么要延期？": why})
    decide = "同意延期吗？"
    take_step(people.secretary, raised.chargers.number, "审批延期", tap={decide: "同意"})
    take_step(
        people.secretary,
        raised.lane.number,
        "审批延期",
        tap={decide: "不同意"},
        write={"理由": "消防的事等不得。"},
    )
    expect(public_page(people.neighbour, raised.lane).get_by_text("消防的事等不得。")).to_be_visible()


def _complete(people: People, receipt: Receipt) -> None:
    take_step(
        people.handler,
        receipt.number,
        "报告办结",
        write={"办成了什么样？": "八个充电桩都通电了。"},
        photos=[photo("gold")],
    )
    expect_now(public_page(people.neighbour, receipt), "评")
    rate(people.neighbour, receipt, "很好", "满意", "再也不用拉线了。")


def _correct_the_minutes(people: People, meeting: str) -> None:
    """What was wrong stays to be read, with when and why."""
    secretary, neighbour = people.secretary, people.neighbour
    secretary.goto(f"/office/meetings/{meeting}")
    secretary.get_by_role("link", name="更正纪要").click()
    minutes = secretary.get_by_label("会议纪要")
    minutes.fill(minutes.input_value().replace("建八个", "建十个"))
    secretary.get_by_label("为什么更正").fill("数记错了，会上说的是十个。")
    secretary.get_by_role("button", name="更正并公开").click()
    neighbour.goto(f"/meetings/{meeting}")
    neighbour.get_by_role("link", name="纪要更正过1次，看改了哪里").click()
    expect(neighbour.get_by_role("main")).to_contain_text("数记错了，会上说的是十个。")


def _leave_alone(neighbour: Page, portal: DatedPortal, receipt: Receipt) -> None:
    """What nobody does is reminded of the day after, and passed up five working days later."""
    let_days_pass(portal, 20)
    road = public_page(neighbour, receipt).get_by_role("main")
    for words in ("已超期", "到期没办好，催办", "仍没办好，提级督办", "提到街道"):
        expect(road.get_by_text(words).first).to_be_visible()
    neighbour.goto("/lights")
    expect(neighbour.get_by_role("row").filter(has_text="清华园小区物业")).to_contain_text("已超期")
