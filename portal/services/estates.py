"""Housing estates and their five parties (五方办): who answers for what, on one page, with a telephone."""

from dataclasses import dataclass

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import EstateKind, Party
from portal.domain.wording import clean, required
from portal.models import Area, Estate, EstateParty
from portal.services.hands import standing_organisation

_NAME_CHARS = 80
_TELEPHONE_CHARS = 40


@dataclass(frozen=True)
class PartyDraft:
    """Who one of the five parties is, and whom to call there; ``organisation_id`` where matters go to it."""

    name: str
    person_name: str = ""
    telephone: str = ""
    organisation_id: int | None = None


@transaction
def add_estate(occasion: Occasion, area: Area, name: str, kind: EstateKind) -> Estate:
    """Makes an estate of an area: what lies in it, and in all below, belongs to the estate.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, ESTATE_KNOWN.
    """
    require(occasion.actor, Action.MANAGE_PLACE, Subject(area.path))
    name = required(name, _NAME_CHARS, "name")
    if Estate.select().where(Estate.area == area).exists():
        raise Refusal(Rule.ESTATE_KNOWN, field="area")
    return Estate.create(area=area, name=name, kind=kind)


@transaction
def amend_estate(occasion: Occasion, estate: Estate, name: str, kind: EstateKind) -> Estate:
    """Another name or kind. Raises as ``add_estate``."""
    _require_over(occasion, estate)
    estate.name, estate.kind = required(name, _NAME_CHARS, "name"), kind
    estate.save()
    return estate


@transaction
def set_party(occasion: Occasion, estate: Estate, party: Party, draft: PartyDraft) -> EstateParty:
    """Says who a party is. Of co-building units there may be several, each by its name; of the others the
    new one takes the place of the old.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, ORGANISATION_DISSOLVED.
    """
    _require_over(occasion, estate)
    name = required(draft.name, _NAME_CHARS, "name")
    organisation = (
        standing_organisation(draft.organisation_id, "organisation") if draft.organisation_id else None
    )
    same = (EstateParty.estate == estate) & (EstateParty.party == party)
    if party is Party.CO_BUILDING:
        same &= EstateParty.name == name
    EstateParty.delete().where(same).execute()
    return EstateParty.create(
        estate=estate,
        party=party,
        organisation=organisation,
        name=name,
        person_name=clean(draft.person_name, _NAME_CHARS, "person"),
        telephone=clean(draft.telephone, _TELEPHONE_CHARS, "telephone"),
    )


@transaction
def drop_party(occasion: Occasion, party: EstateParty) -> None:
    """Nobody is this party any more, and the page says so. Raises Refusal NOT_ALLOWED."""
    _require_over(occasion, party.estate)
    party.delete_instance()


def _require_over(occasion: Occasion, estate: Estate) -> None:
    require(occasion.actor, Action.MANAGE_PLACE, Subject(estate.area.path))
