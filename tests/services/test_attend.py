"""签到: by the list, by name, by card; nobody twice."""

from datetime import date, datetime

import pytest

from portal.domain.cards import Holder
from portal.domain.refusal import Rule
from portal.domain.terms import Capacity
from portal.models import AgendaItem, Attendance, Invitation, Person
from portal.models.meetings import ArrivalWay, ReplyState
from portal.queries.sessions import benches_of, here_among
from portal.services import agenda, attend, cards, deliberate
from portal.services.attend import Attendee
from portal.services.deliberate import ResolutionDraft
from portal.services.handle import Order
from tests.refusals import rule_of
from tests.services.conftest import EVENING

DAY_BEFORE = datetime(2026, 11, 29, 19, 5)
PEOPLE = [
    Attendee("林小雨", Capacity.RESIDENT),
    Attendee("何大勇", Capacity.PARTY_MEMBER),
    Attendee("钱多", Capacity.PROPERTY),
]


@pytest.fixture
def invited(meeting, cast):
    """林小雨 as a resident, known for who she is; 何大勇 as a representative, by name alone."""
    rows = (
        ("林小雨", Capacity.RESIDENT, cast["resident"].person_id),
        ("何大勇", Capacity.REPRESENTATIVE, None),
    )
    return [
        Invitation.create(meeting=meeting, name=name, capacity=capacity, person=person, invited_at=EVENING)
        for name, capacity, person in rows
    ]


@pytest.fixture
def card_of(occasion, town):
    """``card_of("丁一")`` prints a card of these holders: the card, and what its code holds."""

    def of(*names):
        now = occasion("secretary")
        card = cards.issue(
            now, town.community, [Holder(name, f"1390013800{at}") for at, name in enumerate(names)]
        )
        return cards.print_cards(now, [card])[0]

    return of


def names():
    return [row.name for row in Attendance.select().order_by(Attendance.id)]


def test_attendance_is_entered_once_a_person(meeting, chair):
    assert attend.record_attendance(chair, meeting, PEOPLE) == 3
    assert attend.record_attendance(chair, meeting, [*PEOPLE, Attendee("林小雨", Capacity.OWNERS)]) == 1


def test_nobody_is_present_before_the_day(meeting, occasion):
    early = occasion("secretary", at=DAY_BEFORE)
    assert rule_of(attend.record_attendance, early, meeting, PEOPLE) is Rule.MEETING_TOO_EARLY


def test_one_tap_enters_somebody_invited_and_a_second_finds_them(meeting, chair, invited):
    first = attend.arrive(chair, meeting, invited[1])
    again = attend.arrive(chair, meeting, invited[1])
    assert (first.is_new, again.is_new, first.attendance.id) == (True, False, again.attendance.id)
    kept = Attendance.get()
    assert (kept.name, kept.capacity, kept.invitation_id, kept.arrived_at) == (
        "何大勇",
        "representative",
        invited[1].id,
        EVENING,
    )


def test_who_was_sent_instead_is_entered_by_their_own_name(meeting, chair, invited):
    invited[0].state, invited[0].comes_instead = ReplyState.SENDS_ANOTHER, "林大雨"
    invited[0].save()
    came = attend.arrive(chair, meeting, invited[0]).attendance
    assert (came.name, came.person_id) == ("林大雨", None)


@pytest.mark.parametrize("card_first", [False, True])
def test_who_was_sent_instead_and_shows_a_card_is_one_person(meeting, chair, invited, card_of, card_first):
    invited[1].state, invited[1].comes_instead = ReplyState.SENDS_ANOTHER, "林大雨"
    invited[1].save()
    shown = card_of("林大雨")
    ways = [
        lambda: attend.arrive(chair, meeting, invited[1]),
        lambda: attend.arrive_by_card(chair, meeting, shown.secret),
    ]
    came = [way() for way in (reversed(ways) if card_first else ways)]
    assert [each.is_new for each in came] == [True, False]
    assert (names(), Attendance.get().invitation_id) == (["林大雨"], invited[1].id)
    assert Attendance.get().person == Person.get(Person.name == "林大雨")


def test_an_invitation_to_another_meeting_is_not_found(town, occasion, meeting, chair, invited):
    other = agenda.plan_meetings(occasion("worker", at=EVENING), town.community, date(2026, 12, 15))[-1]
    theirs = Invitation.create(meeting=other, name="丁一", capacity=Capacity.RESIDENT, invited_at=EVENING)
    assert rule_of(attend.arrive, chair, meeting, theirs) is Rule.NOT_FOUND


