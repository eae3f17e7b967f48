"""Who can be given a matter: founded, renamed, dissolved; and what passes to others when somebody leaves."""

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import clean, given_reason, required
from portal.models import (
    Area,
    Assignment,
    AssignmentPartner,
    CallReport,
    Matter,
    Organisation,
    RoleHolding,
    StandingMember,
    Step,
    Whistle,
    WhistleCall,
)
from portal.models.places import OrganisationKind
from portal.queries.organisations import is_burdened, path_of
from portal.services.forward import hand_over
from portal.services.hands import Hands, find_hands, standing_organisation
from portal.services.whistle import close_if_all_came

_NAME_CHARS = 80
_TELEPHONE_CHARS = 40


@transaction
def found(
    occasion: Occasion, name: str, kind: OrganisationKind, area: Area, telephone: str = ""
) -> Organisation:
    """A new organisation of an area.

    Raises:
        Refusal: NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG, ORGANISATION_KNOWN.
    """
    require(occasion.actor, Action.MANAGE_PLACE, Subject(area.path))
    name = _free_name(name)
    telephone = clean(telephone, _TELEPHONE_CHARS, "telephone")
    return Organisation.create(name=name, kind=kind, area=area, telephone=telephone)


@transaction
def amend(occasion: Occasion, organisation: Organisation, name: str, telephone: str) -> Organisation:
    """Another name or telephone; what happened under the old name keeps it on the road.

    Raises as ``found``.
    """
    _require_over(occasion, organisation)
    organisation.name = _free_name(name, organisation)
    organisation.telephone = clean(telephone, _TELEPHONE_CHARS, "telephone")
    organisation.save()
    return organisation


@transaction
def dissolve(
    occasion: Occasion, organisation: Organisation, successor_id: int | None, reason: str
) -> Organisation:
    """Ends an organisation. What it has in hand goes to its successor, with the reason on every road.

    Those who held a role for it hold it no longer, and it is invited to no more meetings.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, SUCCESSOR_MISSING while anything is open, ORGANISATION_DISSOLVED
            for either of the two, FORWARDED_TO_ITSELF.
    """
    _require_over(occasion, organisation)
    standing_organisation(organisation.id, "successor")
    reason = given_reason(reason, occasion.book.limits.text_chars, "text")
    if successor_id == organisation.id:
        raise Refusal(Rule.FORWARDED_TO_ITSELF, field="successor")
    successor = standing_organisation(successor_id, "successor") if successor_id else None
    if successor is None and is_burdened(organisation.id):
        raise Refusal(Rule.SUCCESSOR_MISSING, field="successor")
    if successor is not None:
        _pass_on(occasion, organisation, successor, reason)
    _end(occasion, organisation)
    return organisation


@transaction
def reassign(
    occasion: Occasion, organisation: Organisation, person_id: int, to_person_id: int, reason: str
) -> int:
    """Somebody leaves: all that stands under that name goes to a colleague. Gives how many matters.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, PERSON_ELSEWHERE, FORWARDED_TO_ITSELF.
    """
    _require_over(occasion, organisation)
    reason = given_reason(reason, occasion.book.limits.text_chars, "text")
    if person_id == to_person_id:
        raise Refusal(Rule.FORWARDED_TO_ITSELF, field="colleague")
    hands = find_hands(occasion, organisation.id, "", to_person_id)
    held = Assignment.person == person_id, Assignment.organisation == organisation
    mine = list(Assignment.select().where(*held, Assignment.ended_at.is_null()).order_by(Assignment.id))
    for assignment in mine:
        hand_over(occasion, Matter.get_by_id(assignment.matter_id), hands, reason)
    return len(mine)


def _pass_on(occasion: Occasion, organisation: Organisation, successor: Organisation, reason: str) -> None:
    """Each matter under the name of the person who had it: whoever follows there says who."""
    leading = (Assignment.organisation == organisation) & Assignment.ended_at.is_null()
    for assignment in list(Assignment.select().where(leading).order_by(Assignment.id)):
        hands = Hands(successor, assignment.person_name, None)
        hand_over(occasion, Matter.get_by_id(assignment.matter_id), hands, reason)
    _pass_on_help(organisation, successor)
    _pass_on_whistles(occasion, organisation, successor)


def _pass_on_help(organisation: Organisation, successor: Organisation) -> None:
    lasting = Assignment.select(Assignment.id).where(Assignment.ended_at.is_null())
    own_steps = (Step.organisation == organisation) & Step.assignment.in_(lasting) & Step.done_at.is_null()
    Step.update(organisation=successor).where(own_steps).execute()
    helping = (AssignmentPartner.organisation == organisation) & AssignmentPartner.assignment.in_(lasting)
    for help_given in list(AssignmentPartner.select().where(helping)):
        if help_given.assignment.organisation_id != successor.id:
            given = {"assignment": help_given.assignment_id, "organisation": successor.id}
            AssignmentPartner.insert(given).on_conflict_ignore().execute()
    AssignmentPartner.delete().where(helping).execute()


def _pass_on_whistles(occasion: Occasion, organisation: Organisation, successor: Organisation) -> None:
    """Calls that are not at their end. Where the same whistle called the successor too, that call is enough,
    unless somebody of the organisation has come already."""
    sounding = Whistle.select(Whistle.id).where(Whistle.closed_at.is_null())
    own = (WhistleCall.organisation == organisation) & WhistleCall.whistle.in_(sounding)
    for call in list(WhistleCall.select().where(own, WhistleCall.confirmed_at.is_null())):
        theirs = WhistleCall.get_or_none(whistle=call.whistle_id, organisation=successor)
        if theirs is None:
            WhistleCall.update(organisation=successor).where(WhistleCall.id == call.id).execute()
        elif call.checked_in_at is None:
            CallReport.update(call=theirs).where(CallReport.call == call).execute()
            call.delete_instance()
            close_if_all_came(occasion, call.whistle)


def _end(occasion: Occasion, organisation: Organisation) -> None:
    member = (StandingMember.organisation == organisation) & StandingMember.until.is_null()
    StandingMember.update(until=occasion.today).where(member).execute()
    held = (RoleHolding.organisation == organisation) & RoleHolding.until.is_null()
    RoleHolding.update(until=occasion.now).where(held).execute()
    organisation.active = False
    organisation.save()


def _require_over(occasion: Occasion, organisation: Organisation) -> None:
    require(occasion.actor, Action.MANAGE_PLACE, Subject(path_of(organisation)))


def _free_name(name: str, own: Organisation | None = None) -> str:
    name = required(name, _NAME_CHARS, "name")
    same = Organisation.name == name
    if own is not None:
        same &= Organisation.id != own.id
    if Organisation.select().where(same).exists():
        raise Refusal(Rule.ORGANISATION_KNOWN, field="name")
    return name
