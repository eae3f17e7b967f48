"""The board: what happens next, the five columns, and the list behind them."""

import gzip
import re

import pytest

from portal.domain.campaigns import CampaignForm
from portal.domain.stages import Stage
from portal.domain.terms import VenueKind
from portal.models import Campaign, Venue
from portal.services import say, search
from portal.services.say import Draft
from tests.conftest import MORNING
from tests.lively import Lively, lively

MOST_QUERIES = 6
HTMX = {"HX-Request": "true", "HX-Target": "list"}


@pytest.fixture
def board(town, occasion) -> Lively:
    return lively(town, occasion)


def column_of(page, stage):
    return page.split(f'id="column-{stage}"')[1].split("</section>")[0]


def test_what_happens_next_stands_first(client, board):
    page = client.get("/").text
    assert "下次议事日，还有12天" in page
    assert f'href="/meetings/{board.ahead.id}"' in page
    assert page.index("下次议事日") < page.index('class="board"')


def test_there_is_one_main_button(client, board):
    page = client.get("/").text
    assert page.count('class="do"') == 1
    assert '<a class="do" href="/say">我要说一件事</a>' in page


def test_every_column_shows_its_count_and_its_newest_slips_first(client, board):
    page = client.get("/").text
    for stage, matters in {
        Stage.SAY: [board.lamp, board.bench],
        Stage.DELIBERATE: [board.wall],
        Stage.HANDLE: [board.billboard, board.chargers],
        Stage.RATE: [board.photo],
        Stage.PUBLISH: [board.refused, board.green],
    }.items():
        column = column_of(page, stage)
        places = [column.index(f'<a href="/matters/{matter.number}">') for matter in matters]
        assert places == sorted(places)
        assert column.count("<li") == len(matters)
        assert f"全部{len(matters)}件" in column


def test_every_slip_says_how_it_stands(client, board):
    page = client.get("/").text
    assert '<span class="light green">2个工作日内答复</span>' in column_of(page, Stage.SAY)
    assert '<span class="state">已转入议题酝酿</span>' in column_of(page, Stage.SAY)
    assert '<span class="state">11月15日上会商量</span>' in column_of(page, Stage.DELIBERATE)
    assert '<span class="light red">已超期13个工作日</span>' in column_of(page, Stage.HANDLE)
    assert '<span class="light green">还剩13个工作日</span>' in column_of(page, Stage.HANDLE)
    assert '<span class="state">等待评价</span>' in column_of(page, Stage.RATE)
    assert '<span class="state">不采纳，已说明理由</span>' in column_of(page, Stage.PUBLISH)
    assert "3号楼前 · 满意度4.7 / 5" in column_of(page, Stage.PUBLISH)


def test_a_community_has_a_board_of_its_own(client, board, town):
    page = client.get(f"/?community={town.neighbour.id}").text
    assert board.lamp.number not in page
    assert "现在没有等着答复的事" in page
    assert "下次议事的日子还没有定下来" in page


def test_an_empty_place_greets_kindly(client):
    page = client.get("/").text
    assert "有事大家商量" in page
    assert client.get("/matters").status_code == 200


@pytest.mark.parametrize("address", ["/", "/matters", "/matters?stage=handle&light=red", "/matters?q=路灯"])
def test_a_page_of_the_board_takes_few_queries(client, board, queries_of, address):
    client.get("/privacy")  # brings the calendar and the help desk, which are read once a minute
    with queries_of() as queries:
        assert client.get(address).status_code == 200
    assert (
        0 < len([query for query in queries if "FROM" in query and "revision" not in query]) <= MOST_QUERIES
    )
    assert not [query for query in queries if "COUNT(" in query.upper() and "agenda_item" not in query]


def test_a_first_visit_weighs_at_most_60_kilobytes(client, board):
    page = client.get("/").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert any(".css" in file for file in files)
    assert sum(len(gzip.compress(client.get(file).data)) for file in ["/", *files]) <= 60_000


@pytest.mark.parametrize("address", ["/", "/matters", "/matters/AZ-2026-0001", "/publicity", "/privacy"])
def test_reading_gives_nobody_a_cookie(client, board, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("stage=handle", ["billboard", "chargers"]),
        ("stage=handle&light=red", ["billboard"]),
        ("light=amber", []),
        ("light=green", ["lamp", "chargers"]),
        ("q=路灯", ["lamp"]),
        ("q=路灯&stage=publish", []),
        ("q=灯&light=green", ["lamp"]),
        ("kind=risk", []),
        ("until=2026-10-29&stage=publish", ["refused", "green"]),
        ("since=2026-10-30&stage=rate", ["photo"]),
        ("since=2026-10-31", ["lamp"]),
        ("since=2026-10-31&until=2026-10-30", []),
        ("channel=web&stage=rate", ["photo"]),
        ("stage=publish", ["refused", "green"]),
    ],
)
def test_filters_go_together(client, board, asked, found):
    page = client.get(f"/matters?{asked}").text
    numbers = [part.split('"')[0] for part in page.split('<a href="/matters/')[1:]]
    assert numbers == [getattr(board, name).number for name in found]


