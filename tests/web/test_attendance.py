"""签到 at the chair's screen: by tap, by card, a household, the camera; nobody twice."""

import io
import re
from datetime import date, datetime

import pytest
import segno

from portal.domain.cards import Holder
from portal.domain.terms import Capacity
from portal.models import Attendance, Invitation, Meeting
from portal.services import agenda, attend, cards

EVENING = datetime(2026, 11, 30, 19, 5)


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
def card_of(occasion, town):
    """``card_of("丁一")`` prints a card of these holders: the card, and what its code holds."""

    def of(*names):
        now = occasion("secretary")
        holders = [Holder(name, f"1390013800{at}") for at, name in enumerate(names)]
        return cards.print_cards(now, [cards.issue(now, town.community, holders)])[0]

    return of


def at(meeting, *more):
    return "/".join(("/office/meetings", str(meeting.id), *map(str, more)))


def names():
    return [row.name for row in Attendance.select().order_by(Attendance.id)]


def test_one_tap_on_a_name_is_here_and_another_one_undoes_it(chair, meeting):
    page, invited = at(meeting, "attendance"), Invitation.get()
    assert chair.submit(page, {"here": str(invited.id)}, at(meeting, "arrive")).status_code == 303
    assert names() == ["何大勇"]
    shown = chair.get(page).text
    assert re.search(r'aria-pressed="true"><span>何大勇</span> <small>到了 19:05</small>', shown)
    chair.submit(page, {"gone": str(Attendance.get().id)}, at(meeting, "arrive"))
    assert names() == []


def test_a_tap_that_was_sent_twice_undoes_nothing_more(chair, meeting):
    page = at(meeting, "attendance")
    for _ in range(2):
        assert (
            chair.submit(page, {"here": str(Invitation.get().id)}, at(meeting, "arrive")).status_code == 303
        )
    gone = str(Attendance.get().id)
    for _ in range(2):
        assert chair.submit(page, {"gone": gone}, at(meeting, "arrive")).status_code == 303
    assert names() == []


def test_the_quorum_stands_above_the_names(chair, meeting, occasion):
    assert "人数还不够：应到1，要到1，实到0" in chair.get(at(meeting, "attendance")).text
    attend.arrive(occasion("secretary", at=EVENING), meeting, Invitation.get())
    assert "人数够了：应到1，要到1，实到1" in chair.get(at(meeting, "attendance")).text


def test_a_card_that_is_scanned_says_who_came_and_the_field_is_ready_again(chair, meeting, card_of):
    page, secret = at(meeting, "attendance"), card_of("丁一").secret
    answer = chair.submit(page, {"read": secret}, at(meeting, "card"), follow_redirects=True)
    assert answer.text.count("丁一到了") == 1
    assert re.search(r'<input[^>]*autofocus[^>]*id="read"[^>]*name="read"', answer.text)
    assert "value=" not in re.search(r'<input[^>]*name="read"[^>]*>', answer.text)[0].replace('value=""', "")
    again = chair.submit(page, {"read": secret}, at(meeting, "card"), follow_redirects=True)
    assert "丁一已经签过到了" in again.text
    assert names() == ["丁一"]


def test_a_revoked_card_is_refused_with_a_sentence_of_its_own(chair, meeting, card_of, occasion):
    shown = card_of("丁一")
    cards.revoke(occasion("secretary"), shown.card)
    answer = chair.submit(at(meeting, "attendance"), {"read": shown.secret}, at(meeting, "card"))
    assert answer.status_code == 422
    assert "这张卡已经停用了，请问清是谁，点名字登记" in answer.text
    assert names() == []


def test_a_household_is_asked_which_of_them_came(chair, meeting, card_of):
    page, shown = at(meeting, "attendance"), card_of("丁一一", "丁二二")
    asked = chair.submit(page, {"read": shown.secret}, at(meeting, "card"), follow_redirects=True)
    assert "来的是哪一位？" in asked.text
    holder = re.search(r'name="holder" value="(\d+)">丁\*二', asked.text)[1]
    chosen = {"card": str(shown.card.id), "holder": holder}
    answer = chair.submit(page, chosen, at(meeting, "card/who"), follow_redirects=True)
    assert names() == ["丁二二"]
    assert "来的是哪一位？" not in answer.text


def test_the_holders_of_a_card_that_was_not_shown_stay_unknown(chair, meeting, card_of):
    card = card_of("丁一一", "丁二二").card
    assert (
        chair.submit(at(meeting, "attendance"), {"card": str(card.id)}, at(meeting, "card/who")).status_code
        == 404
    )


def test_a_card_held_before_the_camera_enters_its_holder(chair, meeting, card_of):
    page, picture = at(meeting, "attendance"), io.BytesIO()
    segno.make(card_of("丁一").secret).save(picture, kind="png", scale=6)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', chair.get(page).text)[1]

    def look(data):
        sent = {"picture": (io.BytesIO(data), "card.png")}
        return chair.post(at(meeting, "card/scan"), data=sent, headers={"X-CSRFToken": token})

    assert look(picture.getvalue()).json == {"there": page}
    assert look(b"nothing to see").status_code == 204
    assert names() == ["丁一"]
    assert "camera=(self)" in chair.get(page).headers["Permissions-Policy"]


def test_thirty_four_people_come_by_card(chair, meeting, card_of):
    secrets = [card_of(f"邻居{number}").secret for number in range(34)]
    for secret in secrets:
        assert (
            chair.submit(at(meeting, "attendance"), {"read": secret}, at(meeting, "card")).status_code == 303
        )
    assert "到会34人" in chair.get(at(meeting, "attendance")).text
