"""The lists that a place edits: each edit in public, and keys that old refusals still cite."""

from dataclasses import replace

import pytest

from portal import presets
from portal.domain.policy import Grade
from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.domain.terms import Level, Mode, Reach, Urgency
from portal.models import AdmissionLine, GradingLine, ListChange, MatterEvent
from portal.models.rules import ListName
from portal.queries.lists import book_in_force
from portal.services import say
from portal.services.lists import add_line, mend_grade, mend_line, place_line, retire_line
from tests.refusals import rule_of

ANZE = presets.load("anze")
TOPICS, TASKS = ListName.TOPICS, ListName.TASKS
WHY = "居民代表会议上大家提的。"


@pytest.fixture
def now(occasion):
    return occasion("street_officer")


def keys(entries):
    return [entry.key for entry in entries]


def in_force():
    return book_in_force(ANZE)


def last_change():
    return ListChange.select().order_by(ListChange.id.desc()).get()


def test_the_first_edit_takes_over_what_ships_and_adds_to_it(now):
    line = add_line(now, TOPICS, "已经有人在办的，不再上会", False, WHY)
    assert keys(in_force().admission) == [*keys(ANZE.admission), "own_1"]
    assert in_force().admission[:-1] == ANZE.admission
    assert in_force().tasks == ANZE.tasks
    change = last_change()
    assert (change.list, change.made_by_name, change.reason, change.before) == (TOPICS, "孙丽", WHY, {})
    assert change.after == {"key": line.key, "text": "已经有人在办的，不再上会", "admits": False}


def test_mended_words_keep_their_key_and_are_no_example_any_more(now):
    key = ANZE.admission[0].key
    mend_line(now, TOPICS, key, "小区里大家共用的地方和东西", WHY)
    (mended,) = [entry for entry in in_force().admission if entry.key == key]
    assert (mended.text, mended.admits, mended.example) == (
        "小区里大家共用的地方和东西", ANZE.admission[0].admits, False,
    )  # fmt: skip
    assert last_change().before["text"] == ANZE.admission[0].text


def test_a_key_is_never_given_to_another_line(now):
    first = add_line(now, TASKS, "要社区代收的费", False, WHY)
    retire_line(now, TASKS, first.key, WHY)
    second = add_line(now, TASKS, "要社区代发的广告", False, WHY)
    assert (first.key, second.key) == ("own_1", "own_2")
    assert keys(in_force().tasks) == [*keys(ANZE.tasks), "own_2"]
    assert AdmissionLine.get(AdmissionLine.key == "own_1").text == "要社区代收的费"


def test_what_was_refused_by_a_line_still_says_what_the_line_said(occasion, now, lamp):
    refuses = next(entry for entry in ANZE.admission if not entry.admits)
    say.refuse(occasion("worker"), lamp, "正在打官司。", refuses.key)
    mend_line(now, TOPICS, refuses.key, "换了说法", WHY)
    add_line(now, TOPICS, "另一条不议的", False, WHY)
    retire_line(now, TOPICS, refuses.key, WHY)
    told = MatterEvent.get(MatterEvent.action == Action.REFUSE).data
    assert told == {"entry": refuses.key, "entry_text": refuses.text}


def test_nobody_is_refused_by_a_line_that_was_retired(occasion, now, lamp):
    refuses = next(entry for entry in ANZE.admission if not entry.admits)
    retire_line(now, TOPICS, refuses.key, WHY)
    today = replace(occasion("worker"), book=in_force())
    assert rule_of(say.refuse, today, lamp, "不合适。", refuses.key) is Rule.ADMISSION_ENTRY_UNKNOWN


@pytest.mark.parametrize("name", [TOPICS, TASKS])
def test_something_to_cite_always_remains(now, name):
    entries = ANZE.admission if name is TOPICS else ANZE.tasks
    *others, last = [entry.key for entry in entries if not entry.admits]
    for key in others:
        retire_line(now, name, key, WHY)
    assert rule_of(retire_line, now, name, last, WHY) is Rule.LIST_REFUSES_NOTHING
    left = in_force().admission if name is TOPICS else in_force().tasks
    assert [entry.key for entry in left if not entry.admits] == [last]


def test_what_admits_may_go_as_long_as_something_refuses(now):
    for entry in [entry for entry in ANZE.tasks if entry.admits]:
        retire_line(now, TASKS, entry.key, WHY)
    assert not any(entry.admits for entry in in_force().tasks)


