"""联心卡 at the kiosk: read by scanner or camera, asked who and for the PIN, and nothing left to the next."""

import io
from datetime import timedelta

import pytest
import segno
from PIL import Image

from portal.domain.cards import Holder
from portal.models import Matter, Person, SignIn, Support
from portal.services import cards, say
from tests.conftest import MORNING

WANG = Holder("王小明", "13800138000")


@pytest.fixture
def printed(occasion, town, portal):
    """``printed(holder, …)`` is what the code of a new card holds."""

    def of(*holders, **options):
        card = cards.issue(occasion("worker"), town.community, holders, **options)
        return cards.print_cards(occasion("worker"), [card])[0].secret

    return of


def scan(browser, read):
    return browser.submit("/kiosk/card", {"read": read})


def picture(text, scale=6):
    out = io.BytesIO()
    segno.make(text).save(out, kind="png", scale=scale, border=4)
    return out


def photograph(browser, file, name="card.jpg"):
    file.seek(0)
    token = {"csrf_token": csrf(browser)}
    return browser.post("/kiosk/card/scan", data=token | {"picture": (file, name)})


def csrf(browser):
    page = browser.get("/kiosk/card").text
    return page.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]


def test_a_card_opens_what_its_holder_said(client, printed, occasion, town, portal):
    secret = printed(WANG)
    holder = Person.get(Person.name == "王小明")
    Matter.update(proposer=holder).where(
        Matter.id == say.raise_matter(occasion(), say.Draft("长椅坏了。", town.building.id)).matter.id
    ).execute()
    assert scan(client, secret).location == "/kiosk/mine"
    page = client.get("/kiosk/mine").text
    assert "王*明，您好" in page
    assert "长椅坏了" in page
    number = Matter.get(Matter.proposer == holder).number
    assert client.get(f"/kiosk/track/{number}").status_code == 200


def test_what_is_said_and_supported_is_the_holders(client, printed, lamp, portal):
    scan(client, printed(WANG))
    client.submit(f"/kiosk/matters/{lamp.number}/support", {})
    holder = Person.get(Person.name == "王小明").id
    assert [row.supporter for row in Support.select()] == [f"p:{holder}"]


def test_home_ends_the_sign_in_for_whoever_copied_the_cookie(client, printed, portal):
    scan(client, printed(WANG))
    thief = portal.test_client()
    with client.session_transaction() as session, thief.session_transaction() as copy:
        copy.update(session)
    assert thief.get("/kiosk/mine").status_code == 200
    client.get("/kiosk/")
    assert client.get("/kiosk/mine").location == "/kiosk/card"
    assert thief.get("/kiosk/mine").location == "/kiosk/card"
    assert SignIn.get().ended_at == MORNING


def test_who_walks_away_is_signed_out_after_two_minutes(client, printed, portal):
    scan(client, printed(WANG))
    portal.config["CLOCK"] = lambda: MORNING + timedelta(seconds=100)
    assert client.get("/kiosk/mine").status_code == 200
    portal.config["CLOCK"] = lambda: MORNING + timedelta(seconds=219)
    assert client.get("/kiosk/mine").status_code == 200
    portal.config["CLOCK"] = lambda: MORNING + timedelta(seconds=340)
    assert client.get("/kiosk/mine").location == "/kiosk/card"


def test_a_card_opens_no_account_on_the_street(client, printed, portal):
    scan(client, printed(WANG))
    assert client.get("/me").location == "/sign-in?next=/me"
    assert client.get("/me/contact").location == "/sign-in?next=/me/contact"
    assert client.get("/office").status_code == 303


def test_a_household_says_who_it_is_by_half_names(client, printed, portal):
    there = scan(client, printed(WANG, Holder("刘芳"), Holder("王大明"), household="王家")).location
    assert there == "/kiosk/card/who"
    page = client.get(there).text
    assert "刘*" in page
    assert "刘芳" not in page
    assert "王大明" in page, "two that would look the same are told apart"
    her = Person.get(Person.name == "刘芳").id
    assert client.submit(there, {"holder": "999"}).status_code == 422
    assert client.submit(there, {"holder": str(her)}).location == "/kiosk/mine"
    assert SignIn.get().person_id == her


def test_a_pin_is_asked_and_a_wrong_one_told(client, printed, portal):
    there = scan(client, printed(WANG, pin="2580")).location
    assert there == "/kiosk/card/pin"
    wrong = client.submit(there, {"pin": "9630"})
    assert wrong.status_code == 422
    assert "卡的密码不对" in wrong.text
    assert "9630" not in wrong.text
    assert client.submit(there, {"pin": "2580"}).location == "/kiosk/mine"


def test_a_locked_card_says_to_whom_to_go(client, printed, portal):
    there = scan(client, printed(WANG, pin="2580")).location
    for _ in range(5):
        client.submit(there, {"pin": "9630"})
    assert "请找工作人员重设" in client.submit(there, {"pin": "2580"}).text


def test_name_and_pin_are_asked_of_nobody_who_shows_no_card(client, printed, portal):
    secret = printed(WANG, pin="2580")
    assert client.get("/kiosk/card/who").location == "/kiosk/card"
    scan(client, secret)
    portal.config["CLOCK"] = lambda: MORNING + timedelta(minutes=4)
    assert client.get("/kiosk/card/pin").location == "/kiosk/card"


def test_what_the_scanner_typed_is_neither_shown_nor_kept(client, printed, portal):
    secret = printed(WANG, pin="2580")
    scan(client, secret)
    with client.session_transaction() as session:
        assert secret not in str(dict(session))
    wrong = scan(client, "YST1:" + "A" * 32)
    assert wrong.status_code == 422
    assert "AAAA" not in wrong.text
    assert "这张卡用不了" in wrong.text


def test_the_camera_reads_a_card(client, printed, portal):
    answer = photograph(client, picture(printed(WANG)), "card.png")
    assert (answer.status_code, answer.json) == (200, {"there": "/kiosk/mine"})
    assert client.get("/kiosk/mine").status_code == 200


def test_the_camera_sees_nothing_or_something_else(client, portal):
    empty = io.BytesIO()
    Image.new("L", (640, 480), 200).save(empty, "JPEG")
    assert photograph(client, empty).status_code == 204
    other = photograph(client, picture("https://example.com/"), "card.png")
    assert other.status_code == 422
    assert "这张卡用不了" in other.json["why"]


@pytest.mark.parametrize("size", [(1600, 1000), (60_000, 30_000)])
def test_a_picture_no_camera_makes_is_not_unpacked(client, portal, size):
    file = io.BytesIO()
    Image.new("1", size).save(file, "PNG")
    assert photograph(client, file).status_code == 204


def test_what_is_no_picture_is_nothing(client, portal):
    assert photograph(client, io.BytesIO(b"\x89PNG\r\n\x1a\nno")).status_code == 204
    token = {"csrf_token": csrf(client)}
    assert client.post("/kiosk/card/scan", data=token).status_code == 204


def test_only_the_page_of_the_card_may_use_the_camera(client, portal):
    allowed = {
        path: "camera=(self)" in client.get(path).headers["Permissions-Policy"]
        for path in ("/kiosk/card", "/kiosk/", "/kiosk/say", "/say", "/")
    }
    assert [path for path, may in allowed.items() if may] == ["/kiosk/card"]
