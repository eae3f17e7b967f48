"""A form of meeting that hears and answers: no resolution, but straight to whoever can do it."""

from dataclasses import replace
from datetime import date

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action, State
from portal.models import AgendaItem, Matter, MatterEvent
from portal.models.meetings import ItemState
from portal.services import deliberate
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from portal.services.minutes import draft_minutes
from tests.refusals import rule_of


@pytest.fixture
def order(town):
    return Order(town.property_manager.id, "钱多", 15)


@pytest.fixture
def listening(chair):
    """The chair of the same meeting, where its form hears and answers but does not resolve."""
    rules = chair.book.meeting
    hears = replace(rules, types=(replace(rules.ordinary, resolves=False), *rules.types[1:]))
    return replace(chair, book=replace(chair.book, meeting=hears))


def test_a_meeting_that_only_listens_makes_no_resolution(item, listening, order):
    draft = ResolutionDraft("换灯。", order, 1)
    assert rule_of(deliberate.resolve, listening, item, draft) is Rule.RESOLVES_NOTHING
    assert AgendaItem.get_by_id(item.id).state is ItemState.LISTED


def test_a_meeting_that_only_listens_hands_an_item_straight_to_whoever_does_it(item, listening, order):
    deliberate.hand_on(listening, item, order, "物业先换灯泡，打13800138000。")
    kept, matter = AgendaItem.get_by_id(item.id), Matter.get_by_id(item.matter_id)
    assert (kept.state, kept.result_text) == (ItemState.HANDED_ON, "物业先换灯泡，打138****8000。")
    assert (matter.state, matter.due_on) == (State.HANDLING, date(2026, 12, 21))
    assert MatterEvent.get(MatterEvent.action == Action.ASSIGN).data["meeting"] == item.meeting_id
    assert "交去办：物业先换灯泡" in draft_minutes(listening, kept.meeting)


def test_a_meeting_that_resolves_hands_nothing_on_without_a_resolution(item, chair, order):
    assert rule_of(deliberate.hand_on, chair, item, order, "物业去办。") is Rule.RESOLVES
