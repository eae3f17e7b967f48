"""Two who say the same are one matter: supports go along, each proposer keeps following."""

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action, Outcome, Stage, State
from portal.models import BoardCount, Matter, MatterEvent, Support
from portal.queries.alike import alike_matters
from portal.services import link, say
from portal.services.say import Draft
from tests.refusals import rule_of


@pytest.fixture
def raised(town, occasion):
    """``raised(private=True)`` is another matter about the same lamp."""

    def raised(**changed):
        draft = Draft(words="7号楼门口的灯不亮。", area_id=town.building.id, **changed)
        return say.raise_matter(occasion(), draft).matter

    return raised


def read_again(matter):
    return Matter.get_by_id(matter.id)


def test_both_roads_tell_of_the_merge_and_one_of_the_two_hangs(lamp, raised, occasion):
    again = raised()
    link.merge(occasion("worker"), again, lamp)
    merged = read_again(again)
    assert (merged.state, merged.outcome, merged.merged_into_id) == (State.MERGED, Outcome.MERGED, lamp.id)
    told = {event.action: event.data for event in MatterEvent.select() if event.action is not Action.RAISE}
    assert told == {Action.MERGE: {"into": lamp.number}, Action.TAKE_IN: {"from": again.number}}
    assert {count.board_column: count.number for count in BoardCount.select()} == {Stage.SAY: 1}
    assert again.number not in [matter.number for matter in alike_matters(again.body)]


def test_who_supported_both_counts_once_and_who_raised_the_duplicate_once_more(lamp, raised, occasion):
    again = raised()
    for matter, supporter in ((lamp, "p:1"), (again, "p:1"), (again, "b:2")):
        say.support(occasion(), matter, supporter)
    link.merge(occasion("worker"), again, lamp)
    supporters = {row.supporter for row in Support.select().where(Support.matter == lamp)}
    assert supporters == {"p:1", "b:2", f"m:{again.id}"}
    assert read_again(lamp).support_count == 3


def test_what_took_others_in_takes_them_along(lamp, raised, occasion):
    first, second = raised(), raised()
    link.merge(occasion("worker"), second, first)
    link.merge(occasion("worker"), read_again(first), lamp)
    assert read_again(lamp).support_count == 2
    assert read_again(second).merged_into.merged_into_id == lamp.id


def test_nothing_is_merged_into_itself_or_into_what_was_refused(lamp, raised, occasion):
    assert rule_of(link.merge, occasion("worker"), lamp, read_again(lamp)) is Rule.MERGE_WITH_ITSELF
    refused = say.refuse(occasion("worker"), raised(), "不归社区管。")
    assert rule_of(link.merge, occasion("worker"), lamp, refused) is Rule.MERGE_TARGET_ENDED


def test_nobody_learns_of_a_private_matter_by_a_merge(lamp, raised, occasion):
    assert rule_of(link.merge, occasion("worker"), raised(private=True), lamp) is Rule.PRIVATE_MATTER
    assert rule_of(link.merge, occasion("worker"), lamp, raised(private=True)) is Rule.PRIVATE_MATTER
    two = raised(private=True), raised(private=True)
    assert rule_of(link.merge, occasion("worker"), *two) is Rule.PRIVATE_MATTER


def test_a_worker_merges_nothing_into_a_matter_next_door(lamp, town, occasion):
    there = say.raise_matter(occasion(), Draft(words="灯不亮。", area_id=town.neighbour.id)).matter
    assert rule_of(link.merge, occasion("worker"), lamp, there) is Rule.NOT_ALLOWED
    assert read_again(lamp).state is State.RECEIVED
