"""问计于民 on the street and at the kiosk."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from portal.domain.campaigns import Fate
from portal.domain.occasion import Occasion
from portal.models import Campaign, CampaignAnswer, CampaignReply, Membership
from portal.queries.campaigns import Counts, counts_of, parts_of
from portal.services import answers, campaigns, ideas
from tests.conftest import MORNING, Cast, Town
from tests.web.calls import PARAGRAPHS, SUGGESTION, answer_call, make_call
from tests.web.conftest import LintingClient

AFTER = datetime(2026, 11, 21, 9)
Occasions = Callable[..., Occasion]


@pytest.fixture
def call(town: Town, occasion: Occasions) -> Campaign:
    return make_call(town, occasion)


@pytest.fixture
def draft(town: Town, occasion: Occasions) -> Campaign:
    return make_call(town, occasion, PARAGRAPHS)


@pytest.fixture
def fields(call: Campaign) -> list[str]:
    """The names of the questions' fields, in their order."""
    return [part.question.field for part in parts_of(call.id)]


def told(response: object) -> str:
    return response.text  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("page", "most"), [("", 2), ("/{draft}", 4), ("/{closed}/results", 6), ("/{draft}/paper", 2)]
)
def test_reading_takes_few_queries_however_many_answered(
    client: LintingClient,
    queries_of: Callable[..., object],
    town: Town,
    occasion: Occasions,
    draft: Campaign,
    portal: Flask,
    page: str,
    most: int,
) -> None:
    closed = make_call(town, occasion, days=0)
    for number in range(20):
        answer_call(occasion, closed, f"b:{number}")
        answer_call(occasion, draft, f"b:{number}")
    portal.config["CLOCK"] = lambda: datetime(2026, 11, 4, 9)
    client.get("/privacy")
    with queries_of() as queries:  # type: ignore[attr-defined]
        assert client.get("/campaigns" + page.format(draft=draft.id, closed=closed.id)).status_code == 200
    asked = [query for query in queries if "revision" not in query]
    assert 0 < len(asked) <= most, asked


@pytest.mark.parametrize("door", ["", "/kiosk"])
def test_what_is_asked_hangs_with_its_last_day(client: LintingClient, call: Campaign, door: str) -> None:
    listed = told(client.get(f"{door}/campaigns"))
    assert "小广场怎么改" in listed
    assert "正在征集，还有18天" in listed
    assert f'href="{door}/campaigns/{call.id}"' in listed
    assert "还没有人答" in told(client.get(f"{door}/campaigns/{call.id}"))


def test_reading_hands_out_no_cookie(client: LintingClient, call: Campaign, draft: Campaign) -> None:
    for address in ("/campaigns", f"/campaigns/{call.id}", f"/campaigns/{draft.id}", "/ideas"):
        assert "Set-Cookie" not in client.get(address).headers


def test_a_neighbour_answers_and_may_change_it(
    client: LintingClient, call: Campaign, fields: list[str]
) -> None:
    address = f"/campaigns/{call.id}/answer"
    side, several, scale, words = fields
    said = {side: "1", several: ["0", "2"], scale: "4", words: SUGGESTION}
    response = client.submit(address, said)
    assert (response.status_code, response.location) == (303, f"/campaigns/{call.id}/received")
    receipt = told(client.get(response.location))
    for words_said in ("北边", "座椅、灯", "4分", SUGGESTION):
        assert words_said in receipt
    assert "checked" in told(client.get(address))
    client.submit(address, said | {side: "0"})
    assert counts_of(call.id) == Counts(online=1)
    assert "南边" in told(client.get(f"/campaigns/{call.id}/received"))


def test_what_must_be_answered_is_said_beside_the_question_and_nothing_is_lost(
    client: LintingClient, call: Campaign, fields: list[str]
) -> None:
    response = client.submit(f"/campaigns/{call.id}/answer", {fields[3]: SUGGESTION})
    assert response.status_code == 422
    assert "请答这一题" in response.text
    assert SUGGESTION in response.text
    assert not CampaignAnswer.select().exists()


def test_the_kiosk_asks_one_question_a_page_and_forgets_the_person(
    client: LintingClient, call: Campaign, fields: list[str]
) -> None:
    address = f"/kiosk/campaigns/{call.id}/answer"
    assert "第1题，一共4题" in told(client.get(address))
    side, several, _scale, words = fields
    missing = client.submit(address, {"at": "0", "go": "next"})
    assert missing.status_code == 422
    second = client.submit(address, {"at": "0", "go": "next", side: "1"})
    assert "第2题，一共4题" in second.text
    assert f'name="{side}" value="1"' in second.text
    back = client.submit(address, {"at": "1", "go": "back", side: "1", several: ["0", "1"]})
    assert "第1题，一共4题" in back.text
    assert back.text.count(f'name="{several}" value=') == 2
    last = {"at": "3", "go": "next", side: "1", several: ["0", "1"], words: SUGGESTION}
    assert client.submit(address, last).location == f"/kiosk/campaigns/{call.id}/received"
    client.get("/kiosk/")
    assert SUGGESTION not in told(client.get(address))
    client.submit(address, last)
    assert counts_of(call.id) == Counts(kiosk=2)


