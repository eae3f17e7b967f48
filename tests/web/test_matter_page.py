"""One matter for everybody: what was agreed, who does it by when, and its whole road."""

import io
import re
from datetime import datetime

import pytest
from PIL import Image

from portal.domain.rating import Score
from portal.models import Matter
from portal.services import extend, handle, link, places, publish, rate, say
from portal.services.handle import Order
from portal.services.photos import read_pictures
from portal.services.say import Draft
from tests.lively import RAISED, Lively, lively

MOST_QUERIES = 6


@pytest.fixture
def board(town, occasion) -> Lively:
    return lively(town, occasion)


def page_of(client, matter):
    response = client.get(f"/matters/{matter.number}")
    assert response.status_code == 200
    return response.text


def seals_in(page):
    """Standing and words of the five seals."""
    items = re.findall(r'<li class="(done|now|ahead|never)".*?</li>', page.split('class="seals"')[1], re.S)
    return items[:5]


def test_it_shows_what_was_agreed_and_who_does_it_by_when(client, board):
    page = page_of(client, board.chargers)
    for words in (
        "电动车充电桩装在哪、谁来管",
        "清华园社区居委会（负责人：王**）",
        "清华园物业",
        "11月20日（15个工作日）",
        "还剩13个工作日",
        "同意9 · 不同意1 · 弃权0",
        f'href="/meetings/{board.held.id}"',
    ):
        assert words in page


def test_a_deadline_in_a_year_whose_holidays_are_not_announced_says_so(client, board):
    assert "放假安排还没公布" in page_of(client, board.chargers)


def test_a_deadline_in_an_announced_year_stands_alone(client, board):
    places.seed_calendar()
    assert "放假安排" not in page_of(client, board.chargers)


def test_a_deadline_that_was_met_moves_no_more(client, board, occasion):
    handle.complete(occasion("worker"), board.chargers, "充电桩装好了。")
    page = page_of(client, board.chargers)
    assert "11月20日（15个工作日）" in page
    assert "放假安排" not in page


def test_what_is_on_an_agenda_says_when_it_is_debated_and_leads_there(client, board):
    listed = page_of(client, board.wall).split("<b>列入议程</b>")[1].split("</li>")[0]
    assert "11月15日上会商量" in listed
    assert f'href="/meetings/{board.ahead.id}"' in listed


def test_the_seals_show_how_far_it_has_come(client, board):
    assert seals_in(page_of(client, board.lamp)) == ["now", "ahead", "ahead", "ahead", "ahead"]
    assert seals_in(page_of(client, board.chargers)) == ["done", "done", "now", "ahead", "ahead"]
    assert seals_in(page_of(client, board.green)) == ["done"] * 5
    assert "不用上会" in page_of(client, board.billboard)
    assert "当场答复" in page_of(client, board.photo)


def days_under_seals(page):
    """The days and visible words of the five seals."""
    items = page.split('class="seals"')[1].split("</ol>")[0].split("<li ")[1:]
    return [re.findall(r"<(?:time [^>]*|span)>([^<]+)<", item) for item in items]


def test_below_a_seal_stands_the_day_on_which_its_step_was_done(client, town, occasion, lamp):
    handle.assign(
        occasion("worker", at=datetime(2026, 11, 4, 9, 0)), lamp, Order(town.committee.id, "王建国", 5)
    )
    handle.complete(occasion("worker", at=datetime(2026, 11, 6, 9, 0)), lamp, "灯亮了。")
    assert days_under_seals(page_of(client, lamp))[2:4] == [["11月6日"], ["11月6日", "等待评价"]]
    rated = occasion("nobody", at=datetime(2026, 11, 9, 9, 0))
    rate.rate_matter(rated, lamp, rate.PROPOSER, Score(5, 5, 5, 5), satisfied=True, shown_code=True)
    seals = days_under_seals(page_of(client, lamp))
    assert seals == [["11月3日"], ["不用上会"], ["11月6日"], ["11月9日"], ["待公开"]]
    words = (lamp.public_title, lamp.public_body, lamp.public_place)
    publish.publish(occasion("secretary", at=datetime(2026, 11, 11, 9, 0)), lamp, *words)
    assert days_under_seals(page_of(client, lamp))[3:] == [["11月9日"], ["11月11日", "办好了"]]


