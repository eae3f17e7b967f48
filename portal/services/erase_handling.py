"""Taking one person who acted in office out of the papers of the handling.

The organisation stays, and a word for the name: that somebody did it is history, who it was is personal.
"""

from typing import Any

from peewee import fn

from portal.domain.personal_names import SOMEBODY_IN_OFFICE
from portal.models import (
    AgendaItem,
    Assignment,
    EstateParty,
    Forwarding,
    Matter,
    MatterEvent,
    Meeting,
    MinutesCorrection,
    Organisation,
    Person,
    Resolution,
    Step,
)
from portal.queries.colleagues import employers_of
from portal.queries.rows import Condition
from portal.services import search

_MINUTES = (Meeting.minutes, Meeting.public_minutes, MinutesCorrection.before, MinutesCorrection.after)


def take_out_of_handling(person: Person, name: str) -> None:
    """Of a person of this name, wherever the organisations that he or she worked for stand beside it."""
    employers = employers_of(person.id)
    rounds = _rounds_of(person, name, employers)
    matters = Matter.id.in_(Assignment.select(Assignment.matter).where(Assignment.id.in_(rounds)))
    items = AgendaItem.select(AgendaItem.id).join(Matter).where(matters)
    _rename(Assignment.person_name, Assignment.id.in_(rounds), name)
    _rename(Step.person_name, Step.assignment.in_(rounds), name)
    _rename(Forwarding.from_person_name, Forwarding.assignment.in_(rounds), name)
    _rename(Forwarding.to_person_name, Forwarding.assignment.in_(rounds), name)
    _rename(Resolution.person_name, Resolution.item.in_(items), name)
    _rename(EstateParty.person_name, EstateParty.organisation.in_(employers), name)
    _rename_in_events(matters, name)
    _rename_in_minutes(employers, name)


def _rounds_of(person: Person, name: str, employers: list[int]) -> list[int]:
    """The rounds of handling in which the person had a part."""
    given = Forwarding.from_organisation.in_(employers) & (Forwarding.from_person_name == name)
    taken = Forwarding.to_organisation.in_(employers) & (Forwarding.to_person_name == name)
    own_steps = Step.organisation.in_(employers) & (Step.person_name == name)
    had: Condition = (Assignment.person == person) | (
        Assignment.organisation.in_(employers) & (Assignment.person_name == name)
    )
    had |= Assignment.id.in_(Forwarding.select(Forwarding.assignment).where(given | taken))
    had |= Assignment.id.in_(Step.select(Step.assignment).where(own_steps))
    return [found.id for found in Assignment.select(Assignment.id).where(had)]


def _rename(column: Any, where: Condition, name: str) -> None:
    column.model.update({column: SOMEBODY_IN_OFFICE}).where(where & (column == name)).execute()


def _rename_in_events(matters: Condition, name: str) -> None:
    of_theirs = Matter.select(Matter.id).where(matters)
    for event in MatterEvent.select().where(MatterEvent.matter.in_(of_theirs)):
        if event.data.get("person") == name:
            event.data = event.data | {"person": SOMEBODY_IN_OFFICE}
            event.save(only=[MatterEvent.data])


def _rename_in_minutes(employers: list[int], name: str) -> None:
    """As ``services.minutes`` prints who is to act; what stands there otherwise is masked with the rest."""
    for organisation in Organisation.select().where(Organisation.id.in_(employers)):
        for printed in ("{}（{}）", "{}，{}）"):
            before, now = (printed.format(organisation.name, who) for who in (name, SOMEBODY_IN_OFFICE))
            told = list(Meeting.select().where(Meeting.minutes.contains(before)))
            for column in _MINUTES:
                replaced = {column: fn.REPLACE(column, before, now)}
                column.model.update(replaced).where(column.contains(before)).execute()
            for meeting in told:
                search.index_meeting(Meeting.get_by_id(meeting.id))
