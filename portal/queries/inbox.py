"""What helps somebody through the inbox: kept filters, words for answers, how the like was answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from portal.domain.stages import Action
from portal.models import AnswerTemplate, Area, Matter, MatterEvent, SavedFilter
from portal.queries.rows import rows

_ANSWERS = (Action.ANSWER, Action.REFUSE, Action.EXPLAIN, Action.COMPLETE)


class Kept(NamedTuple):
    """A filter under its name."""

    id: int
    name: str
    query: str


class Answered(NamedTuple):
    """How a matter was answered, in the words that everybody reads."""

    number: str
    title: str
    action: Action
    text: str
    at: datetime


def filters_of(person_id: int | None) -> list[Kept]:
    """An officer's own filters, in the order in which they were kept."""
    own = SavedFilter.select(SavedFilter.id, SavedFilter.name, SavedFilter.query)
    own = own.where(SavedFilter.person == person_id).order_by(SavedFilter.position, SavedFilter.id)
    return [Kept(*row) for row in rows(own)]


def templates_for(area_path: str, action: Action) -> list[AnswerTemplate]:
    """What is offered for a step in an area: its own words and those of the areas above, by title."""
    above = [int(part) for part in area_path.strip("/").split("/")]
    offered = AnswerTemplate.select().where(
        AnswerTemplate.area.in_(above), AnswerTemplate.action == action, AnswerTemplate.retired_at.is_null()
    )
    return list(offered.order_by(AnswerTemplate.title, AnswerTemplate.id))


def templates_in_force() -> list[AnswerTemplate]:
    """All that are offered anywhere, with their areas: by step, then by title."""
    offered = AnswerTemplate.select(AnswerTemplate, Area).join(Area)
    offered = offered.where(AnswerTemplate.retired_at.is_null())
    return list(offered.order_by(AnswerTemplate.action, AnswerTemplate.title, AnswerTemplate.id))


def answers_to(numbers: Iterable[str]) -> dict[str, Answered]:
    """The last answer to each of these public matters that has one."""
    query = (
        MatterEvent.select(
            Matter.number, Matter.public_title, MatterEvent.action, MatterEvent.public_text, MatterEvent.at
        )
        .join(Matter)
        .where(
            Matter.number.in_(list(numbers)),
            ~Matter.private,
            MatterEvent.public,
            MatterEvent.action.in_(_ANSWERS),
            MatterEvent.public_text != "",
        )
        .order_by(MatterEvent.id)
    )
    return {row[0]: Answered(*row) for row in rows(query)}
