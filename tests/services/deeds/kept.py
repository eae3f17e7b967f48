"""What a deed is, the table of them all, and what they choose from."""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action, possible
from portal.models import AgendaItem, Matter, Meeting
from portal.services.handle import Order

Verb = Callable[[Occasion, Matter, Random], object]


class Deed(NamedTuple):
    """A verb, and the action of the road that says to which matters it makes sense."""

    action: Action
    do: Verb

    def fits(self, matter: Matter) -> bool:
        return possible(self.action, matter.state)


DEEDS: dict[str, Deed] = {}


def suits(action: Action) -> Callable[[Verb], Verb]:
    def keep(verb: Verb) -> Verb:
        DEEDS[verb.__name__] = Deed(action, verb)
        return verb

    return keep


def any_of(chance: Random, query: Any) -> Any:
    """One of the rows. Raises Refusal where there is none to do anything with."""
    found = list(query)
    if not found:
        raise Refusal(Rule.NOT_FOUND)
    return chance.choice(found)


def order(chance: Random) -> Order:
    return Order(
        chance.randint(1, 8), chance.choice(("张明", "张明", "张明", "")), chance.choice((0, 1, 5, 10, 15))
    )


def meeting_for(now: Occasion, matter: Matter, chance: Random) -> Meeting:
    """One of those of its community that come next, or go on."""
    ahead = Meeting.select().where(Meeting.day >= now.today, Meeting.community == matter.community_id)
    return any_of(chance, ahead.order_by(Meeting.day).limit(2))


def item_of(matter: Matter, chance: Random) -> AgendaItem:
    return any_of(chance, AgendaItem.select().where(AgendaItem.matter == matter))
