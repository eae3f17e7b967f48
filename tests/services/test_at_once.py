"""Two at the same moment, each with the page of before in hand: what one did, the other cannot undo."""

from datetime import date, datetime

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action, State
from portal.models import Extension, Matter, MatterEvent, Support
from portal.services import extend, handle, link, say
from portal.services.handle import Order
from portal.services.say import Draft
from tests.refusals import rule_of


@pytest.fixture
def other_lamp(lamp, town, occasion):
    """The same lamp, raised by somebody else."""
    return say.raise_matter(occasion(), Draft(words="7号楼门口的灯不亮。", area_id=town.building.id)).matter


@pytest.fixture
def assigned(lamp, occasion, town):
    return handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))


def read_again(matter):
    return Matter.get_by_id(matter.id)


def test_two_matters_cannot_be_merged_into_each_other(lamp, other_lamp, occasion):
    lamp_as_seen = read_again(lamp)
    link.merge(occasion("worker"), lamp, other_lamp)
    assert rule_of(link.merge, occasion("secretary"), other_lamp, lamp_as_seen) is Rule.STALE
    assert read_again(other_lamp).state is State.RECEIVED


def test_nothing_is_merged_into_what_was_refused_meanwhile(lamp, other_lamp, occasion):
    say.refuse(occasion("secretary"), read_again(other_lamp), "不归社区管。")
    assert rule_of(link.merge, occasion("worker"), lamp, other_lamp) is Rule.STALE
    assert read_again(lamp).state is State.RECEIVED


def test_progress_is_not_noted_after_completion(assigned, occasion):
    as_seen = read_again(assigned)
    handle.complete(occasion("handler"), assigned, "路灯修好了。")
    assert rule_of(handle.report_progress, occasion("worker"), as_seen, "灯具已经订货。") is Rule.STALE
    assert not MatterEvent.select().where(MatterEvent.action == Action.NOTE).exists()


def test_what_was_merged_meanwhile_takes_no_support(lamp, other_lamp, occasion):
    as_seen = read_again(lamp)
    link.merge(occasion("worker"), lamp, other_lamp)
    assert rule_of(say.support, occasion("resident"), as_seen, "p:1") is Rule.STALE
    assert not Support.select().where(Support.matter == lamp).exists()


def test_an_event_keeps_the_deadline_in_force_and_not_the_one_on_an_old_page(assigned, occasion):
    as_seen = read_again(assigned)
    extend.ask_extension(occasion("handler"), assigned, 5, "灯具缺货。")
    extend.decide_extension(occasion("secretary"), Extension.get(), granted=True)
    late = occasion("handler", at=datetime(2026, 11, 20, 10))
    assert rule_of(handle.complete, late, as_seen, "路灯修好了。") is Rule.STALE
    handle.complete(late, read_again(assigned), "路灯修好了。")
    assert MatterEvent.get(MatterEvent.action == Action.COMPLETE).due_on == date(2026, 11, 24)
