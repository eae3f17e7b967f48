"""Every form with one thing wrong in it: 422, told in the reader's language, and all that was typed stays."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask

from portal.config import Settings
from portal.domain.cards import Holder
from portal.domain.occasion import Occasion
from portal.domain.rating import Score
from portal.domain.stages import Action
from portal.domain.tables import Table
from portal.domain.terms import Capacity, EstateKind, MatterKind
from portal.models import (
    AgendaItem,
    AnswerTemplate,
    CampaignReply,
    EarlyWarning,
    Matter,
    Meeting,
    Notice,
    Venue,
    WhistleCall,
)
from portal.models.deliberating import BallotWay
from portal.models.people import ContactWay
from portal.queries.campaigns import parts_of
from portal.services import (
    agenda,
    attend,
    cards,
    deliberate,
    extend,
    handle,
    invite,
    pause,
    rate,
    say,
    sent_tables,
    tasks,
    whistle,
)
from portal.services.estates import add_estate
from portal.services.filters import keep_filter
from portal.services.handle import Order
from portal.services.invite import Guest
from portal.services.seats import seat_token
from portal.services.take_step import StepDraft, add_step
from portal.services.tasks import TaskDraft
from portal.services.taxonomy import seed
from portal.services.templates import add_template
from portal.vault import seal
from portal.web.kiosk_device import DEVICE_COOKIE
from tests.conftest import Cast, Town
from tests.lively import TEN_PRESENT
from tests.web.calls import PARAGRAPHS, answer_call, make_call
from tests.web.conftest import LintingClient, form_of
from tests.web.forms_gone_wrong import CASES, NOTHING_TO_TYPE
from tests.web.ground import open_hall
from tests.web.page_lint import read
from tests.web.voting import kiosk_in, somebody_with_a_card, votes_going_on

EVENING = datetime(2026, 11, 30, 19, 5)
_NO_ACCOUNT = ("nobody", "kiosk")
OPENINGS = {"zh_Hans": "有误：", "zh_Hant": "有誤：", "en": "Error: ", "ko": "오류: "}
LETTERS = Table(("编号", "内容"), [("1", "7号楼前的路灯坏了三天了。")])
_CHINESE = re.compile("[一-鿿]")


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
    table = sent_tables.send(occasion("secretary"), LETTERS, "来信.csv", town.community)
    item = AgendaItem.get(AgendaItem.meeting == meeting)
    hall = open_hall(town, occasion)
    owed = Notice.get(Notice.matter == _to_be_called(town, occasion))
    named = {"lamp": lamp, "settled": settled, "rating": rating, "handled": handled, "waiting": waiting}
    return {name: matter.number for name, matter in named.items()} | {
        "ahead": str(agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 30))[-1].id),
        "meeting": str(meeting.id), "item": str(item.id), "category": str(seed(["公共设施"])["公共设施"]),
        "community": str(town.community.id),
        "committee": str(town.committee.id), **_calls(town, occasion),
        **_invited(town, occasion), **_in_parts(town, occasion, handled),
        **votes_going_on(town, occasion, meeting),
        "ballot": str(somebody_with_a_card(town, occasion, meeting).id),
        **_whistled(town, occasion), "city": str(town.city_management.id),
        "card": str(cards.issue(occasion("worker"), town.community, [Holder("王小明")]).id),
        "lamp_id": str(lamp.id), "person": str(owed.person_id),
        "owed": str(owed.id), "venue": hall.code,
        "filter": str(keep_filter(occasion("worker"), "超期", {"light": "red"}).id),
        "template": str(_template(town, occasion).id),
        "device": kiosk_in(town.community, occasion),
        "table": str(table.id), "task": _asked_of(town, occasion),
    }  # fmt: skip


def _template(town: Town, occasion: Callable[..., Occasion]) -> AnswerTemplate:
    return add_template(occasion("worker"), town.community, Action.ANSWER, "路灯", "{地点}的灯今晚修。")


def _asked_of(town: Town, occasion: Callable[..., Occasion]) -> str:
    (task,) = tasks.send_task(occasion("handler"), [town.community], TaskDraft("填表", "填好报来。"))
    return str(task.id)


def _invited(town: Town, occasion: Callable[..., Occasion]) -> dict[str, str]:
    """A meeting whose agenda is public, and somebody invited to it."""
    meeting = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 15))[-1]
    agenda.list_topic(occasion("worker"), _raised(town, occasion), meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    asked = invite.invite(occasion("worker"), meeting, Guest("高工", Capacity.EXPERT))
    item = AgendaItem.get(AgendaItem.meeting == meeting)
    named = {"public": meeting, "public_item": item, "invitation": asked}
    return {name: str(each.id) for name, each in named.items()} | {"seat": seat_token(asked)}


def _in_parts(town: Town, occasion: Callable[..., Occasion], handled: Matter) -> dict[str, str]:
    """A step of a handling, a matter whose proposer is asked something, and an estate."""
    add_step(occasion("handler"), handled, StepDraft("订灯杆", 2))
    draft = say.Draft("路灯又坏了。", town.building.id)
    asked = say.raise_matter(occasion("resident"), draft).matter
    handle.assign(occasion("worker"), asked, Order(town.city_management.id, "赵强", 200))
    pause.ask_proposer(occasion("handler"), asked, "哪一盏？")
    estate = add_estate(occasion("secretary"), town.grid, "清华园小区", EstateKind.OLD)
    return {"asked": asked.number, "estate": str(estate.id)}


def _whistled(town: Town, occasion: Callable[..., Occasion]) -> dict[str, str]:
    """A department that is waited for at a venue, one that has come, and a risk."""
    waiting, came = (_call(town, occasion) for _ in range(2))
    whistle.check_in(occasion("handler"), came, "到了。")
    draft = say.Draft("外墙要掉。", town.building.id, kind=MatterKind.RISK)
    risk = EarlyWarning.get(EarlyWarning.matter == say.raise_matter(occasion(), draft).matter)
    named = {"waited": waiting, "came": came, "risk": risk, "whistle": waiting.whistle}
    return {name: str(each.id) for name, each in named.items()}


def _call(town: Town, occasion: Callable[..., Occasion]) -> WhistleCall:
    called, hall = [town.city_management.id], Venue.get()
    blown = whistle.blow(occasion("worker"), town.community, called, "来清一清。", venue_id=hall.id)
    return WhistleCall.get(WhistleCall.whistle == blown)


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
    attend.record_attendance(chair, meeting, TEN_PRESENT)
    return deliberate.open_meeting(chair, meeting)


@pytest.fixture
def browsers(
    portal: Flask, client_of: Callable[[str], LintingClient], cast: Cast, places: dict[str, str]
) -> dict[str, LintingClient]:
    """Everybody's browser, and a kiosk's; in each the code of the matter that is being rated was given."""
    everybody = {case.who for case in CASES}
    found = {who: portal.test_client() if who in _NO_ACCOUNT else client_of(who) for who in everybody}
    found["kiosk"].set_cookie(DEVICE_COOKIE, places["device"])
    for browser in found.values():
        with browser.session_transaction() as session:
            session["opened"] = [places["rating"]]
            shown = [int(places["ballot"])], "2026-12-01T00:00:00", BallotWay.CARD.value
            session["ballot"] = [int(places["each"]), *shown]
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
        any_form = "/kiosk/pair" if case.who == "kiosk" else "/sign-out"
        token = tokens.get(case.who) or form_of(browser.get(any_form).text)[1]
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
    tried = {map_.match(case.to.format(**places).partition("?")[0], "POST")[0] for case in CASES}
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
