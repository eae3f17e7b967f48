"""The kiosk: four doors, the same journeys, and nothing of the person before."""

import pytest

from portal.domain.terms import Channel
from portal.models import Matter
from portal.services import say
from tests.web.page_lint import read

JOURNEYS = ("/kiosk/", "/kiosk/say", "/kiosk/track", "/kiosk/track?then=rate", "/kiosk/help")


@pytest.fixture
def said(town):
    return {"ticket": "t", "words": "楼道堆着旧家具。", "place": "6号楼", "area": str(town.community.id)}


def raised_at_the_kiosk(client, said):
    response = client.submit("/kiosk/say", said | {"kind": "request", "wants_reply": "none"})
    assert response.location == "/kiosk/say/done"
    return Matter.get()


@pytest.mark.parametrize("path", JOURNEYS)
def test_no_page_is_kept_anywhere(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/kiosk/say", {"step": "words", "go": "to-words"}),
        ("/kiosk/say", {"step": "place", "go": "to-place"}),
        ("/kiosk/say", {"step": "phone", "go": "to-phone", "wants_reply": "sms"}),
        ("/kiosk/track", {}),
        ("/kiosk/pair", {}),
    ],
)
def test_no_field_is_filled_in_from_the_person_before(client, path, sent):
    page = client.submit(path, sent) if sent else client.get(path)
    typed = [
        field
        for field in read(page.text).elements
        if field.tag == "textarea" or (field.tag == "input" and field.attributes["type"] in ("text", "tel"))
    ]
    assert typed
    assert {field.attributes["autocomplete"] for field in typed} == {"off"}


def test_four_doors_lead_to_four_journeys(client):
    page = read(client.get("/kiosk").text)
    doors = [link.attributes["href"] for link in page.all("a") if link.inside("li")][:4]
    assert doors == ["/kiosk/say", "/kiosk/track", "/kiosk/meetings", "/kiosk/track?then=rate"]


@pytest.mark.parametrize("path", JOURNEYS)
def test_every_link_of_a_journey_stays_at_the_kiosk(client, path):
    links = {link.attributes["href"] for link in read(client.get(path).text).all("a")}
    outside = {link for link in links if not link.startswith(("/kiosk", "#", "tel:", "/display"))}
    assert outside == set()


def test_what_is_said_at_the_kiosk_keeps_its_channel(client, said):
    matter = raised_at_the_kiosk(client, said)
    assert matter.channel is Channel.KIOSK
    assert matter.number in client.get("/kiosk/say/done").text


def test_the_kiosk_asks_for_no_photos(client):
    assert 'type="file"' not in client.get("/kiosk/say").text


@pytest.mark.parametrize("way_out", ["home", "leave"])
def test_the_next_person_finds_nothing(client, said, way_out):
    matter = raised_at_the_kiosk(client, said)
    if way_out == "leave":
        assert client.submit("/kiosk/say/done", {}, to="/kiosk/track/leave").location == "/kiosk/"
    client.get("/kiosk/")
    assert client.get("/kiosk/say/done").location == "/kiosk/track"
    assert client.get(f"/kiosk/track/{matter.number}").status_code == 303
    assert matter.number not in client.get("/kiosk/track").text


def test_two_people_support_at_the_same_kiosk(client, lamp):
    for _ in range(2):
        client.submit(f"/kiosk/matters/{lamp.number}/support", {})
        client.get("/kiosk/")
    assert Matter.get_by_id(lamp.id).support_count == 2


def test_number_and_code_open_the_form_of_rating(client, occasion, town):
    receipt = say.raise_matter(occasion("nobody"), say.Draft(words="路灯坏了。", area_id=town.grid.id))
    say.answer(occasion("worker"), receipt.matter, "换好了。")
    given = {"number": receipt.matter.number, "code": receipt.code}
    opened = client.submit("/kiosk/track?then=rate", given)
    assert opened.location == f"/kiosk/matters/{receipt.matter.number}/rate"
    assert client.get(opened.location).status_code == 200


def test_help_says_where_somebody_is(client):
    page = client.get("/kiosk/help").text
    assert "居民说事议事厅" in page
    assert "0357-7000001" in page


def test_the_first_page_leads_nowhere_back_and_no_number_asks_to_be_called(client, town):
    first, say_page = client.get("/kiosk/").text, client.get("/kiosk/say").text
    assert 'class="stand"' not in first
    assert 'class="stand"' in say_page
    assert "tel:" not in first + say_page
