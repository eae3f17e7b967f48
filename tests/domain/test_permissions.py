"""Who may do what, towards which matter and in which place."""

import pytest

from portal.domain.permissions import MAY, NOBODY, THE_CLOCK, Actor, Grant, Role, Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import MOVES, Action, State

HERE, NEXT_DOOR = "/1/2/3/", "/1/2/4/"
DEPARTMENT, OTHER_DEPARTMENT = 7, 8

WORKER = Actor(1, "李敏", (Grant(Role.COMMUNITY_WORKER, HERE),))
HANDLER = Actor(2, "赵强", (Grant(Role.DEPARTMENT_HANDLER, HERE, DEPARTMENT),))
AUDITOR = Actor(3, "周平", (Grant(Role.AUDITOR, "/1/"),))
LIVES_HERE = Actor(4, "林小雨")


def handled_by(*organisations: int, area: str = HERE) -> Subject:
    return Subject(area, State.HANDLING, organisation_ids=frozenset(organisations))


def test_a_worker_of_another_community_may_do_nothing_here():
    assert can(WORKER, Action.ANSWER, Subject(HERE, State.RECEIVED))
    assert not any(
        can(WORKER, action, Subject(NEXT_DOOR)) for action in MAY if Role.ANYBODY not in MAY[action]
    )


def test_a_department_has_the_matters_it_was_given_wherever_they_lie():
    assert can(HANDLER, Action.COMPLETE, handled_by(DEPARTMENT, area=NEXT_DOOR))
    assert not can(HANDLER, Action.COMPLETE, handled_by(OTHER_DEPARTMENT))
    assert not can(HANDLER, Action.READ_ORIGINAL, handled_by(OTHER_DEPARTMENT))


def test_a_department_reads_the_meetings_of_its_own_area_only():
    assert can(HANDLER, Action.READ_OFFICE, Subject(HERE))
    assert not can(HANDLER, Action.READ_OFFICE, Subject(NEXT_DOOR))


@pytest.mark.parametrize("action", [Action.REFUSE, Action.EXPLAIN, Action.DEFER, Action.RESOLVE])
def test_what_waits_on_an_agenda_moves_only_when_its_meeting_takes_it(action):
    waiting, taken = Subject(HERE, State.ON_AGENDA, listed=True), Subject(HERE, State.ON_AGENDA)
    assert not can(WORKER, action, waiting)
    assert can(WORKER, action, taken)
    assert can(NOBODY, Action.SUPPORT, waiting)


@pytest.mark.parametrize(
    ("action", "state"), [("pool", "received"), ("merge", "received"), ("publish", "settled")]
)
def test_what_concerns_a_family_is_settled_without_meeting_or_public(action, state):
    secretary = Actor(5, "王建国", (Grant(Role.COMMUNITY_SECRETARY, HERE),))
    assert can(secretary, Action(action), Subject(HERE, State(state)))
    private = Subject(HERE, State(state), private=True)
    assert not can(secretary, Action(action), private)
    with pytest.raises(Refusal) as refused:
        require(secretary, Action(action), private)
    assert refused.value.rule is Rule.PRIVATE_MATTER
    assert can(secretary, Action.ANSWER, Subject(HERE, State.RECEIVED, private=True))


def test_the_auditor_reads_everything_and_changes_nothing():
    everywhere = [action for action in Action if Role.AUDITOR in MAY[action]]
    assert everywhere == [Action.READ_OFFICE, Action.READ_ORIGINAL, Action.SEE_LOOKS, Action.SEE_NOTICES]
    assert can(AUDITOR, Action.READ_ORIGINAL, handled_by(DEPARTMENT))


def test_venues_and_shapes_are_for_whoever_leads_the_area_and_for_nobody_next_door():
    secretary = Actor(5, "王建国", (Grant(Role.COMMUNITY_SECRETARY, HERE),))
    street = Actor(6, "孙丽", (Grant(Role.STREET_OFFICER, "/1/2/"),))
    assert can(secretary, Action.MANAGE_PLACE, Subject(HERE))
    assert not can(secretary, Action.MANAGE_PLACE, Subject(NEXT_DOOR))
    assert can(street, Action.MANAGE_PLACE, Subject(NEXT_DOOR))
    assert not any(can(actor, Action.MANAGE_PLACE, Subject(HERE)) for actor in (WORKER, HANDLER, AUDITOR))


def test_a_proposer_is_known_by_account_or_by_code():
    raised = Subject(HERE, State.RECEIVED, proposer_id=4)
    assert can(LIVES_HERE, Action.WITHDRAW, raised)
    assert can(NOBODY, Action.WITHDRAW, Subject(HERE, State.RECEIVED, shown_code=True))
    assert not can(NOBODY, Action.WITHDRAW, Subject(HERE, State.RECEIVED))


def test_nobody_without_an_account_is_taken_for_a_proposer_without_one():
    assert not can(NOBODY, Action.WITHDRAW, Subject(HERE, State.RECEIVED, proposer_id=None))


@pytest.mark.parametrize("action", [action for action in MOVES if action is not Action.SETTLE])
def test_the_clock_moves_nothing_but_a_rating_that_is_over(action):
    assert not any(can(THE_CLOCK, action, Subject(HERE, state)) for state in State)


def test_every_action_stands_in_the_table_and_somebody_may_take_it():
    assert set(MAY) == set(Action)
    assert all(MAY.values())
