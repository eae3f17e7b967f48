"""What every verb of a meeting in session asks first."""

from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Attendance, Meeting
from portal.models.meetings import MeetingState
from portal.services.agenda import hold


def require_chair(occasion: Occasion, meeting: Meeting) -> None:
    """Raises Refusal NOT_ALLOWED for who may not hold this meeting."""
    require(occasion.actor, Action.HOLD_MEETING, Subject(area_path=meeting.community.path))


def require_its_day(occasion: Occasion, meeting: Meeting) -> None:
    """Raises Refusal as ``require_chair``, AGENDA_NOT_CLOSED, or MEETING_TOO_EARLY before its day."""
    require_chair(occasion, meeting)
    if meeting.state is MeetingState.PLANNED:
        raise Refusal(Rule.AGENDA_NOT_CLOSED)
    if occasion.today < meeting.day:
        raise Refusal(Rule.MEETING_TOO_EARLY, day=meeting.day)


def require_in_session(occasion: Occasion, meeting: Meeting) -> None:
    """Raises Refusal as ``require_chair``, or MEETING_NOT_OPEN; holds the meeting as ``agenda.hold``."""
    require_chair(occasion, meeting)
    hold(meeting, Rule.MEETING_NOT_OPEN, MeetingState.OPEN)


def head_count(meeting: Meeting) -> int:
    """How many are present."""
    return int(Attendance.select().where(Attendance.meeting == meeting).count())
