"""What was corrected in public minutes: by whom, when, why, and what changed."""

from datetime import datetime
from typing import NamedTuple

from portal.domain.differences import Piece, differences
from portal.models import MinutesCorrection
from portal.queries.rows import rows


class Corrected(NamedTuple):
    """One correction with the lines that changed in it."""

    at: datetime
    by: str
    reason: str
    lines: list[list[Piece]]


def corrections_of(meeting_id: int) -> list[Corrected]:
    """The corrections of a meeting's minutes, the latest first."""
    columns = (
        MinutesCorrection.at,
        MinutesCorrection.made_by_name,
        MinutesCorrection.reason,
        MinutesCorrection.before,
        MinutesCorrection.after,
    )
    found = MinutesCorrection.select(*columns).where(MinutesCorrection.meeting == meeting_id)
    return [
        Corrected(at, by, reason, differences(before, after))
        for at, by, reason, before, after in rows(found.order_by(MinutesCorrection.id.desc()))
    ]


def times_corrected(meeting_id: int) -> int:
    """How often the minutes of a meeting were corrected."""
    return MinutesCorrection.select().where(MinutesCorrection.meeting == meeting_id).count()
