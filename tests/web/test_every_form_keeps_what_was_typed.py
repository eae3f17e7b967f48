"""Every form with one thing wrong in it: 422, told in the reader's language, and all that was typed stays."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import pytest
from flask import Flask

from portal.config import Settings
from portal.domain.cards import Holder
from portal.domain.occasion import Occasion
from portal.domain.rating import Score
from portal.models import AgendaItem, CampaignReply, Matter, Meeting, Notice
from portal.models.people import ContactWay
from portal.queries.campaigns import parts_of
from portal.services import agenda, cards, deliberate, extend, handle, rate, say
from portal.services.handle import Order
from portal.vault import seal
from tests.conftest import Cast, Town
from tests.lively import TEN_PRESENT
from tests.web.calls import PARAGRAPHS, answer_call, make_call
from tests.web.conftest import LintingClient, form_of
from tests.web.ground import open_hall
from tests.web.page_lint import read

EVENING = datetime(2026, 11, 30, 19, 5)
TOO_LONG = "长" * 20_001
WORDS = "灯坏了，请<b>修</b>一修。"
OPENINGS = {"zh_Hans": "有误：", "zh_Hant": "有誤：", "en": "Error: ", "ko": "오류: "}
_CHINESE = re.compile("[一-鿿]")


class Case(NamedTuple):
    """A form: whose it is, where it is sent, what is typed and chosen; one thing of it is wrong."""

    who: str
    to: str
    typed: dict[str, str]
    chosen: dict[str, str]


STEP = "/office/matters/{}/"
ITEM = "/office/meetings/{meeting}/items/{item}/"
ORDER = {"person": "钱多多", "working_days": "15", "mode": "own"}
CARD = {"name": "王小明", "phone": "13800138000", "household": "王家"}
VENUE = {
    "kind": "deliberation_hall", "name": "议事厅", "address": "府前街", "opening_hours": "每天 9:00—17:00",
}  # fmt: skip
GRADES = {"attitude": "5", "efficiency": "4", "result": "5", "effect": "3"}

CALL = "/office/campaigns/{call}"
ASKED = {"title": "小广场怎么改", "question": WORDS, "opens_on": "2026-11-30", "closes_on": "2026-12-20"}
FORMS_OF_CALLS = (
    Case("nobody", "/campaigns/{call}/answer", {"{words}": TOO_LONG[:10_001]}, {"{side}": "0"}),
    Case("nobody", "/campaigns/{text}/parts/{part}", {"words": TOO_LONG[:10_001]}, {}),
    Case("worker", STEP.format("{lamp}") + "mark_idea", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/campaigns/new", ASKED | {"closes_on": "2026-11-29"}, {"form": "draft"}),
    Case("secretary", "/office/campaigns/{later}/edit", ASKED | {"title": "长" * 61}, {"form": "draft"}),
    Case(
        "secretary", "/office/campaigns/{later}", {"words": WORDS, "options": "一个"}, {"kind": "choice"}
    ),
    Case("secretary", CALL + "/withdraw", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/campaigns/{closed}/conclude", {"text": WORDS}, {}),
    Case("worker", CALL + "/paper", {"sheet": "7", "{side}": "南边", "{words}": WORDS}, {}),
    Case("secretary", "/office/campaigns/{closed}/suggestions", {"why": WORDS}, {"fate": "not"}),
    Case("worker", "/office/campaigns/{closed}/suggestions/{reply}/idea", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/groups", {"who": "谁也不是"}, {"group": "observers"}),
)

CASES = (
    Case(
        "nobody",
        "/say",
        {"words": WORDS, "place": "7号楼前", "name": "林小雨", "phone": "13800138000"},
        {"area": ""},
    ),
    Case("nobody", "/say", {"words": WORDS, "place": "7号楼\0前", "area": "{community}"}, {}),
    Case(
        "nobody", "/kiosk/say", {"words": WORDS, "place": "7号楼前", "phone": "138"}, {"wants_reply": "call"}
    ),
    Case("nobody", "/kiosk/say", {"words": WORDS, "place": ""}, {"step": "place", "kind": "request"}),
    Case("nobody", "/kiosk/pair", {"code": "AAAA-BBBB-CCCC", "length": "200"}, {}),
    Case("nobody", "/track", {"number": "AZ-2026-9999", "code": "AAAA-BBBB-CCCC"}, {}),
    Case("nobody", "/kiosk/track", {"number": "AZ-2026-9999", "code": ""}, {}),
    Case("nobody", "/sign-in", {"login": "小雨"}, {"password": "不对的密码"}),
    Case(
        "nobody", "/register", {"login": "小雨", "name": "林小雨", "phone": "13800138000"}, {"password": "短"}
    ),
    Case("nobody", "/matters/{rating}/rate", GRADES | {"words": WORDS}, {}),
    Case("nobody", "/sign-in/contact", {"contact": "林小雨"}, {}),
    Case("nobody", "/sign-in/code", {"code": "12"}, {}),
    Case("resident", "/me/name", {"name": "长" * 41}, {}),
    Case("resident", "/me/contact", {"contact": "林小雨"}, {}),
    Case("resident", "/me/contact/code", {"code": "12"}, {}),
    Case("resident", "/me/password", {}, {"old": "不对的旧密码呀", "new": "短"}),
    Case(
        "worker",
        "/office/enter",
        {"words": WORDS, "place": "7号楼前", "name": "林小雨", "phone": "1"},
        {"area": ""},
    ),
    Case(
        "worker",
        "/office/round?sent=1",
        {"words": WORDS, "place": "7号楼前", "how": "当场换了灯泡"},
        {"area": "999"},
    ),
    Case(
        "secretary",
        "/office/kiosks",
        {"name": "大厅1号机", "place": "门口", "px_per_mm": "30"},
        {"community": "{community}"},
    ),
    Case("worker", STEP.format("{lamp}") + "answer", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", STEP.format("{lamp}") + "refuse", {"text": WORDS}, {"entry": "bribe"}),
    Case("worker", STEP.format("{lamp}") + "merge", {"into": "AZ-2026-9999"}, {}),
    Case("worker", STEP.format("{lamp}") + "pool", {"text": TOO_LONG[:10_001]}, {}),
    Case("worker", STEP.format("{lamp}") + "assign", ORDER | {"text": WORDS}, {"organisation": "999"}),
    Case(
        "worker",
        STEP.format("{lamp}") + "assign",
        ORDER | {"working_days": "一周"},
        {"organisation": "{committee}"},
    ),
    Case("worker", "/office/cards/issue", CARD | {"others": "刘芳\n123"}, {"community": "{community}"}),
    Case("worker", "/office/cards/many", {"lines": "12345"}, {"community": "{community}"}),
    Case("worker", "/office/cards/{card}/pin", {}, {"pin": "12"}),
    Case("handler", STEP.format("{handled}") + "note", {"text": "修\0灯"}, {}),
    Case("handler", STEP.format("{handled}") + "complete", {"text": TOO_LONG[:10_001]}, {}),
    Case("handler", STEP.format("{handled}") + "explain", {"text": WORDS + "\u202e"}, {}),
    Case("handler", STEP.format("{handled}") + "ask_extension", {"text": WORDS, "working_days": "0"}, {}),
    Case("secretary", STEP.format("{waiting}") + "decide_extension", {"text": WORDS}, {"verdict": ""}),
    Case("worker", STEP.format("{rating}") + "visit", {"text": WORDS, "way": "phone"}, {}),
    Case(
        "secretary",
        STEP.format("{settled}") + "publish",
        {"title": "灯" * 61, "body": WORDS, "place": "楼前"},
        {},
    ),
    Case("secretary", "/office/places/add", VENUE | {"position": "东边"}, {"community": "{community}"}),
    Case("secretary", "/office/places/{venue}", VENUE | {"name": "厅" * 121}, {}),
    Case("secretary", "/office/shapes", {}, {"gcj02": "y"}),
    Case("worker", "/office/meetings/plan", {"until": "2026-02-30"}, {"community": "{community}"}),
    Case("worker", "/office/meetings/{meeting}/urgent", {"reason": WORDS}, {"matter": "0"}),
    Case(
        "secretary", "/office/meetings/{meeting}/attendance", {"names": "林\0小雨"}, {"capacity": "resident"}
    ),
    Case(
        "secretary",
        ITEM + "resolve",
        ORDER | {"text": WORDS, "in_favour": "99"},
        {"organisation": "{committee}"},
    ),
    Case("secretary", ITEM + "defer", {"reason": WORDS + "\0"}, {}),
    Case("secretary", ITEM + "refuse", {"reason": WORDS}, {"entry": "bribe"}),
    Case("secretary", ITEM + "explain", {"text": TOO_LONG[:10_001]}, {}),
    Case("secretary", "/office/meetings/{meeting}/close", {"minutes": TOO_LONG}, {}),
    Case(
        "secretary",
        "/office/passages/words/{lamp_id}",
        {"title": "路灯很好", "text": WORDS, "place": "7号楼前"},
        {},
    ),
    Case(
        "secretary", "/office/passages/words/{lamp_id}/withhold", {"reason": "长" * 301}, {"cause": "insult"}
    ),
    Case("administrator", "/office/people", {"words": "长" * 81}, {}),
    Case("administrator", "/office/people/{person}/erase", {"confirm": "不", "reason": WORDS}, {}),
    *FORMS_OF_CALLS,
    Case("resident", "/me/notices", {}, {"way": "email", "answer": "daily"}),
    Case("worker", "/office/notices/calls/{owed}", {"note": "长" * 501}, {}),
    Case(
        "secretary",
        "/office/notices/groups",
        {"name": "社区值班群"},
        {"area": "{community}", "kinds": "receipt", "address": "https://example.org"},
    ),
)

#: Forms of a single button, and the other button of the form by which something is said.
NOTHING_TO_TYPE = {
    "office.pair_kiosk_anew", "office.retire_kiosk", "office.answer_call", "suggest.carry",
    "account.sign_out", "account.end_session", "account.end_others", "office.list_topic", "office.unlist",
    "office.publish_agenda", "office.remove_attendance", "office.open_meeting", "office.settle_step",
    "account.send_again", "account.take_over", "account.choose_language", "office.print_cards", "office.revoke_card",
    "suggest.alike", "suggest.support", "suggest.withdraw", "suggest.leave",
    "account.stop_notices", "office.try_notice_again", "office.test_group", "office.pause_group",
    "office.resume_group", "office.arrange_part", "office.publish_campaign", "office.strike_sheet",
    "office.unmark_suggestion", "office.let_member_go",
    "office.passages", "office.contact", "office.close_venue", "office.reopen_venue", "office.keep", "suggest.spot",
}  # fmt: skip


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A portal that can send codes, and so has the forms that ask for them."""
    return replace(settings, sms_channel="json://127.0.0.1:9/{phone}")


