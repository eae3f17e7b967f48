"""The office asks people to meetings, enters what they say, and prints letters for who has no telephone."""

import logging
from datetime import date

import pytest

from portal.domain.terms import Capacity
from portal.models import AgendaItem, Invitation, Meeting, Notice, Opinion, StandingMember
from portal.models.meetings import MeetingState, ReplyState
from portal.services import agenda, link, say
from portal.services.say import Draft
from portal.services.seats import seat_token
from portal.services.standing import MemberDraft, add_standing_member
from tests.web.conftest import form_of


@pytest.fixture
def meeting(town, occasion, lamp):
    """30 November, the lamp on its public agenda; 冯桂兰 with a mobile and 钱多 without are asked."""
    for draft in (
        MemberDraft("冯桂兰", Capacity.REPRESENTATIVE, "13800138001"),
        MemberDraft("钱多", Capacity.PROPERTY),
    ):
        add_standing_member(occasion("worker"), town.community, draft)
    planned = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, planned)
    return agenda.publish_agenda(occasion("secretary"), planned)


@pytest.fixture
def paper(meeting):
    return f"/office/meetings/{meeting.id}/invitations"


def test_a_member_is_added_and_ended(client_of, town):
    browser = client_of("worker")
    page = f"/office/members?community={town.community.id}"
    added = browser.submit(page, {"name": "孟凡", "capacity": "owners", "organisation": "0", "phone": ""})
    assert added.status_code == 303
    assert "业委会" in browser.get(page).text
    member = StandingMember.get()
    browser.submit(page, {}, to=f"/office/members/{member.id}/end")
    assert StandingMember.get().until == date(2026, 11, 3)
    assert "名单还是空的" in browser.get(page).text


def test_a_member_entered_twice_is_told_of(client_of, meeting, town):
    page = f"/office/members?community={town.community.id}"
    again = {"name": "钱多", "capacity": "property", "organisation": "0"}
    answer = client_of("worker").submit(page, again, to=page)
    assert (answer.status_code, "名单里已经有这位了" in answer.text) == (422, True)


def test_nobody_reads_the_members_of_another_community(client_of, town, meeting):
    stranger = client_of("stranger")
    assert stranger.get(f"/office/members?community={town.community.id}").status_code == 404
    assert stranger.get(f"/office/meetings/{meeting.id}/invitations").status_code == 403


def test_the_paper_of_a_meeting_says_who_was_asked_and_what_is_needed(client_of, paper, meeting):
    page = client_of("worker").get(paper).text
    for words in ("冯桂兰", "钱多", "该到的人", "还差1人", "送请柬"):
        assert words in page
    assert "请了谁、谁来" in client_of("secretary").get(f"/office/meetings/{meeting.id}").text


def test_an_auditor_reads_and_asks_nobody(client_of, paper):
    page = client_of("auditor").get(paper).text
    assert "冯桂兰" in page
    assert "照名单请" not in page
    assert 'name="capacity"' not in page


def test_what_was_said_by_telephone_is_entered(client_of, paper):
    browser, asked = client_of("worker"), Invitation.get(name="钱多")
    said = {"state": "sends_another", "comes_instead": "钱小妹", "words": "出差"}
    assert browser.submit(f"{paper}/{asked.id}", said).status_code == 303
    kept = Invitation.get_by_id(asked.id)
    assert (kept.state, kept.comes_instead) == (ReplyState.SENDS_ANOTHER, "钱小妹")
    page = browser.get(paper).text
    assert "钱小妹代" in page
    assert "李敏记的" in page


def test_what_is_entered_after_the_meeting_is_told_of_and_not_lost(client_of, paper, meeting):
    browser, one = client_of("worker"), f"{paper}/{Invitation.get(name='钱多').id}"
    sent = {
        one: {"state": "coming", "words": "晚到一刻钟"},
        paper: {"name": "高工", "capacity": "expert", "organisation": "0"},
    }
    tokens = {there: form_of(browser.get(there).text, there)[1] for there in sent}
    Meeting.update(state=MeetingState.CLOSED).where(Meeting.id == meeting.id).execute()
    pages = {
        there: browser.post(there, data={"csrf_token": tokens[there], **said}).text
        for there, said in sent.items()
    }
    assert "会已经开了或者取消了，回复改不了" in pages[one]
    assert 'value="晚到一刻钟"' in pages[one]
    assert "这次会已经散了或者取消了，不用再请人" in pages[paper]
    assert 'value="高工"' in pages[paper]


