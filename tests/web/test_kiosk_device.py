"""A registered kiosk: its own pages only, nothing from memory, and nothing left of whoever went away."""

from datetime import timedelta

import pytest

from portal.models import HelpCall, Kiosk
from portal.services.kiosks import Screen, register, retire
from tests.conftest import MORNING
from tests.web.page_lint import read

SAID = {
    "ticket": "t",
    "words": "楼道堆着旧家具。",
    "place": "6号楼",
    "kind": "request",
    "wants_reply": "none",
}


@pytest.fixture
def registered(town, occasion):
    return register(occasion("secretary"), Screen("大厅1号机", town.community.id, "进门左手边", 3.7))


@pytest.fixture
def kiosk(client, registered):
    """The device's browser, paired."""
    assert client.submit("/kiosk/pair", {"code": registered.code}).location == "/kiosk/"
    return client


@pytest.fixture
def later(portal):
    """Moves the portal's clock on by so many seconds."""

    def wait(seconds):
        now = portal.config["CLOCK"]() + timedelta(seconds=seconds)
        portal.config["CLOCK"] = lambda: now

    return wait


@pytest.mark.parametrize("path", ["/", "/matters", "/say", "/office", "/sign-in", "/me", "/no/such/page"])
def test_a_kiosk_is_led_back_to_its_own_pages(kiosk, path):
    assert kiosk.get(path).location == "/kiosk/"


@pytest.mark.parametrize("path", ["/kiosk/", "/kiosk/say", "/kiosk/size-3.7.css", "/static/css/kiosk.css"])
def test_what_its_pages_are_made_of_opens(kiosk, path):
    with kiosk.get(path) as answer:
        assert answer.status_code == 200


def test_no_page_comes_to_it_from_memory(kiosk, portal):
    assert portal.test_client().get("/matters").status_code == 200
    assert kiosk.get("/matters").status_code == 303


