"""会前小议 as pages show it: what was found out, who was asked, the options on the table."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from peewee import Value, fn

from portal.models import AgendaItem, Matter, MatterEvent, Preparation, TopicOption
from portal.queries.rows import rows


class Prepared(NamedTuple):
    """What was found out about a topic, in the public's words. Both texts are empty while they wait to be
    read, or were withheld."""

    matter_id: int
    at: datetime
    notes: str
    asked: str


class Found(NamedTuple):
    """What was found out about a topic, by whom, in whose words: for the office."""

    at: datetime
    by: str
    text: str
    asked: str


class Option(NamedTuple):
    """A way to settle a topic; ``number`` tells it from the others and never changes."""

    id: int
    number: int
    text: str
    public_text: str


def prepared_for(matter_ids: Collection[int]) -> dict[int, list[Prepared]]:
    """What of it everybody may read, the latest first, by matter."""
    query = (
        Preparation.select(
            Preparation.matter, MatterEvent.at, MatterEvent.public_text, Preparation.public_asked
        )
        .join(MatterEvent)
        .where(Preparation.matter.in_(list(matter_ids)), MatterEvent.public_text != "")
        .order_by(Preparation.id.desc())
    )
    found: dict[int, list[Prepared]] = {}
    for row in rows(query) if matter_ids else ():
        found.setdefault(row[0], []).append(Prepared(*row))
    return found


def found_out(matter_id: int) -> list[Found]:
    """All that was written down to prepare a topic, the latest first."""
    query = Preparation.select(
        MatterEvent.at, MatterEvent.actor_name, MatterEvent.text, Preparation.asked
    ).join(MatterEvent)
    return [
        Found(*row)
        for row in rows(query.where(Preparation.matter == matter_id).order_by(Preparation.id.desc()))
    ]


def options_of(matter_id: int) -> list[Option]:
    """What lies on the table for a topic, in the order in which it came there."""
    return options_for([matter_id]).get(matter_id, [])


def options_for(matter_ids: Collection[int]) -> dict[int, list[Option]]:
    """As ``options_of``, for several topics."""
    query = (
        TopicOption.select(
            TopicOption.matter,
            TopicOption.id,
            TopicOption.position,
            TopicOption.text,
            TopicOption.public_text,
        )
        .where(TopicOption.matter.in_(list(matter_ids)), TopicOption.withdrawn_at.is_null())
        .order_by(TopicOption.position)
    )
    found: dict[int, list[Option]] = {}
    for matter_id, *option in rows(query) if matter_ids else ():
        found.setdefault(matter_id, []).append(Option(*option))
    return found


class Table(NamedTuple):
    """What lies before a meeting about one topic, in the public's words."""

    prepared: list[Prepared]
    options: list[Option]


def prepared_at(meeting_id: Any) -> Any:
    """How many preparations and options there are for a meeting, as an expression for selects."""
    topics = AgendaItem.select(AgendaItem.matter).where(AgendaItem.meeting == meeting_id)
    written = Preparation.select(fn.COUNT(Preparation.id)).where(Preparation.matter.in_(topics))
    laid = TopicOption.select(fn.COUNT(TopicOption.id)).where(TopicOption.matter.in_(topics))
    return Value(0) + written + laid


def tables_of(meeting_id: int) -> dict[int, Table]:
    """What lies before a meeting, by agenda item; items without anything are left out."""
    listed = rows(
        AgendaItem.select(AgendaItem.id, AgendaItem.matter)
        .join(Matter)
        .where(AgendaItem.meeting == meeting_id, ~Matter.private)
    )
    matters = [matter_id for _, matter_id in listed]
    prepared, options = prepared_for(matters), options_for(matters)
    tables = {item: Table(prepared.get(matter, []), options.get(matter, [])) for item, matter in listed}
    return {item: table for item, table in tables.items() if table.prepared or table.options}
