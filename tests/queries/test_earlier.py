"""What earlier meetings resolved, as it opens the next one."""

from datetime import date, datetime

import pytest

from portal.domain.stages import Outcome
from portal.models import AgendaItem, Matter, Meeting
from portal.queries.earlier import earlier_of
from portal.services import agenda, attend, deliberate, handle
from portal.services.extend import ask_extension, decide_extension
from tests.lively import lively


@pytest.fixture
def hangs(town, occasion):
    """Of the meeting of 30 October the chargers are being handled, the green was done on 2 November."""
    return lively(town, occasion)


def test_what_is_not_finished_and_what_was_finished_since_opens_the_next_meeting(hangs):
    chargers, green = earlier_of(hangs.ahead)
    assert (chargers.number, chargers.is_finished, chargers.due_on) == (
        hangs.chargers.number,
        False,
        date(2026, 11, 20),
    )
    assert (chargers.organisation, chargers.person_name) == ("清华园社区居委会", "王建国")
    assert chargers.resolution == "照大家商量的办。"
    assert (green.number, green.closed_on, green.outcome) == (
        hangs.green.number,
        date(2026, 11, 2),
        Outcome.DONE,
    )


def test_the_first_meeting_of_a_community_has_nothing_to_look_back_on(hangs):
    assert earlier_of(hangs.held) == []


def test_names_are_masked_where_the_rule_book_hides_them(hangs):
    assert [row.person_name for row in earlier_of(hangs.ahead, names_public=False)] == ["王**", "王**"]


def test_the_deadline_in_force_is_the_extended_one(hangs, occasion):
    asked = ask_extension(occasion("worker"), hangs.chargers, 5, "等变压器。")
    decide_extension(occasion("secretary"), asked, granted=True)
    assert earlier_of(hangs.ahead)[0].due_on == date(2026, 11, 27)


def test_what_became_private_is_not_told(hangs):
    Matter.update(private=True).where(Matter.id == hangs.chargers.id).execute()
    assert [row.number for row in earlier_of(hangs.ahead)] == [hangs.green.number]


def test_another_community_has_its_own_past(hangs, town):
    Meeting.update(community=town.neighbour).where(Meeting.id == hangs.ahead.id).execute()
    assert earlier_of(Meeting.get_by_id(hangs.ahead.id)) == []


def test_what_was_told_before_the_last_meeting_is_not_told_again(hangs, town, occasion):
    evening = datetime(2026, 11, 15, 19, 0)
    agenda.publish_agenda(occasion("secretary", at=evening), hangs.ahead)
    chair = occasion("secretary", at=evening)
    attend.record_attendance(chair, hangs.ahead, [attend.Attendee("丁一", "resident")])
    deliberate.open_meeting(chair, hangs.ahead)
    deliberate.defer(chair, AgendaItem.get(AgendaItem.meeting == hangs.ahead), "等报价。")
    deliberate.close_meeting(chair, hangs.ahead)
    following = agenda.plan_meetings(chair, town.community, date(2026, 11, 30))[-1]
    assert [row.number for row in earlier_of(following)] == [hangs.chargers.number]


def test_what_was_finished_after_a_meeting_had_closed_was_not_finished_there(hangs, occasion):
    closed_at = datetime(2026, 11, 15, 21, 0)
    Meeting.update(closed_at=closed_at, state="closed").where(Meeting.id == hangs.ahead.id).execute()
    handle.complete(occasion("worker", at=datetime(2026, 11, 18, 9, 0)), hangs.chargers, "装好了。")
    chargers, green = earlier_of(Meeting.get_by_id(hangs.ahead.id))
    assert (chargers.is_finished, chargers.outcome, green.is_finished) == (False, None, True)
