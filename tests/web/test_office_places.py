"""The office keeps venues and shapes."""

import io
import json
import re

import pytest

from portal.domain.geo import to_gcj02
from portal.models import AreaShape, Venue
from tests.web.ground import draw_the_town, open_hall
from tests.web.page_lint import read

HALL = {
    "kind": "deliberation_hall",
    "name": "居民议事厅",
    "address": "府前街18号",
    "opening_hours": "周一至周五 9:00—17:00",
    "telephone": "",
    "position": "112.2502，36.1478",
}
SQUARE = [[112.2, 36.1], [112.21, 36.1], [112.21, 36.11], [112.2, 36.11], [112.2, 36.1]]

BOW_TIE = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]


@pytest.fixture
def secretary(client_of):
    return client_of("secretary")


def test_a_venue_is_added_changed_closed_and_opened_again(secretary, client, town):
    added = secretary.submit("/office/places/add", HALL | {"community": str(town.community.id)})
    assert added.status_code == 303
    venue = Venue.get()
    assert (venue.longitude, venue.latitude) == (112.2502, 36.1478)
    address = f"/office/places/{venue.code}"
    secretary.submit(address, HALL | {"name": "新议事厅"})
    assert "新议事厅" in client.get("/places").text
    secretary.submit(address, {}, to=f"{address}/close")
    assert "新议事厅" not in client.get("/places").text
    assert "已停用" in secretary.get("/office/places").text
    secretary.submit(address, {}, to=f"{address}/reopen")
    assert "新议事厅" in client.get("/places").text


def test_a_position_from_a_chinese_map_is_converted(secretary, town):
    shown = ", ".join(str(degree) for degree in to_gcj02(112.2502, 36.1478))
    secretary.submit(
        "/office/places/add", HALL | {"community": str(town.community.id), "position": shown, "gcj02": "y"}
    )
    assert (Venue.get().longitude, Venue.get().latitude) == pytest.approx((112.2502, 36.1478), abs=1e-6)


@pytest.mark.parametrize("position", ["36.1478, 112.2502", "府前街", "112.25"])
def test_a_position_that_is_none_is_told_beside_its_field(secretary, town, position):
    page = secretary.submit(
        "/office/places/add", HALL | {"community": str(town.community.id), "position": position}
    )
    assert page.status_code == 422
    assert "请先写经度，再写纬度" in page.text
    assert Venue.select().count() == 0


def test_venues_of_another_community_are_not_ones_own(client_of, town, occasion):
    hall = open_hall(town, occasion)
    assert client_of("worker").get("/office/places").status_code == 403
    assert client_of("administrator").get(f"/office/places/{hall.code}").status_code == 200
    assert client_of("secretary").get("/office/places/BBBBBB").status_code == 404


def shapes(*features):
    return io.BytesIO(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def feature(name, ring):
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def test_a_file_is_shown_first_and_then_kept(secretary, town):
    file = shapes(feature("清华园社区", SQUARE), feature("桃花源", SQUARE))
    shown = secretary.submit("/office/shapes", {"file": (file, "网格.geojson")})
    assert shown.status_code == 200
    assert "1片对上了" in shown.text
    assert "没有叫这个名字的地方" in shown.text
    assert "没有换算" in shown.text
    assert AreaShape.select().count() == 0
    kept = {
        field.attributes["name"]: field.attributes["value"]
        for field in read(shown.text).all("input")
        if field.attributes.get("type") == "hidden"
    }
    assert secretary.post("/office/shapes/keep", data=kept).status_code == 303
    (row,) = AreaShape.select()
    assert (row.area, row.west, row.source) == (town.community, 112.2, "网格.geojson")


def test_a_converted_file_says_so(secretary, town):
    shown_there = [list(to_gcj02(*point)) for point in SQUARE]
    file = shapes(feature("清华园社区", shown_there))
    page = secretary.submit("/office/shapes", {"file": (file, "a.geojson"), "gcj02": "y"}).text
    assert "已经由 GCJ-02 换算成 WGS84" in page


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (io.BytesIO(b"hello"), "这个文件读不出边界"),
        (shapes(feature("清华园社区", [point[::-1] for point in SQUARE])), "“清华园社区”的经度和纬度写反了"),
        (shapes(feature("清华园社区", BOW_TIE)), "“清华园社区”的边界自己和自己交叉了"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_with_the_name_of_the_shape(secretary, file, told):
    page = secretary.submit("/office/shapes", {"file": (file, "a.geojson")})
    assert page.status_code == 422
    assert told in page.text


def test_a_file_too_large_for_the_page_is_sent_to_the_command_before_it_is_read(secretary):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', secretary.get("/office/shapes").text)[1]
    head = '--cut\r\nContent-Disposition: form-data; name="'
    sent = f'{head}csrf_token"\r\n\r\n{token}\r\n{head}file"; filename="a.geojson"\r\n\r\n'
    body = f"{sent}{'[' * 2_000_001}\r\n--cut--\r\n".encode()
    page = secretary.post("/office/shapes", data=body, content_type="multipart/form-data; boundary=cut")
    assert page.status_code == 422
    assert "边界太多太细" in page.text


def test_what_was_not_shown_is_not_kept(secretary):
    page = secretary.get("/office/shapes").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    answer = secretary.post("/office/shapes/keep", data={"csrf_token": token, "kept": "eA=="})
    assert 400 <= answer.status_code < 500
    assert AreaShape.select().count() == 0


def test_the_shapes_are_given_out_as_they_can_be_read_in(secretary, town, occasion):
    draw_the_town(town, occasion)
    answer = secretary.get("/office/shapes.geojson")
    assert answer.headers["Cache-Control"] == "no-store"
    table = json.loads(answer.data)
    names = [
        (feature["properties"]["name"], feature["properties"]["within"]) for feature in table["features"]
    ]
    assert ("第一网格", "清华园社区") in names
    assert len(names) == 4


def test_a_channel_asks_for_what_it_needs(client_of, town):
    worker = client_of("worker")
    said = {
        "channel": "letter_box", "words": "灯坏了。", "area": str(town.building.id), "kind": "request",
        "wants_reply": "none", "category": "",
    }  # fmt: skip
    page = worker.submit("/office/enter", said)
    assert page.status_code == 422
    assert "请写意见箱是哪天开的" in page.text
    assert worker.submit("/office/enter", said | {"emptied_on": "2026-11-02"}).status_code == 303