def test_a_line_moves_to_another_place_and_the_rest_close_up(now):
    first, second, third, *rest = keys(ANZE.admission)
    place_line(now, TOPICS, first, 3, WHY)
    assert keys(in_force().admission) == [second, third, first, *rest]
    assert (last_change().before["position"], last_change().after["position"]) == (1, 3)
    place_line(now, TOPICS, first, 99, WHY)
    assert keys(in_force().admission) == [second, third, *rest, first]
    assert last_change().after["position"] == len(ANZE.admission)


def test_the_same_words_stand_on_a_list_once(now):
    known, other = ANZE.admission[0].text, ANZE.admission[1].key
    assert rule_of(add_line, now, TOPICS, known, False, WHY) is Rule.LINE_KNOWN
    assert rule_of(mend_line, now, TOPICS, other, known, WHY) is Rule.LINE_KNOWN


def test_a_refused_edit_leaves_the_shipped_list_and_no_record(now):
    assert rule_of(add_line, now, TOPICS, " ", True, WHY) is Rule.EMPTY_TEXT
    assert rule_of(mend_line, now, TOPICS, "no_such_line", "别的话", WHY) is Rule.NOT_FOUND
    assert (AdmissionLine.select().count(), ListChange.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (add_line, (TOPICS, "别的话", True)),
        (mend_line, (TOPICS, ANZE.admission[0].key, "别的话")),
        (retire_line, (TOPICS, ANZE.admission[0].key)),
        (place_line, (TOPICS, ANZE.admission[0].key, 2)),
    ],
)
def test_every_edit_says_why_and_is_made_by_those_in_charge(occasion, now, verb, said):
    assert rule_of(verb, now, *said, " ") is Rule.REASON_MISSING
    for who in ("resident", "worker", "secretary", "grid_member", "handler", "auditor", "administrator"):
        assert rule_of(verb, occasion(who), *said, WHY) is Rule.NOT_ALLOWED
    assert ListChange.select().count() == 0


def test_a_reason_names_no_number(now):
    retire_line(now, TASKS, ANZE.tasks[0].key, "有人打 13812345678 问过。")
    assert last_change().reason == "有人打 138****5678 问过。"


def grade(**changes):
    usual = Grade(Urgency.URGENT, Reach.ESTATE, "马上办", 1, Mode.ON_BEHALF, Level.STREET)
    return replace(usual, **changes)


def test_a_grade_is_mended_in_its_place(now):
    mend_grade(now, grade(), WHY)
    assert len(in_force().grading) == 9
    assert [each for each in in_force().grading if each.key == "urgent-estate"] == [grade()]
    assert [each.key for each in in_force().grading] == [each.key for each in ANZE.grading]
    assert last_change().after == {
        "urgency": "urgent", "reach": "estate", "tier": "马上办", "working_days": 1, "mode": "on_behalf",
        "level": "street",
    }  # fmt: skip


def test_of_two_who_mend_a_grade_the_second_says_what_the_first_made_of_it(now):
    mend_grade(now, grade(), WHY)
    mend_grade(now, grade(tier="当天办"), WHY)  # both by the rule book as it was before either
    assert (last_change().before["tier"], last_change().after["tier"]) == ("马上办", "当天办")


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"tier": " "}, Rule.EMPTY_TEXT),
        ({"tier": "快" * 41}, Rule.TEXT_TOO_LONG),
        ({"working_days": 0}, Rule.DEADLINE_MISSING),
        ({"working_days": 251}, Rule.DEADLINE_MISSING),
    ],
)
def test_a_grade_without_a_name_or_a_time_is_none(now, wrong, rule):
    assert rule_of(mend_grade, now, grade(**wrong), WHY) is rule
    assert GradingLine.select().count() == 0


def test_grades_are_mended_by_those_in_charge_and_with_a_reason(occasion, now):
    assert rule_of(mend_grade, occasion("worker"), grade(), WHY) is Rule.NOT_ALLOWED
    assert rule_of(mend_grade, now, grade(), "") is Rule.REASON_MISSING


@pytest.mark.parametrize("name", [ListName.CALENDAR, ListName.GRADING])
def test_lines_belong_to_the_two_lists_of_lines(now, name):
    assert rule_of(add_line, now, name, "别的话", True, WHY) is Rule.NOT_FOUND
