"""In whose hands a matter is, or is to be given: an organisation that stands, and somebody there."""

from typing import NamedTuple

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.wording import clean
from portal.models import Assignment, Matter, Organisation
from portal.queries.colleagues import colleague

_NAME_CHARS = 80


class Hands(NamedTuple):
    """An organisation, and the person there; ``person_id`` where that one works with the portal."""

    organisation: Organisation
    person_name: str
    person_id: int | None


def find_hands(occasion: Occasion, organisation_id: int, person_name: str, person_id: int | None) -> Hands:
    """Who is meant. A person who is known lends the name; anybody else is named.

    Raises:
        Refusal: HANDLER_MISSING, PERSON_MISSING without a name, ORGANISATION_DISSOLVED, PERSON_ELSEWHERE for
            somebody who does not work there (any more), TEXT_TOO_LONG.
    """
    organisation = standing_organisation(organisation_id, "organisation")
    if person_id is None:
        name = clean(person_name, _NAME_CHARS, "person")
        if not name:
            raise Refusal(Rule.PERSON_MISSING, field="person")
        return Hands(organisation, name, None)
    known = colleague(person_id, organisation, occasion.now)
    if known is None:
        raise Refusal(Rule.PERSON_ELSEWHERE, field="person_id", organisation=organisation.name)
    return Hands(organisation, known, person_id)


def standing_organisation(organisation_id: int, field: str) -> Organisation:
    """The organisation, which is not dissolved. Raises Refusal HANDLER_MISSING or ORGANISATION_DISSOLVED."""
    organisation: Organisation | None = Organisation.get_or_none(Organisation.id == organisation_id)
    if organisation is None:
        raise Refusal(Rule.HANDLER_MISSING, field=field)
    if not organisation.active:
        raise Refusal(Rule.ORGANISATION_DISSOLVED, field=field, organisation=organisation.name)
    return organisation


def under_way(matter: Matter) -> Assignment:
    """The round of handling that has not ended. Raises Refusal STALE where there is none (any more)."""
    assignment: Assignment | None = Assignment.get_or_none(
        (Assignment.matter == matter) & Assignment.ended_at.is_null()
    )
    if assignment is None:
        raise Refusal(Rule.STALE, number=matter.number)
    return assignment
