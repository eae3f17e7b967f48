"""当事人: whose matters a meeting takes up. They are asked to come and listen."""

from collections import defaultdict
from collections.abc import Collection
from itertools import chain, count
from typing import NamedTuple

from portal.domain.terms import Capacity
from portal.models import AgendaItem, Invitation, Matter, Person, Support
from portal.queries.rows import rows


class Concerned(NamedTuple):
    """Whose matter is on the agenda, and who is not invited yet."""

    person_id: int
    name: str
    number: str
    title: str


def concerned_by(meeting_id: int) -> list[Concerned]:
    """Those who raised or support what is on the agenda and are not invited yet, once each, in the order of
    the agenda and whoever raised it first.

    Whoever left no name is called by the matter's number; of two who are called the same the second has a
    number behind, for no list holds one name twice. Whom to ask for a browser that supports, nobody knows.
    """
    matters = _taken_up(meeting_id)
    behind = _supporting([matter_id for matter_id, *_ in matters])
    first: dict[int, tuple[str, str]] = {}
    for matter_id, proposer, *called in matters:
        for person_id in filter(None, (proposer, *behind[matter_id])):
            first.setdefault(person_id, (called[0], called[1]))
    names, asked = _names_of_others(meeting_id, first), _asked_as_concerned(meeting_id)
    found = [Concerned(each, names[each] or of[0], *of) for each, of in first.items() if each in names]
    taken = {name for name, _ in asked}
    return [each._replace(name=_apart(each.name, taken)) for each in found if (each.name, None) not in asked]


def _taken_up(meeting_id: int) -> list[tuple[int, int | None, str, str]]:
    items = AgendaItem.select(Matter.id, Matter.proposer, Matter.number, Matter.title).join(Matter)
    return list(
        rows(items.where(AgendaItem.meeting == meeting_id, ~Matter.private).order_by(AgendaItem.position))
    )


def _supporting(matter_ids: Collection[int]) -> dict[int, list[int | None]]:
    """The persons who support each matter, and the proposers of those that were merged into it."""
    is_somebody = Support.supporter.startswith("p:") | Support.supporter.startswith("m:")
    support = Support.select(Support.matter, Support.supporter).where(is_somebody)
    found = rows(support.where(Support.matter.in_(list(matter_ids))).order_by(Support.id))
    voices = [(matter_id, voice[:2], int(voice[2:])) for matter_id, voice in found]
    merged = [number for _, kind, number in voices if kind == "m:"]
    raised = dict(rows(Matter.select(Matter.id, Matter.proposer).where(Matter.id.in_(merged))))
    behind = defaultdict(list)
    for matter_id, kind, number in voices:
        behind[matter_id].append(number if kind == "p:" else raised[number])
    return behind


def _names_of_others(meeting_id: int, person_ids: Collection[int]) -> dict[int, str]:
    invited = Invitation.select(Invitation.person).where(
        Invitation.meeting == meeting_id, Invitation.person.is_null(False)
    )
    others = Person.id.in_(list(person_ids)) & Person.id.not_in(invited) & Person.erased_at.is_null()
    return dict(rows(Person.select(Person.id, Person.name).where(others)))


def _asked_as_concerned(meeting_id: int) -> set[tuple[str, int | None]]:
    """Each by the name, and who that is where it is known."""
    as_concerned = (Invitation.meeting == meeting_id) & (Invitation.capacity == Capacity.CONCERNED)
    return {
        (name, who)
        for name, who in rows(Invitation.select(Invitation.name, Invitation.person).where(as_concerned))
    }


def _apart(name: str, taken: set[str]) -> str:
    """The name, or the first with a number behind it that is not taken yet; taken from now on."""
    free = next(each for each in chain([name], (f"{name}（{n}）" for n in count(2))) if each not in taken)
    taken.add(free)
    return free
