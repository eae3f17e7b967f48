"""Minutes that are public are corrected in public: who, when, why, and both wordings."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason, required
from portal.models import Meeting, MinutesCorrection
from portal.models.meetings import MeetingState
from portal.services import search
from portal.services.agenda import hold
from portal.services.minutes import MINUTES_CHARS, public_wording

_REASON_CHARS = 300


@transaction
def correct_minutes(
    occasion: Occasion, meeting: Meeting, text: str, reason: str, seen: int | None = None
) -> MinutesCorrection:
    """Gives the minutes of a closed meeting another wording; what stood there before stays readable.

    Args:
        seen: how many corrections the one who typed had before them; None where nobody reads a page.

    Raises:
        Refusal: NOT_ALLOWED, MEETING_NOT_CLOSED, REASON_MISSING, EMPTY_TEXT, MINUTES_UNCHANGED when people
            would read the same, STALE when somebody else corrected them meanwhile.
    """
    require(occasion.actor, Action.CORRECT_MINUTES, Subject(area_path=meeting.community.path))
    text = required(text, MINUTES_CHARS, "minutes")
    reason = given_reason(reason, _REASON_CHARS)
    hold(meeting, Rule.MEETING_NOT_CLOSED, MeetingState.CLOSED)
    _require_last(meeting, seen)
    before = Meeting.get_by_id(meeting.id).public_minutes
    after = public_wording(occasion, meeting, text)
    if after == before:
        raise Refusal(Rule.MINUTES_UNCHANGED, field="minutes")
    meeting.minutes, meeting.public_minutes = text, after
    meeting.save(only=[Meeting.minutes, Meeting.public_minutes])
    search.index_meeting(meeting)
    return MinutesCorrection.create(
        meeting=meeting,
        at=occasion.now,
        made_by=occasion.actor.person_id,
        made_by_name=occasion.actor.name,
        before=before,
        after=after,
        reason=public_wording(occasion, meeting, reason),
    )


def _require_last(meeting: Meeting, seen: int | None) -> None:
    made = MinutesCorrection.select().where(MinutesCorrection.meeting == meeting).count()
    if seen not in (None, made):
        raise Refusal(Rule.STALE)
