"""Votes on screens: the chair's panel, cards on the tablet and at the kiosk, phones."""

import re

import pytest

from portal.domain.cards import Holder
from portal.domain.terms import Capacity
from portal.domain.voting import VoteMethod
from portal.models import AgendaItem, Attendance, Ballot, Invitation, Person, Vote
from portal.models.deliberating import BallotWay
from portal.models.meetings import ArrivalWay
from portal.queries import votes
from portal.services import attend, cards, deliberate, prepare, remark, vote
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.seats import seat_token
from portal.web.kiosk_device import DEVICE_COOKIE
from tests.web.conftest import EVENING
from tests.web.voting import kiosk_in


@pytest.fixture
def item(session, chair):
    return remark.call_up(chair, AgendaItem.get(AgendaItem.meeting == session))


@pytest.fixture
def household(chair, session, town):
    """What the card of 宋家 says; both holders are here."""
    card = cards.issue(chair, town.community, [Holder("宋青"), Holder("宋红")], "宋家")
    for person in Person.select().where(Person.name.startswith("宋")):
        attend.arrive(chair, session, person=person, way=ArrivalWay.CARD)
    return cards.print_cards(chair, [card])[0].secret


@pytest.fixture
def own_card(chair, session, town):
    card = cards.issue(chair, town.community, [Holder("白兰")])
    attend.arrive(chair, session, person=Person.get(Person.name == "白兰"), way=ArrivalWay.CARD)
    return cards.print_cards(chair, [card])[0].secret


@pytest.fixture
def kiosk(client, town, occasion):
    """The browser of the kiosk in the hall."""
    client.set_cookie(DEVICE_COOKIE, kiosk_in(town.community, occasion))
    return client


def post(browser, path, page=None, **fields):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(page or path).text)[1]
    return browser.post(path, data={"csrf_token": token, **fields})


def choices(held):
    return [str(each.id) for each in votes.vote_row(held.id).choices]


def counts(held):
    return [each.votes for each in votes.vote_row(held.id).choices]


def test_the_chair_counts_hands_and_the_resolution_takes_them(client_of, session, item):
    browser, page = client_of("secretary"), f"/office/meetings/{session.id}/session"
    assert (
        post(
            browser, f"/office/meetings/{session.id}/items/{item.id}/votes", page, method="hands"
        ).status_code
        == 303
    )
    held = Vote.get()
    yes, no, abstain = choices(held)
    hands = f"/office/meetings/{session.id}/votes/{held.id}/hands"
    answer = post(
        browser, hands, page, **{f"choice_{yes}": "2", f"choice_{no}": "7", f"choice_{abstain}": "0"}
    )
    assert answer.status_code == 422
    assert "票数加起来是9，到会的只有2人" in answer.text
    assert 'value="7"' in answer.text
    post(browser, hands, page, **{f"choice_{yes}": "2", f"choice_{no}": "0", f"choice_{abstain}": "0"})
    assert counts(held) == [2, 0, 0]
    shown = browser.get(page).text
    assert "通过" in shown
    assert 'name="in_favour"' not in shown


def test_the_chair_votes_among_options_one_by_one_and_calls_it_off(client_of, session, item, chair):
    for text in ("换灯泡", "换感应灯"):
        prepare.add_option(chair, item.matter, text)
    browser, page = client_of("secretary"), f"/office/meetings/{session.id}/session"
    among = re.findall(
        r'name="among"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="among"', browser.get(page).text
    )
    there = f"/office/meetings/{session.id}/items/{item.id}/votes"
    ids = [first or second for first, second in among]
    ticked = re.findall(r'<input[^>]*name="among"[^>]*>', browser.get(page).text)
    assert [" checked" in each for each in ticked] == [True, True]  # which of them is the question
    assert post(browser, there, page, method="each", among=ids[:1]).status_code == 422
    assert post(browser, there, page, method="each", among=ids, secret="y").status_code == 303
    held = Vote.get()
    assert (held.secret, len(choices(held))) == (True, 3)
    assert "不记名" in browser.get(page).text
    off = f"/office/meetings/{session.id}/votes/{held.id}/void"
    assert post(browser, off, page, reason="").status_code == 422
    assert post(browser, off, page, reason="漏了一个办法。").status_code == 303
    assert "漏了一个办法。" in browser.get(page).text