@pytest.fixture
def places(town: Town, occasion: Callable[..., Occasion], lamp: Matter, portal: Flask) -> dict[str, str]:
    """One matter for each step of the road, and a meeting in session; by the names in the addresses."""
    portal.config["CLOCK"] = lambda: EVENING
    settled, rating, handled, waiting, topic = (_raised(town, occasion) for _ in range(5))
    for matter in (rating, settled):
        say.answer(occasion("worker"), matter, "修好了。")
    rate.rate_matter(occasion(), settled, rate.PROPOSER, Score(5, 5, 5, 5), True, shown_code=True)
    for matter in (handled, waiting):
        handle.assign(occasion("worker"), matter, Order(town.city_management.id, "赵强", 200))
    extend.ask_extension(occasion("handler"), Matter.get_by_id(waiting.id), 5, "等零件。")
    meeting = _in_session(town, occasion, topic)
    item = AgendaItem.get(AgendaItem.meeting == meeting)
    owed = Notice.get(Notice.matter == _to_be_called(town, occasion))
    named = {"lamp": lamp, "settled": settled, "rating": rating, "handled": handled, "waiting": waiting}
    return {name: matter.number for name, matter in named.items()} | {
        "meeting": str(meeting.id), "item": str(item.id), "community": str(town.community.id),
        "committee": str(town.committee.id), **_calls(town, occasion),
        "card": str(cards.issue(occasion("worker"), town.community, [Holder("王小明")]).id),
        "lamp_id": str(lamp.id), "person": str(owed.person_id),
        "owed": str(owed.id), "venue": open_hall(town, occasion).code,
    }  # fmt: skip