def test_what_is_done_over_shows_no_day_of_a_rating_to_come(client, town, occasion, lamp):
    handle.assign(occasion("worker"), lamp, Order(town.committee.id, "王建国", 5))
    handle.complete(occasion("worker"), lamp, "灯亮了。")
    rated = occasion("nobody", at=datetime(2026, 11, 9, 9, 0))
    rate.rate_matter(rated, lamp, rate.PROPOSER, Score(1, 1, 1, 1), satisfied=False, shown_code=True)
    assert days_under_seals(page_of(client, lamp))[2:] == [["11月9日", "还剩14个工作日"], [], []]


def test_what_was_refused_goes_no_further(client, board):
    assert seals_in(page_of(client, board.refused)) == ["done"] + ["never"] * 4
    assert days_under_seals(page_of(client, board.refused))[1:] == [["不再办"]] * 4


def test_the_road_runs_from_the_newest_to_the_first_step(client, board):
    road = page_of(client, board.green).split('<ol class="road">')[1]
    steps = ["全过程公开", "评价结束，确认办结", "办好了", "议事会形成决议", "列入议程", "居民提出（网上）"]
    places = [road.index(f"<b>{step}</b>") for step in steps]
    assert places == sorted(places)
    assert "“顽童绿地”已经铺好" in road


def test_no_name_of_a_person_leaves_the_house(client, board):
    for matter in (board.chargers, board.green, board.billboard, board.photo, board.lamp):
        page = page_of(client, matter)
        for name in ("王建国", "赵强", "林小雨", "李敏"):
            assert name not in page


def test_phones_and_names_in_the_text_are_masked(client, town, occasion):
    words = "我叫林小雨，路灯坏了，请打13812345678。"
    draft = Draft(words=words, area_id=town.community.id, name="林小雨", phone="13812345678")
    page = page_of(client, say.raise_matter(occasion("nobody"), draft).matter)
    assert "13812345678" not in page
    assert "林小雨" not in page


def test_averages_are_shown_from_the_minimum_count_on(client, board, occasion):
    assert "3人评，综合4.7分，满分5分。" in page_of(client, board.green)
    rated = occasion("nobody", at=datetime(2026, 11, 2, 9, 0))
    rate.rate_matter(rated, board.photo, rate.PROPOSER, Score(2, 5, 5, 5), True, shown_code=True)
    page = page_of(client, board.photo)
    assert "满3人评了，才公开平均分" in page
    assert "<meter" not in page


def test_a_refusal_cites_the_admission_list_and_its_reason(client, board):
    page = page_of(client, board.refused)
    assert "依据议题准入清单：不属于本县和本社区能协商的事" in page
    assert "物业费由业主和物业公司约定。" in page
    assert "我也要附议" not in page


def test_a_merged_matter_points_to_the_one_it_went_into(client, board, occasion):
    draft = Draft(words="7号楼门口黑，路灯不亮", area_id=board.lamp.community_id)
    twin = say.raise_matter(occasion("nobody"), draft).matter
    link.merge(occasion("worker"), twin, board.lamp)
    assert f'href="/matters/{board.lamp.number}"' in page_of(client, twin)
    assert f'href="/matters/{twin.number}"' in page_of(client, Matter.get_by_id(board.lamp.id))


def test_an_explanation_and_an_extension_stand_on_the_road(client, town, occasion, lamp):
    worker, at = occasion("worker"), occasion("worker").now
    handle.assign(worker, lamp, Order(town.committee.id, "王建国", 5))
    asked = extend.ask_extension(worker, lamp, 3, "灯杆要订货。")
    extend.decide_extension(occasion("secretary", at=at), asked, granted=True)
    handle.explain(worker, Matter.get_by_id(lamp.id), "灯杆归电业局，已转告。")
    page = page_of(client, lamp)
    for words in ("想多要3个工作日", "灯杆要订货。", "同意，延到11月13日", "灯杆归电业局，已转告。"):
        assert words in page


