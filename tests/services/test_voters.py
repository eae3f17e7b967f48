"""Who votes: one vote for each who is there, whatever cards a household has and whoever leaves meanwhile."""

from datetime import date

import pytest

from portal.domain.cards import Holder
from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.domain.terms import Capacity
from portal.domain.voting import Stance, VoteMethod
from portal.models import AgendaItem, Attendance, CardHolder, MatterEvent, Person, Resolution, VoteChoice
from portal.models.deliberating import BallotWay
from portal.models.meetings import ArrivalWay, ItemState
from portal.queries import votes
from portal.queries.votes import Voter
from portal.services import agenda, attend, cards, deliberate, erase, organisations, vote
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from tests.refusals import rule_of
from tests.services.conftest import EVENING


@pytest.fixture
def attendees():
    return [Attendee(name, Capacity.RESIDENT) for name in ("林小雨", "何大勇")]


def present(name):
    return Attendance.get(Attendance.name == name)


def choice(held, stance):
    return VoteChoice.get(VoteChoice.vote == held, VoteChoice.stance == stance)


def test_who_is_not_there_has_no_vote(chair, item, town):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    next_month = agenda.plan_meetings(chair, town.community, date(2026, 12, 15))[-1]
    elsewhere = Attendance.create(meeting=next_month, name="何大勇", capacity=Capacity.RESIDENT)
    yes = choice(held, Stance.IN_FAVOUR)
    assert rule_of(vote.cast, chair, held, elsewhere, yes, BallotWay.CARD) is Rule.NOT_PRESENT
    gone = present("何大勇")
    attend.remove_attendance(chair, gone)
    assert rule_of(vote.cast, chair, held, gone, yes, BallotWay.CARD) is Rule.NOT_PRESENT


def test_two_cards_of_one_household_cast_one_vote_each_present(chair, item, town):
    first = cards.issue(chair, town.community, [Holder("宋青"), Holder("宋红")], "宋家")
    second = cards.issue(chair, town.community, [Holder("宋白")], "宋家")
    green = Person.get(Person.name == "宋青")
    CardHolder.create(card=second, person=green)
    attend.arrive(chair, item.meeting, person=green, way=ArrivalWay.CARD)
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    here = present("宋青")
    assert votes.voters_of(first, held) == votes.voters_of(second, held) == [Voter(here.id, "宋青", False)]
    vote.cast(chair, held, here, choice(held, Stance.ABSTAIN), BallotWay.CARD)
    assert votes.voters_of(second, held) == [Voter(here.id, "宋青", True)]
    assert (
        rule_of(vote.cast, chair, held, here, choice(held, Stance.ABSTAIN), BallotWay.CARD)
        is Rule.ALREADY_VOTED
    )


def test_who_was_erased_meanwhile_keeps_the_vote_cast_and_casts_no_other(chair, item, occasion):
    resident = Person.get(Person.name == "林小雨")
    attend.arrive(chair, item.meeting, person=resident, way=ArrivalWay.CARD)
    here = Attendance.get(Attendance.person == resident)
    first = vote.open_vote(chair, item, VoteMethod.EACH)
    vote.cast(chair, first, here, choice(first, Stance.IN_FAVOUR), BallotWay.CARD)
    erase.erase(occasion("administrator", at=EVENING), resident, "本人要求。")
    vote.close_vote(chair, first)
    assert [each.votes for each in votes.vote_row(first.id).choices] == [1, 0, 0]
    assert Attendance.get_by_id(here.id).name == "林**"
    vote.void_vote(chair, first, "重投。")
    second = vote.open_vote(chair, item, VoteMethod.EACH)
    yes = choice(second, Stance.IN_FAVOUR)
    assert (
        rule_of(vote.cast, chair, second, Attendance.get_by_id(here.id), yes, BallotWay.CARD)
        is Rule.NOT_PRESENT
    )


def test_who_has_voted_is_not_struck_from_the_list(chair, item):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    vote.cast(chair, held, present("何大勇"), choice(held, Stance.AGAINST), BallotWay.CARD)
    assert rule_of(attend.remove_attendance, chair, present("何大勇")) is Rule.HAS_VOTED


def test_nothing_is_resolved_upon_an_organisation_dissolved_while_people_voted(chair, item, town, occasion):
    held = vote.open_vote(chair, item, VoteMethod.EACH)
    vote.cast(chair, held, present("何大勇"), choice(held, Stance.IN_FAVOUR), BallotWay.CARD)
    vote.close_vote(chair, held)
    officer = occasion("street_officer", at=EVENING)
    organisations.dissolve(officer, town.property_manager, town.committee.id, "合同到期。")
    draft = ResolutionDraft("换灯。", Order(town.property_manager.id, "钱多", 15))
    assert rule_of(deliberate.resolve, chair, item, draft) is Rule.ORGANISATION_DISSOLVED
    assert AgendaItem.get_by_id(item.id).state is ItemState.LISTED
    assert not Resolution.select().exists()
    assert not MatterEvent.select().where(MatterEvent.action == Action.RESOLVE).exists()
