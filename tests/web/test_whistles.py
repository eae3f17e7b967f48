"""吹哨报到 and 预警 as those meet them who call, who come, who are warned, and who only read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.early_warning import RiskEnd
from portal.domain.terms import MatterKind
from portal.models import EarlyWarning, Notice, Person, WhistleCall
from portal.models.whistles import CheckInWay
from portal.services import say, warn, whistle
from portal.services.contacts import phone_columns
from portal.services.say import Draft
from portal.web.notices import news_of
from tests.conftest import MORNING
from tests.web.ground import open_hall
from tests.web.page_lint import read

AN_HOUR = timedelta(hours=1)
WORDS = "消防通道又被堵死，请来人一起清。"


@pytest.fixture
def hall(town, occasion):
    return open_hall(town, occasion)


@pytest.fixture
def called(town, occasion, hall):
    """The city management is called to the hall."""
    city = [town.city_management.id]
    blown = whistle.blow(occasion("worker"), town.community, city, WORDS, venue_id=hall.id)
    return WhistleCall.get(WhistleCall.whistle == blown)


@pytest.fixture
def risk(town, occasion):
    draft = Draft("7号楼外墙瓷砖要掉。", town.building.id, place="7号楼", kind=MatterKind.RISK)
    return EarlyWarning.get(EarlyWarning.matter == say.raise_matter(occasion(), draft).matter)


def text_of(response):
    return read(response.text).all("main")[0].text


def test_a_worker_whistles_from_a_matter_and_everybody_reads_it(client, client_of, lamp, town):
    page = f"/office/matters/{lamp.number}/whistle"
    worker = client_of("worker")
    assert page in worker.get(f"/office/matters/{lamp.number}").text
    typed = {
        "organisations": str(town.city_management.id),
        "text": WORDS,
        "place": "7号楼前",
        "venue": "",
        "urgent": "y",
    }
    assert worker.submit(page, typed).status_code == 303
    read_by_all = text_of(client.get(f"/matters/{lamp.number}"))
    assert "社区吹哨，请部门到场" in read_by_all
    assert "紧急：请城管中队在11月3日 11:30前到场" in read_by_all
    assert WORDS in read_by_all


def test_a_worker_whistles_about_nothing_that_was_raised(client_of, town):
    typed = {"organisations": str(town.city_management.id), "text": WORDS, "place": "东门", "venue": ""}
    worker = client_of("worker")
    sent = worker.submit("/office/whistles/new", typed | {"community": str(town.community.id)})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/office/whistles")
    assert "还剩24小时" in text_of(worker.get("/office/whistles"))
    assert client_of("handler").get("/office/whistles/new").status_code == 403


def test_the_department_comes_and_the_community_rates_it(client_of, called):
    worker, handler = client_of("worker"), client_of("handler")
    there = f"/office/whistles/calls/{called.id}"
    assert "等我们报到的" in text_of(handler.get("/office/whistles"))
    assert handler.submit(f"{there}/check-in", {"text": "来了四个人"}).status_code == 303
    assert handler.submit(f"{there}/progress", {"text": "清了一半"}).status_code == 303
    listed = text_of(worker.get("/office/whistles"))
    assert all(words in listed for words in ("来了四个人", "清了一半", "按时报到", "确认来过"))
    assert worker.submit(f"{there}/confirm", {"rating": "4", "text": "来得快"}).status_code == 303
    assert "社区打了4分（满分5分）" in text_of(handler.get("/office/whistles"))


def test_the_second_to_check_in_is_told_so_and_keeps_what_was_typed(client_of, called, occasion):
    handler = client_of("handler")
    whistle.check_in(occasion("handler"), called, "我先到了")
    late = handler.submit(f"/office/whistles/calls/{called.id}/check-in", {"text": "我也到了"})
    assert late.status_code == 409
    assert "我也到了" in late.text


def test_where_nobody_was_seen_the_department_is_waited_for_again(client_of, called, occasion):
    whistle.check_in(occasion("handler"), called, "到了")
    told = {"text": "等到十点没有见到人"}
    there = f"/office/whistles/calls/{called.id}/reject"
    assert client_of("worker").submit(there, told).status_code == 303
    assert "我来报到" in text_of(client_of("handler").get("/office/whistles"))


def test_a_worker_calls_a_whistle_off_and_everybody_concerned_reads_why(
    client, client_of, occasion, lamp, town
):
    city = [town.city_management.id]
    blown = whistle.blow(occasion("worker"), town.community, city, WORDS, "7号楼前", matter=lamp)
    worker, page = client_of("worker"), f"/office/whistles/{blown.id}/call-off"
    assert page in worker.get("/office/whistles").text
    assert worker.submit(page, {"text": "看错了楼号。"}).status_code == 303
    assert page not in worker.get("/office/whistles").text
    public = text_of(client.get(f"/matters/{lamp.number}"))
    assert all(words in public for words in ("社区取消了吹哨，部门不用来了", "看错了楼号。"))
    theirs = text_of(client_of("handler").get("/office/whistles"))
    assert all(words in theirs for words in ("已取消：看错了楼号。", "不用来了"))
    assert "我来报到" not in theirs
    assert "没有吹过哨" in text_of(client.get("/whistles?period=2026Q4"))


def test_a_whistle_to_which_somebody_came_is_not_called_off_and_what_was_typed_stays(
    client_of, called, occasion
):
    page = f"/office/whistles/{called.whistle_id}/call-off"
    worker = client_of("worker")
    whistle.check_in(occasion("handler"), called, "到了")
    late = worker.submit(page, {"text": "看错了楼号。"})
    assert (late.status_code, "看错了楼号。" in late.text) == (409, True)
    assert "已经有部门报到了" in text_of(late)
    assert client_of("stranger").get(page).status_code == 404


def test_a_call_is_shown_to_nobody_else(client_of, called):
    there = f"/office/whistles/calls/{called.id}"
    stranger = client_of("stranger")
    assert stranger.get(f"{there}/confirm").status_code == 404
    assert "还没有吹过哨" in text_of(stranger.get("/office/whistles"))


def test_scanning_the_poster_lets_the_department_check_in(client, client_of, called, hall):
    handler, page = client_of("handler"), f"/office/check-in/{hall.code}"
    poster = f"/say?venue={hall.code}"
    assert page in handler.get(poster).text
    for other in (client, client_of("worker"), client_of("resident")):
        assert page not in other.get(poster).text
    assert handler.submit(page, {"text": "到了"}).status_code == 303
    assert WhistleCall.get_by_id(called.id).way is CheckInWay.VENUE_CODE
    assert page not in handler.get(poster).text
    assert "没有等你们报到的哨" in text_of(handler.get(page))


def test_the_page_of_a_venue_offers_to_check_in_to_those_who_may(client, client_of, hall):
    page, offered, sign_in = (
        f"/places/{hall.code}",
        f"/office/check-in/{hall.code}",
        "部门工作人员登录以后报到",
    )
    told = "社区吹哨叫来的部门，到了也在这里报到"
    handler, resident, reader = (
        text.get(page).text for text in (client_of("handler"), client_of("resident"), client)
    )
    assert (offered in handler, told in handler) == (True, False)
    assert (offered in resident, told in resident, sign_in in resident) == (False, True, False)
    assert (offered in reader, told in reader, sign_in in reader) == (False, True, True)
    assert f'href="/sign-in?next={page}"' in reader
    assert told not in client.get(f"/kiosk{page}").text


def test_how_departments_respond_is_public_and_honest_when_few(client, called, occasion):
    assert "还没到时间" in text_of(client.get("/whistles?period=2026Q4"))
    call = whistle.check_in(occasion("handler", MORNING + 3 * AN_HOUR), called, "到了")
    whistle.confirm(occasion("worker", MORNING + 4 * AN_HOUR), call, 5)
    page = text_of(client.get("/whistles?period=2026"))
    assert all(words in page for words in ("城管中队", "100%（1/1）", "3.0小时", "才1次，不算平均"))
    assert "没有吹过哨" in text_of(client.get("/whistles?period=2025Q4"))
    table = client.get("/data/whistles.csv?period=2026Q4").data.decode("utf-8-sig").splitlines()
    assert table[1] == "城管中队,1,1,1,100.0,3.0,1,"


def test_whoever_was_warned_takes_notice_with_one_tap(client, client_of, risk):
    worker, tap = client_of("worker"), f"/office/warnings/{risk.id}/acknowledge"
    assert worker.submit("/office/warnings", {}, to=tap).status_code == 303
    page = text_of(worker.get("/office/warnings"))
    assert "已收到" in page
    assert tap not in worker.get("/office/warnings").text
    told = text_of(client.get(f"/matters/{risk.matter.number}"))
    assert all(words in told for words in ("风险预警", "马上告诉了：网格员、社区", "社区已收到"))


def test_how_a_risk_ended_is_on_its_road_and_in_the_figures(client, client_of, risk):
    typed = {"end": "early", "text": "拉了警戒线，当天铲掉了。"}
    page = f"/office/warnings/{risk.id}/settle"
    assert client_of("grid_member").submit(page, typed).status_code == 303
    told = text_of(client.get(f"/matters/{risk.matter.number}"))
    assert all(words in told for words in ("风险已了结", "化解在萌芽", "拉了警戒线，当天铲掉了。"))
    figures = text_of(client.get("/warnings?period=2026Q4"))
    assert "100%" in figures
    assert client_of("worker").submit(page, {}).status_code == 422


def test_a_risk_of_somebody_elses_area_is_none_of_ones_business(client_of, risk):
    stranger = client_of("stranger")
    assert stranger.get(f"/office/warnings/{risk.id}/settle").status_code == 404
    assert "没有发给您的预警" in text_of(stranger.get("/office/warnings"))


def test_a_warning_of_a_private_matter_names_its_number_alone(client_of, town, occasion):
    draft = Draft("邻居家里吵得厉害。", town.building.id, kind=MatterKind.RISK, private=True)
    number = say.raise_matter(occasion(), draft).matter.number
    page = client_of("worker").get("/office/warnings").text
    assert number in page
    assert "吵得厉害" not in page


def test_the_words_of_notices_are_those_of_a_neighbour(portal, called, risk, occasion, cast):
    Person.update(**phone_columns("13800138000")).where(Person.id == cast["handler"].person_id).execute()
    late = replace(occasion("nobody"), now=MORNING + 25 * AN_HOUR)
    assert whistle.remind_late(late) == 1
    with portal.test_request_context():
        words = news_of(Notice.select().order_by(Notice.id.desc()).get())
    assert words.startswith("清华园社区11月4日 09:30前等着报到，还没有人来：")
    whistle.call_off(occasion("worker"), called.whistle, "看错了楼号。")
    with portal.test_request_context():
        words = news_of(Notice.select().order_by(Notice.id.desc()).get())
    assert words == "清华园社区取消了吹哨，不用到居民议事厅去了。看错了楼号。"


def test_settling_is_offered_until_it_is_settled(client_of, risk, occasion):
    settle = f"/office/warnings/{risk.id}/settle"
    worker = client_of("worker")
    assert settle in worker.get("/office/warnings").text
    warn.settle_warning(occasion("worker"), risk, RiskEnd.NO_RISK, "是装饰条，已加固。")
    assert settle not in worker.get("/office/warnings").text
    told = text_of(worker.get("/office/warnings"))
    assert "没有发给您的预警" in told
    for words in ("已经了结 1", "看过了，没有风险", "11月3日", "是装饰条，已加固。"):
        assert words in told


def test_the_desk_says_who_is_waited_for(client_of, called, risk, occasion):
    handler, worker = client_of("handler"), client_of("worker")
    assert "1等我们报到" in text_of(handler.get("/office"))
    assert "1预警没点收到" in text_of(worker.get("/office"))
    whistle.check_in(occasion("handler"), called, "到了")
    warn.acknowledge(occasion("worker"), risk)
    assert "等我们报到" not in text_of(handler.get("/office"))
    assert "预警没点收到" not in text_of(worker.get("/office"))


def test_an_officer_sees_the_hot_matters_of_the_own_area_with_one_tap_to_each(client_of, lamp, occasion):
    say.support(occasion(at=MORNING - AN_HOUR), lamp, "b:1")
    link = f"/office/matters/{lamp.number}"
    assert link in client_of("worker").get("/office/hot").text
    for other in ("stranger", "handler"):
        assert "近来没有人附议" in text_of(client_of(other).get("/office/hot"))
