"""Standing members of a community: who is asked to each of its meetings."""

from dataclasses import dataclass

from portal.db import transaction
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.wording import clean, required
from portal.models import Area, Card, CardHolder, Person, StandingMember
from portal.models.places import AreaKind
from portal.queries.invitations import in_force
from portal.services.recorded import person_called

NAME_CHARS, _PHONE_CHARS, _CARD_CHARS = 40, 40, 24


@dataclass(frozen=True)
class MemberDraft:
    """Who is to be a member, and as what.

    Attributes:
        phone: by which that one is told, and known by what signs in with it.
        card: the serial of a card that this one holds, for who has no telephone.
    """

    name: str
    capacity: Capacity
    phone: str = ""
    card: str = ""
    organisation_id: int | None = None


@transaction
def add_standing_member(occasion: Occasion, community: Area, draft: MemberDraft) -> StandingMember:
    """From today on this one is asked to every meeting whose type invites the capacity.

    Raises:
        Refusal: NOT_ALLOWED, UNKNOWN_AREA for what is no community, MEMBER_KNOWN for a name that already
            stands there in this capacity, CARD_UNKNOWN, and as ``wording.required``.
    """
    require(occasion.actor, Action.INVITE, Subject(area_path=community.path))
    if community.kind is not AreaKind.COMMUNITY:
        raise Refusal(Rule.UNKNOWN_AREA, field="community")
    name = required(draft.name, NAME_CHARS, "name")
    _require_new(occasion, community, name, draft.capacity)
    return StandingMember.create(
        community=community,
        name=name,
        capacity=draft.capacity,
        person=_person(occasion, name, draft),
        organisation=draft.organisation_id,
        since=occasion.today,
    )


@transaction
def end_standing_member(occasion: Occasion, member: StandingMember) -> StandingMember:
    """Is asked no more from today on; what that one was asked to before stays. A second time changes nothing.

    Raises:
        Refusal: NOT_ALLOWED.
    """
    require(occasion.actor, Action.INVITE, Subject(area_path=member.community.path))
    if member.until is None or member.until > occasion.today:
        member.until = occasion.today
        member.save(only=[StandingMember.until])
    return member


def known_by(occasion: Occasion, name: str, phone: str) -> Person | None:
    """Who is meant by a name and a number; nobody where there is no number to tell people apart by."""
    phone = clean(phone, _PHONE_CHARS, "phone")
    return person_called(occasion, name, phone) if phone else None


def _require_new(occasion: Occasion, community: Area, name: str, capacity: Capacity) -> None:
    same = (StandingMember.name == name) & (StandingMember.capacity == capacity)
    here = (StandingMember.community == community) & same & in_force(occasion.today)
    if StandingMember.select().where(here).exists():
        raise Refusal(Rule.MEMBER_KNOWN, field="name")


def _person(occasion: Occasion, name: str, draft: MemberDraft) -> Person | None:
    serial = clean(draft.card, _CARD_CHARS, "card").upper()
    if not serial:
        return known_by(occasion, name, draft.phone)
    held = CardHolder.select(CardHolder.person).join(Card)
    held = held.where((Card.serial == serial) & Card.revoked_at.is_null())
    holder: Person | None = Person.select().where(Person.id.in_(held) & (Person.name == name)).first()
    if holder is None:
        raise Refusal(Rule.CARD_UNKNOWN, field="card")
    return holder
