"""Any matter within reach is found again: open or ended, by number, by words, by who brought it."""

import re

import pytest

from portal.services import say
from portal.services.say import Draft, raise_matter


@pytest.fixture
def stove(town, occasion):
    """A neighbour's matter, refused; the phone number stands in the original alone."""
    words = "楼道里的煤炉呛人，打13900139000找我。"
    draft = Draft(words=words, area_id=town.grid.id, name="林小雨", phone="13800138000")
    matter = raise_matter(occasion(), draft).matter
    return say.refuse(occasion("secretary"), matter, "请找供热公司。")


@pytest.fixture
def bench(town, occasion):
    """A wish for a bench in the next community."""
    return raise_matter(occasion(), Draft(words="想要一张长椅。", area_id=town.neighbour.id)).matter


def test_the_desk_has_one_field_to_find_a_matter(client_of):
    assert 'action="/office/find"' in client_of("worker").get("/office").text


@pytest.mark.parametrize("words", ["煤炉", "呛人 楼道", "13900139000", "林小雨", "13800138000"])
def test_an_ended_matter_is_found_by_what_one_remembers_of_it(words, stove, lamp, client_of):
    page = client_of("auditor").get("/office/find", query_string={"q": words}).text
    assert stove.number in page
    assert lamp.number not in page
    assert "/refuse" not in page


def test_a_whole_number_leads_straight_to_its_matter(stove, client_of):
    answer = client_of("worker").get(f"/office/find?q= {stove.number.lower()} ")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/office/matters/{stove.number}")


@pytest.mark.parametrize("words", ["number", "长椅"])
def test_what_lies_next_door_is_not_found(words, bench, client_of):
    asked = bench.number if words == "number" else words
    page = client_of("worker").get("/office/find", query_string={"q": asked})
    assert page.status_code == 200
    assert "没有查到" in page.text


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        ("", {"lamp", "stove"}),
        ("open", {"lamp"}),
        ("ended", {"stove"}),
        ("refused", {"stove"}),
        ("merged", set()),
        ("nonsense", {"lamp", "stove"}),
    ],
)
def test_what_has_ended_is_listed_by_how_it_ended(which, shown, lamp, stove, client_of):
    page = client_of("auditor").get(f"/office/find?which={which}").text
    named = {"lamp": lamp.number, "stove": stove.number}
    assert {name for name, number in named.items() if number in page} == shown


def test_signs_that_a_database_reads_in_its_own_way_are_only_signs(stove, client_of):
    assert "没有查到" in client_of("worker").get("/office/find", query_string={"q": "%_"}).text


def test_the_second_page_carries_on_where_the_first_ended(town, occasion, client_of):
    numbers = [
        raise_matter(occasion(), Draft(words=f"第{each}盏路灯坏了。", area_id=town.grid.id)).matter.number
        for each in range(21)
    ]
    worker = client_of("worker")
    first = worker.get("/office/find?q=路灯").text
    older = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = worker.get(older).text
    assert [number for number in numbers if number in first] == numbers[1:]
    assert [number for number in numbers if number in second] == numbers[:1]


def test_who_keeps_the_system_reads_no_matters(client_of):
    administrator = client_of("administrator")
    assert administrator.get("/office/find?q=路灯").status_code == 403
    desk = administrator.get("/office").text
    assert "/office/find" not in desk
    assert "/office/visits" not in desk


_NARROWED = {
    "which=answer": True,
    "which=handle": False,
    "light=green": True,
    "light=red": False,
    "kind=request": True,
    "kind=risk": False,
    "channel=web": True,
    "channel=phone": False,
    "since=2026-11-03&until=2026-11-03": True,
    "until=2026-11-02": False,
    "since=2026-11-04": False,
}


@pytest.mark.parametrize(("asked", "finds"), _NARROWED.items())
def test_a_search_is_narrowed_as_on_the_board(asked, finds, lamp, client_of):
    page = client_of("worker").get(f"/office/find?q=路灯&{asked}").text
    assert (lamp.number in page) is finds


def test_a_search_in_a_grid_finds_what_lies_in_its_buildings(lamp, town, occasion, client_of):
    beside = raise_matter(occasion(), Draft(words="路灯太暗。", area_id=town.community.id)).matter
    page = (
        client_of("worker").get(f"/office/find?q=路灯&community={town.community.id}&grid={town.grid.id}").text
    )
    assert lamp.number in page
    assert beside.number not in page


def test_what_was_answered_and_noted_is_found_in_the_office_alone(lamp, occasion, client, client_of):
    say.answer(occasion("worker"), lamp, "已请电工老马今晚来换。")
    assert lamp.number in client_of("secretary").get("/office/find?q=老马").text
    assert lamp.number not in client.get("/matters?q=老马").text


def test_a_search_takes_few_questions_to_the_database(lamp, client_of, queries_of):
    worker = client_of("worker")
    with queries_of() as asked:
        worker.get("/office/find?q=路灯")
    assert len([statement for statement in asked if "matter" in statement]) == 3