def test_the_slower_of_two_chairs_is_told_why_the_vote_stands_otherwise(client_of, session, item, chair):
    browser, page = client_of("secretary"), f"/office/meetings/{session.id}/session?item={item.id}"
    opening = f"/office/meetings/{session.id}/items/{item.id}/votes"
    held = vote.open_vote(chair, item, VoteMethod.HANDS)
    told = post(browser, opening, page, method="hands")
    assert (told.status_code, "请先结束表决，或者作废" in told.text) == (422, True)
    first = int(choices(held)[0])
    vote.count_hands(chair, held, {first: 2})
    vote.close_vote(chair, held)
    there = f"/office/meetings/{session.id}/votes/{held.id}"
    told = post(browser, f"{there}/hands", page, **{f"choice_{first}": "1"})
    assert (told.status_code, "这次表决已经结束，不能再投，也不能再改" in told.text) == (422, True)
    assert counts(held) == [2, 0, 0]
    deliberate.defer(chair, item, "等报价。")
    told = post(browser, f"{there}/void", page, reason="数错了。")
    assert (told.status_code, "这一项已经议定，请看下一项" in told.text) == (422, True)


def test_after_a_vote_without_a_majority_the_two_strongest_are_voted_on_in_one_press(
    client_of, session, item, chair, own_card, household, town
):
    options = [prepare.add_option(chair, item.matter, text).id for text in ("换灯泡", "换感应灯", "装两盏灯")]
    first = vote.open_vote(chair, item, VoteMethod.HANDS, options)
    vote.count_hands(chair, first, dict(zip(map(int, choices(first)), (2, 1, 2), strict=False)))
    vote.close_vote(chair, first)
    browser, page = client_of("secretary"), f"/office/meetings/{session.id}/session"
    assert "前两项再投一次" in browser.get(page).text
    again = f"/office/meetings/{session.id}/votes/{first.id}/run-off"
    assert post(browser, again, page).status_code == 303
    second = Vote.get(Vote.closed_at.is_null())
    assert [each.text for each in votes.vote_row(second.id).choices] == ["换灯泡", "装两盏灯", ""]
    assert "再投一次" not in browser.get(page).text
    assert post(browser, again, page).status_code == 409
    assert "选它的比选别的加起来还多，才算通过" in browser.get(page).text
    vote.count_hands(chair, second, dict(zip(map(int, choices(second)), (1, 3), strict=False)))
    vote.close_vote(chair, second)
    deliberate.resolve(chair, item, ResolutionDraft("装两盏灯。", Order(town.committee.id, "李敏", 15)))
    for told in (f"/meetings/{session.id}", f"/matters/{item.matter.number}"):
        assert re.search("同意3 · 选别的1 · 弃权[0-9]", browser.get(told).text), told


@pytest.mark.parametrize("method", list(VoteMethod))
def test_while_a_vote_goes_on_the_bar_ends_it_and_resolves_nothing(client_of, session, item, chair, method):
    browser, page = client_of("secretary"), f"/office/meetings/{session.id}/session?item={item.id}"
    assert main_of_the_bar(browser.get(page).text) == "形成决议"
    held = vote.open_vote(chair, item, method)
    assert main_of_the_bar(browser.get(page).text) == "结束表决"
    vote.void_vote(chair, held, "数错了。")
    assert main_of_the_bar(browser.get(page).text) == "形成决议"


def main_of_the_bar(page: str) -> str:
    bar = page.split('<nav class="thumb"')[1].split("</nav>")[0]
    (word,) = re.findall(r'class="do big"[^>]*>([^<]+)<', bar)
    return word


def test_an_empty_vote_is_not_ended(client_of, session, item, chair):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    browser, page = client_of("secretary"), f"/office/meetings/{session.id}/session"
    answer = post(browser, f"/office/meetings/{session.id}/votes/{held.id}/close", page)
    assert "还没有票数" in answer.text
    vote.cast(chair, held, Attendance.get(), held.choices.get(), BallotWay.CARD)
    assert post(browser, f"/office/meetings/{session.id}/votes/{held.id}/close", page).status_code == 303


def test_the_tablet_goes_round_and_asks_each_card_once(client_of, session, item, chair, own_card):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    browser, scan = client_of("secretary"), f"/office/meetings/{session.id}/votes/{held.id}/cards"
    there = post(browser, scan, read=own_card)
    assert there.status_code == 303
    cast = there.headers["Location"]
    assert post(browser, cast).status_code == 422
    assert post(browser, cast, choice=choices(held)[0]).headers["Location"] == scan
    assert "投好了，请下一位刷卡" in browser.get(scan).text
    again = post(browser, scan, read=own_card)
    assert again.status_code == 422
    assert "已经投过票了" in again.text
    assert counts(held) == [1, 0, 0]
    assert browser.get(cast).status_code == 303


