"""Work from above: sent, answered by the list, and public with its figures."""

import pytest

from portal.domain.admission import NOT_LISTED
from portal.models import Task
from portal.models.tasks import TaskState
from portal.services.tasks import TaskDraft, refuse_task, send_task
from tests.web.conftest import form_of

SURVEY = TaskDraft("填报楼道照明台账", "每周一把台账表填好报来。")


@pytest.fixture
def task(occasion, town):
    (sent,) = send_task(occasion("street_officer"), [town.community], SURVEY)
    return sent


def tap(browser, page, to, **fields):
    token = form_of(browser.get(page).text)[1]
    return browser.post(to, data={"csrf_token": token, **fields})


def state_of(task):
    return Task.get_by_id(task.id).state


def test_the_street_sends_a_task_to_its_communities(client_of, town):
    street, page = client_of("street_officer"), "/office/tasks/send"
    chosen = [str(town.community.id), str(town.neighbour.id)]
    answer = tap(street, page, page, communities=chosen, title=SURVEY.title, text=SURVEY.text)
    assert answer.location == "/office/tasks"
    assert [task.sender for task in Task.select()] == ["府城镇", "府城镇"]
    assert "已派给2个社区" in street.get("/office/tasks").text


def test_nobody_sends_a_task_to_a_community_out_of_reach(client_of, town):
    street, page = client_of("street_officer"), "/office/tasks/send"
    answer = tap(street, page, page, communities=[str(town.street.id)], title="表", text="填表。")
    assert answer.status_code == 422
    assert Task.select().count() == 0


def test_the_community_takes_it_on(client_of, task):
    page = f"/office/tasks/{task.id}"
    assert tap(client_of("worker"), page, f"{page}/take-on").status_code == 303
    assert state_of(task) is TaskState.TAKEN_ON


def test_the_community_sends_it_back_by_an_entry(client, client_of, task):
    secretary, page = client_of("secretary"), f"/office/tasks/{task.id}"
    unsaid = tap(secretary, page, f"{page}/refuse", reason="上周刚报过。", entry="by_law")
    assert unsaid.status_code == 422
    assert "上周刚报过。" in unsaid.text
    tap(secretary, page, f"{page}/refuse", reason="上周刚报过。", entry="ledgers")
    assert state_of(task) is TaskState.REFUSED
    public = client.get("/publicity/tasks").text
    assert "填报楼道照明台账" in public
    assert "重复报表、台账和打卡留痕" in public
    assert "上周刚报过。" in public
    assert "每周一把台账表填好报来" not in public


def test_who_comes_too_late_keeps_what_was_typed(client_of, occasion, task):
    secretary, page = client_of("secretary"), f"/office/tasks/{task.id}"
    token = form_of(secretary.get(page).text)[1]
    refuse_task(occasion("worker"), task, "清单里没有。", NOT_LISTED)
    said = {"csrf_token": token, "reason": "上周刚报过。", "entry": "ledgers"}
    answer = secretary.post(f"{page}/refuse", data=said)
    assert answer.status_code == 422
    assert "上周刚报过。" in answer.text
    assert "这项工作已经有了答复" in answer.text


def test_the_sender_takes_it_back_with_a_reason(client_of, task):
    street, page = client_of("street_officer"), f"/office/tasks/{task.id}"
    assert tap(street, page, f"{page}/take-back", reason="").status_code == 422
    tap(street, page, f"{page}/take-back", reason="重复了，不用报了。")
    assert state_of(task) is TaskState.TAKEN_BACK
    assert "重复了，不用报了。" in street.get("/office/tasks").text


def test_a_task_is_read_by_those_whom_it_concerns(client_of, task):
    for who, status in (("worker", 200), ("handler", 200)):
        assert client_of(who).get(f"/office/tasks/{task.id}").status_code == status
    stranger = client_of("stranger")
    assert stranger.get(f"/office/tasks/{task.id}").status_code == 403
    assert "填报楼道照明台账" not in stranger.get("/office/tasks").text


def test_the_figures_count_what_became_of_each(client, occasion, town, task):
    send_task(occasion("handler"), [town.neighbour], TaskDraft("给窗口点赞", "每天点一次。"))
    refuse_task(occasion("secretary"), task, "清单里没有。", NOT_LISTED)
    page = " ".join(client.get("/publicity/tasks").text.split())
    assert '<b class="nums">2</b>件派下来' in page
    assert '<b class="nums">1</b>件退回了' in page
    assert "清单里没有哪一条允许派" in page
    only = client.get(f"/publicity/tasks?community={town.neighbour.id}").text
    assert '<b class="nums">0</b>件退回了' in only
    assert "填报楼道照明台账" not in only
