"""The list of what many care about, on the street and at the kiosk."""

import pytest

from portal.services import link, say
from portal.services.say import Draft


@pytest.fixture
def cared_for(lamp, town, occasion):
    for number in range(3):
        say.support(occasion(), lamp, f"b:{number}")
    again = say.raise_matter(occasion(), Draft("7号楼门口的灯不亮。", town.building.id)).matter
    link.merge(occasion("worker"), again, lamp)
    return lamp


@pytest.mark.parametrize("door", ["", "/kiosk"])
def test_it_says_why_a_matter_stands_there(cared_for, client, door):
    page = client.get(f"{door}/hot").text
    assert "4人附议，其中4人在近14天；并入1件相同的事" in page
    assert f'href="{door}/matters/{cared_for.number}"' in page


def test_another_communitys_list_does_not_hold_it(cared_for, town, client):
    assert cared_for.number not in client.get(f"/hot?community={town.neighbour.id}").text
    assert cared_for.number in client.get(f"/hot?community={town.community.id}").text


def test_where_nobody_cares_it_says_what_to_do(lamp, client):
    assert "近来没有人附议" in client.get("/hot").text
