"""联心卡 in the office: issued one by one or by a list, printed once, revoked, given a new PIN."""

import re

import pytest

from portal.domain.cards import Holder
from portal.models import Card, CardHolder
from portal.services import cards
from tests.web.conftest import form_of

ONE = {"name": "王小明", "phone": "13800138000", "others": "", "household": "", "pin": ""}
LIST = "王小明,13800138000\n刘芳\t13900139000\n\n12345\n王小明，13800138000\n张三,电话没有"


@pytest.fixture
def worker(client_of, portal):
    return client_of("worker")


@pytest.fixture
def card(portal, occasion, town):
    return cards.issue(occasion("worker"), town.community, [Holder("王小明", "13800138000")])


def community(town):
    return {"community": str(town.community.id)}


def codes_on(page):
    """What the pictures of codes on a page hold, by the serial beside each."""
    return re.findall(r'<img src="(data:image/svg[^"]+)" alt="([^"]+)的方块码"', page)


def test_one_card_is_issued_and_then_printed(worker, town):
    issued = worker.submit("/office/cards/issue", ONE | community(town))
    card = Card.get()
    assert issued.location == f"/office/cards/{card.id}"
    page = worker.get(issued.location).text
    assert "还没打印，不能用" in page
    sheet = worker.submit(issued.location, {"card": str(card.id)}, to="/office/cards/print")
    assert sheet.status_code == 200
    assert [serial for _, serial in codes_on(sheet.text)] == [card.serial]
    assert "0357-7000001" in sheet.text
    assert sheet.headers["Cache-Control"] == "no-store"
    assert "再打印一张" in worker.get(issued.location).text


def test_a_household_has_several_holders_and_a_pin(worker, town):
    family = {"others": "刘芳\n王大明,13700137000", "household": "王家", "pin": "2580"}
    worker.submit("/office/cards/issue", ONE | family | community(town))
    assert CardHolder.select().count() == 3
    listed = worker.get("/office/cards").text
    assert "王家" in listed
    assert "王小明、刘芳、王大明" in listed
    assert "有密码" in listed


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"pin": "1234"}, "卡的密码请用4到6位数字"),
        ({"others": "刘芳\n123"}, "第2行看不懂：123"),
        ({"name": ""}, "请写姓名"),
        ({"name": "长" * 41}, "写得太长了"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_stays(worker, town, wrong, words):
    refused = worker.submit("/office/cards/issue", ONE | community(town) | wrong)
    assert refused.status_code == 422
    assert words in refused.text
    assert "13800138000" in refused.text
    assert Card.select().count() == 0


def test_a_list_is_shown_before_it_is_issued_and_refused_lines_are_named(worker, town):
    page = worker.submit("/office/cards/many", {"lines": LIST} | community(town))
    assert page.status_code == 200
    assert "看懂了2行" in page.text
    for words in ("第4行：12345", "第5行：王小明，13800138000", "第6行：张三,电话没有"):
        assert words in page.text
    assert Card.select().count() == 0
    issued = worker.submit("/office/cards/many", {"lines": LIST, "issue": "1"} | community(town))
    assert issued.location == "/office/cards?which=unprinted"
    assert Card.select().count() == 2
    assert worker.get(issued.location).text.count(" checked") == 2


def test_a_list_of_which_nothing_can_be_read_is_refused_and_kept(worker, town):
    refused = worker.submit("/office/cards/many", {"lines": "12345"} | community(town))
    assert refused.status_code == 422
    assert "一行也看不懂" in refused.text
    assert "12345</textarea>" in refused.text


def test_eleven_cards_take_two_sheets(worker, town, occasion, portal):
    people = [Holder(f"王{number}明") for number in "一二三四五六七八九十百"]
    cards.issue_many(occasion("worker"), town.community, people)
    chosen = {"card": [str(card.id) for card in Card.select()]}
    sheet = worker.submit("/office/cards?which=unprinted", chosen, to="/office/cards/print").text
    assert sheet.count('class="card-sheet"') == 2
    assert len({picture for picture, _ in codes_on(sheet)}) == 11
    assert worker.get("/office/cards?which=unprinted").text.count('name="card"') == 0


def test_nothing_ticked_prints_nothing(worker, card):
    assert worker.submit("/office/cards", {}, to="/office/cards/print").location == "/office/cards"
    assert "请先勾上要打印的卡" in worker.get("/office/cards").text


def test_a_lost_card_is_revoked_after_one_more_question(worker, card):
    page = f"/office/cards/{card.id}/revoke"
    assert f"停用 {card.serial} 吗" in worker.get(page).text
    assert Card.get().revoked_at is None
    assert worker.submit(page, {}).location == "/office/cards"
    assert Card.get().revoked_at is not None
    assert 'name="card"' not in worker.get("/office/cards").text
    again = worker.post(page, data={"csrf_token": form_of(worker.get("/sign-out").text)[1]})
    assert again.status_code == 409


def test_a_new_pin_opens_a_locked_card(worker, card):
    Card.update(wrong_pins=5).execute()
    page = f"/office/cards/{card.id}"
    assert worker.submit(page, {"pin": "12"}, to=f"{page}/pin").status_code == 422
    assert worker.submit(page, {"pin": "2580"}, to=f"{page}/pin").status_code == 303
    assert (Card.get().wrong_pins, Card.get().pin_hash[:9]) == (0, "$argon2id")


def test_next_door_and_who_issues_none_see_no_card(client_of, card):
    stranger = client_of("stranger")
    assert card.serial not in stranger.get("/office/cards").text
    assert stranger.get(f"/office/cards/{card.id}").status_code == 404
    printed = stranger.submit("/office/cards/issue", {"card": str(card.id)}, to="/office/cards/print")
    assert (printed.status_code, Card.get().printed_at) == (303, None)
    assert client_of("grid_member").get("/office/cards").status_code == 403
    assert client_of("resident").get("/office/cards").status_code == 403


def test_a_card_is_found_by_its_number(worker, card):
    assert card.serial in worker.get(f"/office/cards?q={card.serial[-4:]}").text
    assert "没有这样的卡" in worker.get("/office/cards?q=9999").text
