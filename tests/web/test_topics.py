"""Topics before their meeting: the pool in the office and on the board, grading, preparation, refusing."""

import re
from datetime import date

import pytest

from portal.domain.stages import Action, State
from portal.domain.terms import Channel, Reach, Urgency
from portal.models import Matter, MatterEvent, TopicOption
from portal.services import agenda, say
from portal.services.grade import grade
from portal.services.prepare import add_option, prepare
from portal.services.say import Draft
from tests.web.conftest import form_of


@pytest.fixture
def meeting(occasion, town):
    """The meeting of 15 December, whose agenda closes on the 5th."""
    return agenda.plan_meetings(occasion("worker"), town.community, date(2026, 12, 15))[-1]


@pytest.fixture
def pool(occasion, town, lamp):
    """Three topics: the lamp, the lift of which many complain, and what came by telephone."""
    lift = say.raise_matter(occasion(), Draft("电梯老是停。", town.building.id)).matter
    call = Draft("垃圾清得慢。", town.building.id, channel=Channel.PHONE)
    phoned = say.raise_matter(occasion("worker"), call).matter
    for number in range(3):
        say.support(occasion(), lift, f"b:{number}")
    topics = [lamp, lift, phoned]
    for matter in topics:
        say.pool(occasion("worker"), matter)
    return topics


def tap(browser, page, to, **fields):
    token = form_of(browser.get(page).text)[1]
    return browser.post(to, data={"csrf_token": token, **fields})


def states(topics):
    return [Matter.get_by_id(topic.id).state for topic in topics]


def test_the_pool_says_where_topics_came_from_and_what_is_urgent_stands_first(client_of, pool, occasion):
    grade(occasion("worker"), pool[2], Urgency.URGENT, Reach.ESTATE)
    page = client_of("worker").get("/office/topics").text
    assert page.index("垃圾清得慢") < page.index("电梯老是停") < page.index("7号楼前的路灯坏了")
    assert "11月5日 09:30前开始办" in page
    assert "电话" in page
    assert "已进入诉讼、仲裁、行政复议或纪检程序的事" in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("channel=phone", "垃圾清得慢", "电梯老是停"),
        ("supports=3", "电梯老是停", "垃圾清得慢"),
        ("urgency=pressing", "垃圾清得慢", "电梯老是停"),
        ("channel=pigeon&supports=x&waits=0&category=9", "电梯老是停", "没有这样的事在等"),
    ],
)
def test_the_pool_is_narrowed(client_of, pool, occasion, asked, there, not_there):
    grade(occasion("worker"), pool[2], Urgency.PRESSING, Reach.ESTATE)
    page = client_of("worker").get(f"/office/topics?{asked}").text
    assert there in page
    assert not_there not in page


def test_what_came_today_has_not_waited_a_week(client_of, pool):
    assert "没有这样的事在等" in client_of("worker").get("/office/topics?waits=7").text


def test_one_topic_is_listed_by_one_tap(client_of, pool, meeting):
    answer = tap(
        client_of("worker"),
        "/office/topics",
        "/office/topics/take-up",
        meeting=meeting.id,
        only=pool[1].number,
    )
    assert answer.status_code == 303
    assert states(pool) == [State.POOLED, State.ON_AGENDA, State.POOLED]


def test_several_topics_are_listed_at_once(client_of, pool, meeting):
    worker = client_of("worker")
    chosen = [pool[0].number, pool[2].number]
    tap(worker, "/office/topics", "/office/topics/take-up", meeting=meeting.id, topic=chosen, then="list")
    assert states(pool) == [State.ON_AGENDA, State.POOLED, State.ON_AGENDA]
    assert "2件已列入12月15日的议程" in worker.get("/office/topics").text


def test_of_several_topics_all_are_listed_or_none(client_of, pool, meeting, occasion):
    say.answer(occasion("worker"), pool[2], "已经清了。")
    chosen = [pool[0].number, pool[2].number]
    answer = tap(
        client_of("worker"), "/office/topics", "/office/topics/take-up", meeting=meeting.id, topic=chosen
    )
    assert answer.status_code == 409
    assert states(pool) == [State.POOLED, State.POOLED, State.RATING]


@pytest.mark.parametrize("number", ["2147483648", "9" * 30, "x"])
def test_a_meeting_that_cannot_be_is_not_found(client_of, pool, number):
    taken = {"meeting": number, "only": pool[0].number}
    answer = tap(client_of("worker"), "/office/topics", "/office/topics/take-up", **taken)
    assert answer.status_code == 404


def test_who_chose_nothing_is_told(client_of, pool, meeting):
    worker = client_of("worker")
    tap(worker, "/office/topics", "/office/topics/take-up", meeting=meeting.id, then="list")
    assert "还没有选议题，请先勾上" in worker.get("/office/topics").text


