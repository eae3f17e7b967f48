"""The chair's screen: items called up, what is said, the ways to end."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.stages import State
from portal.domain.terms import Capacity, Reach, Urgency
from portal.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Matter,
    Meeting,
    Organisation,
    Remark,
    Resolution,
)
from portal.models.meetings import ItemState
from portal.services import agenda, attend, deliberate, grade, remark
from portal.services.attend import Attendee
from tests.web.conftest import form_of

EVENING = datetime(2026, 11, 30, 19, 5)
TICKET = "c" * 32


@pytest.fixture
def meeting(town, occasion, lamp, portal):
    """30 November, on its evening: the lamp on the agenda, one representative invited."""
    portal.config["CLOCK"] = lambda: EVENING
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    agenda.publish_agenda(occasion("secretary"), planned)
    Invitation.create(meeting=planned, name="何大勇", capacity=Capacity.REPRESENTATIVE, invited_at=EVENING)
    return Meeting.get_by_id(planned.id)


@pytest.fixture
def chair(client_of):
    return client_of("secretary")


@pytest.fixture
def session(meeting, occasion):
    """The meeting, open, with 林小雨 present and the lamp called up."""
    now = occasion("secretary", at=EVENING)
    attend.record_attendance(now, meeting, [Attendee("林小雨", Capacity.RESIDENT)])
    deliberate.open_meeting(now, meeting)
    remark.call_up(now, AgendaItem.get())
    return meeting


def at(meeting, *more):
    return "/".join(("/office/meetings", str(meeting.id), *map(str, more)))


def test_an_item_is_called_up_and_says_since_when_it_is_taken(chair, meeting, occasion):
    now = occasion("secretary", at=EVENING)
    attend.arrive(now, meeting, Invitation.get())
    deliberate.open_meeting(now, meeting)
    page = at(meeting, "session")
    assert "还没有开始" in chair.get(page).text
    chair.submit(page, {}, at(meeting, "items", AgendaItem.get().id, "call"))
    shown = chair.get(page).text
    assert "19:05开始议" in shown
    assert 'data-since="2026-11-30T19:05:00+08:00"' in shown


def test_what_is_said_is_noted_once_a_ticket(chair, session):
    item = AgendaItem.get()
    words = {"speaker": str(Attendance.get().id), "said": "早该换了。", "ticket": TICKET}
    for _ in range(2):
        answer = chair.submit(at(session, "session"), words, at(session, "items", item.id, "remarks"))
        assert answer.status_code == 303
    assert [(said.speaker, said.text) for said in Remark.select()] == [("林小雨", "早该换了。")]
    assert "早该换了。" in chair.get(at(session, "session")).text


def test_the_page_asks_for_its_remarks_alone(chair, session):
    answer = chair.get(at(session, "session"), headers={"HX-Request": "true", "HX-Target": "remarks"})
    assert answer.text.lstrip().startswith('<section id="remarks"')


def test_an_empty_remark_is_asked_for_its_words(chair, session):
    answer = chair.submit(
        at(session, "session"), {"speaker": "0", "said": "", "ticket": TICKET},
        at(session, "items", AgendaItem.get().id, "remarks"),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "请写一写说了什么，一句话也行" in answer.text


def test_what_is_noted_after_the_meeting_was_closed_is_not_lost(chair, session, occasion):
    token = form_of(chair.get(at(session, "session")).text)[1]
    now, item = occasion("secretary", at=EVENING), AgendaItem.get()
    deliberate.defer(now, item, "等电业局的人来。")
    deliberate.close_meeting(now, Meeting.get_by_id(session.id))
    words = {"csrf_token": token, "speaker": "0", "said": "早该换了。", "ticket": TICKET}
    answer = chair.post(at(session, "items", item.id, "remarks"), data=words)
    assert answer.status_code == 422
    assert "会议现在没有在开，请先开会" in answer.text
    assert "早该换了。</textarea>" in answer.text


def resolution(town, **changes):
    return {
        "text": "换成感应灯。",
        "organisation": str(town.property_manager.id),
        "person": "钱多多",
        "working_days": "15",
        "mode": "own",
        "in_favour": "1",
    } | changes


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"working_days": ""}, "请定下几个工作日内办好"),
        ({"by": "2026-11-30"}, "期限要在今天以后，请往后定"),
        ({"by": "2026-11-01"}, "期限要在今天以后，请往后定"),
        ({"by": "9999-12-31"}, "这个日子太远了，请选一年以内的"),
        ({"person": ""}, "请写具体负责的人"),
        ({"organisation": "0"}, "请选定哪个单位来办"),
    ],
)
def test_a_resolution_that_lacks_something_says_what(chair, session, town, changes, sentence):
    item = AgendaItem.get()
    attend_quorum()
    answer = chair.submit(
        at(session, "session"), resolution(town, **changes), at(session, "items", item.id, "resolve")
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert '<section id="resolve" class="ending open"' in answer.text
    assert "换成感应灯。</textarea>" in answer.text
    assert AgendaItem.get().state is ItemState.LISTED


def attend_quorum():
    """Nobody need be waited for."""
    Invitation.update(counts=False).execute()


def test_an_organisation_dissolved_while_the_form_was_open_is_named(chair, session, town):
    attend_quorum()
    page, item = at(session, "session"), AgendaItem.get()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', chair.get(page).text)[1]
    Organisation.update(active=False).where(Organisation.id == town.property_manager.id).execute()
    answer = chair.post(
        at(session, "items", item.id, "resolve"), data=resolution(town) | {"csrf_token": token}
    )
    assert answer.status_code == 422
    assert "清华园物业已经撤销了，请另选一个单位" in answer.text


def test_a_day_may_be_named_instead_of_a_number(chair, session, town):
    attend_quorum()
    form = resolution(town, working_days="", by="2026-12-04")
    chair.submit(at(session, "session"), form, at(session, "items", AgendaItem.get().id, "resolve"))
    assert (Resolution.get().working_days, Resolution.get().due_on) == (4, date(2026, 12, 4))


def test_the_form_begins_with_what_the_grade_suggests(chair, session, occasion, portal, lamp):
    matter = Matter.get_by_id(lamp.id)
    grade.grade(occasion("secretary", at=EVENING), matter, Urgency.PRESSING, Reach.COMMUNITY)
    days = next(
        line.working_days
        for line in occasion("worker").book.grading
        if (line.urgency, line.reach) == (Urgency.PRESSING, Reach.COMMUNITY)
    )
    assert re.search(rf'name="working_days"[^>]*value="{days}"', chair.get(at(session, "session")).text)


@pytest.fixture
def listening(session, portal):
    """The same meeting in a place where its form hears and answers, and resolves nothing."""
    book = portal.config["BOOK"]
    types = (replace(book.meeting.ordinary, resolves=False), *book.meeting.types[1:])
    portal.config["BOOK"] = replace(book, meeting=replace(book.meeting, types=types))
    return session


def test_a_meeting_that_only_listens_is_offered_no_resolution_and_hands_on(chair, listening, town):
    page = at(listening, "session")
    shown = chair.get(page).text
    assert 'href="#hand_on"' in shown
    assert 'id="resolve"' not in shown
    item = AgendaItem.get()
    answer = chair.submit(
        page, resolution(town, text="先换灯泡。"), at(listening, "items", item.id, "hand_on")
    )
    assert answer.status_code == 303
    assert AgendaItem.get().state is ItemState.HANDED_ON
    assert Matter.get_by_id(item.matter_id).state is State.HANDLING


def test_the_slower_of_two_chairs_is_told_and_sees_what_came_of_the_item(chair, session, occasion):
    item = AgendaItem.get()
    page = at(session, "session") + f"?item={item.id}"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', chair.get(page).text)[1]
    deliberate.defer(occasion("worker", at=EVENING), AgendaItem.get(), "等电业局的人来。")
    answer = chair.post(
        at(session, "items", item.id, "explain"), data={"csrf_token": token, "text": "政策不许。"}
    )
    assert answer.status_code == 422
    assert "这一项已经议定，请看下一项" in answer.text
    assert "等电业局的人来。" in answer.text
    assert "政策不许。</textarea>" in answer.text
    assert AgendaItem.get().state is ItemState.DEFERRED


def test_who_may_not_hold_the_meeting_sees_none_of_it(client_of, session):
    auditor = client_of("auditor")
    for page in ("session", "attendance"):
        assert auditor.get(at(session, page)).status_code == 403