def _calls(town: Town, occasion: Callable[..., Occasion]) -> dict[str, str]:
    """An open questionnaire, an open draft, one to come, and one that has closed with a suggestion."""
    call, text = make_call(town, occasion, days=60), make_call(town, occasion, PARAGRAPHS, days=60)
    closed, later = make_call(town, occasion, days=9), make_call(town, occasion, ahead=40, days=60)
    answer_call(occasion, closed)
    side, *_, words = parts_of(call.id)
    named = {"call": call, "text": text, "closed": closed, "later": later}
    return {name: str(each.id) for name, each in named.items()} | {
        "part": str(parts_of(text.id)[0].id), "side": side.question.field, "words": words.question.field,
        "reply": str(CampaignReply.get(CampaignReply.words != "").id),
    }  # fmt: skip


def _raised(town: Town, occasion: Callable[..., Occasion]) -> Matter:
    return say.raise_matter(occasion("resident"), say.Draft("还有一盏灯坏了。", town.building.id)).matter


def _to_be_called(town: Town, occasion: Callable[..., Occasion]) -> Matter:
    """A matter whose answer is to be told by telephone, of the resident, who has one now."""
    draft = say.Draft("门坏了。", town.building.id, phone="0357-7123456", wants_reply="call")
    return say.answer(occasion("worker"), say.raise_matter(occasion("resident"), draft).matter, "修好了。")


