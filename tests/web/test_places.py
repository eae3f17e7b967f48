"""Venues, the map and the posters, for everybody."""

import dataclasses
import io
import logging
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from shapely.geometry import box

from portal.models.places import AreaKind
from portal.services import agenda, places, say
from portal.services.shapes import draw
from portal.services.venues import close_venue
from tests.web.ground import draw_the_town, open_hall
from tests.web.page_lint import read

_MOST_FOR_A_PAGE = 6


@pytest.fixture
def hall(town, occasion):
    draw_the_town(town, occasion)
    return open_hall(town, occasion)


@pytest.mark.parametrize("face", ["", "/kiosk"])
def test_a_venue_says_when_somebody_is_there_and_whether_now(client, hall, face):
    listed = client.get(f"{face}/places").text
    assert "居民议事厅" in listed
    assert "现在有人" in listed
    page = client.get(f"{face}/places/aaaaaa").text
    assert "周一至周六 8:30—18:00" in page
    assert "0357-7000101" in page
    assert "居民议事厅在清华园社区的位置" in page


def test_one_community_is_asked_for_by_its_address(client, hall, town):
    assert "居民议事厅" in client.get(f"/places?community={town.community.id}").text
    assert "居民议事厅" not in client.get(f"/places?community={town.neighbour.id}").text


def test_a_closed_venue_and_its_poster_are_gone(client, hall, occasion):
    close_venue(occasion("secretary"), hall)
    assert "居民议事厅" not in client.get("/places").text
    assert client.get("/places/AAAAAA").status_code == 404
    assert client.get("/places/AAAAAA/poster").status_code == 404
    assert client.get("/places/BBBBBB").status_code == 404


@pytest.mark.usefixtures("lamp", "hall")
def test_the_map_and_its_table_say_the_same(client, town):
    page = client.get("/map")
    its_matters = f"/matters?community={town.community.id}&grid={town.grid.id}"
    links = read(page.text).all("a")
    of_grid = [link.text for link in links if link.attributes.get("href") == its_matters]
    assert len(of_grid) == 2
    assert "清华园社区 第一网格：1件在办，最急的还剩3个工作日" in of_grid[0]
    assert of_grid[1] == "清华园社区 · 第一网格"


def test_a_grid_leads_to_its_matters_alone(client, town, lamp, occasion):
    say.raise_matter(occasion(), say.Draft("公交站牌倒了。", town.community.id))
    listed = client.get(f"/matters?community={town.community.id}&grid={town.grid.id}").text
    assert lamp.public_title in listed
    assert "公交站牌" not in listed


@pytest.mark.usefixtures("hall")
def test_what_lies_in_no_grid_stands_in_the_table_by_its_community(client, town, occasion):
    say.raise_matter(occasion(), say.Draft("公交站牌倒了。", town.community.id))
    assert "清华园社区（没有分到网格的）" in client.get("/map").text


def test_a_place_that_nobody_has_drawn_has_its_table_alone(client, town):
    page = client.get("/map").text
    assert "这里还没有画地图" in page
    assert "第一网格" in page


@pytest.mark.usefixtures("hall", "lamp")
@pytest.mark.parametrize("address", ["/map", "/places", "/places/AAAAAA"])
def test_a_page_of_places_asks_at_most_six_times_with_a_hundred_grids(
    client, town, occasion, caplog, address
):
    for number in range(100):
        grid = places.add_area(AreaKind.GRID, f"第{number}网格", town.neighbour)
        west = 112.22 + number / 10_000
        draw(occasion("street_officer"), grid, box(west, 36.1, west + 0.0001, 36.11), "")
    client.get("/matters?before=1")
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        client.get(address)
    statements = [
        record for record in caplog.records if "FROM revision" not in str(record.args or record.msg)
    ]
    assert 1 <= len(statements) <= _MOST_FOR_A_PAGE


def scanned(svg):
    """What a camera reads off the code."""
    page = read(svg)
    size = int(page.all("svg")[0].attributes["viewbox"].split()[2])
    image = Image.new("L", (size * 8, size * 8), 255)
    pen, x, y = ImageDraw.Draw(image), 0.0, 0.0
    for command, figures in strokes(page.all("path")[-1].attributes["d"]):
        if command == "h":
            pen.rectangle((x * 8, (y - 0.5) * 8, (x + figures[0]) * 8 - 1, (y + 0.5) * 8 - 1), fill=0)
        x = figures[0] if command == "M" else x + figures[0]
        y = figures[1] if command == "M" else y + (figures[1] if command == "m" else 0)
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


def strokes(path):
    for command, figures in re.findall(r"([Mmh])([^Mmhz]*)", path):
        yield command, [float(figure) for figure in re.findall(r"-?[\d.]+", figures)]


def test_scanning_the_poster_of_a_venue_opens_the_form_with_the_place_filled_in(client, hall):
    page = client.get("/places/AAAAAA/poster").text
    assert "扫一扫，说一件事" in page
    assert "0357-7000101" in page
    picture = read(page).all("img")[0].attributes["src"]
    assert scanned(client.get(picture).text) == "http://localhost/say?venue=AAAAAA"
    form = read(client.get("/say?venue=AAAAAA").text)
    place = next(field for field in form.all("input") if field.attributes.get("name") == "place")
    assert place.attributes["value"] == "居民议事厅"
    assert chosen_area(form) == "清华园社区"


def chosen_area(page):
    return next(option.text for option in page.all("option") if "selected" in option.attributes)


def test_the_poster_of_a_building_fills_in_the_building(client, hall, town):
    poster = client.get(f"/areas/{town.building.id}/poster").text
    assert "7号楼" in poster
    assert f"/say?area={town.building.id}" in poster
    form = read(client.get(f"/say?area={town.building.id}").text)
    assert chosen_area(form) == "清华园社区 · 第一网格 · 7号楼"
    assert client.get(f"/areas/{town.street.id}/poster").status_code == 404


def test_the_poster_of_a_meeting_leads_to_its_agenda(client, town, occasion):
    (meeting, *_later) = agenda.plan_meetings(
        occasion("worker"), town.community, occasion().today.replace(day=30)
    )
    page = client.get(f"/meetings/{meeting.id}/poster").text
    assert f"/meetings/{meeting.id}" in page
    assert "看这次议什么" in page
    assert client.get("/meetings/999/poster").status_code == 404


@pytest.mark.parametrize("path", ["", "https://evil.example/", "//evil", "/say?venue=" + "A" * 80, "/say?灯"])
def test_a_code_leads_nowhere_but_to_what_posters_are_for(client, path):
    assert client.get("/posters/code.svg", query_string={"path": path}).status_code == 404


def test_the_address_that_was_set_stands_on_the_poster(portal, client, hall, settings):
    portal.config["SETTINGS"] = dataclasses.replace(settings, address="https://yishi.example.cn")
    assert "https://yishi.example.cn/say?venue=AAAAAA" in client.get("/places/AAAAAA/poster").text


def test_the_picture_of_the_map_is_drawn_by_the_house_itself(client, hall, town):
    picture = client.get(f"/map/picture.svg?community={town.community.id}&chosen={town.grid.id}")
    assert picture.mimetype == "image/svg+xml"
    assert picture.text.count("<path") == 2
    assert "第一网格" in picture.text
    assert io.BytesIO(picture.data).read(4) == b"<svg"