def test_those_concerned_by_the_whole_agenda_are_asked_in_one_press(client_of, paper, lamp, cast, occasion):
    for who in ("resident", "other_resident"):
        say.support(occasion(who), lamp, f"p:{cast[who].person_id}")
    browser = client_of("worker")
    assert "<li>林小雨、何大勇<span" in browser.get(paper).text
    assert browser.submit(paper, {}, to=f"{paper}/concerned").status_code == 303
    asked = Invitation.select().where(Invitation.capacity == Capacity.CONCERNED)
    assert [each.name for each in asked.order_by(Invitation.id)] == ["林小雨", "何大勇"]
    page = browser.get(paper).text
    assert "都请来听听" not in page
    assert f"/invitations/{asked.get().id}" in page


def test_two_concerned_of_one_name_are_both_asked(client_of, paper, lamp, town, occasion):
    first, second = (
        say.raise_matter(
            occasion("worker"), Draft("路灯不亮。", town.building.id, name="龚平安", phone=phone)
        ).matter
        for phone in ("13800138003", "13800138004")
    )
    for merged in (first, second):
        link.merge(occasion("worker"), merged, lamp)
    browser = client_of("worker")
    browser.submit(paper, {}, to=f"{paper}/concerned")
    asked = Invitation.select().where(Invitation.capacity == Capacity.CONCERNED).order_by(Invitation.id)
    assert [(each.name, each.person_id) for each in asked] == [
        ("龚平安", first.proposer_id),
        ("龚平安（2）", second.proposer_id),
    ]
    assert "都请来听听" not in browser.get(paper).text


def test_an_expert_is_asked_and_taken_back(client_of, paper):
    browser = client_of("worker")
    expert = {"name": "高工", "capacity": "expert", "organisation": "0", "phone": "13800138007"}
    token = browser.submit(f"{paper}/{Invitation.get(name='钱多').id}", expert, to=paper)
    assert token.status_code == 303
    asked = Invitation.get(name="高工")
    assert (asked.counts, Notice.select().where(Notice.person == asked.person).count()) == (False, 1)
    assert browser.submit(f"{paper}/{asked.id}", {}, to=f"{paper}/{asked.id}/take-back").status_code == 303
    assert Invitation.get_or_none(name="高工") is None


def test_letters_are_printed_for_who_has_no_telephone(client_of, paper, meeting):
    page = client_of("worker").get(f"{paper}/letters").text
    assert "钱多" in page
    assert "冯桂兰" not in page
    assert "data:image/svg+xml" in page
    assert "0357-7000001" in page
    assert "路灯" in page


def test_everybody_can_be_given_a_letter(client_of, paper):
    browser, asked = client_of("worker"), Invitation.get(name="冯桂兰")
    assert "冯桂兰" in browser.get(f"{paper}/letters?invitation={asked.id}").text
    page = browser.get(f"{paper}/letters?all=1").text
    assert ("冯桂兰" in page, "钱多" in page) == (True, True)
    assert seat_token(asked) not in page  # it stands in the picture alone


def test_an_opinion_on_paper_is_entered(client_of, meeting):
    browser, there = client_of("worker"), f"/office/meetings/{meeting.id}/opinions"
    sheet = {"item": str(AgendaItem.get().id), "name": "马秀英", "words": "台阶也要照到。"}
    assert browser.submit(there, sheet).status_code == 303
    assert Opinion.get().name == "马秀英"
    page = browser.get(there).text
    assert ("马秀英" in page, "书面意见" in page) == (True, True)


def test_an_opinion_on_no_item_is_told_of_and_kept(client_of, meeting):
    there = f"/office/meetings/{meeting.id}/opinions"
    answer = client_of("worker").submit(there, {"item": "0", "name": "马秀英", "words": "台阶。"})
    assert answer.status_code == 422
    assert ("马秀英" in answer.text, "台阶。" in answer.text) == (True, True)


def test_the_paper_asks_the_database_as_often_for_two_as_for_twenty(
    client_of, paper, meeting, town, occasion, caplog
):
    browser = client_of("worker")

    def asked():
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="peewee"):
            assert browser.get(paper).status_code == 200
        return len([record for record in caplog.records if record.name == "peewee"])

    asked()
    before = asked()
    for number in range(20):
        draft = MemberDraft(f"代表{number}", Capacity.RESIDENT)
        add_standing_member(occasion("worker"), town.community, draft)
    browser.submit(f"{paper}/{Invitation.get(name='钱多').id}", {}, to=f"{paper}/members")
    assert Invitation.select().count() == 22
    asked()
    assert asked() == before
