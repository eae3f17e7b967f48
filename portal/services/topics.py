"""Several topics of the pool at once: put down for a meeting, or refused by an entry of the list."""

from collections.abc import Iterable

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.models import Matter, Meeting
from portal.services import agenda, say


@transaction
def list_topics(occasion: Occasion, matters: Iterable[Matter], meeting: Meeting) -> int:
    """Puts them all on the agenda, in this order, or none of them. Raises as ``agenda.list_topic``."""
    return len([agenda.list_topic(occasion, matter, meeting) for matter in matters])


@transaction
def refuse_topics(occasion: Occasion, matters: Iterable[Matter], reason: str, entry_key: str) -> int:
    """Refuses them all for one reason, citing one entry, or none of them. Raises as ``say.refuse``."""
    return len([say.refuse(occasion, matter, reason, entry_key) for matter in matters])
