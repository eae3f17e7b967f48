"""问计于民 in the office: composing, paper by keyboard, verdicts in bulk, groups, 金点子."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from portal.domain.campaigns import Fate, Standing
from portal.domain.occasion import Occasion
from portal.models import Account, Campaign, CampaignAnswer, CampaignReply, GoodIdea, Matter, Membership
from portal.queries.campaigns import Counts, counts_of, parts_of
from tests.conftest import MORNING, Cast, Town
from tests.web.calls import answer_call, make_call
from tests.web.conftest import LintingClient, form_of

AFTER = datetime(2026, 11, 21, 9)
Occasions = Callable[..., Occasion]
ClientOf = Callable[[str], LintingClient]


@pytest.fixture
def secretary(client_of: ClientOf) -> LintingClient:
    return client_of("secretary")


@pytest.fixture
def call(town: Town, occasion: Occasions) -> Campaign:
    return make_call(town, occasion)


@pytest.fixture
def reply(occasion: Occasions, call: Campaign) -> CampaignReply:
    answer_call(occasion, call)
    found: CampaignReply = CampaignReply.get(CampaignReply.words != "")
    return found


def new_call(town: Town, **changes: str) -> dict[str, str]:
    return {
        "title": "垃圾投放点放哪里",
        "question": "新的投放点，放哪里大家方便？",
        "form": "questionnaire",
        "group": "",
        "area": str(town.community.id),
        "opens_on": "2026-11-03",
        "closes_on": "2026-11-20",
    } | changes


def press(browser: LintingClient, page: str, action: str) -> int:
    """Presses the button whose form leads there."""
    _, token = form_of(browser.get(page).text)
    return browser.post(action, data={"csrf_token": token}).status_code


def test_a_questionnaire_is_composed_question_by_question_and_published(
    secretary: LintingClient, town: Town
) -> None:
    here = secretary.submit("/office/campaigns/new", new_call(town)).location
    first = {"kind": "choice", "words": "放哪里？", "options": "南门\n北门", "required": "y"}
    assert secretary.submit(here, first).status_code == 303
    secretary.submit(here, {"kind": "scale", "words": "现在满意吗？"}, to=here)
    campaign = Campaign.get()
    last = parts_of(campaign.id)[-1]
    assert press(secretary, here, f"{here}/parts/{last.id}/up") == 303
    assert [part.words for part in parts_of(campaign.id)] == ["现在满意吗？", "放哪里？"]
    assert press(secretary, here, f"{here}/parts/{last.id}/remove") == 303
    assert "南门、北门" in secretary.get(f"{here}/publish").text
    secretary.submit(f"{here}/publish", {})
    assert Campaign.get().course.on(MORNING.date()) is Standing.OPEN
    assert "加一题" not in secretary.get(here).text


def test_a_draft_is_pasted_and_split_at_blank_lines(secretary: LintingClient, town: Town) -> None:
    here = secretary.submit("/office/campaigns/new", new_call(town, form="draft")).location
    secretary.submit(here, {"text": "一、不放杂物。\n\n二、十点安静。"})
    page = secretary.get(here).text
    assert "分成了2段" in page
    assert [part.words for part in parts_of(Campaign.get().id)] == ["一、不放杂物。", "二、十点安静。"]


def test_days_that_make_no_sense_are_said_beside_the_field(secretary: LintingClient, town: Town) -> None:
    response = secretary.submit("/office/campaigns/new", new_call(town, closes_on="2026-11-01"))
    assert response.status_code == 422
    assert "截止的日子要在今天以后" in response.text


def test_paper_is_entered_sheet_after_sheet(client_of: ClientOf, call: Campaign) -> None:
    worker, page = client_of("worker"), f"/office/campaigns/{call.id}/paper"
    side, several, scale, words = (part.question.field for part in parts_of(call.id))
    sheet = {"sheet": "12", side: "2", several: "1，3", scale: "4", words: "种树。"}
    response = worker.submit(page, sheet)
    assert response.location == f"{page}?next=13"
    following = worker.get(response.location).text
    assert "第12号录好了" in following
    assert 'value="13"' in following
    assert counts_of(call.id) == Counts(paper=1)
    chosen = [reply.chosen for reply in CampaignReply.select().order_by(CampaignReply.id)]
    assert chosen == [[1], [0, 2], [4], []]
    again = worker.submit(page, sheet)
    assert again.status_code == 422
    assert "第12号问卷，李敏在2026年11月3日已经录过了" in again.text
    assert press(worker, page, f"{page}/12/strike") == 303
    assert not CampaignAnswer.select().exists()


@pytest.mark.parametrize(
    ("typed", "told"), [("x", "请只写数字"), ("9", "没有这个选项"), ("", "这里还没有写")]
)
def test_a_slip_of_the_keyboard_is_told_beside_the_question(
    client_of: ClientOf, call: Campaign, typed: str, told: str
) -> None:
    side = parts_of(call.id)[0].question.field
    response = client_of("worker").submit(f"/office/campaigns/{call.id}/paper", {"sheet": "1", side: typed})
    assert response.status_code == 422
    assert told in response.text


def test_many_suggestions_get_one_verdict_and_then_the_conclusion(
    portal: Flask, secretary: LintingClient, occasion: Occasions, call: Campaign, reply: CampaignReply
) -> None:
    answer_call(occasion, call, "b:2")
    portal.config["CLOCK"] = lambda: AFTER
    page = f"/office/campaigns/{call.id}/suggestions"
    both = [str(each.id) for each in CampaignReply.select().where(CampaignReply.words != "")]
    nothing = secretary.submit(page, {"fate": "taken_up", "why": "加六把。"})
    assert "请先勾选" in nothing.text
    secretary.submit(page, {"reply": both, "fate": "taken_up", "why": "加六把。"})
    assert {each.fate for each in CampaignReply.select().where(CampaignReply.words != "")} == {Fate.TAKEN_UP}
    assert "加六把。" in secretary.get(f"{page}?decided=1").text
    secretary.submit(f"/office/campaigns/{call.id}/conclude", {"text": "南边先改。"})
    assert Campaign.get().conclusion == "南边先改。"


def test_a_suggestion_is_marked_as_a_good_idea_and_not_any_more(
    portal: Flask, client_of: ClientOf, call: Campaign, reply: CampaignReply, secretary: LintingClient
) -> None:
    portal.config["CLOCK"] = lambda: AFTER
    worker, page = client_of("worker"), f"/office/campaigns/{call.id}/suggestions"
    worker.submit(f"{page}/{reply.id}/idea", {"text": "省钱。"})
    assert GoodIdea.get().why == "省钱。"
    secretary.submit(page, {"reply": [str(reply.id)], "fate": "not", "why": "放不下。"})
    assert press(worker, f"{page}?decided=1", f"{page}/{reply.id}/no-idea") == 303
    assert not GoodIdea.select().exists()


def test_a_matter_is_marked_at_a_step_of_its_own_and_its_page_says_so(
    client_of: ClientOf, client: LintingClient, lamp: Matter
) -> None:
    worker, page = client_of("worker"), f"/office/matters/{lamp.number}/mark_idea"
    worker.submit(page, {"text": "一个开关省下一盏灯。"})
    shown = client.get(f"/matters/{lamp.number}").text
    assert 'href="/ideas"' in shown
    assert "一个开关省下一盏灯。" in shown
    assert "它已经是金点子" in worker.get(page).text
    worker.submit(page, {"text": "记错了。"})
    assert 'href="/ideas"' not in client.get(f"/matters/{lamp.number}").text
    assert "不再算金点子" in client.get(f"/matters/{lamp.number}").text


def test_a_call_is_taken_back_with_a_reason_that_everybody_reads(
    secretary: LintingClient, client: LintingClient, call: Campaign, reply: CampaignReply
) -> None:
    secretary.submit(f"/office/campaigns/{call.id}/withdraw", {"text": "方案要重做。"})
    assert "方案要重做。" in client.get(f"/campaigns/{call.id}").text


def test_an_adviser_is_invited_and_let_go(secretary: LintingClient, cast: Cast) -> None:
    Account.create(person=cast["resident"].person_id, login="小雨", password_hash="")
    secretary.submit("/office/groups", {"group": "observers", "who": "小雨"})
    assert "林小雨" in secretary.get("/office/groups").text
    assert (
        press(secretary, "/office/groups", f"/office/groups/observers/{cast['resident'].person_id}/leave")
        == 303
    )
    assert not Membership.select().exists()
    unknown = secretary.submit("/office/groups", {"group": "observers", "who": "谁也不是"})
    assert "没有找到这个人" in unknown.text


def test_who_enters_paper_cannot_run_the_call_and_a_stranger_sees_nothing(
    client_of: ClientOf, call: Campaign
) -> None:
    worker = client_of("worker")
    assert "收回" not in worker.get(f"/office/campaigns/{call.id}").text
    assert worker.get(f"/office/campaigns/{call.id}/withdraw").status_code == 403
    assert client_of("stranger").get(f"/office/campaigns/{call.id}").status_code == 403
    assert client_of("resident").get("/office/campaigns").status_code == 403