def test_several_topics_are_refused_by_an_entry_of_the_list(client_of, pool):
    worker, chosen = client_of("worker"), [pool[0].number, pool[2].number]
    led = tap(worker, "/office/topics", "/office/topics/take-up", topic=chosen, then="refuse")
    assert led.location == f"/office/topics/refuse?topic={chosen[0]}&topic={chosen[1]}"
    assert "这2件" in worker.get(led.location).text
    unsaid = tap(worker, led.location, led.location, text="请找物业。", entry="")
    assert unsaid.status_code == 422
    tap(worker, led.location, led.location, text="请找物业。", entry="in_procedure")
    assert states(pool) == [State.REFUSED, State.POOLED, State.REFUSED]
    told = [event.data["entry"] for event in MatterEvent.select().where(MatterEvent.action == Action.REFUSE)]
    assert told == ["in_procedure", "in_procedure"]


def test_nobody_refuses_the_topics_of_another_community(client_of, pool):
    assert client_of("stranger").get(f"/office/topics/refuse?topic={pool[0].number}").status_code == 403


def test_the_board_shows_what_waits_and_where_it_came_from(client, pool, meeting):
    page = client.get("/topics").text
    assert page.index("电梯老是停") < page.index("垃圾清得慢")
    assert "3人附议" in page
    assert "下次议事日：2026年12月15日" in page or "下次议事日：2026年11月" in page


def test_a_familys_matter_waits_on_no_board(client, occasion, town):
    draft = Draft("家里的事要调解。", town.building.id, private=True)
    say.raise_matter(occasion(), draft)
    assert "家里的事要调解" not in client.get("/topics").text


def test_a_matter_is_graded_in_the_office_and_everybody_reads_it(client, client_of, lamp):
    worker, page = client_of("worker"), f"/office/matters/{lamp.number}/grade"
    answer = tap(worker, page, page, urgency="urgent", reach="estate", then="matter")
    assert answer.status_code == 303
    office = worker.get(f"/office/matters/{lamp.number}").text
    assert "11月5日 09:30前开始办" in office
    public = client.get(f"/matters/{lamp.number}").text
    assert "48小时内开始办，最晚11月5日 09:30" in public
    assert "定轻重缓急" in public


def test_the_grade_fills_in_the_form_of_assignment(client_of, lamp, occasion):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.COMMUNITY)
    page = client_of("worker").get(f"/office/matters/{lamp.number}/assign").text
    (days,) = re.findall(r'<input[^>]*name="working_days"[^>]*>', page)
    (joint,) = re.findall(
        r'<input[^>]*name="mode"[^>]*value="joint"[^>]*>|<input[^>]*value="joint"[^>]*>', page
    )
    assert 'value="3"' in days
    assert "checked" in joint


def test_a_topic_is_prepared_with_its_options_and_one_is_taken_back(client_of, lamp):
    worker, page = client_of("worker"), f"/office/matters/{lamp.number}/prepare"
    ways = "换灯泡\r\n\r\n换太阳能灯"
    tap(worker, page, page, notes="灯杆是物业的。", asked="物业", options=ways, then="matter")
    assert [option.text for option in TopicOption.select()] == ["换灯泡", "换太阳能灯"]
    shown = worker.get(page).text
    assert "问过物业" in shown
    first = TopicOption.get(TopicOption.position == 1)
    tap(worker, page, f"/office/matters/{lamp.number}/options/{first.id}/withdraw")
    assert TopicOption.get_by_id(first.id).withdrawn_at is not None
    assert "换灯泡<" not in worker.get(page).text.split("摆上的办法")[1].split("原话")[0]


def test_of_another_matter_no_option_is_taken_back(client_of, pool, occasion):
    option = add_option(occasion("worker"), pool[0], "换灯泡")
    worker, page = client_of("worker"), f"/office/matters/{pool[1].number}/prepare"
    assert (
        tap(worker, page, f"/office/matters/{pool[1].number}/options/{option.id}/withdraw").status_code == 404
    )
    assert TopicOption.get_by_id(option.id).withdrawn_at is None


def test_the_public_agenda_shows_what_was_found_out(client, client_of, pool, meeting, occasion):
    prepare(occasion("worker"), pool[1], "配件要等两周。", "维保公司")
    add_option(occasion("worker"), pool[1], "换一家维保")
    agenda.list_topic(occasion("worker"), Matter.get_by_id(pool[1].id), meeting)
    address = f"/meetings/{meeting.id}"
    assert "配件要等两周" not in client.get(address).text
    assert "已会前小议 1个办法" in " ".join(client_of("worker").get(f"/office{address}").text.split())
    agenda.publish_agenda(occasion("secretary"), meeting)
    page = client.get(address).text
    assert "配件要等两周" in page
    assert "问过维保公司" in page
    assert "换一家维保" in page
