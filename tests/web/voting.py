"""Votes for tests that walk through all forms: one by hands, one by each, and a meeting that is over."""

from collections.abc import Callable
from datetime import date, datetime

from portal.domain.cards import Holder
from portal.domain.occasion import Occasion
from portal.domain.terms import Capacity
from portal.domain.voting import VoteMethod
from portal.models import AgendaItem, Area, Attendance, Invitation, Matter, Meeting, Person
from portal.models.meetings import ArrivalWay, MeetingState
from portal.queries.votes import vote_row
from portal.services import agenda, attend, cards, kiosks, remark, say, vote
from portal.services.seats import seat_token
from tests.conftest import Town

EVENING = datetime(2026, 11, 30, 19, 5)


def votes_going_on(town: Town, occasion: Callable[..., Occasion], meeting: Meeting) -> dict[str, str]:
    """By the names in addresses; the one by each is being taken, and three may vote in it."""
    chair = occasion("secretary", at=EVENING)
    by_hands, by_each = (_urgent(town, occasion, meeting) for _ in range(2))
    hands, each = (
        vote.open_vote(chair, item, method)
        for item, method in ((by_hands, VoteMethod.HANDS), (by_each, VoteMethod.EACH))
    )
    remark.call_up(chair, by_each)
    seat = Invitation.create(
        meeting=meeting, name="白兰", capacity=Capacity.EXPERT, counts=False, invited_at=EVENING
    )
    attend.arrive(chair, meeting, invitation=seat, way=ArrivalWay.PHONE)
    attend.arrive(chair, meeting, person=Person.get(Person.name == "林小雨"))
    yes, no, _abstain = vote_row(hands.id).choices
    return {
        "hands": str(hands.id), "each": str(each.id), "voting_seat": seat_token(seat),
        "yes": f"choice_{yes.id}", "no": f"choice_{no.id}", "corrected": str(_over(town).id),
    }  # fmt: skip


def somebody_with_a_card(town: Town, occasion: Callable[..., Occasion], meeting: Meeting) -> Attendance:
    """Somebody present who showed the card."""
    chair = occasion("secretary", at=EVENING)
    cards.issue(chair, town.community, [Holder("宋青")])
    person = Person.get(Person.name == "宋青")
    return attend.arrive(chair, meeting, person=person, way=ArrivalWay.CARD).attendance


def kiosk_in(community: Area, occasion: Callable[..., Occasion]) -> str:
    """What the browser of a kiosk that stands in this community holds."""
    screen = kiosks.Screen("大厅1号机", community.id, "进门左手边", 3.7)
    code = kiosks.register(occasion("street_officer", at=EVENING), screen).code
    return kiosks.pair(occasion(at=EVENING), code, "127.0.0.1")


def _urgent(town: Town, occasion: Callable[..., Occasion], meeting: Meeting) -> AgendaItem:
    chair = occasion("secretary", at=EVENING)
    topic: Matter = say.raise_matter(chair, say.Draft("门禁坏了。", town.building.id)).matter
    return agenda.add_urgent(chair, topic, meeting, "今晚就要定。")


def _over(town: Town) -> Meeting:
    return Meeting.create(
        community=town.community,
        planned_for=date(2026, 10, 30),
        day=date(2026, 10, 30),
        starts_at=EVENING.time(),
        venue="议事厅",
        agenda_closes_on=date(2026, 10, 20),
        set_at=EVENING,
        state=MeetingState.CLOSED,
        closed_at=EVENING,
        minutes="等报价。",
        public_minutes="等报价。",
    )
