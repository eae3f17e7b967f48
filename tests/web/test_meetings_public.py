"""Meetings as everybody reads them: what comes next, what was agreed, nobody's whole name."""

import logging
from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.terms import Capacity
from portal.domain.voting import Majority
from portal.models import AgendaItem, Matter, Meeting
from portal.services import agenda, attend, deliberate, remark
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter

EVENING = datetime(2026, 11, 30, 19, 5)


@pytest.fixture
def meeting(town, occasion, lamp):
    """30 November, with the lamp on its agenda."""
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    return planned


@pytest.fixture
def held(meeting, occasion, town):
    """The same, held: the lamp is to be mended."""
    agenda.publish_agenda(occasion("secretary"), meeting)
    chair = occasion("secretary", at=EVENING)
    people = [Attendee("林小雨", Capacity.RESIDENT), Attendee("钱多多", Capacity.PROPERTY)]
    attend.record_attendance(chair, meeting, people)
    deliberate.open_meeting(chair, meeting)
    order = Order(town.property_manager.id, "钱多多", 15)
    draft = ResolutionDraft("换成感应灯，找13800138000。", order, 2)
    deliberate.resolve(chair, AgendaItem.get(), draft)
    return deliberate.close_meeting(chair, meeting)


def test_the_next_deliberation_day_stands_first(client, meeting):
    page = client.get("/meetings").text
    assert "下次议事日，还有12天" in page
    assert page.index("2026年11月15日") < page.index("11月30日")


def test_an_agenda_is_not_shown_before_it_is_public(client, meeting):
    page = client.get(f"/meetings/{meeting.id}").text
    assert "议程11月20日公布" in page
    assert "路灯" not in page


def test_a_published_agenda_says_when_it_closed(client, meeting, occasion):
    agenda.publish_agenda(occasion("secretary"), meeting)
    page = client.get(f"/meetings/{meeting.id}").text
    assert "议程11月20日截止，11月3日 09:30公布" in page
    assert "7号楼前的路灯坏了" in page


def test_an_urgent_topic_shows_its_reason(client, meeting, occasion, lamp):
    agenda.unlist(occasion("worker"), AgendaItem.get())
    agenda.publish_agenda(occasion("secretary", at=datetime(2026, 11, 20, 9, 0)), meeting)
    agenda.add_urgent(occasion("worker"), Matter.get_by_id(lamp.id), meeting, "老人摔伤了。")
    page = client.get(f"/meetings/{meeting.id}").text
    assert "急事加议" in page
    assert "老人摔伤了。" in page


def test_while_the_meeting_goes_on_its_page_says_what_is_taken_and_what_is_done(
    client, meeting, occasion, town
):
    agenda.publish_agenda(occasion("secretary"), meeting)
    chair = occasion("secretary", at=EVENING)
    burst = raise_matter(chair, Draft("水管爆了。", area_id=town.grid.id)).matter
    agenda.add_urgent(chair, burst, Meeting.get_by_id(meeting.id), "正在漏水。")
    attend.record_attendance(chair, meeting, [Attendee("林小雨", Capacity.RESIDENT)])
    deliberate.open_meeting(chair, meeting)
    first, second = AgendaItem.select().order_by(AgendaItem.position)
    page = client.get(f"/meetings/{meeting.id}").text
    assert "马上说到下一项" in page
    assert 'aria-current="step"' not in page
    remark.call_up(chair, first)
    page = client.get(f"/meetings/{meeting.id}").text
    assert f'<strong>现在议第1项</strong> <a href="#item-{first.id}"' in page
    assert f'class="sheet taken" aria-labelledby="item-{first.id}" aria-current="step"' in page
    assert (page.count("正在议<"), "议完0件，还有2件没议完" in page) == (1, True)
    deliberate.defer(chair, first, "等报价。")
    remark.call_up(chair, second)
    page = client.get(f"/meetings/{meeting.id}").text
    assert f'class="sheet taken" aria-labelledby="item-{second.id}" aria-current="step"' in page
    assert ("议完了 · 下次再议" in page, "议完1件，还有1件没议完" in page) == (True, True)
    deliberate.defer(chair, second, "等报价。")
    assert "2件都议完了，就要散会" in client.get(f"/meetings/{meeting.id}").text
    deliberate.close_meeting(chair, meeting)
    page = client.get(f"/meetings/{meeting.id}").text
    assert ("议完" in page, 'aria-current="step"' in page) == (False, False)


def test_a_resolution_says_what_who_by_when_and_by_what_count(client, held):
    page = client.get(f"/meetings/{held.id}").text
    for words in ("换成感应灯", "清华园物业 钱**", "2026年12月21日", "同意2 · 不同意0 · 弃权0", "到会2人"):
        assert words in page


@pytest.mark.parametrize(
    ("majority", "words"),
    [
        (Majority.VOTES_CAST, "同意的比不同意的多，就算通过"),
        (Majority.PRESENT, "同意的超过到会人数一半，才算通过"),
    ],
)
def test_beside_the_counts_stands_what_carries(client, portal, held, majority, words):
    book = portal.config["BOOK"]
    portal.config["BOOK"] = replace(book, meeting=replace(book.meeting, carries_by=majority))
    assert words in client.get(f"/meetings/{held.id}").text


def test_the_public_page_names_and_numbers_nobody(client, held):
    page = client.get(f"/meetings/{held.id}").text
    for personal in ("林小雨", "钱多多", "13800138000"):
        assert personal not in page


def test_what_became_private_shows_neither_title_nor_number(client, held, lamp):
    Matter.update(private=True).where(Matter.id == lamp.id).execute()
    page = client.get(f"/meetings/{held.id}").text
    assert "涉及个人或家庭的事，不公开" in page
    assert lamp.number not in page


def test_past_meetings_stand_by_quarter(client, portal, held):
    portal.config["CLOCK"] = lambda: datetime(2026, 12, 1, 9, 0)
    assert "2026年第四季度，开了1次" in client.get("/meetings").text


def test_one_communitys_meetings_alone(client, town, occasion, meeting):
    agenda.plan_meetings(occasion("street_officer"), town.neighbour, date(2026, 11, 15))
    assert "11月15日，各社区议什么" in client.get("/meetings").text
    page = client.get(f"/meetings?community={town.neighbour.id}").text
    assert "和川社区 · 2026年11月15日" in page
    assert "11月30日" not in page


def test_a_forged_filter_shows_everything(client, meeting):
    assert "下次议事日，还有12天" in client.get("/meetings?community=99999&year=0").text


def test_a_meeting_that_does_not_exist_is_not_found(client):
    assert client.get("/meetings/4711").status_code == 404


@pytest.mark.parametrize("path", ["/meetings", "/meetings/{id}"])
def test_reading_sets_no_cookie_and_asks_the_database_little(client, held, path, caplog):
    address = path.format(id=held.id)
    client.get(address)
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        page = client.get(address)
    assert "Set-Cookie" not in page.headers
    assert len([line for line in caplog.records if line.name == "peewee"]) <= 6


def test_at_the_kiosk_the_way_leads_on_within_the_kiosk(client, held, portal):
    portal.config["CLOCK"] = lambda: datetime(2026, 12, 1, 9, 0)
    assert f'href="/kiosk/meetings/{held.id}"' in client.get("/kiosk/meetings").text
    page = client.get(f"/kiosk/meetings/{held.id}").text
    assert 'href="/kiosk/matters/' in page
    assert 'href="/matters/' not in page
