"""The handling as staff, proposer and everybody see it: taken on, handed over, cut into steps, waiting."""

import re
from datetime import date

import pytest

from portal.domain.terms import EstateKind, Mode, Party
from portal.models import Assignment, Matter, Organisation, Pause, Step
from portal.services import handle, pause
from portal.services.estates import PartyDraft, add_estate, set_party
from portal.services.forward import forward
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter
from portal.services.take_step import StepDraft, add_step


@pytest.fixture
def raised(occasion, town):
    return raise_matter(occasion("nobody"), Draft("7号楼前的路灯坏了。", town.building.id))


@pytest.fixture
def assigned(raised, occasion, town):
    order = Order(town.city_management.id, "赵强", 10, Mode.JOINT, (town.property_manager.id,))
    return handle.assign(occasion("worker"), raised.matter, order)


def at(matter, step=""):
    return f"/office/matters/{matter.number}/{step}".rstrip("/")


def test_a_person_is_chosen_from_those_who_work_there(raised, client_of, town, cast):
    page = client_of("worker")
    handler = str(cast["handler"].person_id)
    assert (
        f'<option value="{handler}">赵强（城管中队）</option>' in page.get(at(raised.matter, "assign")).text
    )
    fields = {"organisation": str(town.city_management.id), "person_id": handler, "working_days": "10"}
    response = page.submit(at(raised.matter, "assign"), {**fields, "mode": "own"})
    assert response.status_code == 303
    assert (Assignment.get().person_id, Assignment.get().person_name) == (int(handler), "赵强")


def test_a_person_of_another_organisation_is_refused_in_words(raised, client_of, town, cast):
    fields = {
        "organisation": str(town.committee.id),
        "person_id": str(cast["handler"].person_id),
        "working_days": "10",
        "mode": "own",
        "text": "请尽快。",
    }
    response = client_of("worker").submit(at(raised.matter, "assign"), fields)
    assert response.status_code == 422
    assert "这个人现在不在清华园社区居委会，请另选一位，或者写上负责人的名字" in response.text
    assert "请尽快。" in response.text


def test_mine_is_what_stands_under_my_name_by_whoever_knows_me(raised, client_of, occasion, town, cast):
    worker = cast["worker"].person_id
    handle.assign(occasion("secretary"), raised.matter, Order(town.committee.id, "", 5, person_id=worker))
    assert raised.matter.number in client_of("worker").get("/office?mine=1").text
    assert raised.matter.number not in client_of("secretary").get("/office?mine=1").text


def test_the_handler_takes_it_on_and_goes_there(assigned, client_of):
    handler = client_of("handler")
    assert handler.submit(at(assigned, "accept"), {}).status_code == 303
    assert handler.submit(at(assigned, "accept"), {}).status_code == 422
    handler.submit(at(assigned, "visit_site"), {"text": "线路老化。"})
    page = handler.get(at(assigned)).text
    assert "到现场" in page
    assert "线路老化。" in page


def test_it_is_handed_over_with_a_reason_that_everybody_reads(assigned, client_of, client, town):
    handler = client_of("handler")
    fields = {"organisation": str(town.committee.id), "person": "李敏", "text": "灯归社区管。"}
    assert handler.submit(at(assigned, "forward"), fields).status_code == 303
    assert Matter.get().organisation == town.committee
    road = client.get(f"/matters/{assigned.number}").text
    assert "城管中队转给清华园社区居委会，期限不变：11月17日" in road.replace("\u2060", "")
    assert "灯归社区管。" in road


def test_who_gave_it_away_still_sees_to_whom(assigned, client_of, occasion, town):
    forward(occasion("handler"), assigned, town.committee.id, "灯归社区管。", person_name="李敏")
    giver, taker = client_of("handler"), client_of("worker")
    for page in (giver.get("/office/hand-overs").text, taker.get("/office/hand-overs").text):
        assert "灯归社区管。" in page
        assert "城管中队" in page
    assert giver.get(at(assigned)).status_code == 403


def test_it_is_not_handed_to_itself(assigned, client_of, town):
    fields = {"organisation": str(town.city_management.id), "person": "赵强", "text": "不归我。"}
    response = client_of("handler").submit(at(assigned, "forward"), fields)
    assert response.status_code == 422
    assert "这件事本来就在这里办，请另选一个单位或负责人" in response.text


def test_a_step_after_the_deadline_is_refused_with_the_day(assigned, client_of):
    fields = {"text": "订灯杆", "due_on": "2026-11-18", "organisation": "", "person": ""}
    response = client_of("handler").submit(at(assigned, "take_step"), fields)
    assert response.status_code == 422
    assert "整件事的期限是2026年11月17日" in response.text
    assert "订灯杆" in response.text


