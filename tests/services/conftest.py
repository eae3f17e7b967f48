"""The meeting of 30 November that deliberates about the lamp, as far as a test needs it to have come."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Matter, Meeting
from portal.services import agenda, attend, deliberate
from portal.services.attend import Attendee
from tests.conftest import Town

EVENING = datetime(2026, 11, 30, 19, 5)

Occasions = Callable[..., Occasion]


@pytest.fixture
def planned(town: Town, occasion: Occasions, lamp: Matter) -> Meeting:
    """The lamp on its agenda, which is still open."""
    meeting = agenda.plan_meetings(occasion("worker"), town.community, date(2026, 11, 30))[-1]
    agenda.list_topic(occasion("worker"), lamp, meeting)
    return meeting


@pytest.fixture
def meeting(planned: Meeting, occasion: Occasions) -> Meeting:
    """The same with its agenda public."""
    return agenda.publish_agenda(occasion("secretary"), planned)


@pytest.fixture
def chair(occasion: Occasions) -> Occasion:
    """Who holds it, on the evening itself."""
    return occasion("secretary", at=EVENING)


@pytest.fixture
def attendees() -> list[Attendee]:
    """Who comes."""
    return [Attendee("林小雨", Capacity.RESIDENT)]


@pytest.fixture
def session(meeting: Meeting, chair: Occasion, attendees: list[Attendee]) -> Meeting:
    """The meeting, open."""
    attend.record_attendance(chair, meeting, attendees)
    return deliberate.open_meeting(chair, meeting)


@pytest.fixture
def item(session: Meeting) -> AgendaItem:
    """The lamp on the agenda of the meeting that is open."""
    return AgendaItem.get(AgendaItem.meeting == session)