def a_photo(now):
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "grey").save(file, "JPEG")
    file.seek(0)
    return read_pictures([file], now.book.limits)


def test_public_photos_are_shown_with_their_matter(client, town, occasion):
    now = occasion("nobody", at=RAISED)
    draft = Draft(words="路灯坏了", area_id=town.community.id, pictures=a_photo(now))
    page = page_of(client, say.raise_matter(now, draft).matter)
    small = re.search(r'<img src="(/photos/[^"]+/small)" width="400" height="300" alt="路灯坏了"', page)[1]
    assert client.get(small).mimetype == "image/jpeg"


def test_a_handlers_photo_stands_where_it_came_and_not_as_what_was_said(client, town, occasion, lamp):
    handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))
    handler = occasion("handler")
    handle.report_progress(handler, lamp, "灯杆已经立好。", a_photo(handler))
    said, road = page_of(client, lamp).split('<ol class="road">')
    assert "<img" not in said
    newest = road.split("</li>\n<li><time")[0]
    assert "灯杆已经立好。" in newest
    assert re.search(r'<a href="/photos/[^"/]+"><img [^>]*alt="照片：有了进展，11月3日"', newest)


def test_the_kiosk_shows_photos_large_and_leads_to_no_picture_alone(client, town, occasion):
    now = occasion("nobody", at=RAISED)
    draft = Draft(words="路灯坏了", area_id=town.community.id, pictures=a_photo(now))
    page = client.get(f"/kiosk/matters/{say.raise_matter(now, draft).matter.number}").text
    assert re.search(r'<li><img src="/photos/[^"/]+"', page)
    assert 'href="/photos/' not in page


def test_what_can_be_supported_offers_it_and_what_can_be_rated_offers_that(client, board):
    assert f'href="/matters/{board.lamp.number}/support"' in page_of(client, board.lamp)
    assert f'href="/matters/{board.photo.number}/rate"' in page_of(client, board.photo)
    assert "/support" not in page_of(client, board.photo)


def test_unknown_private_and_withdrawn_matters_are_one_and_the_same_page(client, town, occasion):
    private = Draft(words="家里的事", area_id=town.community.id, private=True)
    hidden = say.raise_matter(occasion("nobody"), private).matter
    taken_back = say.raise_matter(occasion("nobody"), Draft(words="写错了", area_id=town.community.id)).matter
    say.withdraw(occasion("nobody"), taken_back, shown_code=True)
    responses = [
        client.get(f"/matters/{number}") for number in (hidden.number, taken_back.number, "AZ-2026-9999")
    ]
    assert [response.status_code for response in responses] == [404] * 3
    texts = {re.sub(r"AZ-2026-\d+", "", response.text) for response in responses}
    assert len(texts) == 1


@pytest.mark.parametrize("number", ["x", "AZ-2026-0001'", "%00", "a" * 300, "..", "AZ_2026"])
def test_an_odd_number_is_no_matter(client, board, number):
    assert client.get(f"/matters/{number}").status_code in (400, 404)


@pytest.mark.parametrize("name", ["lamp", "chargers", "green", "refused"])
def test_a_matter_takes_few_queries(client, board, queries_of, name):
    client.get("/privacy")
    with queries_of() as queries:
        page_of(client, getattr(board, name))
    assert 0 < len([query for query in queries if "revision" not in query]) <= MOST_QUERIES


def test_the_kiosk_shows_it_in_its_own_face(client, board):
    page = client.get(f"/kiosk/matters/{board.chargers.number}").text
    assert 'data-face="kiosk"' in page
    assert f'href="/kiosk/matters/{board.chargers.number}/support"' in page
