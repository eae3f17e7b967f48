"""The wall of the meeting room: one item at a time, in public words, always up to date."""

from datetime import date, datetime

import pytest

from portal.domain.terms import Capacity
from portal.domain.voting import VoteMethod
from portal.models import AgendaItem, Matter, Vote, VoteChoice
from portal.services import agenda, attend, deliberate, prepare, remark, vote
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from tests.lively import lively

EVENING = datetime(2026, 11, 15, 19, 5)


@pytest.fixture
def chair(occasion):
    return occasion("secretary", at=EVENING)


@pytest.fixture
def meeting(town, occasion, portal, chair):
    """15 November, open, three people present, the wall of building 3 on the agenda."""
    portal.config["CLOCK"] = lambda: EVENING
    ahead = lively(town, occasion).ahead
    agenda.publish_agenda(chair, ahead)
    present = [Attendee(name, Capacity.RESIDENT) for name in ("林小雨", "何大勇", "钱多多")]
    attend.record_attendance(chair, ahead, present)
    return deliberate.open_meeting(chair, ahead)


@pytest.fixture
def item(meeting):
    return AgendaItem.get(AgendaItem.meeting == meeting)


@pytest.fixture
def wall(client, meeting):
    return lambda: client.get(f"/meetings/{meeting.id}/projection").text


def test_before_the_first_item_it_tells_what_became_of_earlier_resolutions(wall):
    shown = wall()
    assert "上次议定的，办得怎么样了" in shown
    assert "到会3人" in shown
    assert "办好了" in shown


def test_it_follows_along_by_itself_with_scripts_and_without(wall):
    shown = wall()
    assert 'data-hx-trigger="every 2s"' in shown
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in shown


def test_the_item_being_taken_stands_there_with_its_options_and_since_when(wall, item, chair, occasion):
    prepare.add_option(occasion("worker", at=EVENING), Matter.get_by_id(item.matter_id), "找13800138000来修")
    remark.call_up(chair, item)
    shown = wall()
    assert "3号楼外墙渗水怎么修、钱怎么出" in shown
    assert "找138****8000来修" in shown
    assert "19:05开始议" in shown


def test_while_votes_are_cast_it_tells_how_many_and_not_which(wall, item, chair):
    remark.call_up(chair, item)
    held = vote.open_vote(chair, item, VoteMethod.EACH, secret=True)
    somebody = item.meeting.attendance.first()
    choice = VoteChoice.get(VoteChoice.vote == held)
    vote.cast(chair, held, somebody, choice, somebody.way)
    shown = wall()
    assert "已投1票，到会3人" in shown
    assert 'class="counts"' not in shown
    assert somebody.name not in shown
    vote.close_vote(chair, Vote.get())
    assert "<li><b>1</b> 同意</li>" in wall()


def test_what_was_resolved_stays_until_the_next_item_and_masks_names(wall, item, chair, town):
    remark.call_up(chair, item)
    deliberate.resolve(chair, item, ResolutionDraft("先补屋面。", Order(town.committee.id, "王建国", 10), 3))
    shown = wall()
    assert "先补屋面。" in shown
    assert "王**" in shown
    assert "王建国" not in shown
    assert "<li><b>3</b> 同意</li>" in shown


def test_a_part_of_it_is_fetched_alone_and_is_never_older_than_the_last_write(client, meeting, item, chair):
    address = f"/meetings/{meeting.id}/projection"
    headers = {"HX-Request": "true", "HX-Target": "wall"}
    assert "3号楼外墙" not in client.get(address, headers=headers).text
    remark.call_up(chair, item)
    answer = client.get(address, headers=headers)
    assert answer.text.lstrip().startswith('<div id="wall"')
    assert "3号楼外墙" in answer.text


def test_an_agenda_that_is_not_public_yet_stands_on_no_wall(client, occasion, town, meeting, item, chair):
    deliberate.defer(chair, item, "等报价。")
    later = agenda.plan_meetings(occasion("worker", at=EVENING), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker", at=EVENING), Matter.get_by_id(item.matter_id), later)
    shown = client.get(f"/meetings/{later.id}/projection").text
    assert "议程11月20日公布" in shown
    assert "3号楼外墙" not in shown