def test_who_has_a_step_reports_it_done_and_everybody_sees_that(assigned, client_of, client, occasion, town):
    add_step(occasion("handler"), assigned, StepDraft("订灯杆", 4))
    assert "订灯杆" in client.get(f"/matters/{assigned.number}").text
    handler = client_of("handler")
    address = at(assigned, "steps/1")
    assert address in handler.get(at(assigned)).text
    assert handler.submit(address, {"text": ""}).status_code == 422
    assert handler.submit(address, {"text": "到货了。", "done": "y"}).status_code == 303
    assert Step.get().done_at is not None
    assert "做完了" in client.get(f"/matters/{assigned.number}").text


def test_each_step_is_offered_to_those_who_report_on_it(raised, client_of, occasion, town):
    order = Order(town.property_manager.id, "刘师傅", 10, Mode.JOINT, (town.city_management.id,))
    matter = handle.assign(occasion("worker"), raised.matter, order)
    add_step(occasion("worker"), matter, StepDraft("订灯", 2))
    add_step(occasion("worker"), matter, StepDraft("开路", 4, organisation_id=town.city_management.id))
    ordering, road, more = (at(matter, each) for each in ("steps/1", "steps/2", "take_step"))
    browsers = {who: client_of(who) for who in ("worker", "handler", "street_officer")}
    pages = {who: browser.get(at(matter)).text for who, browser in browsers.items()}
    offered = {who: [each in page for each in (ordering, road, more)] for who, page in pages.items()}
    assert offered == {
        "worker": [True, True, True],
        "handler": [False, True, False],
        "street_officer": [False, False, False],
    }
    assert "这一步是别的单位的" in browsers["handler"].get(ordering).text
    assert browsers["street_officer"].get(road).status_code == 403


def test_a_step_that_is_not_there_is_not_found(assigned, client_of):
    assert client_of("handler").get(at(assigned, "steps/7")).status_code == 404


def test_who_only_helps_is_told_to_report_a_part(raised, client_of, occasion, town):
    order = Order(town.committee.id, "李敏", 10, Mode.JOINT, (town.city_management.id,))
    matter = handle.assign(occasion("worker"), raised.matter, order)
    handler = client_of("handler")
    page = handler.get(at(matter)).text
    assert f"{at(matter)}/complete" not in page
    assert f"{at(matter)}/note" in page
    assert "这件事由别的单位主办" in handler.get(at(matter, "complete")).text
    assert matter.number in handler.get("/office").text


def test_while_the_proposer_is_asked_everybody_sees_that_the_clock_stands(assigned, client_of, client):
    handler = client_of("handler")
    handler.submit(at(assigned, "pause"), {"text": "请问是哪一盏灯？"})
    assert Matter.get().waits_since == date(2026, 11, 3)
    public = client.get(f"/matters/{assigned.number}").text
    assert "期限暂停：等提出人补充（11月3日起）" in public
    assert "<span>等补充</span>" in public
    assert "请问是哪一盏灯？" not in public
    assert "期限暂停：等提出人补充" in client.get("/matters").text
    assert "期限暂停：等提出人补充" in handler.get("/office").text


def test_the_proposer_answers_by_the_code(assigned, raised, client, occasion):
    pause.ask_proposer(occasion("handler"), assigned, "请问是哪一盏灯？")
    client.submit("/track", {"number": assigned.number, "code": raised.code})
    assert "看问题，来回答" in client.get(f"/track/{assigned.number}").text
    assert "请问是哪一盏灯？" in client.get(f"/track/{assigned.number}/answer").text
    response = client.submit(f"/track/{assigned.number}/answer", {"text": " "})
    assert response.status_code == 422
    response = client.submit(f"/track/{assigned.number}/answer", {"text": "门口左边那盏。"})
    assert response.headers["Location"] == f"/track/{assigned.number}"
    assert Pause.get().answer == "门口左边那盏。"
    assert "现在没有要问您的，谢谢。" in client.get(f"/track/{assigned.number}/answer").text


def test_without_the_code_nobody_reads_the_question(assigned, client, occasion):
    pause.ask_proposer(occasion("handler"), assigned, "请问是哪一盏灯？")
    response = client.get(f"/track/{assigned.number}/answer")
    assert response.status_code == 303
    assert "/track?number=" in response.headers["Location"]


