"""The office's desk: what is due first, only what one may see and do, in few queries."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.db import database
from portal.domain.notices import NoticeState
from portal.domain.terms import Reach, Urgency
from portal.models import CalendarYear, ImportRun, Matter, Notice
from portal.models.importing import ImportState
from portal.models.people import ContactWay
from portal.services import handle, say
from portal.services.extend import ask_extension
from portal.services.grade import grade
from portal.services.handle import Order
from portal.services.kiosks import Screen, pair, register
from portal.services.notices import write_code
from portal.services.say import Draft, raise_matter
from tests.conftest import MORNING


@pytest.fixture
def bench(town, occasion):
    """A wish for a bench next door, which the workers here do not see."""
    return raise_matter(occasion(), Draft(words="想要一张长椅。", area_id=town.neighbour.id)).matter


@pytest.fixture
def billboard(town, occasion):
    """A loose billboard, handled by 城管中队 until 17 November."""
    matter = raise_matter(occasion(), Draft(words="广告牌松动了。", area_id=town.grid.id)).matter
    return handle.assign(occasion("worker"), matter, Order(town.city_management.id, "赵强", 10))


def test_what_is_due_first_stands_first(lamp, billboard, client_of):
    page = client_of("worker").get("/office").text
    assert page.index(lamp.number) < page.index(billboard.number)


def test_what_is_urgent_stands_above_all_and_says_until_when_it_begins(lamp, billboard, occasion, client_of):
    gas = raise_matter(occasion(), Draft(words="煤气味很重。", area_id=billboard.area_id)).matter
    grade(occasion("worker"), gas, Urgency.URGENT, Reach.ESTATE)
    page = client_of("worker").get("/office").text
    assert page.index(gas.number) < page.index(lamp.number) < page.index(billboard.number)
    assert page.count("<mark>急事</mark>") == 1
    assert "<strong>11月5日 09:30前开始办</strong>" in page


def test_a_worker_sees_nothing_of_the_next_community(lamp, bench, client_of):
    page = client_of("worker").get("/office").text
    assert lamp.number in page
    assert bench.number not in page


def test_a_department_sees_what_it_leads_and_nothing_else(lamp, billboard, client_of):
    page = client_of("handler").get("/office").text
    assert billboard.number in page
    assert lamp.number not in page


def test_a_department_sees_what_it_helps_with(lamp, town, occasion, client_of):
    order = Order(town.committee.id, "李敏", 10, partner_ids=(town.city_management.id,))
    handle.assign(occasion("worker"), lamp, order)
    assert lamp.number in client_of("handler").get("/office").text


def test_the_auditor_sees_all_and_is_offered_nothing(lamp, billboard, bench, client_of):
    page = client_of("auditor").get("/office").text
    assert all(matter.number in page for matter in (lamp, billboard, bench))
    assert "/answer" not in page
    assert "/complete" not in page


def test_the_next_step_is_one_that_this_officer_may_take(billboard, client_of):
    page = client_of("handler").get("/office").text
    assert f"/office/matters/{billboard.number}/accept" in page
    assert "/answer" not in page


def test_the_system_administrator_reads_no_matters(lamp, client_of):
    assert lamp.number not in client_of("administrator").get("/office").text


def test_the_administrator_finds_what_the_place_waits_for_and_the_doors(town, occasion, client_of):
    register(occasion("secretary"), Screen("大厅1号机", town.community.id, "进门左手边", 3.7))
    old = register(
        occasion("secretary", at=MORNING - timedelta(days=4)),
        Screen("大厅2号机", town.community.id, "进门右手边", 3.7),
    )
    pair(occasion(at=MORNING - timedelta(days=4)), old.code, "127.0.0.1")
    ImportRun.create(source="来信.csv", state=ImportState.SENT, area=town.community, started_at=MORNING)
    write_code(occasion(), ContactWay.SMS, "13912345678", "493027")
    Notice.update(state=NoticeState.FAILED).execute()
    page = client_of("administrator").get("/office").text
    assert "1条通知没送到" in page
    assert "短信还没有接通" in page
    assert "清华园社区的“大厅1号机”等着配对" in page
    assert "清华园社区的“大厅2号机”三天没有动静了" in page
    assert "来信.csv：等您核对各列" in page
    assert "2026年的放假安排还没有公布" in page
    assert 'href="/office/kiosks"' in page


def test_a_place_in_order_waits_for_nothing_of_its_administrator(town, client_of, portal):
    portal.config["SETTINGS"] = replace(
        portal.config["SETTINGS"], mail_channel="mailto://a/{email}", sms_channel="json://a/{phone}"
    )
    CalendarYear.create(year=2026, source="国办发明电〔2025〕7号")
    page = client_of("administrator").get("/office").text
    assert "都办完了，没有等着您的事。" in page
    assert 'href="/office/kiosks"' in page


def test_a_resident_is_not_let_in(client_of):
    assert client_of("resident").get("/office").status_code == 403


def test_somebody_without_an_account_is_asked_to_sign_in(client):
    assert client.get("/office").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/office?stage=answer", {"lamp"}),
        ("/office?stage=handle", {"billboard"}),
        ("/office?light=red", set()),
        ("/office?light=green", {"lamp", "billboard"}),
        ("/office?mine=1", set()),
        ("/office?stage=nonsense&light=pink&page=-3&community=%20", {"lamp", "billboard"}),
        ("/office?page=2", set()),
    ],
)
def test_the_inbox_is_filtered_by_plain_links(address, shown, lamp, billboard, client_of):
    page = client_of("worker").get(address).text
    named = {"lamp": lamp.number, "billboard": billboard.number}
    assert {name for name, number in named.items() if number in page} == shown


def test_what_is_overdue_is_counted_and_listed(lamp, client_of):
    Matter.update(due_on=date(2026, 11, 2)).where(Matter.id == lamp.id).execute()
    page = client_of("worker").get("/office?light=red").text
    assert "已超期1个工作日" in page
    assert '<b class="nums red">1</b>已超期' in page


def test_htmx_is_given_the_list_alone(lamp, client_of):
    headers = {"HX-Request": "true", "HX-Target": "errands"}
    fragment = client_of("worker").get("/office", headers=headers).text
    assert fragment.lstrip().startswith('<section id="errands"')
    assert lamp.number in fragment


def test_the_second_page_carries_on_where_the_first_ended(town, occasion, client_of):
    raised = [
        raise_matter(occasion(), Draft(words=f"第{number}盏路灯坏了。", area_id=town.grid.id)).matter.number
        for number in range(21)
    ]
    worker = client_of("worker")
    first, second = worker.get("/office").text, worker.get("/office?page=2").text
    assert [number for number in raised if number in first] == raised[:20]
    assert [number for number in raised if number in second] == raised[20:]


@pytest.mark.parametrize("who", ["worker", "secretary", "administrator"])
def test_the_desk_takes_at_most_six_queries(who, lamp, billboard, client_of, monkeypatch):
    officer = client_of(who)
    officer.get("/office")
    asked = []
    execute = database.obj.execute_sql
    monkeypatch.setattr(
        database.obj, "execute_sql", lambda sql, *rest: asked.append(sql) or execute(sql, *rest)
    )
    officer.get("/office")
    assert len(asked) <= 6, "\n".join(asked)  # the calls from the kiosks among them


def test_a_waiting_extension_is_the_secretarys_next_step(billboard, occasion, client_of):
    ask_extension(occasion("handler"), billboard, 5, "灯杆要从外地运来。")
    secretary = client_of("secretary")
    assert f"/office/matters/{billboard.number}/decide_extension" in secretary.get("/office").text
    assert "灯杆要从外地运来。" in secretary.get("/office/extensions").text


def test_nobody_is_offered_his_own_extension(billboard, occasion, client_of):
    ask_extension(occasion("secretary"), billboard, 5, "灯杆要从外地运来。")
    page = client_of("secretary").get("/office/extensions").text
    assert "您自己申请的，请别人审批" in page
    assert "/decide_extension" not in page


def test_the_auditor_reads_every_list_and_is_offered_nothing(billboard, town, occasion, client_of):
    draft = Draft(words="门坏了。", area_id=town.grid.id, name="林小雨", phone="13800138000")
    door = say.answer(occasion("worker"), raise_matter(occasion(), draft).matter, "今天就修。")
    green = handle.assign(
        occasion("worker"),
        raise_matter(occasion(), Draft(words="绿地没人管。", area_id=town.grid.id)).matter,
        Order(town.committee.id, "李敏", 10),
    )
    handle.complete(occasion("worker"), green, "草割了。")
    ask_extension(occasion("handler"), billboard, 5, "灯杆要从外地运来。")
    auditor = client_of("auditor")
    visits, extensions = auditor.get("/office/visits").text, auditor.get("/office/extensions").text
    assert green.number in visits
    assert billboard.number in extensions
    assert '/visit"' not in visits
    assert "/decide_extension" not in extensions
    assert door.number in auditor.get("/office/find").text


def test_whoever_visits_finds_name_and_half_the_phone_in_the_list(town, occasion, client_of):
    draft = Draft(words="门坏了。", area_id=town.grid.id, name="林小雨", phone="13800138000")
    door = raise_matter(occasion(), draft).matter
    handle.assign(occasion("worker"), door, Order(town.committee.id, "李敏", 10))
    handle.complete(occasion("worker"), door, "修好了。")
    page = client_of("grid_member").get("/office/visits").text
    assert "138****8000" in page
    assert '<td data-word="提出人">林小雨' in page


def test_what_is_only_told_leads_nowhere(lamp, client_of):
    page = client_of("worker").get("/office").text
    assert '<li><b class="nums">–</b>本季满意（0人评）</li>' in page


def test_visits_due_are_listed(billboard, occasion, client_of):
    handle.complete(occasion("handler"), billboard, "加固好了。")
    assert f"/office/matters/{billboard.number}/visit" in client_of("grid_member").get("/office/visits").text


def test_publishing_leads_to_what_waits_to_be_published(client_of):
    response = client_of("secretary").get("/office/publishing")
    assert (response.status_code, response.headers["Location"]) == (303, "/office?stage=publish")


def test_a_private_matter_waits_for_nobody_once_it_is_settled(town, occasion, client_of):
    draft = Draft(words="家里的事想请人调解。", area_id=town.grid.id, private=True)
    matter = raise_matter(occasion(), draft).matter
    say.answer(occasion("worker"), matter, "明天上门调解。")
    Matter.update(state="settled").where(Matter.id == matter.id).execute()
    assert matter.number not in client_of("secretary").get("/office?stage=publish").text
