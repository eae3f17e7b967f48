"""Whoever was given a matter takes it on, and has a look on the spot; each within a time of its own."""

from collections.abc import Sequence

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import HandlingStage
from portal.domain.wording import required
from portal.models import Matter
from portal.queries.subjects import subject_of
from portal.services.hands import under_way
from portal.services.journal import note
from portal.services.photos import Picture, store
from portal.services.stage_clocks import meet


@transaction
def accept(occasion: Occasion, matter: Matter) -> Matter:
    """Takes the matter on.

    Raises:
        Refusal: LEAD_ALONE for who only helps, ACCEPTED_ALREADY, STALE when the round is over, and as
            ``journal.note``.
    """
    require(occasion.actor, Action.ACCEPT, subject_of(matter))
    assignment = under_way(matter)
    if not meet(occasion, assignment, HandlingStage.ACCEPT):
        raise Refusal(Rule.ACCEPTED_ALREADY)
    note(occasion, matter, Action.ACCEPT, data={"organisation": assignment.organisation.name})
    return matter


@transaction
def visit_site(occasion: Occasion, matter: Matter, text: str, pictures: Sequence[Picture] = ()) -> Matter:
    """Tells what was found on the spot, with photos. As often as somebody goes; the first time stops the
    clock. Whoever has gone there has taken it on.

    Raises:
        Refusal: EMPTY_TEXT, STALE when the round is over, and as ``journal.note``.
    """
    text = required(text, occasion.book.limits.text_chars, "text")
    event = note(occasion, matter, Action.VISIT_SITE, text=text)
    store(occasion, matter, pictures, event)
    meet(occasion, under_way(matter), HandlingStage.ACCEPT, HandlingStage.SITE_VISIT)
    return matter
