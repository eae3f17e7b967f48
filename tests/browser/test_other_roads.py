"""The shorter and the longer ways of a matter: answered, refused, merged, assigned, mended, taken back."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.journeys import (
    expect_now,
    open_with_code,
    photo,
    public_page,
    rate,
    receipt_on,
    say,
    seal,
    sign_in,
    take_step,
)
from tests.browser.travel import DatedPortal
from tests.plugins.browser import OpenPage

ORDER = {"名单里没有？写负责人的名字": "赵强", "几个工作日办好？": "5"}
ANSWER = {"怎么答复？": "服务台周一到周六都办，带身份证就行。"}


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_what_is_answered_at_once_is_rated_by_who_asked(open_page: OpenPage, javascript: bool) -> None:
    neighbour, worker = open_page(javascript=javascript), open_page(javascript=javascript)
    receipt = say(neighbour, "居住证在哪里办？")
    take_step(sign_in(worker, "worker"), receipt.number, "答复", write=ANSWER)
    expect_now(public_page(neighbour, receipt), "评")
    expect(neighbour.get_by_text("带身份证就行")).to_be_visible()
    rate(neighbour, receipt, "好", "满意")
    expect_now(public_page(neighbour, receipt), "晒")


def test_a_refusal_gives_its_reason_to_everybody(open_page: OpenPage, javascript: bool) -> None:
    neighbour, worker = open_page(javascript=javascript), open_page(javascript=javascript)
    receipt = say(neighbour, "请社区帮我家阳台外扩。")
    take_step(
        sign_in(worker, "worker"),
        receipt.number,
        "不采纳，说明理由",
        write={"理由": "外扩阳台违反规划，可以到住建局咨询。"},
        pick={"依据准入清单哪一条？": "与法律法规和现行政策相抵触的事，不上会，由工作人员说明政策"},
    )
    page = public_page(neighbour, receipt)
    expect(page.get_by_text("不采纳，说明理由")).to_be_visible()
    expect(page.get_by_text("外扩阳台违反规划，可以到住建局咨询。")).to_be_visible()
    open_with_code(neighbour, receipt)
    expect(neighbour.get_by_text("不采纳，已说明理由")).to_be_visible()


def test_a_merged_matter_leads_to_the_one_it_went_into(open_page: OpenPage, javascript: bool) -> None:
    neighbour, worker = open_page(javascript=javascript), open_page(javascript=javascript)
    first, second = say(neighbour, "3号楼的门禁坏了。"), say(neighbour, "3号楼门禁不灵，谁都能进。")
    take_step(
        sign_in(worker, "worker"), second.number, "并入同一件事", write={"并入哪一件？写编号": first.number}
    )
    public_page(neighbour, second).get_by_role("link", name=first.number).first.click()
    expect(neighbour.get_by_role("heading", level=1)).to_have_text("3号楼的门禁坏了")


def test_a_neighbour_supports_a_matter_once(open_page: OpenPage, javascript: bool) -> None:
    receipt = say(open_page(javascript=javascript), "楼道的声控灯不亮。")
    other = public_page(open_page(javascript=javascript), receipt)
    other.get_by_role("link", name="我也要附议").click()
    other.get_by_role("button", name="附议").click()
    expect(other.get_by_role("status")).to_have_text("附议好了，现在有1人附议。")
    public_page(other, receipt).get_by_role("link", name="我也要附议").click()
    expect(other.get_by_text("您已经附议过了。")).to_be_visible()
    expect(other.get_by_role("button", name="附议")).to_have_count(0)


def test_a_private_matter_stays_off_the_board(open_page: OpenPage, javascript: bool) -> None:
    neighbour = open_page(javascript=javascript)
    neighbour.goto("/say")
    neighbour.get_by_label("涉及个人或家庭，不要公开").check()
    neighbour.get_by_label("什么事？").fill("两口子闹矛盾，想请人调解。")
    neighbour.get_by_label("在哪里？").fill("5号楼")
    neighbour.get_by_label("哪个社区、哪一片？").select_option(label="清华园社区")
    neighbour.get_by_role("button", name="交给社区").click()
    receipt = receipt_on(neighbour)
    expect(public_page(open_page(), receipt).get_by_role("heading", level=1)).to_have_text("没有找到这一页")


def test_dissatisfaction_brings_a_second_round_that_is_rated_again(
    open_page: OpenPage, javascript: bool
) -> None:
    neighbour, worker, handler = (open_page(javascript=javascript) for _ in range(3))
    receipt = say(neighbour, "小广场的长椅断了一条腿。")
    number = receipt.number
    by_whom = {"由哪个单位办？": "城管中队"}
    take_step(sign_in(worker, "worker"), number, "分办", write=ORDER, pick=by_whom)
    expect(public_page(neighbour, receipt).get_by_text("城管中队").first).to_be_visible()
    sign_in(handler, "handler")
    take_step(handler, number, "报告办结", write={"办成了什么样？": "用铁丝绑好了。"})
    rate(neighbour, receipt, "差", "不满意", "一坐就晃，没有修好。")
    expect_now(public_page(neighbour, receipt), "办")
    expect(neighbour.get_by_text("第2次办理")).to_be_visible()
    take_step(handler, number, "报告办结", write={"办成了什么样？": "换了新腿。"}, photos=[photo()])
    rate(neighbour, receipt, "很好", "满意")
    expect_now(public_page(neighbour, receipt), "晒")


def test_a_slip_is_taken_back_within_ten_minutes_and_not_later(
    open_dated_page: OpenPage, dated_portal: DatedPortal
) -> None:
    neighbour = open_dated_page(javascript=False)
    say(neighbour, "写错了的一件事。")
    neighbour.get_by_role("link", name="撤回这件事").click()
    neighbour.get_by_role("button", name="确定撤回").click()
    expect(neighbour.get_by_role("status")).to_have_text("已经撤回，不再办理，也不再公开。")

    kept = say(neighbour, "想了想还是要说的事。")
    dated_portal.forward(timedelta(minutes=9))
    open_with_code(neighbour, kept)
    expect(neighbour.get_by_role("link", name="撤回这件事")).to_be_visible()
    dated_portal.forward(timedelta(minutes=2))
    open_with_code(neighbour, kept)
    expect(neighbour.get_by_role("link", name="撤回这件事")).to_have_count(0)
    expect(seal(public_page(neighbour, kept), "说")).to_have_attribute("aria-current", "step")
