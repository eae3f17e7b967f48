"""What became of what earlier meetings resolved: with it the next one opens by itself."""

from datetime import date, datetime
from typing import Any, NamedTuple

from portal.domain.privacy import mask_name
from portal.domain.stages import Outcome, State
from portal.models import AgendaItem, Matter, Meeting, Organisation, Resolution
from portal.models.meetings import MeetingState
from portal.queries.rows import Condition, rows

#: More than a meeting can go through; the longest open come first.
_MOST = 12

_IN_HAND = (State.HANDLING, State.RECTIFYING)


class EarlierRow(NamedTuple):
    """A resolution of an earlier meeting. ``due_on`` is the deadline in force, after extensions, too."""

    number: str
    title: str
    resolution: str
    organisation: str
    person_name: str
    due_on: date
    outcome: Outcome | None
    closed_on: date | None

    @property
    def is_finished(self) -> bool:
        """Done, or explained where it could not be."""
        return self.closed_on is not None


class Sitting(NamedTuple):
    """Which meeting looks back; ``closed_at`` None while it is ahead or going on."""

    community_id: int
    day: date
    closed_at: datetime | None


def earlier_of(meeting: Meeting, names_public: bool = True) -> list[EarlierRow]:
    """As ``looking_back``, for a meeting that is in hand."""
    return looking_back(Sitting(meeting.community_id, meeting.day, meeting.closed_at), names_public)


def looking_back(sitting: Sitting, names_public: bool) -> list[EarlierRow]:
    """Resolutions of the same community's earlier meetings: those not finished yet, and those finished since
    the last one, in public words. What was finished after this meeting was closed counts as not finished.

    Persons' names are masked unless ``names_public``.
    """
    until = sitting.closed_at or datetime.max
    before = _before(Meeting, sitting)
    last = Meeting.alias()
    since = last.select(last.day).where(_before(last, sitting)).order_by(last.day.desc()).limit(1)
    owed = Matter.state.in_(_IN_HAND) | (Matter.closed_at > until)
    found = [_row(until, *row) for row in rows(_resolved(before & (owed | (Matter.closed_at >= since))))]
    return [row if names_public else row._replace(person_name=mask_name(row.person_name)) for row in found]


def _before(meeting: Any, sitting: Sitting) -> Condition:
    same = (meeting.community == sitting.community_id) & (meeting.state == MeetingState.CLOSED)
    return same & (meeting.day < sitting.day)


def _resolved(condition: Condition) -> Condition:
    return (
        Resolution.select(
            Matter.number,
            Matter.public_title,
            Resolution.public_text,
            Organisation.name,
            Resolution.person_name,
            Resolution.due_on,
            Matter.due_on,
            Matter.state,
            Matter.outcome,
            Matter.closed_at,
        )
        .join(Organisation)
        .switch(Resolution)
        .join(AgendaItem)
        .join(Matter)
        .switch(AgendaItem)
        .join(Meeting)
        .where(condition, ~Matter.private)
        .order_by(Resolution.due_on, Resolution.id)
        .limit(_MOST)
    )


def _row(
    until: datetime,
    number: str,
    title: str,
    text: str,
    organisation: str,
    person: str,
    agreed: date,
    due: date | None,
    state: State,
    outcome: Outcome | None,
    closed_at: datetime | None,
) -> EarlierRow:
    closed = closed_at.date() if closed_at and closed_at <= until else None
    in_force = due if due and state in _IN_HAND else agreed
    return EarlierRow(
        number, title, text, organisation, person, in_force, outcome if closed else None, closed
    )
