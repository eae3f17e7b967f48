"""Finding matters in the office, open and ended ones, by number, by what was written, by who said it."""

from functools import reduce
from operator import or_

from peewee import JOIN

from portal.domain.contacts import plain_number
from portal.domain.permissions import Actor
from portal.domain.stages import State
from portal.models import Matter, Person
from portal.queries.office import PAGE, Errand, errands_within_reach, within_reach
from portal.queries.rows import Condition, rows
from portal.vault import mark

#: More words than these narrow nothing down, and each is looked for in every text within reach.
_WORDS_READ = 4

#: What an officer remembers of a matter: its original words, and whoever brought it.
_LOOKED_INTO = (Matter.number, Matter.title, Matter.body, Matter.place, Person.name)


def found_in_office(actor: Actor, words: str, states: frozenset[State], page: int = 1) -> list[Errand]:
    """One page, newest first, and one more by which the caller knows that another follows."""
    query = (
        errands_within_reach(actor)
        .join_from(Matter, Person, JOIN.LEFT_OUTER, on=Matter.proposer == Person.id)
        .where(Matter.state.in_(states), *map(_holds, words.split()[:_WORDS_READ]))
        .order_by(Matter.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    return [Errand(*row) for row in rows(query)]


def is_within_reach(actor: Actor, number: str) -> bool:
    """Whether there is a matter of this number that the actor may read."""
    return bool(Matter.select().where(within_reach(actor), Matter.number == number).exists())


def _holds(word: str) -> Condition:
    """A telephone number is sealed, so it is found whole or not at all."""
    number = mark(plain_number(word))
    spoken = reduce(or_, (field.contains(word) for field in _LOOKED_INTO))
    return spoken | (Person.phone_mark == number) if number else spoken
