"""The seat of somebody invited, by its link alone; and what anybody says before the meeting."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.terms import Capacity
from portal.models import AgendaItem, Invitation, Matter, Meeting, Notice, Opinion
from portal.models.meetings import MeetingState, ReplyState
from portal.services import agenda, attend, deliberate, invite, opine, remark
from portal.services.attend import Attendee
from portal.services.invite import Guest
from portal.services.meeting_days import move_meeting
from portal.services.seats import seat_token
from portal.services.standing import MemberDraft, add_standing_member
from portal.web.notices import link_to, news_of
from tests.web.conftest import form_of
from tests.web.page_lint import read

EVENING = datetime(2026, 11, 30, 19, 5)


@pytest.fixture
def meeting(town, occasion, lamp):
    """30 November, the lamp on its public agenda, 冯桂兰 and 钱多 asked."""
    for name, capacity in (("冯桂兰", Capacity.REPRESENTATIVE), ("钱多", Capacity.PROPERTY)):
        add_standing_member(occasion("worker"), town.community, MemberDraft(name, capacity))
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    return agenda.publish_agenda(occasion("secretary"), planned)


@pytest.fixture
def seat(meeting):
    return f"/seats/{seat_token(Invitation.get(name='冯桂兰'))}"


@pytest.fixture
def opinion(meeting):
    return f"/meetings/{meeting.id}/items/{AgendaItem.get().id}/opinion"


@pytest.fixture
def session(meeting, occasion):
    """Opened, with 冯桂兰 there."""
    chair = occasion("secretary", at=EVENING)
    attend.record_attendance(chair, meeting, [Attendee("冯桂兰", Capacity.REPRESENTATIVE)])
    deliberate.open_meeting(chair, meeting)
    return chair


def replied():
    kept = Invitation.get(name="冯桂兰")
    return kept.state, kept.comes_instead, kept.words


def test_the_page_says_who_is_asked_to_what_when_and_where(client, seat):
    page = client.get(seat)
    for words in ("冯桂兰，请您来开会", "居民代表", "2026年11月30日", "19:00", "居民说事议事厅", "路灯"):
        assert words in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_reply_is_kept_and_can_be_changed(client, seat):
    assert client.submit(seat, {"state": "coming", "words": "晚到一刻钟"}).status_code == 303
    assert replied() == (ReplyState.COMING, "", "晚到一刻钟")
    assert "您回复的是：来" in client.get(seat).text
    client.submit(seat, {"state": "sends_another", "comes_instead": "冯小妹", "words": ""})
    assert replied() == (ReplyState.SENDS_ANOTHER, "冯小妹", "")
    assert "冯小妹代您来" in client.get(seat).text


def test_who_sends_another_is_asked_whom(client, seat):
    answer = client.submit(seat, {"state": "sends_another", "words": "出差"})
    assert answer.status_code == 422
    assert "出差" in answer.text
    assert replied()[0] is ReplyState.WAITING


@pytest.mark.parametrize("token", ["1-0", "x", "1-" + "0" * 32])
def test_another_link_leads_nowhere(client, meeting, token):
    assert client.get(f"/seats/{token}").status_code == 404


def test_once_the_meeting_is_open_the_page_follows_it_and_takes_no_reply(client, seat, session):
    item = AgendaItem.get()
    remark.call_up(session, item)
    page = client.get(seat).text
    assert "现在议第1项" in page
    assert 'name="state"' not in page
    now = read(page).all("div")
    here = next(part.attributes for part in now if part.attributes.get("id") == "now")
    assert client.get(here["data-hx-get"]).status_code == 204
    htmx = {"HX-Request": "true", "HX-Target": "now"}
    deliberate.defer(session, AgendaItem.get_by_id(item.id), "等电业局来人。")
    piece = client.get(here["data-hx-get"], headers=htmx)
    assert (piece.status_code, "马上说到下一项" in piece.text) == (200, True)
    assert "<h1" not in piece.text
    deliberate.close_meeting(session, Meeting.get_by_id(item.meeting_id))
    assert "data-hx-get" not in client.get(f"{seat}?seen=x", headers=htmx).text


def test_a_late_reply_is_told_why(client, seat, meeting):
    token = form_of(client.get(seat).text, seat)[1]
    Meeting.update(state=MeetingState.OPEN).where(Meeting.id == meeting.id).execute()
    answer = client.post(seat, data={"csrf_token": token, "state": "coming", "words": "晚到一刻钟"})
    assert answer.status_code == 422
    assert "会已经开了或者取消了，回复改不了；有事请打社区电话" in answer.text
    assert "晚到一刻钟" in answer.text


def test_an_opinion_that_comes_too_late_is_told_why_and_not_lost(client, seat, opinion, meeting):
    for there in (opinion, f"{seat}/items/{AgendaItem.get().id}"):
        token = form_of(client.get(there).text, there)[1]
        Meeting.update(state=MeetingState.OPEN).where(Meeting.id == meeting.id).execute()
        answer = client.post(there, data={"csrf_token": token, "words": "要带感应的。"})
        assert answer.status_code == 422
        assert "会前的意见收到开会为止" in answer.text
        assert "要带感应的。</textarea>" in answer.text
        Meeting.update(state=MeetingState.PUBLISHED).where(Meeting.id == meeting.id).execute()


def test_who_sits_there_writes_an_opinion(client, seat):
    there = f"{seat}/items/{AgendaItem.get().id}"
    assert there in client.get(seat).text
    assert client.submit(there, {"words": "要带感应的。"}).status_code == 303
    assert (Opinion.get().words, Opinion.get().name) == ("要带感应的。", "冯桂兰")
    assert "要带感应的。" in client.get(there).text


def test_the_meeting_says_how_many_were_asked_are_coming_and_are_there(client, meeting, occasion, session):
    assert "请了2人，到了1人。人数够了（要1人）。" in client.get(f"/meetings/{meeting.id}").text


def test_before_the_meeting_the_page_says_how_many_come(client, meeting, seat):
    client.submit(seat, {"state": "coming"})
    assert "请了2人，说来的有1人；到1人才能议定。" in client.get(f"/meetings/{meeting.id}").text


def test_anybody_says_something_mends_it_and_takes_it_back(client, meeting, opinion):
    assert opinion in client.get(f"/meetings/{meeting.id}").text
    assert client.submit(opinion, {"words": "要亮一点，找13800138000。", "name": "林小雨"}).status_code == 303
    page = client.get(f"/meetings/{meeting.id}").text
    assert "要亮一点，找138****8000。" in page
    assert "林**" in page
    assert "网上写的" in page
    assert "林小雨" in client.get(opinion).text
    client.submit(opinion, {"words": "别太晃眼。"})
    assert [each.words for each in Opinion.select()] == ["别太晃眼。"]
    client.submit(opinion, {"take_back": "1"})
    assert Opinion.select().count() == 0


def test_reading_the_form_for_the_first_time_tells_nobody_apart(client, opinion):
    assert "browser=" not in client.get(opinion).headers.get("Set-Cookie", "")


def test_nothing_typed_is_lost(client, opinion):
    answer = client.submit(opinion, {"words": "长" * 601, "name": "林小雨"})
    assert answer.status_code == 422
    assert "长" * 601 in answer.text


def test_the_kiosk_has_its_own_door_to_it(client, meeting, opinion):
    there = f"/kiosk{opinion}"
    assert there in client.get(f"/kiosk/meetings/{meeting.id}").text
    assert (
        client.submit(there, {"words": "要亮一点。"}).headers["Location"] == f"/kiosk/meetings/{meeting.id}"
    )


def test_what_concerns_a_family_takes_no_opinion(client, meeting, opinion):
    Matter.update(private=True).execute()
    assert client.get(opinion).status_code == 404
    assert "opinion" not in client.get(f"/meetings/{meeting.id}").text


def test_once_the_meeting_has_begun_the_page_says_so(client, opinion, session):
    assert "会前的意见已经收完了" in client.get(opinion).text


def test_what_was_read_out_says_so_and_what_was_not_too(client, meeting, occasion, session):
    item = AgendaItem.get()
    read_one = opine.enter_paper(session, item, "马秀英", "台阶也要照到。")
    opine.read_out(session, read_one)
    opine.enter_paper(session, item, "孟凡", "同意。")
    deliberate.defer(session, item, "等电业局来人。")
    deliberate.close_meeting(session, Meeting.get_by_id(meeting.id))
    page = client.get(f"/meetings/{meeting.id}").text
    assert (page.count("会上念过"), page.count("会上没有念"), page.count("书面意见")) == (1, 1, 2)


def test_a_seat_that_was_taken_back_is_gone(client, seat, occasion):
    invite.take_back(occasion("worker"), Invitation.get(name="冯桂兰"))
    assert client.get(seat).status_code == 404


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "来不来，请打0357-7000001告诉我们。"),
        ("https://yishi.example.cn", "来不来，请点开链接告诉我们。"),
    ],
)
def test_the_message_leads_to_the_seat_or_says_whom_to_call(portal, meeting, occasion, address, told):
    asked = invite.invite(occasion("worker"), meeting, Guest("高工", Capacity.EXPERT, "13800138007"))
    notice = Notice.get(Notice.person == asked.person_id)
    portal.config["SETTINGS"] = replace(portal.config["SETTINGS"], address=address)
    with portal.test_request_context():
        assert news_of(notice).splitlines() == [
            "请您参加清华园社区说事议事会：2026年11月30日 19:00，在居民说事议事厅。",
            told,
        ]
        assert link_to(notice) == (f"{address}/seats/{seat_token(asked)}" if address else "")


def test_the_message_of_another_room_asks_for_no_second_answer(portal, meeting, occasion):
    invite.invite(occasion("worker"), meeting, Guest("高工", Capacity.EXPERT, "13800138007"))
    move_meeting(occasion("secretary"), meeting, meeting.day, meeting.starts_at, "二楼活动室", "礼堂停电。")
    with portal.test_request_context():
        assert news_of(Notice.select().order_by(Notice.id.desc()).get()) == (
            "请您参加的清华园社区说事议事会换了地方：2026年11月30日 19:00，在二楼活动室。回复过的不用再回。"
        )
