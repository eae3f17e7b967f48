"""在哪里: phone, photo, map and poster fill in where something is, and nothing public tells."""

import io
import re

import pytest
from PIL import Image

from portal.domain.terms import Located
from portal.models import Matter
from tests.web.ground import IN_COMMUNITY, IN_GRID, draw_the_town, open_hall
from tests.web.page_lint import read

WORDS = {"words": "路灯坏了，看不清台阶。", "place": "楼前"}


@pytest.fixture(autouse=True)
def drawn(town, occasion):
    draw_the_town(town, occasion)


def send(client, **fields):
    page = client.get("/say").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    ticket = re.search(r'name="ticket"[^>]*value="([^"]+)"', page)[1]
    to = fields.pop("to", "/say")
    data = {"csrf_token": token, "ticket": ticket, "kind": "request", "wants_reply": "none"} | WORDS | fields
    return client.post(to, data=data)


def at(position):
    return {"longitude": str(position.longitude), "latitude": str(position.latitude), "located": "phone"}


def photo():
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x8825] = {1: "N", 2: (36.0, 6.0, 18.0), 3: "E", 4: (112.0, 12.0, 14.4)}
    Image.new("RGB", (40, 30), "red").save(file, "JPEG", exif=exif)
    file.seek(0)
    return file, "lamp.jpg"


def test_the_position_of_the_phone_chooses_the_grid(client, town):
    assert send(client, area=str(town.community.id), **at(IN_GRID)).status_code == 303
    matter = Matter.get()
    assert (matter.area, matter.located, matter.longitude) == (town.grid, Located.PHONE, 112.204)


def test_whoever_gave_a_position_need_not_choose_the_area(client, town):
    assert send(client, area="", **at(IN_COMMUNITY)).status_code == 303
    assert Matter.get().area == town.community


def test_a_photo_brings_its_position_unless_one_declines(client, town):
    send(client, area=str(town.community.id), photos=photo())
    send(client, area=str(town.community.id), photos=photo(), hide_photo_place="y")
    first, second = Matter.select().order_by(Matter.id)
    assert (first.area, first.located) == (town.grid, Located.PHOTO)
    assert (second.area, second.located, second.longitude) == (town.community, None, None)


def test_a_tap_on_the_map_chooses_the_grid_and_keeps_what_was_typed(client, town):
    page = send(client, to="/say/spot", area=str(town.community.id), **{"spot.x": "70", "spot.y": "150"})
    assert page.status_code == 200
    read_page = read(page.text)
    assert chosen(read_page) == "清华园社区 · 第一网格"
    assert WORDS["words"] in page.text
    located = next(field for field in read_page.all("input") if field.attributes.get("name") == "located")
    assert located.attributes["value"] == "map"
    send(client, area=str(town.grid.id), located="map")
    assert (Matter.get().area, Matter.get().located, Matter.get().longitude) == (town.grid, Located.MAP, None)


@pytest.mark.parametrize(
    "spot",
    [{}, {"spot.x": "0", "spot.y": "0"}, {"spot.x": "99999", "spot.y": "9"}, {"spot.x": "东", "spot.y": "1"}],
)
def test_a_tap_beside_the_map_is_told_and_changes_nothing(client, town, spot):
    page = send(client, to="/say/spot", area=str(town.neighbour.id), **spot)
    assert "没有点中哪一片" in page.text
    assert chosen(read(page.text)) == "和川社区"


def chosen(page):
    return next(option.text for option in page.all("option") if "selected" in option.attributes)


@pytest.mark.parametrize(
    "position", [{"longitude": "2.3", "latitude": "48.8"}, {"longitude": "x", "latitude": ""}]
)
def test_a_position_that_is_none_is_left_out(client, town, position):
    assert send(client, area=str(town.community.id), **position).status_code == 303
    assert (Matter.get().area, Matter.get().longitude) == (town.community, None)


def test_what_was_said_by_a_poster_keeps_its_venue(client, town, occasion):
    hall = open_hall(town, occasion)
    assert send(client, area=str(town.community.id), venue=hall.code).status_code == 303
    assert (Matter.get().venue, Matter.get().located) == (hall, Located.VENUE)
    assert send(client, area=str(town.community.id), venue="BBBBBB", words="又一件。").status_code == 303


def test_only_where_something_is_said_may_the_page_ask_where_the_phone_is(client):
    assert "geolocation=(self)" in client.get("/say").headers["Permissions-Policy"]
    for address in ("/", "/kiosk/say", "/map"):
        assert "geolocation=()" in client.get(address).headers["Permissions-Policy"]


def test_no_public_page_shows_a_position(client, town):
    send(client, area=str(town.community.id), **at(IN_GRID))
    number = Matter.get().number
    for address in ("/", "/matters", f"/matters/{number}", "/matters?q=路灯", "/map", "/data/channels.csv"):
        page = client.get(address).text
        assert "112.20" not in page
        assert "36.10" not in page


def test_the_office_is_told_where_it_is_and_whose_grid_that_is(client, client_of, town):
    send(client, area=str(town.community.id), **at(IN_GRID))
    worker, number = client_of("worker"), Matter.get().number
    assert "归第一网格 陈晨" in worker.get("/office").text
    page = worker.get(f"/office/matters/{number}").text
    assert "归第一网格 陈晨" in page
    assert "手机定位" in page
    assert number in client_of("grid_member").get("/office").text


def test_a_poster_fills_in_the_pages_of_large_text_too(client, town, occasion):
    hall = open_hall(town, occasion)
    client.set_cookie("text", "large")
    page = read(client.get(f"/say?venue={hall.code}").text)
    along = {field.attributes.get("name"): field.attributes.get("value") for field in page.all("input")}
    assert (along["venue"], along["place"], along["area"]) == ("AAAAAA", "居民议事厅", str(town.community.id))
