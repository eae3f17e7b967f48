"""Whole telephone numbers and addresses: whoever of the office sees one, it is written down that he did."""

from typing import NamedTuple

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import ContactLook, Matter
from portal.queries.subjects import subject_of


class Contact(NamedTuple):
    """How somebody is reached, whole."""

    name: str
    phone: str
    email: str


@transaction
def look(occasion: Occasion, matter: Matter) -> Contact:
    """The proposer's whole number and address; that they were seen is kept in the same transaction.

    Raises:
        Refusal: NOT_ALLOWED, or NOT_FOUND where nobody left any.
    """
    require(occasion.actor, Action.SEE_CONTACT, subject_of(matter))
    person = matter.proposer
    if person is None or not (person.phone or person.email):
        raise Refusal(Rule.NOT_FOUND)
    ContactLook.create(person=person, looked_by=occasion.actor.person_id, matter=matter, at=occasion.now)
    return Contact(person.name, person.phone, person.email)