def test_its_token_is_kept_from_scripts(client, registered):
    cookie = client.submit("/kiosk/pair", {"code": registered.code}).headers["Set-Cookie"]
    assert cookie.startswith("device=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert registered.code not in cookie


def test_a_retired_kiosk_loses_its_token_and_is_an_ordinary_browser(kiosk, registered, occasion):
    retire(occasion("secretary"), registered.kiosk.id)
    assert kiosk.get("/matters").status_code == 200
    assert kiosk.get_cookie("device") is None


def test_a_wrong_code_pairs_nothing(client, registered):
    answer = client.submit("/kiosk/pair", {"code": "AAAA-AAAA-AAAA"})
    assert answer.status_code == 422
    assert "配对码不对" in answer.text
    assert client.get_cookie("device") is None


def test_what_was_measured_on_the_glass_sizes_the_pages(client, registered):
    client.submit("/kiosk/pair", {"code": registered.code, "length": "150"})
    sheets = [link.attributes["href"] for link in read(client.get("/kiosk/").text).all("link")]
    assert "/kiosk/size-4.0.css" in sheets
    assert client.get("/kiosk/size-4.0.css").text == ':root[data-face="kiosk"] { --mm: 4.0px; }\n'


def test_a_browser_that_is_no_device_has_the_usual_size(client):
    assert "/kiosk/size-3.0.css" in client.get("/kiosk/").text


@pytest.mark.parametrize("figure", ["0.5", "30", "3.75", "3.7;}", "x"])
def test_no_other_figure_gets_a_style_sheet(client, figure):
    assert client.get(f"/kiosk/size-{figure}.css").status_code == 404


def test_that_it_is_alive_is_kept_every_ten_minutes(kiosk, later):
    later(599)
    kiosk.get("/kiosk/")
    assert Kiosk.get().seen_at == MORNING
    later(1)
    kiosk.get("/kiosk/")
    assert Kiosk.get().seen_at == MORNING + timedelta(minutes=10)


def test_who_stays_away_longer_than_the_patience_is_forgotten_by_the_server(kiosk, town, later):
    kiosk.submit("/kiosk/say", SAID | {"area": str(town.community.id)})
    later(120)
    assert kiosk.get("/kiosk/say/done").status_code == 200
    later(121)
    assert kiosk.get("/kiosk/say/done").location == "/kiosk/track"


def test_who_is_still_there_is_remembered(kiosk, town, later):
    kiosk.submit("/kiosk/say", SAID | {"area": str(town.community.id)})
    for _ in range(4):
        later(100)
        assert kiosk.get("/kiosk/here").status_code == 204
    assert kiosk.get("/kiosk/say/done").status_code == 200


def test_a_form_sent_after_the_patience_was_over_is_taken_from_nobody(kiosk, town, later):
    kiosk.get("/kiosk/say")
    token = next(
        field.attributes["value"]
        for field in read(kiosk.get("/kiosk/say").text).all("input")
        if field.attributes.get("name") == "csrf_token"
    )
    later(121)
    answer = kiosk.post("/kiosk/say", data=SAID | {"csrf_token": token, "area": str(town.community.id)})
    assert answer.status_code == 400
    assert SAID["words"] not in answer.text


def test_the_time_is_told_beforehand_on_every_page(client):
    for path in ("/kiosk/", "/kiosk/say", "/kiosk/track"):
        assert "2分钟没有人点，就回到首页" in client.get(path).text


def test_a_call_names_the_kiosk_and_the_step_and_leads_back(kiosk, registered):
    answer = kiosk.submit("/kiosk/track?then=rate", {"back": "/kiosk/track?then=rate"}, to="/kiosk/call")
    assert answer.location == "/kiosk/track?then=rate"
    call = HelpCall.get()
    assert (call.kiosk_id, call.step) == (registered.kiosk.id, "track")
    assert "已经告诉清华园社区的工作人员，请稍等" in kiosk.get(answer.location).text


def test_a_call_from_the_doors_is_heard_as_well(kiosk):
    """The doors forget whoever left, and still carry a token that the next press is taken by."""
    assert kiosk.submit("/kiosk/", {"back": "/kiosk/"}, to="/kiosk/call").location == "/kiosk/"
    assert HelpCall.get().step == ""


def test_a_call_keeps_no_number_of_a_matter_and_leads_nowhere_else(kiosk):
    kiosk.submit("/kiosk/say", {"back": "/kiosk/matters/AZ-2026-0001"}, to="/kiosk/call")
    assert HelpCall.get().step == "matters"
    assert (
        kiosk.submit("/kiosk/say", {"back": "https://elsewhere.example"}, to="/kiosk/call").location
        == "/kiosk/"
    )


def test_the_page_for_no_network_shows_nothing_of_anybody(kiosk, town):
    kiosk.submit("/kiosk/say", SAID | {"area": str(town.community.id)})
    page = kiosk.get("/kiosk/offline").text
    assert "0357-7000001" in page
    assert "csrf_token" not in page
    assert SAID["words"] not in page


def test_only_a_device_gets_the_worker_for_no_network(kiosk, portal):
    assert "/kiosk/worker.js" in kiosk.get("/kiosk/").text
    assert "/kiosk/worker.js" not in portal.test_client().get("/kiosk/").text


def test_the_office_shows_the_code_once(client_of, town):
    secretary = client_of("secretary")
    given = {"name": "大厅1号机", "community": str(town.community.id), "place": "大厅", "px_per_mm": "3"}
    page = secretary.submit("/office/kiosks", given).text
    (code,) = [part.text for part in read(page).all("p") if "code" in part.attributes.get("class", "")]
    assert len(code) == 14
    assert code not in secretary.get("/office/kiosks").text
    assert "等着配对" in secretary.get("/office/kiosks").text


def test_a_code_to_scan_leads_the_phone_to_the_matter_once(kiosk, town, portal):
    kiosk.submit("/kiosk/say", SAID | {"area": str(town.community.id)})
    assert kiosk.get("/kiosk/say/code.svg").mimetype == "image/svg+xml"
    with kiosk.session_transaction() as session:
        token, number = session["carried"], session["receipt"][0]
    phone = portal.test_client()
    assert phone.submit(f"/carry/{token}", {}).location == f"/track/{number}"
    assert phone.get(f"/track/{number}").status_code == 200
    assert portal.test_client().get(f"/carry/{token}").status_code == 410


def test_looking_at_the_code_does_not_use_it_up(kiosk, town, portal):
    kiosk.submit("/kiosk/say", SAID | {"area": str(town.community.id)})
    with kiosk.session_transaction() as session:
        token = session["carried"]
    for _ in range(3):
        assert portal.test_client().get(f"/carry/{token}").status_code == 200


def test_what_was_said_on_the_street_needs_no_code_to_scan(client, town):
    client.submit("/say", SAID | {"area": str(town.community.id)})
    assert client.get("/say/code.svg").status_code == 404
