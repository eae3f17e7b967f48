"""One person supports a matter once; those concerned rate it in four dimensions."""

import re

import pytest

from portal.domain.stages import State
from portal.models import Matter, Rating, Support
from portal.services import handle, say
from portal.services.say import Draft, raise_matter

GOOD = {"attitude": "5", "efficiency": "4", "result": "4", "effect": "5", "satisfied": "yes"}


@pytest.fixture
def receipt(occasion, town):
    return raise_matter(occasion("nobody"), Draft(words="7号楼前的路灯坏了。", area_id=town.building.id))


@pytest.fixture
def answered(receipt, occasion):
    say.answer(occasion("worker"), receipt.matter, "灯泡换好了。")
    return receipt


def opened(client, receipt):
    client.submit("/track?then=rate", {"number": receipt.matter.number, "code": receipt.code})
    return client


def test_a_browser_supports_a_matter_once(client, receipt):
    page = f"/matters/{receipt.matter.number}/support"
    first = client.submit(page, {})
    assert (first.status_code, first.location) == (303, f"/matters/{receipt.matter.number}")
    assert "附议好了，现在有1人附议。" in client.get(first.location).text
    assert '<h1 id="support-title">已附议</h1>' in client.get(page).text
    assert "您已经附议过了。" in client.get(page).text
    client.submit("/track", {}, to=page)
    assert "您已经附议过这件事了，不用再点。" in client.get(first.location).text
    assert Matter.get_by_id(receipt.matter.id).support_count == 1


def test_another_browser_is_another_supporter(client, portal, receipt):
    for browser in (client, portal.test_client()):
        browser.submit(f"/matters/{receipt.matter.number}/support", {})
    assert Matter.get_by_id(receipt.matter.id).support_count == 2


def test_whoever_is_signed_in_supports_by_name_on_whatever_device(client_of, receipt, cast):
    client_of("resident").submit(f"/matters/{receipt.matter.number}/support", {})
    assert Support.get().supporter == f"p:{cast['resident'].person_id}"


def test_reading_the_page_of_support_hands_out_no_browser_cookie(client, receipt):
    client.get(f"/matters/{receipt.matter.number}/support")
    assert client.get_cookie("browser") is None


def test_htmx_takes_the_small_form_in_place(client, receipt):
    headers = {"HX-Request": "true", "HX-Target": "support"}
    block = client.get(f"/matters/{receipt.matter.number}/support", headers=headers).text
    assert 'id="support"' in block
    assert "<html" not in block


@pytest.mark.parametrize("number", ["AZ-2026-9999", "nonsense", "AZ-2026-0001%00"])
def test_a_forged_number_is_not_found(client, receipt, number):
    assert client.get(f"/matters/{number}/support").status_code in (400, 404)


def test_a_private_matter_is_as_unknown_as_a_forged_one(client, occasion, town):
    quiet = Draft(words="家里的事。", area_id=town.grid.id, private=True)
    matter = raise_matter(occasion("nobody"), quiet).matter
    assert client.get(f"/matters/{matter.number}/support").status_code == 404


def test_what_was_answered_takes_no_more_support(client, answered):
    page = client.get(f"/matters/{answered.matter.number}/support").text
    assert "这件事已经办到后面了，不用再附议。" in page


def test_the_proposer_comes_by_code_and_rates(client, answered):
    number = answered.matter.number
    given = client.submit("/track?then=rate", {"number": number, "code": answered.code})
    assert given.location == f"/matters/{number}/rate"
    assert client.submit(given.location, GOOD | {"words": "很快。"}).location == f"/track/{number}"
    rating = Rating.get()
    assert (rating.rater, rating.attitude, rating.efficiency, rating.satisfied) == ("proposer", 5, 4, True)
    assert Matter.get_by_id(answered.matter.id).state is State.SETTLED


def test_dissatisfaction_opens_rectification(client, answered):
    bad = GOOD | {"result": "1", "satisfied": "no", "words": "昨晚又灭了。"}
    opened(client, answered).submit(f"/matters/{answered.matter.number}/rate", bad)
    assert Matter.get_by_id(answered.matter.id).state is State.RECTIFYING


