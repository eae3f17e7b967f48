"""Who is asked to each meeting of a community, for how long, and who decides it."""

from datetime import date

import pytest

from portal.domain.refusal import Rule
from portal.domain.terms import Capacity
from portal.models import StandingMember
from portal.queries.invitations import members_of
from portal.services.places import add_area
from portal.services.standing import MemberDraft, add_standing_member, end_standing_member
from tests.refusals import rule_of
from tests.services.standing_members import standing_members


@pytest.fixture
def members(town, occasion):
    return standing_members(occasion("worker"), town)


def test_a_member_is_entered_once_in_one_capacity(members, town, occasion):
    again = MemberDraft("冯桂兰", Capacity.REPRESENTATIVE)
    assert rule_of(add_standing_member, occasion("worker"), town.community, again) is Rule.MEMBER_KNOWN
    add_standing_member(occasion("worker"), town.community, MemberDraft("冯桂兰", Capacity.PARTY_MEMBER))
    listed = members_of(town.community.id, date(2026, 11, 3))
    assert [(each.name, each.capacity, each.has_way) for each in listed] == [
        ("冯桂兰", Capacity.REPRESENTATIVE, True),
        ("冯桂兰", Capacity.PARTY_MEMBER, False),
        ("钱多", Capacity.PROPERTY, False),
        ("齐大山", Capacity.OWNERS, True),
        ("方律师", Capacity.LAWYER, False),
    ]


def test_who_was_a_member_can_become_one_again(members, town, occasion):
    end_standing_member(occasion("worker"), members[0])
    back = add_standing_member(
        occasion("worker"), town.community, MemberDraft("冯桂兰", Capacity.REPRESENTATIVE)
    )
    assert back.id != members[0].id
    assert StandingMember.get_by_id(members[0].id).until == date(2026, 11, 3)


def test_one_telephone_and_name_are_one_person(members, town, occasion):
    second = MemberDraft("冯桂兰", Capacity.PARTY_MEMBER, "138 0013 8001")
    assert add_standing_member(occasion("worker"), town.community, second).person_id == members[0].person_id
    assert (
        rule_of(
            add_standing_member,
            occasion("worker"),
            town.community,
            MemberDraft("马秀英", Capacity.RESIDENT, card="AZK-2026-0001"),
        )
        is Rule.CARD_UNKNOWN
    )


def test_members_belong_to_a_community_and_to_its_staff(town, occasion):
    draft = MemberDraft("冯桂兰", Capacity.REPRESENTATIVE)
    for who in ("nobody", "resident", "grid_member", "handler", "auditor", "stranger"):
        assert rule_of(add_standing_member, occasion(who), town.community, draft) is Rule.NOT_ALLOWED
    assert rule_of(add_standing_member, occasion("street_officer"), town.street, draft) is Rule.UNKNOWN_AREA
    street = add_area(town.community.kind, "新社区", town.street)
    assert add_standing_member(occasion("street_officer"), street, draft).since == date(2026, 11, 3)
