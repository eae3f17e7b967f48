"""Somebody asked to meetings is given what is kept of that, and taken out so that nothing breaks."""

import json
from datetime import date, timedelta

import pytest

from portal.domain.terms import Capacity
from portal.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Invitation,
    Meeting,
    Person,
    Remark,
    StandingMember,
    VerifiedContact,
    Vote,
    VoteChoice,
)
from portal.models.people import ContactWay
from portal.queries.everything import everything_of
from portal.queries.invitations import guests_of, quorum_of
from portal.queries.opinions import opinions_of
from portal.services import agenda, attend, deliberate, invite, opine
from portal.services.attend import Attendee
from portal.services.contacts import phone_columns, phone_mark
from portal.services.erase import erase
from portal.services.retain import retain
from portal.services.seats import seat_of, seat_token
from portal.services.standing import MemberDraft, add_standing_member
from portal.services.unite import take_over
from tests.conftest import MORNING
from tests.services.conftest import EVENING
from tests.services.test_erase import whole_database

NAME, NUMBER = "欧阳晓曦", "13912345678"


@pytest.fixture
def meeting(planned, town, occasion):
    """Asked are 欧阳晓曦 and 欧阳明, who differ by what is masked."""
    for name, phone in ((NAME, NUMBER), ("欧阳明远", "")):
        draft = MemberDraft(name, Capacity.REPRESENTATIVE, phone)
        add_standing_member(occasion("worker"), town.community, draft)
    return agenda.publish_agenda(occasion("secretary"), planned)


@pytest.fixture
def mine(meeting):
    return Invitation.get(meeting=meeting, name=NAME)


@pytest.fixture
def held(meeting, mine, occasion, cast):
    """They wrote, came, spoke, voted twice, and the minutes name them."""
    opine.write_from_seat(occasion(), mine, AgendaItem.get(), f"{NAME}说要亮。")
    invite.reply(occasion(), mine, "coming", words="我会早到")
    chair = occasion("secretary", at=EVENING)
    attend.record_attendance(chair, meeting, [Attendee(NAME, Capacity.REPRESENTATIVE)])
    deliberate.open_meeting(chair, meeting)
    came, item, by = Attendance.get(), AgendaItem.get(), chair.actor.person_id
    said = {"speaker": NAME, "text": f"{NAME}：要亮。", "public_text": "要亮。", "ticket": "t"}
    Remark.create(item=item, attendance=came, at=EVENING, noted_by=by, **said)
    both = {"opened_at": EVENING, "closed_at": EVENING}
    for secret in (False, True):
        vote = Vote.create(item=item, method="each", secret=secret, opened_by=by, **both)
        choice = VoteChoice.create(vote=vote, position=1, stance="in_favour", count=1)
        told = {} if secret else {"choice": choice, "cast_at": EVENING}
        Ballot.create(vote=vote, attendance=came, way="card", **told)
    deliberate.defer(chair, item, "等电业局来人。")
    return deliberate.close_meeting(chair, Meeting.get_by_id(meeting.id), f"{NAME}说要亮。")


def test_everything_of_meetings_is_given_out_but_what_a_secret_vote_hides(held, mine):
    told = json.loads(json.dumps(everything_of(mine.person)))["meetings"]
    assert told["memberships"] == [
        {"community": "清华园社区", "name": NAME, "capacity": "representative", "since": "2026-11-03",
         "until": None}
    ]  # fmt: skip
    (asked,) = told["invitations"]
    assert (asked["day"], asked["reply"], asked["words"]) == ("2026-11-30", "coming", "我会早到")
    assert [each["day"] for each in told["attendance"]] == ["2026-11-30"]
    assert [(each["matter"], each["words"]) for each in told["opinions"]] == [
        ("AZ-2026-0001", f"{NAME}说要亮。")
    ]
    assert [each["text"] for each in told["remarks"]] == [f"{NAME}：要亮。"]
    assert [(each["secret"], each["stance"], each["at"]) for each in told["votes"]] == [
        (False, "in_favour", "2026-11-30T19:05:00"),
        (True, None, None),
    ]


def test_afterwards_the_name_stands_in_no_paper_of_a_meeting(held, mine, occasion):
    erase(occasion("administrator", at=EVENING + timedelta(days=1)), mine.person, "本人申请")
    left = whole_database()
    for trace in (NAME, "晓曦", NUMBER, "我会早到"):
        assert trace not in left


def test_the_places_stay_and_nothing_that_was_reckoned_changes(held, mine, meeting, occasion):
    before = quorum_of(meeting, 0.5)
    erase(occasion("administrator", at=EVENING + timedelta(days=1)), mine.person, "本人申请")
    assert quorum_of(meeting, 0.5) == before == (2, 1, 1, 1)
    assert [guest.name for guest in guests_of(meeting.id)] == ["欧阳**", "欧阳明远"]
    (said,) = next(iter(opinions_of(meeting.id).values()))
    assert (said.name, said.words) == ("欧阳**", "欧阳**说要亮。")
    assert Meeting.get_by_id(meeting.id).public_minutes == "欧阳**说要亮。"
    assert Ballot.select().count() == 2


def test_who_was_taken_out_is_asked_no_more_and_the_old_link_is_dead(meeting, mine, town, occasion):
    link = seat_token(mine)
    erase(occasion("administrator"), mine.person, "本人申请")
    assert StandingMember.get(person=mine.person).until == date(2026, 11, 3)
    with pytest.raises(Exception, match="not_found"):
        seat_of(link)
    assert invite.invite_standing(occasion("worker"), meeting) == 0


def test_two_who_look_alike_by_half_are_told_apart(meeting, mine, occasion):
    Invitation.update(name="欧阳**").where(Invitation.name == "欧阳明远").execute()
    erase(occasion("administrator"), mine.person, "本人申请")
    assert sorted(guest.name for guest in guests_of(meeting.id)) == ["欧阳**", "欧阳**（2）"]


def test_the_number_of_a_standing_member_is_kept_for_as_long_as_it_is_one(meeting, mine, occasion):
    late = occasion("nobody", at=MORNING + timedelta(days=800))
    retain(late)
    assert Person.get_by_id(mine.person_id).phone == NUMBER
    StandingMember.update(until=date(2028, 1, 1)).where(StandingMember.person == mine.person_id).execute()
    retain(late)
    assert Person.get_by_id(mine.person_id).phone == ""


def test_who_proves_the_number_takes_seat_and_opinion_along(meeting, mine, occasion, cast):
    opine.write_from_seat(occasion(), mine, AgendaItem.get(), "要亮。")
    me = cast["resident"].person_id
    Person.update(**phone_columns(NUMBER)).where(Person.id == me).execute()
    VerifiedContact.create(mark=phone_mark(NUMBER), way=ContactWay.SMS, person=me, verified_at=MORNING)
    for person in (me, mine.person_id):
        Attendance.create(meeting=meeting, name=f"到会{person}", capacity="resident", person=person)
    take_over(occasion("resident"), mine.person_id)
    assert (Invitation.get_by_id(mine.id).person_id, StandingMember.get(name=NAME).person_id) == (me, me)
    assert everything_of(Person.get_by_id(me))["meetings"]["opinions"][0]["words"] == "要亮。"
    assert [each.person_id for each in Attendance.select().order_by(Attendance.id)] == [me, None]