def test_what_was_not_rated_is_named_and_what_was_stays(client, answered):
    half = {"attitude": "5", "words": "很快。"}
    response = opened(client, answered).submit(f"/matters/{answered.matter.number}/rate", half)
    assert response.status_code == 422
    for sentence in ("请评一评效率", "请评一评结果", "请评一评效果", "请选满意还是不满意"):
        assert sentence in response.text
    assert "请评一评态度" not in response.text
    assert "很快。</textarea>" in response.text
    assert Rating.select().count() == 0


@pytest.mark.parametrize("grade", ["0", "6", "5.5", "很好", "-1"])
def test_a_forged_grade_is_refused(client, answered, grade):
    forged = opened(client, answered).submit(
        f"/matters/{answered.matter.number}/rate", GOOD | {"attitude": grade}
    )
    assert forged.status_code == 422
    assert Rating.select().count() == 0


def test_one_rates_once(client, answered):
    page = f"/matters/{answered.matter.number}/rate"
    opened(client, answered).submit(page, GOOD)
    again = client.submit("/track", GOOD, to=page)
    assert again.status_code == 422
    assert "您已经评过这件事了，谢谢" in again.text


def test_who_has_rated_is_told_when_and_gets_no_form_again(client, answered):
    page, own = (f"/{room}/{answered.matter.number}" for room in ("matters", "track"))
    opened(client, answered).submit(f"{page}/rate", GOOD)
    again = client.get(f"{page}/rate").text
    assert "您是2026年11月3日评的。" in again
    assert "<form" not in again.split("<main")[1]
    followed = client.get(own).text
    assert "您11月3日评过了，谢谢。" in followed
    assert f'href="{page}/rate"' not in followed


def test_after_rectification_the_form_is_open_again(client, answered, occasion):
    bad = GOOD | {"satisfied": "no", "words": "昨晚又灭了。"}
    page = f"/matters/{answered.matter.number}/rate"
    opened(client, answered).submit(page, bad)
    handle.complete(occasion("worker"), Matter.get_by_id(answered.matter.id), "换了新灯。")
    assert "办得快不快？" in client.get(page).text


@pytest.mark.parametrize(
    "unhappy", [{"satisfied": "no"}, {"attitude": "1", "efficiency": "1", "result": "1"}]
)
def test_whoever_is_not_satisfied_is_asked_why(client, answered, unhappy):
    page = f"/matters/{answered.matter.number}/rate"
    asked = opened(client, answered).submit(page, GOOD | unhappy)
    assert asked.status_code == 422
    assert "请写一写哪里没办好，一句话也行，好让他们重新办" in asked.text
    assert Rating.select().count() == 0


def test_whoever_is_not_satisfied_is_told_by_when_it_is_done_over(client, answered):
    bad = GOOD | {"satisfied": "no", "words": "昨晚又灭了。"}
    told = opened(client, answered).submit(f"/matters/{answered.matter.number}/rate", bad)
    assert "这件事马上重新整改，2026年11月17日以前办好，再请您来评。" in client.get(told.location).text


def test_before_anybody_supports_it_nobody_is_counted(client, receipt):
    page = client.get(f"/matters/{receipt.matter.number}/support").text
    assert "还没有人附议。" in page
    assert "0人" not in page


def test_a_supporter_rates_too(client, receipt, occasion):
    client.submit(f"/matters/{receipt.matter.number}/support", {})
    say.answer(occasion("worker"), Matter.get_by_id(receipt.matter.id), "灯泡换好了。")
    rated = client.submit(f"/matters/{receipt.matter.number}/rate", GOOD)
    assert rated.location == f"/matters/{receipt.matter.number}"
    assert Rating.get().rater == Support.get().supporter


def test_whoever_neither_raised_nor_supported_is_asked_for_the_code(client, answered):
    number = answered.matter.number
    there = client.get(f"/matters/{number}/rate")
    assert (there.status_code, there.location) == (303, f"/track?number={number}&then=rate")
    assert client.submit("/track", GOOD, to=f"/matters/{number}/rate").status_code == 303
    assert Rating.select().count() == 0


def test_before_it_is_done_there_is_nothing_to_rate(client, receipt):
    page = opened(client, receipt).get(f"/matters/{receipt.matter.number}/rate").text
    assert "还不能打分" in page


def test_while_a_matter_waits_for_ratings_its_proposer_reads_until_when(client, answered):
    page = opened(client, answered).get(f"/track/{answered.matter.number}").text
    assert re.search(r"<dt>评价</dt>\s*<dd>到2026年\d+月\d+日为止</dd>", page)
