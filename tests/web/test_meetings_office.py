"""The meeting from the office: the agenda is made, the meeting is held, with and without htmx."""

import re
from datetime import date, datetime

import pytest

from portal.domain.stages import State
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Attendance, Matter, Meeting, Resolution
from portal.models.meetings import ItemState, MeetingState
from portal.services import agenda, attend, deliberate, say
from portal.services.attend import Attendee

EVENING = datetime(2026, 11, 30, 19, 5)


@pytest.fixture
def meeting(town, occasion, lamp):
    """30 November; the lamp waits in the topic pool."""
    say.pool(occasion("worker"), lamp)
    return agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]


@pytest.fixture
def evening(portal):
    """The clock of the portal on the evening of the meeting."""
    portal.config["CLOCK"] = lambda: EVENING


@pytest.fixture
def session(meeting, occasion, evening, lamp):
    """The meeting, open, with the lamp on its agenda and two people present."""
    agenda.list_topic(occasion("worker"), Matter.get_by_id(lamp.id), meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    chair = occasion("secretary", at=EVENING)
    people = [Attendee("林小雨", Capacity.RESIDENT), Attendee("钱多多", Capacity.PROPERTY)]
    attend.record_attendance(chair, meeting, people)
    return deliberate.open_meeting(chair, meeting)


def post(browser, path, page=None, **fields):
    """Sends the form as the page at ``page``, or at the same address, gives its token."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(page or path).text)[1]
    return browser.post(path, data={"csrf_token": token, **fields})


def resolution(town, **changes):
    """A resolution as the chair types it."""
    return {
        "text": "换成感应灯。",
        "organisation": str(town.property_manager.id),
        "person": "钱多多",
        "working_days": "15",
        "mode": "own",
        "in_favour": "2",
        "against": "0",
        "abstained": "0",
    } | changes


def test_the_days_of_a_season_are_planned_with_one_button(client_of, town):
    worker = client_of("worker")
    answer = post(worker, "/office/meetings/plan", community=str(town.community.id), until="2026-12-31")
    assert answer.status_code == 303
    assert [meeting.day.day for meeting in Meeting.select().order_by(Meeting.day)] == [15, 30, 15, 30]
    assert "新排了4次议事会" in worker.get("/office/meetings").text


def test_only_what_is_newly_planned_is_counted(client_of, meeting, town):
    worker = client_of("worker")
    for until, told in (("2026-12-31", "新排了2次议事会"), ("2026-12-31", "这些日子早就排好了")):
        post(worker, "/office/meetings/plan", community=str(town.community.id), until=until)
        assert told in worker.get("/office/meetings").text


def test_a_worker_plans_only_for_the_own_community(client_of, town):
    answer = post(
        client_of("worker"), "/office/meetings/plan", community=str(town.neighbour.id), until="2026-12-31"
    )
    assert answer.status_code == 422
    assert Meeting.select().count() == 0


def test_a_topic_goes_from_the_pool_to_the_agenda_and_back(client_of, meeting, lamp):
    worker, paper = client_of("worker"), f"/office/meetings/{meeting.id}"
    assert "列入" in worker.get(paper).text
    assert post(worker, f"{paper}/topics/{lamp.number}", paper).status_code == 303
    item = AgendaItem.get()
    assert "拿下" in worker.get(paper).text
    assert post(worker, f"{paper}/items/{item.id}/unlist", paper).status_code == 303
    assert Matter.get_by_id(lamp.id).state is State.POOLED


def test_what_was_put_off_is_offered_first(client_of, session, occasion, lamp, town):
    deliberate.defer(occasion("secretary", at=EVENING), AgendaItem.get(), "等电业局。")
    draft = say.Draft(words="楼下加两个长椅。", area_id=town.grid.id)
    bench = say.raise_matter(occasion("worker"), draft).matter
    say.support(occasion("other_resident"), bench, "p:1")
    say.pool(occasion("worker"), bench)
    following = agenda.plan_meetings(occasion("worker", at=EVENING), town.community, date(2026, 12, 15))[-1]
    page = client_of("worker").get(f"/office/meetings/{following.id}").text
    assert page.index(lamp.number) < page.index(bench.number)
    assert "上次没议完，先议" in page


def test_only_the_secretary_is_offered_to_publish(client_of, meeting, occasion, lamp):
    agenda.list_topic(occasion("worker"), Matter.get_by_id(lamp.id), meeting)
    paper = f"/office/meetings/{meeting.id}"
    assert "/publish" not in client_of("worker").get(paper).text
    secretary = client_of("secretary")
    assert f'href="{paper}/publish" data-hx-boost="false"' in secretary.get(paper).text
    assert post(secretary, f"{paper}/publish").status_code == 303
    assert Meeting.get_by_id(meeting.id).state is MeetingState.PUBLISHED
    assert "议程已公布" in secretary.get(paper).text


def test_before_an_agenda_is_public_one_is_asked_once_more(client_of, meeting, occasion, lamp):
    agenda.list_topic(occasion("worker"), Matter.get_by_id(lamp.id), meeting)
    page = client_of("secretary").get(f"/office/meetings/{meeting.id}/publish").text
    assert "要公布议程吗？" in page
    assert "7号楼前的路灯坏了" in page
    assert Meeting.get_by_id(meeting.id).state is MeetingState.PLANNED
    assert client_of("worker").get(f"/office/meetings/{meeting.id}/publish").status_code == 403


def test_the_auditor_reads_the_paper_and_is_offered_nothing(client_of, meeting):
    page = client_of("auditor").get(f"/office/meetings/{meeting.id}").text
    assert "7号楼前的路灯坏了" in page
    assert "<button" not in page


def test_a_stranger_does_not_see_the_paper(client_of, meeting):
    assert client_of("stranger").get(f"/office/meetings/{meeting.id}").status_code == 403


def test_an_urgent_topic_needs_its_reason_and_keeps_what_was_chosen(
    client_of, meeting, occasion, lamp, evening
):
    agenda.publish_agenda(occasion("secretary", at=EVENING), meeting)
    address = f"/office/meetings/{meeting.id}/urgent"
    answer = post(client_of("worker"), address, matter=str(lamp.id), reason="")
    assert answer.status_code == 422
    assert f'<option selected value="{lamp.id}">' in answer.text
    assert "请写明理由，大家都会看到" in answer.text
    assert (
        post(client_of("secretary"), address, matter=str(lamp.id), reason="老人摔伤了。").status_code == 303
    )
    assert AgendaItem.get().urgent_reason == "老人摔伤了。"


def test_names_are_entered_a_line_each_and_the_meeting_opens(client_of, meeting, occasion, lamp, evening):
    agenda.list_topic(occasion("worker"), Matter.get_by_id(lamp.id), meeting)
    agenda.publish_agenda(occasion("secretary"), meeting)
    chair, address = client_of("secretary"), f"/office/meetings/{meeting.id}/attendance"
    assert post(chair, address, capacity="resident", names="林小雨\n\n 何大勇 \n").status_code == 303
    assert [each.name for each in Attendance.select().order_by(Attendance.id)] == ["林小雨", "何大勇"]
    answer = post(chair, f"/office/meetings/{meeting.id}/open", address)
    assert answer.headers["Location"] == f"/office/meetings/{meeting.id}/session"
    assert Meeting.get_by_id(meeting.id).state is MeetingState.OPEN


def test_somebody_entered_by_mistake_is_struck_out(client_of, session):
    mistaken, address = (
        Attendance.get(Attendance.name == "钱多多"),
        f"/office/meetings/{session.id}/attendance",
    )
    assert post(client_of("secretary"), f"{address}/{mistaken.id}/remove", address).status_code == 303
    assert [each.name for each in Attendance.select()] == ["林小雨"]


def test_the_item_being_taken_stands_large_with_the_day_of_the_term(client_of, session):
    page = client_of("secretary").get(f"/office/meetings/{session.id}/session").text
    assert "<h1>7号楼前的路灯坏了，晚上老人出门看不清台阶</h1>" in page
    assert "15个工作日，到2026年12月21日" in page
    assert "还没有开始" in page
    assert "正在议" not in page


def test_a_term_typed_in_shows_its_day(client_of, session):
    piece = client_of("secretary").get("/office/meetings/due?working_days=24").text
    assert "24个工作日，到2027年1月1日" in piece
    assert "2027年的放假安排还没有公布" in piece


def test_a_resolution_leads_to_the_next_item_and_at_last_to_the_minutes(client_of, session, town):
    chair, item = client_of("secretary"), AgendaItem.get()
    here = f"/office/meetings/{session.id}"
    answer = post(chair, f"{here}/items/{item.id}/resolve", f"{here}/session", **resolution(town))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{here}/session")
    assert Resolution.get().due_on == date(2026, 12, 21)
    assert "散会并公开" in chair.get(f"{here}/session").text
    assert post(chair, f"{here}/close", f"{here}/session", minutes="都议完了。").status_code == 303
    assert Meeting.get_by_id(session.id).public_minutes == "都议完了。"


def test_more_hands_than_people_keep_what_was_typed(client_of, session, town):
    item, here = AgendaItem.get(), f"/office/meetings/{session.id}"
    answer = post(
        client_of("secretary"),
        f"{here}/items/{item.id}/resolve",
        f"{here}/session",
        **resolution(town, in_favour="3"),
    )
    assert answer.status_code == 422
    assert "票数加起来是3，到会的只有2人，请核对" in answer.text
    assert "换成感应灯。</textarea>" in answer.text
    assert AgendaItem.get().state is ItemState.LISTED


def test_htmx_gets_the_session_alone(client_of, session, town):
    chair, item = client_of("secretary"), AgendaItem.get()
    here = f"/office/meetings/{session.id}"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', chair.get(f"{here}/session").text)[1]
    answer = chair.post(
        f"{here}/items/{item.id}/defer",
        data={"csrf_token": token, "reason": ""},
        headers={"HX-Request": "true", "HX-Target": "session"},
    )
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert '<div id="session"' in answer.text
    assert '<section id="defer" class="ending open"' in answer.text


@pytest.mark.parametrize(
    ("ending", "fields", "state"),
    [
        ("defer", {"reason": "等电业局。"}, ItemState.DEFERRED),
        ("refuse", {"reason": "正在打官司。", "entry": "in_procedure"}, ItemState.REFUSED),
        ("refuse", {"reason": "不合适。", "entry": ""}, ItemState.REFUSED),
        ("explain", {"text": "政策不许。"}, ItemState.EXPLAINED),
    ],
)
def test_an_item_ends_without_a_resolution(client_of, session, ending, fields, state):
    item, here = AgendaItem.get(), f"/office/meetings/{session.id}"
    answer = post(client_of("secretary"), f"{here}/items/{item.id}/{ending}", f"{here}/session", **fields)
    assert answer.status_code == 303
    assert AgendaItem.get().state is state


def test_the_slower_of_two_chairs_is_told(client_of, session, occasion):
    item, here = AgendaItem.get(), f"/office/meetings/{session.id}"
    deliberate.defer(occasion("worker", at=EVENING), AgendaItem.get(), "等电业局。")
    answer = post(
        client_of("secretary"),
        f"{here}/items/{item.id}/explain",
        f"{here}/session?item={item.id}",
        text="政策不许。",
    )
    assert answer.status_code == 422
    assert "这一项已经议定，请看下一项" in answer.text


def test_an_item_of_another_meeting_is_not_found_here(client_of, session, occasion, town):
    later = datetime(2026, 12, 15, 19, 0)
    other = agenda.plan_meetings(occasion("worker", at=EVENING), town.community, date(2026, 12, 15))[-1]
    Meeting.update(state=MeetingState.OPEN, opened_at=later).where(Meeting.id == other.id).execute()
    address = f"/office/meetings/{other.id}/session?item={AgendaItem.get().id}"
    assert client_of("secretary").get(address).status_code == 404


def test_a_meeting_that_is_not_open_has_no_session(client_of, meeting):
    answer = client_of("secretary").get(f"/office/meetings/{meeting.id}/session")
    assert answer.headers["Location"] == f"/office/meetings/{meeting.id}"


def test_the_office_lists_what_is_ahead_and_what_was_never_closed(client_of, session, portal):
    portal.config["CLOCK"] = lambda: datetime(2026, 12, 2, 9, 0)
    page = client_of("secretary").get("/office/meetings").text
    assert "日子过了，还没有开完" in page
    assert f'href="/office/meetings/{session.id}/session"' in page
