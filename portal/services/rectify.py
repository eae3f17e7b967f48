"""整改: what was handled to somebody's dissatisfaction is handled once more, by a date of its own."""

from portal.domain.occasion import Occasion
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Mode
from portal.models import Area, Assignment, AssignmentPartner, Matter, MatterEvent, Organisation, ReturnVisit
from portal.models.places import OrganisationKind
from portal.queries.colleagues import colleague
from portal.services.handle import Order, start_handling


def rectify(occasion: Occasion, matter: Matter, shown_code: bool = False) -> Matter:
    """Opens a round of rectification within the rule book's working days, for those who handled before.

    What nobody was assigned to, because it was answered on the spot, falls to the community's own committee.
    What was said against it stands with the rating or the visit, and stays in the house.

    Raises:
        Refusal: HANDLER_MISSING where the place has no committee, and as ``journal.move``.
    """
    order = _again(occasion, matter) or _by_committee(occasion, matter)
    _call_off_visits(matter)
    return start_handling(occasion, matter, Action.RECTIFY, order, "", shown_code=shown_code)


def _call_off_visits(matter: Matter) -> None:
    """Nobody need ask how a round was liked that is done over; the next one brings a visit of its own."""
    not_made = (ReturnVisit.matter == matter) & ReturnVisit.visited_at.is_null()
    ReturnVisit.delete().where(not_made).execute()


def _again(occasion: Occasion, matter: Matter) -> Order | None:
    """The last round's order with the time for rectification; None without one or when it was dissolved."""
    rounds = Assignment.select().where(Assignment.matter == matter).order_by(Assignment.round.desc())
    last = rounds.first()
    if last is None or not last.organisation.active:
        return None
    helping = AssignmentPartner.select().where(AssignmentPartner.assignment == last)
    still = tuple(partner.organisation_id for partner in helping if partner.organisation.active)
    return Order(
        organisation_id=last.organisation_id,
        person_name=last.person_name,
        working_days=occasion.book.handling.rectification_working_days,
        mode=last.mode if still or last.mode is not Mode.JOINT else Mode.OWN,
        person_id=_still_there(occasion, last),
        partner_ids=still,
    )


def _still_there(occasion: Occasion, last: Assignment) -> int | None:
    """Who handled it, if that one still works there; if not, the name stays, as who knew about it."""
    known = last.person_id and colleague(last.person_id, last.organisation, occasion.now)
    return last.person_id if known else None


def _by_committee(occasion: Occasion, matter: Matter) -> Order:
    committee = _committee_of(matter.community)
    if committee is None:
        raise Refusal(Rule.HANDLER_MISSING)
    return Order(
        organisation_id=committee.id,
        person_name=_who_answered(matter) or committee.name,
        working_days=occasion.book.handling.rectification_working_days,
    )


def _committee_of(community: Area) -> Organisation | None:
    is_committee = (Organisation.kind == OrganisationKind.COMMUNITY) & Organisation.active
    return Organisation.get_or_none(is_committee & (Organisation.area == community))


def _who_answered(matter: Matter) -> str:
    answers = MatterEvent.select().where(
        (MatterEvent.matter == matter) & (MatterEvent.action == Action.ANSWER)
    )
    last = answers.order_by(MatterEvent.id.desc()).first()
    return last.actor_name if last else ""