def test_large_text_asks_one_question_a_page_too(client: LintingClient, call: Campaign) -> None:
    client.set_cookie("text", "large")
    assert "第1题，一共4题" in told(client.get(f"/campaigns/{call.id}/answer"))


def test_forged_steps_find_what_is_missing(client: LintingClient, call: Campaign, fields: list[str]) -> None:
    forged = {"at": "999999999", "go": "next", fields[3]: SUGGESTION}
    response = client.submit(f"/kiosk/campaigns/{call.id}/answer", forged)
    assert response.status_code == 422
    assert "第1题，一共4题" in response.text
    assert not CampaignAnswer.select().exists()


def test_a_draft_is_read_and_remarked_paragraph_by_paragraph(client: LintingClient, draft: Campaign) -> None:
    first, second = (part.id for part in parts_of(draft.id))
    remark = f"/campaigns/{draft.id}/parts/{second}"
    assert "二、晚上十点以后安静。" in told(client.get(remark))
    response = client.submit(remark, {"words": "九点半吧。"})
    assert response.location == f"/campaigns/{draft.id}#part-{second}"
    page = told(client.get(f"/campaigns/{draft.id}"))
    assert page.count("0人说了话") == 1
    assert page.count("1人说了话") == 1
    assert "九点半吧。" in told(client.get(remark))
    client.submit(remark, {"words": ""})
    assert counts_of(draft.id) == Counts()
    assert client.get(f"/campaigns/{draft.id}/parts/{first + second}").status_code == 404


def test_results_are_read_after_the_last_day_with_the_fate_of_each_suggestion(
    portal: Flask, client: LintingClient, call: Campaign, occasion: Occasions
) -> None:
    answer_call(occasion, call)
    assert client.get(f"/campaigns/{call.id}/results").status_code == 303
    portal.config["CLOCK"] = lambda: AFTER
    assert "还在研究" in told(client.get(f"/campaigns/{call.id}/results"))
    now, reply = occasion("secretary", at=AFTER), CampaignReply.get(CampaignReply.words != "")
    answers.decide(now, call, [reply.id], Fate.PARTLY, "先加六把。")
    ideas.mark_reply(now, reply, "想到了老人。")
    campaigns.conclude(now, call, "南边先改，明年三月动工。")
    for door in ("", "/kiosk"):
        results = told(client.get(f"{door}/campaigns/{call.id}/results"))
        for words in (
            SUGGESTION,
            "部分采纳",
            "先加六把。",
            "南边先改，明年三月动工。",
            "金点子",
            "1人参加了",
        ):
            assert words in results
    assert "想到了老人。" in told(client.get("/ideas"))
    assert "先加六把。" in told(client.get("/kiosk/ideas"))
    assert client.get(f"/campaigns/{call.id}/answer").location == f"/campaigns/{call.id}"


def test_a_call_to_a_group_is_public_but_only_members_answer(
    client: LintingClient,
    client_of: Callable[[str], LintingClient],
    town: Town,
    occasion: Occasions,
    cast: Cast,
) -> None:
    call = make_call(town, occasion, group="observers")
    assert "请民情观察员来答" in told(client.get("/campaigns"))
    assert "请先登录再答" in told(client.get(f"/campaigns/{call.id}/answer"))
    resident = client_of("resident")
    assert "您不在这次请的人里面" in told(resident.get(f"/campaigns/{call.id}/answer"))
    Membership.create(person=cast["resident"].person_id, group="observers", since=MORNING)
    assert "小广场怎么改" in told(resident.get("/campaigns/invited"))
    assert "先改哪一边？" in told(resident.get(f"/campaigns/{call.id}/answer"))


def test_the_sheet_to_print_has_boxes_and_a_code(client: LintingClient, call: Campaign) -> None:
    sheet = told(client.get(f"/campaigns/{call.id}/paper"))
    assert '<img src="data:image/svg+xml' in sheet
    assert f"http://localhost/campaigns/{call.id}" in sheet
    assert "（必答）" in sheet


def test_what_the_office_still_writes_is_not_there(
    client: LintingClient, town: Town, occasion: Occasions, call: Campaign
) -> None:
    unpublished = Campaign.create(
        **{
            name: getattr(call, name)
            for name in ("title", "question", "form", "area", "opens_on", "closes_on")
        },
        made_by=call.made_by_id,
        made_at=MORNING,
    )
    assert client.get(f"/campaigns/{unpublished.id}").status_code == 404
    assert client.get(f"/campaigns/{unpublished.id}/answer").status_code == 404
