"""走访: what an observer or a grid member hears on the way, entered and, where it can be, settled at once."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.terms import Channel, MatterKind
from portal.models import Matter
from portal.services.say import Draft, answer, raise_matter


@dataclass(frozen=True)
class Heard:
    """One entry. ``how`` it was settled on the spot, empty where it was not; ``duty`` it was part of."""

    words: str
    area_id: int
    place: str = ""
    kind: MatterKind = MatterKind.REQUEST
    how: str = ""
    duty: str = ""


@transaction
def note_down(occasion: Occasion, heard: Heard, choose: Callable[[str], str]) -> Matter:
    """Takes the entry in and answers it when it was settled on the spot: both, or nothing.

    The duty (汕尾: 宣传政策, 收集民情, 联络诉求, 调解矛盾, 建言献策) stays with the first event.

    Args:
        choose: as of ``codes.chooser``, so that the same entry sent again is found and not doubled.

    Raises:
        Refusal: UNKNOWN_CHOICE for a duty that the rule book does not list, and as ``say.raise_matter`` and
            ``say.answer``.
    """
    if heard.duty and heard.duty not in occasion.book.duties:
        raise Refusal(Rule.UNKNOWN_CHOICE, field="duty")
    draft = Draft(
        words=heard.words,
        area_id=heard.area_id,
        place=heard.place,
        kind=heard.kind,
        channel=channel_of(occasion),
        channel_facts={"duty": heard.duty} if heard.duty else {},
    )
    matter = raise_matter(occasion, draft, choose).matter
    return answer(occasion, matter, heard.how) if heard.how else matter


def channel_of(occasion: Occasion) -> Channel:
    """An observer's entries are the station's, where the place has stations; everybody else's are visits."""
    observes = any(grant.role is Role.OBSERVER for grant in occasion.actor.grants)
    station = Channel.OBSERVATION_STATION
    return station if observes and station in occasion.book.channels else Channel.VISIT