def test_a_name_that_was_invited_takes_its_own_seat(meeting, chair, invited):
    attend.record_attendance(chair, meeting, [Attendee("何大勇", Capacity.REPRESENTATIVE)])
    assert Attendance.get().invitation_id == invited[1].id
    assert attend.arrive(chair, meeting, invited[1]).is_new is False


def test_a_card_enters_its_holder_in_the_seat_they_were_invited_to(meeting, chair, invited, card_of):
    shown = card_of("何大勇")
    came = attend.arrive_by_card(chair, meeting, shown.secret)
    assert (came.attendance.name, came.attendance.invitation_id, came.attendance.way) == (
        "何大勇",
        invited[1].id,
        ArrivalWay.CARD,
    )
    assert attend.arrive_by_card(chair, meeting, shown.secret).is_new is False
    assert names() == ["何大勇"]


def test_who_was_not_invited_comes_by_card_as_a_resident(meeting, chair, card_of):
    came = attend.arrive_by_card(chair, meeting, card_of("丁一").secret).attendance
    assert (came.name, came.capacity, came.person_id) == ("丁一", "resident", Person.get(name="丁一").id)


def test_two_neighbours_of_one_name_are_two(meeting, chair, card_of):
    for _ in range(2):
        person = Person.create(name="王芳", phone="", created_at=EVENING)
        attend.arrive(chair, meeting, person=person)
    assert names() == ["王芳", "王芳（2）"]


def test_a_name_typed_before_belongs_to_the_card_that_follows(meeting, chair, card_of):
    attend.record_attendance(chair, meeting, [Attendee("丁一", Capacity.RESIDENT)])
    assert attend.arrive_by_card(chair, meeting, card_of("丁一").secret).is_new is False
    assert Attendance.get().person_id == Person.get(name="丁一").id


def test_a_card_that_was_revoked_is_refused_by_a_rule_of_its_own(meeting, chair, occasion, card_of):
    shown = card_of("丁一")
    cards.revoke(occasion("secretary"), shown.card)
    assert rule_of(attend.arrive_by_card, chair, meeting, shown.secret) is Rule.CARD_REVOKED
    assert rule_of(attend.arrive_by_card, chair, meeting, "YST1 whatever") is Rule.CARD_UNKNOWN
    assert names() == []


def test_a_household_says_which_of_them_came(meeting, chair, card_of):
    shown = card_of("丁一", "丁二")
    assert rule_of(attend.arrive_by_card, chair, meeting, shown.secret) is Rule.HOLDER_MISSING
    second, stranger = Person.get(name="丁二"), Person.create(name="生人", phone="", created_at=EVENING)
    attend.arrive_as_holder(chair, meeting, shown.card, second.id)
    assert names() == ["丁二"]
    assert rule_of(attend.arrive_as_holder, chair, meeting, shown.card, stranger.id) is Rule.HOLDER_MISSING


def test_the_benches_show_who_is_missing_and_who_walked_in(meeting, chair, invited):
    attend.record_attendance(chair, meeting, [Attendee("钱多", Capacity.PROPERTY)])
    attend.arrive(chair, meeting, invited[1])
    benches = benches_of(meeting.id)
    assert [(bench.capacity, bench.here, len(bench.seats)) for bench in benches] == [
        (Capacity.RESIDENT, 0, 1),
        (Capacity.REPRESENTATIVE, 1, 1),
        (Capacity.PROPERTY, 1, 1),
    ]
    assert [seat.name for seat in here_among(benches)] == ["钱多", "何大勇"]


def test_nobody_whose_hand_was_counted_is_struck_out(meeting, chair, town):
    attend.record_attendance(chair, meeting, PEOPLE)
    deliberate.open_meeting(chair, meeting)
    order = Order(town.property_manager.id, "钱多", 15)
    deliberate.resolve(
        chair, AgendaItem.get(AgendaItem.meeting == meeting), ResolutionDraft("换灯。", order, 3)
    )
    somebody = Attendance.get(Attendance.name == "钱多")
    assert rule_of(attend.remove_attendance, chair, somebody) is Rule.COUNTS_EXCEED_ATTENDANCE
    assert Attendance.select().count() == 3


def test_somebody_entered_by_mistake_is_struck_out_and_can_come_again(meeting, chair, invited):
    came = attend.arrive(chair, meeting, invited[0]).attendance
    attend.remove_attendance(chair, came)
    assert names() == []
    assert attend.arrive(chair, meeting, invited[0]).is_new is True
