"""The table of grades: what follows from urgency and reach, and what a form of assignment begins with."""

from types import SimpleNamespace

import pytest

from portal import presets
from portal.domain.grading import Suggested, begins, grade_now, grade_of, suggested
from portal.domain.stages import State
from portal.domain.terms import Level, Mode, Reach, Urgency

CHENGHUA = presets.load("chenghua")


def matter(urgency, reach):
    return SimpleNamespace(urgency=urgency, reach=reach)


def test_chenghua_sends_what_is_beyond_the_community_up() -> None:
    grade = grade_of(CHENGHUA, Urgency.URGENT, Reach.BEYOND)
    assert (grade.tier, grade.working_days, grade.level) == ("二提：提到街道、提到部门", 5, Level.STREET)


@pytest.mark.parametrize("place", presets.names())
def test_every_rule_book_grades_each_case_once(place: str) -> None:
    cases = {(grade.urgency, grade.reach) for grade in presets.load(place).grading}
    assert cases == {(urgency, reach) for urgency in Urgency for reach in Reach}


def test_what_is_graded_begins_with_its_grade_and_the_rest_with_the_usual() -> None:
    assert suggested(CHENGHUA, matter(Urgency.URGENT, Reach.COMMUNITY)) == Suggested(3, Mode.JOINT)
    assert suggested(CHENGHUA, matter(None, None)) == Suggested(15, Mode.OWN)
    assert grade_now(CHENGHUA, matter(None, None)) is None


def test_only_to_be_handled_or_ended_is_a_beginning() -> None:
    waiting = {State.RECEIVED, State.POOLED, State.ON_AGENDA}
    assert {state for state in State if not begins(state)} == waiting
