"""亮灯公示: how many are green, amber and red, by community, grid and organisation, as a page and as data."""

import csv
import io
from datetime import date

import pytest

from portal.models import Matter
from portal.services import handle
from portal.services.handle import Order
from portal.services.say import Draft, raise_matter
from tests.web.ground import draw_the_town


@pytest.fixture
def lit(lamp, town, occasion):
    """In the grid a red one and a green one, next door an amber one; the lamp waits for its proposer."""

    def given(words, area, working_days, **row):
        matter = raise_matter(occasion(), Draft(words=words, area_id=area.id)).matter
        handle.assign(
            occasion("street_officer"), matter, Order(town.city_management.id, "赵强", working_days)
        )
        if row:
            Matter.update(**row).where(Matter.id == matter.id).execute()
        return Matter.get_by_id(matter.id)

    Matter.update(due_on=None, due_from=None, waits_since=date(2026, 11, 3)).where(
        Matter.id == lamp.id
    ).execute()
    late = given("广告牌松动了。", town.building, 5, due_on=date(2026, 10, 30))
    given("垃圾桶满了。", town.grid, 10)
    given("想要一张长椅。", town.neighbour, 1)
    return late


def lines_of(response):
    return list(csv.reader(io.StringIO(response.get_data(as_text=True).lstrip("﻿"))))


def test_the_table_counts_each_light_once(lit, client):
    assert lines_of(client.get("/data/lights.csv")) == [
        [
            *("社区", "网格", "主办单位", "时间还够", "快到期了", "已超期"),
            *("等提出人补充", "拖得最久的一件", "它的期限"),
        ],
        ["清华园社区", "", "", "1", "0", "1", "1", lit.number, "2026-10-30"],
        ["清华园社区", "第一网格", "", "1", "0", "1", "1", lit.number, "2026-10-30"],
        ["和川社区", "", "", "0", "1", "0", "0", "", ""],
        ["", "", "城管中队", "1", "1", "1", "0", lit.number, "2026-10-30"],
    ]


def test_machines_read_the_same_by_fixed_names(lit, client):
    told = client.get("/data/lights.json").get_json()
    assert told["day"] == "2026-11-03"
    assert told["lines"][0] == {
        "community": "清华园社区",
        "grid": "",
        "organisation": "",
        "green": 1,
        "amber": 0,
        "red": 1,
        "waiting": 1,
        "oldest_number": lit.number,
        "oldest_due_on": "2026-10-30",
    }


def test_the_page_leads_to_what_has_waited_longest_and_says_its_light_in_words(lit, client):
    page = client.get("/lights").text
    assert f'href="/matters/{lit.number}"' in page
    assert "已超期2个工作日" in page
    assert "等提出人补充" in page


def test_a_community_is_shown_grid_by_grid(lit, client, town):
    page = client.get(f"/lights?community={town.community.id}").text
    assert f"/matters?community={town.community.id}&amp;grid={town.grid.id}" in page
    assert "和川社区</a></th>" not in page


def test_what_is_private_is_not_counted(lit, client):
    Matter.update(private=True, board_column=None).execute()
    assert "现在没有限时要办的事" in client.get("/lights").text


def test_without_anything_on_the_clock_the_page_says_so(town, client):
    assert "现在没有限时要办的事" in client.get("/lights").text


def test_the_kiosk_shows_the_board_and_offers_no_file(lit, client):
    page = client.get("/kiosk/lights").text
    assert "/data/lights.csv" not in page
    assert "/kiosk/matters" in page


def test_the_map_says_how_many_are_red(lit, client, town, occasion):
    draw_the_town(town, occasion)
    page = client.get("/map").text
    assert '<td class="n" data-word="已超期">1</td>' in page


def test_other_pages_lead_to_the_board(lit, client):
    for address in ("/", "/publicity", "/map"):
        assert 'href="/lights"' in client.get(address).text
