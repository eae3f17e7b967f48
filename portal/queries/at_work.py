"""Who works on a matter at this moment."""

from datetime import datetime

from portal.models import AtWork, Matter, Person


def at_work_on(matter: Matter, now: datetime) -> AtWork | None:
    """Who works on it, with the person; None where nobody does, or the time has run out."""
    held: AtWork | None = (
        AtWork.select(AtWork, Person).join(Person).where(AtWork.matter == matter, AtWork.until > now).first()
    )
    return held
