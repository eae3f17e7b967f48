"""One deed for many matters: each by its own verb, in a transaction of its own, refused by its own rule."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.models import Matter
from portal.services import publish as publishing

#: Two pages of the inbox and a half; more than that nobody has looked at one by one.
MOST = 50

#: What is done with one of them.
Deed = Callable[[Occasion, Matter], object]


class Outcome(NamedTuple):
    """What became of one of them; ``refusal`` is None where it went."""

    number: str
    refusal: Refusal | None


def apply(occasion: Occasion, matters: Sequence[Matter], deed: Deed) -> list[Outcome]:
    """Does it to each, in their order; what one is refused keeps none of the others back.

    Raises:
        Refusal: NONE_CHOSEN, TOO_MANY_CHOSEN; then nothing was done.
    """
    if not matters:
        raise Refusal(Rule.NONE_CHOSEN)
    if len(matters) > MOST:
        raise Refusal(Rule.TOO_MANY_CHOSEN, limit=MOST)
    return [Outcome(matter.number, _refused(occasion, matter, deed)) for matter in matters]


def publish_as_shown(occasion: Occasion, matter: Matter) -> Matter:
    """Publishes it in the words that everybody can already read of it. Raises as ``publish.publish``."""
    shown = publishing.preview(matter)
    return publishing.publish(occasion, matter, shown.title.public, shown.body.public, shown.place.public)


def _refused(occasion: Occasion, matter: Matter, deed: Deed) -> Refusal | None:
    try:
        deed(occasion, matter)
    except Refusal as refusal:
        return refusal
    return None