@pytest.mark.parametrize(
    "nonsense",
    [
        "stage=all&light=blue",
        "community=999",
        "community=x",
        "before=x",
        "before=99999999999999",
        "kind=",
        "q=%27",
        "since=morgen&until=9999-12-31",
        "grid=1&letter=%E2%80%AE",
        "letter=ß&q=a",
    ],
)
def test_nonsense_in_the_address_does_no_harm(client, board, nonsense):
    assert client.get(f"/matters?{nonsense}").status_code == 200
    assert client.get(f"/?{nonsense}").status_code == 200


def test_a_number_leads_straight_to_its_matter(client, board):
    response = client.get(f"/matters?q={board.lamp.number.lower()}")
    assert (response.status_code, response.location) == (303, f"/matters/{board.lamp.number}")
    led = client.get(f"/matters?q={board.lamp.number}", headers=HTMX)
    assert led.headers["HX-Redirect"] == f"/matters/{board.lamp.number}"


def test_a_number_of_nothing_finds_nothing(client, board):
    assert "没有找到合适的" in client.get("/matters?q=AZ-2026-9999").text


def test_the_pages_of_the_list_hold_every_matter_once(client, town, occasion):
    drafts = [Draft(words=f"第{number}盏路灯不亮", area_id=town.community.id) for number in range(45)]
    raised = [say.raise_matter(occasion("nobody", at=MORNING), draft).matter.number for draft in drafts]
    seen, address = [], "/matters?q=路灯&kind=request"
    while address:
        page = client.get(address).text
        seen += [part.split('"')[0] for part in page.split('<a href="/matters/')[1:]]
        older = (
            page.split('rel="next"')[0].rsplit('<a href="', 1)[1].split('"')[0]
            if 'rel="next"' in page
            else ""
        )
        address = older.replace("&amp;", "&")
    assert seen == raised[::-1]


def test_htmx_gets_the_list_alone(client, board):
    fragment = client.get("/matters?stage=handle", headers=HTMX).text
    assert fragment.lstrip().startswith('<section id="list"')
    assert board.billboard.number in fragment
    assert "<html" not in fragment


def test_what_is_written_in_the_search_box_is_shown_again_harmlessly(client, board):
    page = client.get('/matters?q="><script>alert(1)</script>').text
    assert "<script>alert" not in page
    assert "没有找到合适的" in page


def test_the_kiosk_reads_the_same_list_without_leaving_its_face(client, board):
    page = client.get("/kiosk/matters").text
    assert f'href="/kiosk/matters/{board.lamp.number}"' in page
    assert 'data-face="kiosk"' in page


def test_private_matters_hang_nowhere(client, town, occasion):
    draft = Draft(words="家里的事，请帮忙调解", area_id=town.community.id, private=True)
    number = say.raise_matter(occasion("nobody"), draft).matter.number
    for address in ("/", "/matters", "/matters?q=调解", f"/matters?q={number}"):
        assert "帮忙调解" not in client.get(address).text


def test_a_search_shows_meetings_that_took_the_thing_up(client, board):
    page = client.get("/matters?q=充電樁").text
    assert f'<a href="/meetings/{board.held.id}">清华园社区' in page
    assert f'href="/kiosk/meetings/{board.held.id}"' in client.get("/kiosk/matters?q=充电桩").text


def test_letters_pressed_one_by_one_at_the_kiosk_find_a_matter(client, board):
    words = ""
    for letter in "WQSS":
        page = client.get("/kiosk/matters", query_string={"q": words, "letter": letter}).text
        words = re.search(r'name="q"[^>]* value="([^"]*)"', page)[1]
    assert words == "wqss"
    assert board.wall.number in page
    assert board.bench.number not in page
    back = client.get("/kiosk/matters", query_string={"q": words, "letter": "←"}).text
    assert 'value="wqs"' in back


def test_a_grid_of_the_chosen_community_narrows_the_list(client, town, occasion):
    here = say.raise_matter(occasion(), Draft(words="灯坏了", area_id=town.building.id)).matter
    beside = say.raise_matter(occasion(), Draft(words="灯坏了", area_id=town.community.id)).matter
    page = client.get(f"/matters?community={town.community.id}&grid={town.grid.id}").text
    assert here.number in page
    assert beside.number not in page
    elsewhere = client.get(f"/matters?community={town.neighbour.id}&grid={town.grid.id}").text
    assert f'name="grid" value="{town.grid.id}"' not in elsewhere


def test_a_search_leads_to_a_venue_and_to_a_call_for_suggestions(client, town, cast):
    hall = {"name": "柳下茶铺", "address": "柳树巷3号", "opening_hours": "每天"}
    kind = VenueKind.DELIBERATION_HALL
    search.index_venue(Venue.create(code="LXCP23", kind=kind, community=town.community, **hall))
    call = Campaign.create(
        title="柳树巷怎么修", question="您看怎么修？", form=CampaignForm.QUESTIONNAIRE, area=town.community,
        opens_on=MORNING.date(), closes_on=MORNING.date(), made_by=cast["worker"].person_id,
        made_at=MORNING, published_at=MORNING,
    )  # fmt: skip
    search.index_campaign(call)
    page = client.get("/matters?q=柳树巷").text
    assert '<a href="/places/LXCP23">柳下茶铺</a>' in page
    assert f'<a href="/campaigns/{call.id}">柳树巷怎么修' in page