def test_who_has_no_card_is_handed_the_tablet_by_name(client_of, session, item, chair):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    browser, votes_at = client_of("secretary"), f"/office/meetings/{session.id}/votes/{held.id}"
    who = Attendance.get(Attendance.name == "何二姐").id
    cast = post(browser, f"{votes_at}/name", f"{votes_at}/cards", attendance=str(who)).headers["Location"]
    post(browser, cast, choice=choices(held)[1])
    assert counts(held) == [0, 1, 0]
    assert Ballot.get().way is BallotWay.LIST
    assert "何二姐" not in browser.get(f"{votes_at}/cards").text
    again = post(browser, f"{votes_at}/name", f"{votes_at}/cards", attendance=str(who))
    assert "已经投过票了" in again.text


def test_at_the_kiosk_a_household_says_who_and_each_has_one_vote(kiosk, session, item, chair, household):
    held = vote.open_vote(chair, item, VoteMethod.EACH, secret=True)
    assert "正在投票" in kiosk.get("/kiosk/").text
    scan = kiosk.get("/kiosk/votes").headers["Location"]
    for _ in range(2):
        cast = post(kiosk, scan, read=household).headers["Location"]
        page = kiosk.get(cast).text
        names = re.findall(r'<input[^>]*name="holder"[^>]*>', page)
        who = {"holder": re.search(r'value="(\d+)"', names[0])[1]} if names else {}
        post(kiosk, cast, choice=choices(held)[1], **who)
    assert post(kiosk, scan, read=household).status_code == 422
    assert counts(held) == [0, 2, 0]
    assert Ballot.select().where(Ballot.choice.is_null(False)).count() == 0


def test_a_card_of_somebody_who_is_not_there_casts_nothing(kiosk, session, item, chair, town):
    card = cards.issue(chair, town.community, [Holder("不在")])
    secret = cards.print_cards(chair, [card])[0].secret
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    answer = post(kiosk, f"/kiosk/votes/{held.id}", read=secret)
    assert answer.status_code == 422
    assert "请先到主持人那里签到" in answer.text


def test_a_vote_that_ended_is_told_so_at_the_kiosk(kiosk, session, item, chair, own_card):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    cast = post(kiosk, f"/kiosk/votes/{held.id}", read=own_card).headers["Location"]
    vote.void_vote(chair, held, "改日再投。")
    assert "已经结束" in kiosk.get(cast).text
    assert counts(held) == [0, 0, 0]


def test_a_browser_that_is_no_kiosk_takes_no_cards_and_says_where_to_vote(client, session, item, chair):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    assert "正在投票" not in client.get("/kiosk/").text
    for path in ("/kiosk/votes", f"/kiosk/votes/{held.id}", f"/kiosk/votes/{held.id}/cast"):
        answer = client.get(path)
        assert (answer.status_code, "刷卡投票请到会场的自助终端上，或者找主持人" in answer.text) == (
            403,
            True,
        )


def test_a_kiosk_of_the_next_community_takes_no_cards_for_this_vote(
    client, town, occasion, session, item, chair
):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    client.set_cookie(DEVICE_COOKIE, kiosk_in(town.neighbour, occasion))
    assert "现在没有在投票" in client.get("/kiosk/votes").text
    assert client.get(f"/kiosk/votes/{held.id}").status_code == 404


def test_over_the_seat_somebody_who_came_votes_once(client, session, item, chair):
    asked = Invitation.create(
        meeting=session, name="白兰", capacity=Capacity.EXPERT, invited_at=EVENING, counts=False
    )
    there = f"/seats/{seat_token(asked)}/vote"
    assert "现在没有在投票" in client.get(there).text
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    assert "请先到主持人那里签到" in client.get(there).text
    attend.arrive(chair, session, invitation=asked, way=ArrivalWay.PHONE)
    assert "去投票" in client.get(f"/seats/{seat_token(asked)}").text
    assert post(client, there, choice=choices(held)[2]).status_code == 303
    assert "您已经投过了" in client.get(there).text
    assert counts(held) == [0, 0, 1]
    assert client.get(there).headers["Cache-Control"] == "no-store"


def test_somebody_signed_in_who_is_present_votes_by_phone(client_of, session, item, chair):
    attend.arrive(chair, session, person=Person.get(Person.name == "林小雨"))
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    there = f"/meetings/{session.id}/vote"
    assert post(client_of("resident"), there, choice=choices(held)[0]).status_code == 303
    assert counts(held) == [1, 0, 0]
    assert "会上还没有您到会的登记" in client_of("other_resident").get(there).text