def _in_session(town: Town, occasion: Callable[..., Occasion], topic: Matter) -> Meeting:
    say.pool(occasion("worker"), topic)
    meeting = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), Matter.get_by_id(topic.id), meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    chair = occasion("secretary", at=EVENING)
    deliberate.record_attendance(chair, meeting, TEN_PRESENT)
    return deliberate.open_meeting(chair, meeting)


@pytest.fixture
def browsers(
    portal: Flask, client_of: Callable[[str], LintingClient], cast: Cast, places: dict[str, str]
) -> dict[str, LintingClient]:
    """Everybody's browser; in each the code of the matter that is being rated was given."""
    everybody = {case.who for case in CASES}
    found = {who: portal.test_client() if who == "nobody" else client_of(who) for who in everybody}
    for browser in found.values():
        with browser.session_transaction() as session:
            session["opened"] = [places["rating"]]
            session["asked"] = seal(json.dumps([ContactWay.SMS, "13800138000"]))
    return found


@pytest.mark.parametrize(("language", "opening"), OPENINGS.items())
def test_every_form_keeps_what_was_typed(
    browsers: dict[str, LintingClient], places: dict[str, str], language: str, opening: str
) -> None:
    tokens: dict[str, str] = {}
    for case in CASES:
        browser = browsers[case.who]
        browser.set_cookie("language", language)
        typed, chosen = (_filled(each, places) for each in (case.typed, case.chosen))
        token = tokens.get(case.who) or form_of(browser.get("/sign-out").text)[1]
        tokens[case.who] = token
        response = browser.post(case.to.format(**places), data={"csrf_token": token} | typed | chosen)
        assert response.status_code == 422, f"{case}: {response.text}"
        assert read(response.text).all("title")[0].text.startswith(opening), case
        assert _lost(typed, response.text) == {}, case
        assert language.startswith("zh") or not _CHINESE.search(_sentences(response.text)), case


def _filled(fields: dict[str, str], places: dict[str, str]) -> dict[str, str]:
    return {name.format(**places): text.format(**places) for name, text in fields.items()}


def test_no_form_is_forgotten(portal: Flask, places: dict[str, str]) -> None:
    map_ = portal.url_map.bind("")
    tried = {map_.match(case.to.format(**places), "POST")[0] for case in CASES}
    posts = {rule.endpoint for rule in map_.map.iter_rules() if "POST" in (rule.methods or ())}
    asking = {endpoint for endpoint in posts if not endpoint.startswith(("sample.", "kiosk."))}
    assert asking - tried == NOTHING_TO_TYPE


def _sentences(html: str) -> str:
    """What the summary at the top says."""
    page = read(html)
    summary = next(part for part in page.all("div") if part.attributes.get("class") == "trouble")
    return summary.text


def _lost(typed: dict[str, str], html: str) -> dict[str, str]:
    """What was typed and does not stand in its field any more."""
    return {name: text for name, text in typed.items() if text not in _standing(name, html)}


def _standing(name: str, html: str) -> list[str]:
    page = read(html)
    fields = [
        field for field in page.all("input", "textarea", "select") if field.attributes.get("name") == name
    ]
    chosen = [option for option in page.all("option") if "selected" in option.attributes]
    texts = [
        field.text.removeprefix("\n").removeprefix("\r\n") for field in fields if field.tag == "textarea"
    ]
    typed = [
        field.attributes.get("value", "")
        for field in fields
        if field.attributes.get("type") != "radio" or "checked" in field.attributes
    ]
    picked = [
        option.attributes["value"] for option in chosen if any(field in option.around for field in fields)
    ]
    return texts + typed + picked
