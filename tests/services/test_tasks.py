"""Work from above: sent to communities, taken on, sent back by the list, taken back by the sender."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.domain.admission import NOT_LISTED
from portal.domain.notices import NoticeKind
from portal.domain.refusal import Rule
from portal.models import Notice, NoticeGroup, Task
from portal.models.rules import ListName
from portal.models.tasks import TaskState
from portal.queries.lists import book_in_force
from portal.services.lists import mend_line
from portal.services.tasks import TaskDraft, refuse_task, send_task, take_back, take_on
from tests.conftest import MORNING
from tests.refusals import rule_of

SURVEY = TaskDraft("填报楼道照明台账", "每周一把台账表填好报来。", date(2026, 11, 20))
LATER = datetime(2026, 11, 4, 10)


@pytest.fixture
def task(occasion, town):
    (sent,) = send_task(occasion("street_officer"), [town.community], SURVEY)
    return sent


def test_a_task_goes_to_several_communities_and_each_answers_for_itself(occasion, town):
    sent = send_task(occasion("street_officer"), [town.community, town.neighbour, town.community], SURVEY)
    assert [(task.community.name, task.sender, task.state) for task in sent] == [
        ("清华园社区", "府城镇", TaskState.WAITING), ("和川社区", "府城镇", TaskState.WAITING),
    ]  # fmt: skip
    take_on(occasion("secretary"), sent[0])
    assert [task.state for task in Task.select().order_by(Task.id)] == [TaskState.TAKEN_ON, TaskState.WAITING]


def test_a_department_sends_in_its_own_name(occasion, town):
    (sent,) = send_task(occasion("handler"), [town.community], SURVEY)
    assert sent.sender == "城管中队"


@pytest.mark.parametrize(
    "who", ["resident", "worker", "secretary", "grid_member", "auditor", "administrator"]
)
def test_nobody_in_or_beside_a_community_sends_tasks(occasion, town, who):
    assert rule_of(send_task, occasion(who), [town.community], SURVEY) is Rule.NOT_ALLOWED
    assert Task.select().count() == 0


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"title": " "}, Rule.EMPTY_TEXT),
        ({"title": "表" * 61}, Rule.TEXT_TOO_LONG),
        ({"text": ""}, Rule.EMPTY_TEXT),
        ({"due_on": MORNING.date()}, Rule.DEADLINE_PAST),
    ],
)
def test_a_task_says_what_is_to_be_done_by_a_day_to_come(occasion, town, wrong, rule):
    draft = replace(SURVEY, **wrong)
    assert rule_of(send_task, occasion("street_officer"), [town.community], draft) is rule


def test_a_task_is_sent_to_communities_alone(occasion, town):
    street = occasion("street_officer")
    assert rule_of(send_task, street, [], SURVEY) is Rule.UNKNOWN_AREA
    assert rule_of(send_task, street, [town.street, town.grid], SURVEY) is Rule.UNKNOWN_AREA


def test_one_community_that_may_not_be_asked_stops_the_whole_task(occasion, town):
    now = occasion("street_officer")
    grant = replace(now.actor.grants[0], area_path=town.community.path)
    narrow = replace(now, actor=replace(now.actor, grants=(grant,)))
    assert rule_of(send_task, narrow, [town.community, town.neighbour], SURVEY) is Rule.NOT_ALLOWED
    assert Task.select().count() == 0


def test_a_task_is_sent_back_by_an_entry_whose_words_are_kept(occasion, task):
    refuse_task(occasion("secretary", at=LATER), task, "上周刚报过，请找 13812345678。", "ledgers")
    mend_line(occasion("street_officer"), ListName.TASKS, "ledgers", "一律不填台账", "说清楚些。")
    kept = Task.get_by_id(task.id)
    assert (kept.state, kept.entry_key, kept.entry_text) == (
        TaskState.REFUSED, "ledgers", "重复报表、台账和打卡留痕",
    )  # fmt: skip
    assert (kept.reason, kept.decided_at) == ("上周刚报过，请找 138****5678。", LATER)
    assert "一律不填台账" in [entry.text for entry in book_in_force(occasion("secretary").book).tasks]


def test_a_task_that_no_entry_admits_is_sent_back_for_that(occasion, task):
    refuse_task(occasion("worker"), task, "清单里没有这一项。", NOT_LISTED)
    assert (task.state, task.entry_key, task.entry_text) == (TaskState.REFUSED, NOT_LISTED, "")


@pytest.mark.parametrize("key", ["", "by_law", "no_such_entry"])
def test_a_task_is_not_sent_back_without_an_entry_that_says_so(occasion, task, key):
    rule = rule_of(refuse_task, occasion("secretary"), task, "忙不过来。", key)
    assert (rule, Task.get_by_id(task.id).state) == (Rule.ADMISSION_ENTRY_UNKNOWN, TaskState.WAITING)


def test_a_task_is_not_sent_back_or_taken_back_without_a_reason(occasion, task):
    assert rule_of(refuse_task, occasion("secretary"), task, " ", "ledgers") is Rule.REASON_MISSING
    assert rule_of(take_back, occasion("street_officer"), task, "") is Rule.REASON_MISSING


@pytest.mark.parametrize(
    "who", ["resident", "stranger", "street_officer", "handler", "grid_member", "auditor"]
)
def test_only_the_community_answers(occasion, task, who):
    assert rule_of(take_on, occasion(who), task) is Rule.NOT_ALLOWED
    assert rule_of(refuse_task, occasion(who), task, "忙不过来。", "ledgers") is Rule.NOT_ALLOWED


def test_of_two_who_answer_one_is_told(occasion, task):
    other = Task.get_by_id(task.id)
    take_on(occasion("worker"), task)
    assert rule_of(refuse_task, occasion("secretary"), other, "上周刚报过。", "ledgers") is Rule.TASK_DECIDED
    assert rule_of(take_on, occasion("secretary"), other) is Rule.TASK_DECIDED


def test_a_sender_takes_back_what_was_taken_on_too(occasion, task):
    take_on(occasion("worker"), task)
    take_back(occasion("street_officer"), task, "重复了，不用报了。")
    kept = Task.get_by_id(task.id)
    assert (kept.state, kept.reason) == (TaskState.TAKEN_BACK, "重复了，不用报了。")
    assert rule_of(take_back, occasion("street_officer"), task, "再收一次。") is Rule.TASK_DECIDED


def test_what_was_sent_back_stays_in_the_record(occasion, task):
    refuse_task(occasion("secretary"), task, "上周刚报过。", "ledgers")
    assert rule_of(take_back, occasion("street_officer"), task, "当没派过。") is Rule.TASK_DECIDED


@pytest.mark.parametrize("who", ["handler", "secretary", "administrator"])
def test_nobody_takes_back_what_others_sent(occasion, task, who):
    assert rule_of(take_back, occasion(who), task, "不用报了。") is Rule.NOT_ALLOWED


def test_the_communitys_groups_are_told_and_the_neighbours_are_not(occasion, town):
    here, _ = [
        NoticeGroup.create(
            name=area.name, area=area, address="wecombot://a-key-of-the-group", kinds=[NoticeKind.TASK.value]
        )
        for area in (town.community, town.neighbour)
    ]  # fmt: skip
    send_task(occasion("street_officer"), [town.community], SURVEY)
    (notice,) = Notice.select()
    assert (notice.group_id, notice.kind) == (here.id, NoticeKind.TASK)
    assert notice.facts == {
        "organisation": "府城镇", "place": "清华园社区", "task": "填报楼道照明台账", "whose": "staff",
        "due_on": "2026-11-20",
    }  # fmt: skip
