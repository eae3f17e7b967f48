"""Whom the community asks to each of its meetings."""

from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity
from portal.models import StandingMember
from portal.services.standing import MemberDraft, add_standing_member
from tests.conftest import Town


def standing_members(occasion: Occasion, town: Town) -> list[StandingMember]:
    """Four standing members: two with a mobile, one by name alone, one whom no ordinary meeting invites."""
    drafts = (
        MemberDraft("冯桂兰", Capacity.REPRESENTATIVE, "13800138001"),
        MemberDraft("齐大山", Capacity.OWNERS, "13800138002"),
        MemberDraft("钱多", Capacity.PROPERTY, organisation_id=town.property_manager.id),
        MemberDraft("方律师", Capacity.LAWYER),
    )
    return [add_standing_member(occasion, town.community, draft) for draft in drafts]
