"""Number and code open a matter for its proposer, in this browser, until it is left."""

import pytest

from portal.domain.numbering import spell_code
from portal.domain.stages import State
from portal.models import Matter
from portal.services import link, say
from portal.services.limits import WRONG_CODE
from portal.services.say import Draft, raise_matter


@pytest.fixture
def receipt(occasion, town):
    """家里的事: a private matter, with its code."""
    draft = Draft(words="家里老人走失过两次。", area_id=town.building.id, place="7号楼2单元301", private=True)
    return raise_matter(occasion("nobody"), draft)


@pytest.fixture
def follower(client, receipt):
    """A browser in which the code was given."""
    given = {"number": receipt.matter.number, "code": spell_code(receipt.code)}
    assert client.submit("/track", given).location == f"/track/{receipt.matter.number}"
    return client


def test_the_proposer_reads_what_was_written_and_answered_whole(follower, receipt, occasion):
    say.answer(occasion("worker"), receipt.matter, "请打13800138000找社工。")
    page = follower.get(f"/track/{receipt.matter.number}").text
    assert "家里老人走失过两次。" in page
    assert "7号楼2单元301" in page
    assert "请打13800138000找社工。" in page


def test_whoever_has_only_the_number_is_asked_for_the_code(client, receipt):
    response = client.get(f"/track/{receipt.matter.number}")
    assert (response.status_code, response.location) == (303, f"/track?number={receipt.matter.number}")
    assert f'value="{receipt.matter.number}"' in client.get(response.location).text


def test_a_number_that_was_never_given_out_looks_the_same(client, receipt):
    assert client.get("/track/AZ-2026-9999").location == "/track?number=AZ-2026-9999"
    assert client.get("/track/nonsense").location == "/track?number=nonsense"


@pytest.mark.parametrize(
    "given",
    [{"number": "AZ-2026-0001", "code": "AAAA-AAAA-AAAA"}, {"number": "AZ-2026-9999"}, {"number": "x"}],
)
def test_wrong_number_and_wrong_code_get_one_sentence(client, receipt, given):
    response = client.submit("/track", {"code": spell_code(receipt.code)} | given)
    assert response.status_code == 422
    assert "编号和查询码对不上，请照着回执再输一次" in response.text


def test_guessing_is_stopped(client, receipt):
    for _ in range(WRONG_CODE.times):
        client.submit("/track", {"number": receipt.matter.number, "code": "AAAA"})
    right = {"number": receipt.matter.number, "code": receipt.code}
    stopped = client.submit("/track", right)
    assert stopped.status_code == 422
    assert "请过一会儿再来" in stopped.text


def test_an_opened_matter_is_open_in_this_browser_only(follower, portal, receipt):
    number = receipt.matter.number
    assert follower.get(f"/track/{number}").status_code == 200
    assert portal.test_client().get(f"/track/{number}").status_code == 303


def test_leaving_closes_it(follower, receipt):
    left = follower.submit(f"/track/{receipt.matter.number}", {}, to="/track/leave")
    assert (left.status_code, left.location) == (303, "/")
    assert follower.get(f"/track/{receipt.matter.number}").status_code == 303


def test_who_is_signed_in_needs_no_code_for_an_own_matter(client_of, occasion, town):
    matter = raise_matter(occasion("resident"), Draft(words="路灯坏了。", area_id=town.grid.id)).matter
    assert client_of("resident").get(f"/track/{matter.number}").status_code == 200
    assert client_of("other_resident").get(f"/track/{matter.number}").status_code == 303


def test_with_the_code_a_matter_is_taken_back_after_one_was_asked_once(follower, receipt):
    number = receipt.matter.number
    assert f'href="/track/{number}/withdraw"' in follower.get(f"/track/{number}").text
    asked = follower.get(f"/track/{number}/withdraw").text
    assert "要撤回这件事吗？" in asked
    assert Matter.get_by_id(receipt.matter.id).state is State.RECEIVED
    assert follower.submit(f"/track/{number}/withdraw", {}).location == f"/track/{number}"
    assert Matter.get_by_id(receipt.matter.id).state is State.WITHDRAWN


def test_without_the_code_nobody_takes_it_back(client, receipt):
    response = client.submit("/track", {}, to=f"/track/{receipt.matter.number}/withdraw")
    assert response.location == f"/track?number={receipt.matter.number}"
    assert Matter.get_by_id(receipt.matter.id).state is State.RECEIVED


def test_an_answered_matter_offers_rating_and_no_taking_back(follower, receipt, occasion):
    say.answer(occasion("worker"), receipt.matter, "社工明天上门。")
    page = follower.get(f"/track/{receipt.matter.number}").text
    assert f"/matters/{receipt.matter.number}/rate" in page
    assert "/withdraw" not in page


def test_a_merged_matter_leads_to_the_one_it_was_merged_into(client, occasion, town, lamp):
    twin = raise_matter(occasion("nobody"), Draft(words="7号楼前灯不亮。", area_id=town.grid.id))
    link.merge(occasion("worker"), twin.matter, lamp)
    client.submit("/track", {"number": twin.matter.number, "code": twin.code})
    assert f'href="/matters/{lamp.number}"' in client.get(f"/track/{twin.matter.number}").text
