"""Finding matters in the office: open and ended, by number, by what was said and answered, by who said it."""

import re
from typing import Any

from portal.domain.contacts import plain_number
from portal.domain.permissions import Actor
from portal.domain.stages import State
from portal.models import Matter, Person
from portal.queries.matters import Wanted, conditions
from portal.queries.office import PAGE, Errand, errands_within_reach, within_reach
from portal.queries.rows import Condition, rows
from portal.queries.search import found, question
from portal.vault import mark

_OWN = "own_search"
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,}")


def found_in_office(actor: Actor, wanted: Wanted, states: frozenset[State]) -> list[Errand]:
    """One page, newest first, and one more by which the caller knows that another follows.

    Of private matters, too, everything within reach is found; nothing else ever is.
    """
    asked = _asked(wanted.words).where(within_reach(actor), Matter.state.in_(states))
    asked = asked.where(*conditions(Matter, wanted))
    if wanted.before is not None:
        asked = asked.where(Matter.id < wanted.before)
    ids = [matter_id for (matter_id,) in asked.limit(PAGE + 1).tuples()]
    query = errands_within_reach(actor).where(Matter.id.in_(ids)).order_by(Matter.id.desc())
    return [Errand(*row) for row in rows(query)]


def is_within_reach(actor: Actor, number: str) -> bool:
    """Whether there is a matter of this number that the actor may read."""
    return bool(Matter.select().where(within_reach(actor), Matter.number == number).exists())


def _asked(words: str) -> Any:
    """The ids of what answers the words, newest first; of everything where there are none."""
    everything = Matter.select(Matter.id).order_by(Matter.id.desc())
    if not words:
        return everything
    if _TELEPHONE.fullmatch(words):
        return everything.where(_holds_number(words))
    return found(question(words), Matter, _OWN)


def _holds_number(words: str) -> Condition:
    """A telephone number is sealed, so it is found whole or not at all; or somebody wrote it down."""
    callers = Person.select(Person.id).where(Person.phone_mark == mark(plain_number(words)))
    return Matter.id.in_(found(question(words), Matter.alias(), _OWN)) | Matter.proposer.in_(callers)
