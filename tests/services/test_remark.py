"""While an item is taken: called up, and what is said noted."""

from datetime import timedelta

import pytest

from portal.domain.refusal import Rule
from portal.models import AgendaItem, Attendance, Remark
from portal.queries.sessions import remarks_of, taken_item_of
from portal.services import agenda, deliberate, remark, say
from portal.services.say import Draft
from tests.refusals import rule_of
from tests.services.conftest import EVENING

TICKET = "a" * 32


@pytest.fixture
def speaker(session):
    return Attendance.get(Attendance.meeting == session)


def test_the_time_of_an_item_begins_when_it_is_called_up_and_not_again(item, occasion, chair):
    assert taken_item_of(item.meeting_id) is None
    remark.call_up(chair, item)
    later = occasion("worker", at=EVENING + timedelta(minutes=7))
    remark.call_up(later, AgendaItem.get_by_id(item.id))
    assert (taken_item_of(item.meeting_id), AgendaItem.get_by_id(item.id).taken_at) == (item.id, EVENING)


def test_the_meeting_turns_to_what_is_called_up_last(item, session, occasion, chair, lamp):
    burst = say.raise_matter(chair, Draft(words="水管爆了。", area_id=lamp.area_id)).matter
    urgent = agenda.add_urgent(chair, burst, session, "正在漏水。")
    remark.call_up(chair, item)
    remark.call_up(occasion("secretary", at=EVENING + timedelta(minutes=1)), urgent)
    assert taken_item_of(session.id) == urgent.id
    back = EVENING + timedelta(minutes=9)
    remark.call_up(occasion("secretary", at=back), item)
    assert (taken_item_of(session.id), AgendaItem.get_by_id(item.id).taken_at) == (item.id, back)


def test_what_is_settled_is_not_called_up(item, chair):
    deliberate.defer(chair, item, "等电业局。")
    assert rule_of(remark.call_up, chair, item) is Rule.ITEM_SETTLED


def test_a_remark_says_who_and_leaves_the_house_masked(item, chair, speaker):
    remark.note_remark(chair, item, speaker, "找13800138000，他会修。", TICKET)
    kept = Remark.get()
    assert (kept.speaker, kept.text, kept.public_text) == (
        "林小雨",
        "找13800138000，他会修。",
        "找138****8000，他会修。",
    )


def test_the_same_ticket_is_the_same_remark_and_another_one_another(item, chair, speaker):
    first = remark.note_remark(chair, item, speaker, "同意换灯。", TICKET)
    assert remark.note_remark(chair, item, speaker, "同意换灯。", TICKET).id == first.id
    remark.note_remark(chair, item, None, "大家都说早该换了。", "b" * 32)
    assert [(said.speaker, said.text) for said in remarks_of(item.id)] == [
        ("", "大家都说早该换了。"),
        ("林小雨", "同意换灯。"),
    ]


def test_a_remark_that_waited_for_the_network_is_kept_after_the_item_was_settled(item, chair, speaker):
    deliberate.defer(chair, item, "等电业局。")
    remark.note_remark(chair, item, speaker, "下次请电业局来。", TICKET)
    assert len(remarks_of(item.id)) == 1


def test_nothing_is_noted_once_the_meeting_is_closed(item, session, chair, speaker):
    deliberate.defer(chair, item, "等电业局。")
    deliberate.close_meeting(chair, session)
    assert rule_of(remark.note_remark, chair, item, speaker, "还有一句。", TICKET) is Rule.MEETING_NOT_OPEN


@pytest.mark.parametrize(("text", "ticket"), [(" ", TICKET), ("同意。", "")])
def test_an_empty_remark_and_one_without_a_ticket_are_refused(item, chair, speaker, text, ticket):
    assert rule_of(remark.note_remark, chair, item, speaker, text, ticket) is Rule.EMPTY_TEXT