def test_staff_write_down_what_they_heard_by_telephone(assigned, client_of, occasion):
    pause.ask_proposer(occasion("handler"), assigned, "请问是哪一盏灯？")
    handler = client_of("handler")
    assert "请问是哪一盏灯？" in handler.get(at(assigned, "resume")).text
    assert handler.submit(at(assigned, "resume"), {"text": "电话里说是左边那盏。"}).status_code == 303
    assert Matter.get().due_on == date(2026, 11, 17)


def test_an_organisation_is_found_renamed_and_dissolved(client_of, town, assigned):
    administrator = client_of("administrator")
    fields = {"name": "综合执法队", "kind": "department", "area": str(town.district.id), "telephone": ""}
    assert administrator.submit("/office/organisations/add", fields).status_code == 303
    newcomer = Organisation.get(Organisation.name == "综合执法队")
    assert administrator.submit("/office/organisations/add", fields).status_code == 422
    here = f"/office/organisations/{town.city_management.id}"
    assert administrator.submit(here, {"name": "县城管中队", "telephone": "0357-1"}).status_code == 303
    alone = administrator.submit(f"{here}/dissolve", {"successor": "", "text": "合并。"})
    assert alone.status_code == 422
    assert "它手上还有事，请选一个单位接过去" in alone.text
    given = {"successor": str(newcomer.id), "text": "并入综合执法队。"}
    assert administrator.submit(f"{here}/dissolve", given).status_code == 303
    assert Assignment.get().organisation == newcomer
    assert "已撤销" in administrator.get("/office/organisations").text
    assert administrator.get(here).status_code == 404


def test_a_secretary_does_not_manage_what_belongs_to_the_district(client_of, town):
    page = client_of("secretary")
    assert "清华园物业" in page.get("/office/organisations").text
    assert page.get(f"/office/organisations/{town.city_management.id}").status_code == 403
    assert client_of("worker").get("/office/organisations").status_code == 403


def test_who_leaves_hands_everything_to_a_colleague(client_of, raised, occasion, town, cast):
    worker, secretary = cast["worker"].person_id, cast["secretary"].person_id
    handle.assign(occasion("worker"), raised.matter, Order(town.committee.id, "", 5, person_id=worker))
    fields = {"person": str(worker), "colleague": str(secretary), "text": "李敏调走了。"}
    address = f"/office/organisations/{town.committee.id}/reassign"
    assert client_of("secretary").submit(address, fields).status_code == 303
    assert Assignment.get().person_id == secretary


def test_an_estate_shows_its_five_parties_and_who_is_missing(client_of, client, town, occasion, raised):
    page = client_of("secretary")
    fields = {"area": str(town.grid.id), "name": "清华园小区", "kind": "old"}
    onward = page.submit("/office/estates/add", fields).headers["Location"]
    party = {
        "party": "property",
        "name": "清华园物业",
        "organisation": str(town.property_manager.id),
        "person": "刘师傅",
        "telephone": "0357-7000301",
    }
    assert page.submit(onward, party).status_code == 303
    handle.assign(occasion("worker"), raised.matter, Order(town.property_manager.id, "刘师傅", 10))
    assert "清华园小区" in client.get("/estates").text
    shown = client.get("/estates/1").text
    assert "五方还缺：小区党支部、业委会、居民代表、共建单位" in shown
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", shown)[:3] == ["小区党支部", "业委会", "清华园物业"]
    assert "0357-7000301" in shown
    assert f"/matters/{raised.matter.number}" in shown
    assert client.get("/estates/99").status_code == 404


def test_a_party_is_dropped(client_of, town, occasion):
    estate = add_estate(occasion("secretary"), town.grid, "清华园小区", EstateKind.OLD)
    kept = set_party(occasion("secretary"), estate, Party.BRANCH, PartyDraft("党支部"))
    page = client_of("secretary")
    page.submit(f"/office/estates/{estate.id}", {}, to=f"/office/estates/{estate.id}/parties/{kept.id}/drop")
    assert "党支部</" not in page.get(f"/office/estates/{estate.id}").text.replace("小区党支部", "")


def test_an_estate_gets_another_name_and_kind(client_of, client, town, occasion):
    estate = add_estate(occasion("secretary"), town.grid, "清华园小区", EstateKind.OLD)
    page = f"/office/estates/{estate.id}/amend"
    fields = {"name": "水木清华", "kind": "self_managed"}
    assert client_of("secretary").submit(page, fields).status_code == 303
    shown = client.get(f"/estates/{estate.id}").text
    assert "<h1>水木清华</h1>" in shown
    assert "自管小区" in shown
    assert client_of("stranger").get(page).status_code == 403
