"""A duplicate that was none: both matters are again what they were."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.db import database
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, Stage, State
from portal.models import BoardCount, Matter, MatterEvent, Support
from portal.queries.matters import Wanted, matters
from portal.services import link, say
from portal.services.say import Draft
from tests.conftest import MORNING


@pytest.fixture
def raised(town, occasion):
    def raised(words="7号楼门口的灯不亮。"):
        return say.raise_matter(occasion(), Draft(words=words, area_id=town.building.id)).matter

    return raised


def read_again(matter):
    return Matter.get_by_id(matter.id)


def supporters(matter):
    return {row.supporter for row in Support.select().where(Support.matter == matter)}


def merge(occasion, matter, target):
    return link.merge(occasion("worker"), read_again(matter), read_again(target))


def unlink(occasion, matter, who="worker", at=MORNING):
    return link.unlink(occasion(who, at=at), read_again(matter))


def test_it_waits_for_its_first_answer_from_now_on(lamp, raised, occasion):
    again = merge(occasion, raised(), lamp)
    unlink(occasion, again, at=MORNING.replace(day=10))
    free = read_again(again)
    assert (free.state, free.outcome, free.merged_into_id, free.closed_at) == (
        State.RECEIVED, None, None, None,
    )  # fmt: skip
    assert (free.raised_at, free.due_on) == (MORNING, MORNING.replace(day=13).date())
    assert {count.board_column: count.number for count in BoardCount.select()} == {Stage.SAY: 2}
    assert [card.number for card in matters(Wanted(words="门口的灯")).cards] == [again.number]


def test_both_roads_tell_of_it(lamp, raised, occasion):
    again = merge(occasion, raised(), lamp)
    unlink(occasion, again)
    told = [(event.matter_id, event.action, event.data) for event in MatterEvent.select()][-2:]
    assert told == [
        (again.id, Action.UNLINK, {"from": lamp.number}),
        (lamp.id, Action.LET_GO, {"into": again.number}),
    ]


def test_the_supports_that_came_along_go_back(lamp, raised, occasion):
    again = raised()
    for matter, supporter in ((lamp, "p:1"), (again, "p:1"), (again, "b:2")):
        say.support(occasion(), matter, supporter)
    merge(occasion, again, lamp)
    unlink(occasion, again)
    assert (supporters(lamp), read_again(lamp).support_count) == ({"p:1"}, 1)
    assert (supporters(again), read_again(again).support_count) == ({"p:1", "b:2"}, 2)


def test_who_supported_two_duplicates_stays_with_the_other_one(lamp, raised, occasion):
    first, second = raised(), raised()
    for matter in (first, second):
        say.support(occasion(), matter, "b:2")
        merge(occasion, matter, lamp)
    unlink(occasion, first)
    assert supporters(lamp) == {"b:2", f"m:{second.id}"}
    assert read_again(lamp).support_count == 2


def test_what_was_merged_further_lets_go_all_the_way_up(lamp, raised, occasion):
    first, second = raised(), raised()
    say.support(occasion(), second, "b:2")
    merge(occasion, second, first)
    merge(occasion, first, lamp)
    unlink(occasion, second)
    assert supporters(lamp) == {f"m:{first.id}"}
    assert (read_again(lamp).support_count, read_again(first).support_count) == (1, 0)


def test_only_what_was_merged_is_taken_apart_and_only_by_staff_of_the_place(lamp, raised, occasion):
    with pytest.raises(Refusal) as refused:
        unlink(occasion, lamp)
    assert refused.value.rule is Rule.WRONG_STATE
    again = merge(occasion, raised(), lamp)
    for who in ("stranger", "grid_member", "handler", "auditor", "nobody"):
        with pytest.raises(Refusal) as refused:
            unlink(occasion, again, who)
        assert refused.value.rule is Rule.NOT_ALLOWED


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_to=st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abcd")), unique=True, max_size=12),
    order=st.permutations([1, 2, 3]),
)
def test_merging_and_taking_apart_in_any_order_leaves_every_support_where_it_was(
    lamp, raised, occasion, given_to, order
):
    with database.atomic() as undone:
        four = [lamp, raised(), raised(), raised()]
        for number, supporter in given_to:
            say.support(occasion(), read_again(four[number]), supporter)
        before = [(supporters(matter), read_again(matter).support_count) for matter in four]
        for number in order:
            merge(occasion, four[number], four[number - 1] if number in order[:1] else lamp)
        for number in sorted(order):
            unlink(occasion, four[number])
        assert [(supporters(matter), read_again(matter).support_count) for matter in four] == before
        undone.rollback()
