"""The year of meetings as everybody reads it, and the office's forms by which it changes."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from portal.domain.calendar import DayRule
from portal.models import AgendaItem, Matter, Meeting
from portal.models.meetings import MeetingState
from portal.services import agenda
from portal.services.meeting_days import call_off, convene_urgent, move_meeting
from portal.web.board.meeting_days import days_of

TONIGHT = date(2026, 11, 3)


@pytest.fixture
def meeting(town, occasion, lamp):
    """30 November, with the lamp on its public agenda."""
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    return agenda.publish_agenda(occasion("secretary"), planned)


def now(meeting):
    return Meeting.get_by_id(meeting.id)


def test_the_year_shows_what_was_moved_from_where_and_why(client, meeting, occasion):
    move_meeting(occasion("secretary"), meeting, date(2026, 12, 2), time(19), "二楼", "当晚停电。")
    page = client.get("/meetings/calendar").text
    assert "清华园社区" in page
    assert page.index("11月") < page.index("12月")
    assert "原定11月30日。" in page
    assert "当晚停电。" in page


def test_the_year_marks_what_is_urgent_and_what_was_called_off(client, meeting, occasion, town):
    raised = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 15))[0]
    call_off(occasion("secretary"), raised, "场地漏水。")
    AgendaItem.delete().execute()
    Matter.update(state="pooled").execute()
    convene_urgent(occasion("secretary"), Matter.get(), TONIGHT, time(19), "老人摔伤了。")
    page = client.get("/meetings/calendar").text
    assert '<li class=" urgent">' in page
    assert '<li class="off">' in page
    assert "已取消" in page
    assert "场地漏水。" in page


def test_a_convened_meeting_says_why_and_tells_of_changes_from_the_first_one_on(
    client, client_of, occasion, meeting
):
    AgendaItem.delete().execute()
    Matter.update(state="pooled").execute()
    urgent = convene_urgent(occasion("secretary"), Matter.get(), TONIGHT, time(19), "老人摔伤了。")
    for reader, page in (
        (client, f"/meetings/{urgent.id}"),
        (client_of("worker"), f"/office/meetings/{urgent.id}"),
    ):
        told = reader.get(page).text
        assert "为什么召集" in told
        assert "日子的变动" not in told
        assert "老人摔伤了。" in told
    move_meeting(occasion("secretary"), urgent, TONIGHT, time(20), "二楼", "停电。")
    assert "日子的变动" in client.get(f"/meetings/{urgent.id}").text


def test_the_year_can_be_put_into_a_telephone(client, town, meeting):
    page = client.get(f"/meetings/calendar?community={town.community.id}").text
    assert f'href="webcal://localhost/calendars/{town.community.id}.ics"' in page
    assert (
        f'<link rel="alternate" type="text/calendar" href="http://localhost/calendars/{town.community.id}'
        in page
    )
    assert "application/atom+xml" in page


def test_at_the_kiosk_nothing_is_offered_that_only_a_telephone_can_do(client, meeting):
    page = client.get("/kiosk/meetings/calendar").text
    assert "webcal" not in page
    assert f'href="/kiosk/meetings/{meeting.id}"' in page


def test_another_community_and_a_forged_year_show_what_there_is(client, town, meeting):
    page = client.get(f"/meetings/calendar?community={town.neighbour.id}&year=4711").text
    assert "这一年还没有排议事日" in page


def test_a_meeting_called_off_says_so_with_the_reason(client, meeting, occasion):
    call_off(occasion("secretary"), meeting, "当晚停电。")
    page = client.get(f"/meetings/{meeting.id}").text
    assert "这次议事会取消了" in page
    assert "当晚停电。" in page
    assert "下次再议" in page


def test_a_meeting_called_off_is_never_the_next_one(client, meeting, occasion, town):
    for each in agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30)):
        call_off(occasion("secretary"), each, "当晚停电。")
    assert "下次议事日还没有定" in client.get("/meetings").text


def test_the_page_of_a_type_says_who_is_asked_and_whether_it_resolves(client):
    assert "每月15日、30日（当月没有这一天的，就在最后一天）" in client.get("/meetings/types/ordinary").text
    page = client.get("/meetings/types/preparatory").text
    assert "有需要时召集" in page
    assert "不定。听大家说" in page
    assert "居民代表" in page
    assert client.get("/meetings/types/birthday").status_code == 404
    assert 'href="/meetings/types/urgent"' in client.get("/meetings/types").text


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (DayRule(monthdays=(20,)), "每月20日"),
        (DayRule(weekdays=(3,)), "每周的星期三"),
        (DayRule(weekdays=(5,), weeks=(2, 4)), "每月第2个、第4个星期五"),
        (DayRule(weekdays=(6,), weeks=(-1,)), "每月最后一个星期六"),
    ],
)
def test_days_are_said_as_a_neighbour_says_them(portal, rule, words):
    kind = replace(portal.config["BOOK"].meeting.ordinary, days=(rule,))
    with portal.test_request_context():
        assert days_of(kind) == [words]


def test_the_secretary_moves_a_meeting_with_a_reason(client_of, meeting):
    secretary, page = client_of("secretary"), f"/office/meetings/{meeting.id}/move"
    assert "2026年11月30日" in secretary.get(page).text
    typed = {"sequence": "0", "day": "2026-12-02", "starts_at": "19:30", "venue": "二楼", "reason": "停电。"}
    assert secretary.submit(page, typed).status_code == 303
    moved = now(meeting)
    assert (moved.day, moved.starts_at, moved.venue) == (date(2026, 12, 2), time(19, 30), "二楼")
    paper = secretary.get(f"/office/meetings/{meeting.id}").text
    assert "原定2026年11月30日，改到2026年12月2日。" in paper


def test_whoever_opened_the_form_before_a_colleague_moved_it_is_told(client_of, meeting, occasion):
    secretary, page = client_of("secretary"), f"/office/meetings/{meeting.id}/move"
    move_meeting(occasion("street_officer"), meeting, date(2026, 12, 2), time(19), "二楼", "停电。")
    typed = {"sequence": "0", "day": "2026-12-03", "starts_at": "19:00", "venue": "二楼", "reason": "停电。"}
    answer = secretary.submit(page, typed)
    assert answer.status_code == 422
    assert "别人刚刚先办了这一步" in answer.text
    assert now(meeting).day == date(2026, 12, 2)


def test_the_secretary_calls_a_meeting_off_and_is_shown_what_goes_back(client_of, meeting):
    secretary, page = client_of("secretary"), f"/office/meetings/{meeting.id}/call-off"
    assert "7号楼前的路灯坏了" in secretary.get(page).text
    assert secretary.submit(page, {"sequence": "0", "reason": "停电。"}).status_code == 303
    assert now(meeting).state is MeetingState.CALLED_OFF
    paper = secretary.get(f"/office/meetings/{meeting.id}").text
    assert "这次会取消了" in paper
    assert "改期</a>" not in paper


def test_a_worker_sees_no_way_to_move_a_meeting_and_finds_none(client_of, meeting):
    worker = client_of("worker")
    assert "/move" not in worker.get(f"/office/meetings/{meeting.id}").text
    assert worker.get(f"/office/meetings/{meeting.id}/move").status_code == 403


def test_the_secretary_convenes_a_party_meeting(client_of, town):
    typed = {"day": "2026-11-24", "starts_at": "15:00", "venue": "", "reason": "一起商量停车。"}
    chosen = {"community": str(town.community.id), "kind": "joint_party"}
    answer = client_of("secretary").submit("/office/meetings/convene", typed | chosen)
    assert answer.status_code == 303
    convened = Meeting.get()
    assert (convened.kind, convened.day, convened.starts_at) == ("joint_party", date(2026, 11, 24), time(15))


def test_an_urgent_matter_gets_its_meeting_from_its_own_page(client_of, lamp):
    secretary, page = client_of("secretary"), f"/office/matters/{lamp.number}/convene"
    assert f'href="{page}"' in secretary.get(f"/office/matters/{lamp.number}").text
    typed = {"day": "2026-11-03", "starts_at": "19:00", "reason": "老人摔伤了。"}
    assert secretary.submit(page, typed).status_code == 303
    assert (Meeting.get().kind, Meeting.get().published_at) == ("urgent", datetime(2026, 11, 3, 9, 30))
    there = f'href="/office/meetings/{Meeting.get().id}"'
    assert there in secretary.get(f"/office/matters/{lamp.number}").text


def test_an_urgent_meeting_in_a_week_is_none_and_what_was_typed_stays(client_of, lamp):
    page = f"/office/matters/{lamp.number}/convene"
    typed = {"day": "2026-11-10", "starts_at": "19:00", "reason": "老人摔伤了。"}
    answer = client_of("secretary").submit(page, typed)
    assert answer.status_code == 422
    assert "急事要在48小时以内议" in answer.text
    assert "老人摔伤了。" in answer.text
