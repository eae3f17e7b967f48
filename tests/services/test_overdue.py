"""What is late is reminded of the day after, then goes up a level, each once and with the right day."""

from datetime import date, datetime, timedelta

import pytest

from portal.domain.notices import NoticeKind
from portal.domain.permissions import THE_CLOCK
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Level, Mode, Reach, Urgency
from portal.models import Escalation, Matter, MatterEvent, Notice, NoticeGroup, Person, StageClock, Step
from portal.services import handle, overdue, say
from portal.services.grade import grade
from portal.services.handle import Order
from portal.services.overdue import remind_and_escalate, remind_of_parts

NIGHT = datetime(2026, 11, 7, 3, 10)  # the first night after the first answer was due
MONTH = timedelta(days=30)

#: Of the lamp, whose first answer was due on Friday the 6th.
WHOLE_LADDER = [
    (0, Level.COMMUNITY, date(2026, 11, 7)),
    (1, Level.STREET, date(2026, 11, 13)),
    (2, Level.DEPARTMENT, date(2026, 11, 20)),
    (3, Level.DISTRICT, date(2026, 11, 27)),
]


@pytest.fixture
def clock(cast, occasion):
    """``clock(at)`` is the portal's own clock looking at that time."""
    cast["clock"] = THE_CLOCK
    return lambda at: occasion("clock", at)


@pytest.fixture
def jointly(lamp, occasion, town):
    """The lamp, given to 城管中队 until 17 November, with the property manager helping."""
    order = Order(town.city_management.id, "赵强", 10, Mode.JOINT, (town.property_manager.id,))
    return handle.assign(occasion("worker"), lamp, order)


@pytest.fixture
def by_the_committee(lamp, occasion, town):
    """The lamp, handled by the residents' committee until 17 November."""
    return handle.assign(occasion("worker"), lamp, Order(town.committee.id, "李敏", 10))


def ladder():
    return [(row.rung, row.level, row.fell_on) for row in Escalation.select().order_by(Escalation.id)]


def told(kind):
    return Notice.select().where(Notice.kind == kind).order_by(Notice.id)


def events(action):
    return list(MatterEvent.select().where(MatterEvent.action == action).order_by(MatterEvent.id))


def test_the_day_after_expiry_is_a_reminder(lamp, clock):
    assert remind_and_escalate(clock(NIGHT - timedelta(days=1))) == 0
    assert remind_and_escalate(clock(NIGHT)) == 1
    assert ladder() == WHOLE_LADDER[:1]
    (event,) = events(Action.REMIND)
    assert (event.actor_id, event.due_on, event.public) == (None, date(2026, 11, 6), True)
    assert event.data == {"level": "community", "fell_on": "2026-11-07", "due_on": "2026-11-06"}
    assert Matter.get_by_id(lamp.id).level is None


def test_looking_again_writes_nothing(lamp, clock):
    remind_and_escalate(clock(NIGHT))
    assert remind_and_escalate(clock(NIGHT + timedelta(minutes=10))) == 0
    assert len(events(Action.REMIND)) == 1


def test_what_the_community_leaves_lying_goes_up_to_the_district(lamp, clock):
    for days in range(30):
        remind_and_escalate(clock(NIGHT + timedelta(days=days)))
    assert ladder() == WHOLE_LADDER
    assert [event.data["level"] for event in events(Action.ESCALATE)] == ["street", "department", "district"]
    assert Matter.get_by_id(lamp.id).level is Level.DISTRICT


def test_after_a_month_of_standstill_the_same_happens_with_the_right_days(lamp, clock):
    assert remind_and_escalate(clock(NIGHT + MONTH)) == 4
    assert ladder() == WHOLE_LADDER
    assert [event.data["fell_on"] for event in events(Action.ESCALATE)] == [
        "2026-11-13",
        "2026-11-20",
        "2026-11-27",
    ]
    assert {event.at for event in events(Action.ESCALATE)} == {NIGHT + MONTH}


def test_a_department_that_is_late_is_told_of_to_the_district(jointly, clock):
    remind_and_escalate(clock(datetime(2026, 12, 31, 3)))
    assert ladder() == [
        (0, Level.DEPARTMENT, date(2026, 11, 18)),
        (1, Level.DISTRICT, date(2026, 11, 25)),
    ]


def test_a_new_deadline_begins_a_ladder_of_its_own(lamp, occasion, clock, town):
    remind_and_escalate(clock(datetime(2026, 11, 13, 3)))
    late = occasion("worker", at=datetime(2026, 11, 13, 9))
    handle.assign(late, Matter.get_by_id(lamp.id), Order(town.committee.id, "李敏", 1))
    remind_and_escalate(clock(datetime(2026, 11, 17, 3)))
    assert ladder() == [*WHOLE_LADDER[:2], (0, Level.COMMUNITY, date(2026, 11, 17))]


def test_nothing_happens_while_it_waits_for_its_proposer(lamp, clock):
    Matter.update(due_on=None, due_from=None, waits_since=date(2026, 11, 5)).execute()
    assert remind_and_escalate(clock(NIGHT + MONTH)) == 0


def test_who_does_not_rate_is_late_with_nothing(lamp, occasion, clock):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    assert remind_and_escalate(clock(NIGHT + MONTH)) == 0


def test_the_proposer_hears_that_it_went_up_and_of_a_month_only_the_end(lamp, clock):
    somebody = Person.create(name="林小雨", phone="13800000001", created_at=NIGHT)
    Matter.update(proposer=somebody, wants_reply="sms").execute()
    remind_and_escalate(clock(NIGHT))
    assert list(told(NoticeKind.ESCALATED)) == []
    remind_and_escalate(clock(NIGHT + MONTH))
    assert [(row.person_id, row.facts["level"]) for row in told(NoticeKind.ESCALATED)] == [
        (somebody.id, "district")
    ]


def test_the_street_hears_of_what_came_up_to_it_and_the_neighbours_office_does_not(
    lamp, cast, clock, town, occasion
):
    officer = cast["street_officer"].person_id
    Person.update(phone="13800000002").where(Person.id == officer).execute()
    kinds = [NoticeKind.ESCALATED.value]
    street = NoticeGroup.create(name="镇街督办群", area=town.street, address="x", kinds=kinds)
    NoticeGroup.create(name="和川社区群", area=town.neighbour, address="x", kinds=kinds)
    NoticeGroup.create(name="清华园社区群", area=town.community, address="x", kinds=kinds)
    remind_and_escalate(clock(datetime(2026, 11, 13, 3)))
    heard = [(row.person_id, row.group_id, row.matter_id) for row in told(NoticeKind.ESCALATED)]
    assert heard == [(None, street.id, lamp.id), (officer, None, lamp.id)]


def test_whoever_handles_it_is_reminded_in_the_groups_that_asked_for_it(jointly, clock, town):
    kinds = [NoticeKind.OVERDUE.value]
    district = town.district
    theirs = NoticeGroup.create(
        name="城管群", area=district, organisation=town.city_management, address="x", kinds=kinds
    )
    NoticeGroup.create(
        name="物业群", area=district, organisation=town.property_manager, address="x", kinds=kinds
    )
    remind_and_escalate(clock(datetime(2026, 11, 18, 3)))
    assert [(row.group_id, row.facts["due_on"]) for row in told(NoticeKind.OVERDUE)] == [
        (theirs.id, "2026-11-17")
    ]


def test_the_community_passes_it_up_before_the_clock_does(by_the_committee, occasion, clock):
    overdue.escalate(occasion("worker"), by_the_committee, Level.STREET, "要动用镇街的资金。")
    assert (events(Action.ESCALATE)[0].text, by_the_committee.level) == ("要动用镇街的资金。", Level.STREET)
    remind_and_escalate(clock(datetime(2026, 12, 2, 3)))
    assert ladder() == [
        (1, Level.STREET, date(2026, 11, 3)),
        (0, Level.COMMUNITY, date(2026, 11, 18)),
        (2, Level.DEPARTMENT, date(2026, 12, 2)),
    ]


def refused_escalation(who, matter, level, reason="要动用镇街的资金。"):
    with pytest.raises(Refusal) as refused:
        overdue.escalate(who, matter, level, reason)
    return refused.value.rule


def test_two_who_pass_it_up_at_once_pass_it_up_one_level(by_the_committee, occasion):
    overdue.escalate(occasion("worker"), by_the_committee, Level.STREET, "要动用镇街的资金。")
    again = Matter.get_by_id(by_the_committee.id)
    assert refused_escalation(occasion("secretary"), again, Level.STREET) is Rule.STALE
    assert len(ladder()) == 1


def test_above_the_district_there_is_nobody(jointly, occasion):
    overdue.escalate(occasion("worker"), jointly, Level.DISTRICT, "部门迟迟不动。")
    assert refused_escalation(occasion("worker"), jointly, Level.DISTRICT) is Rule.AT_THE_TOP


def test_passing_it_up_needs_a_reason_and_a_role(by_the_committee, occasion):
    assert refused_escalation(occasion("worker"), by_the_committee, Level.STREET, " ") is Rule.EMPTY_TEXT
    assert refused_escalation(occasion("resident"), by_the_committee, Level.STREET) is Rule.NOT_ALLOWED
    assert refused_escalation(occasion("stranger"), by_the_committee, Level.STREET) is Rule.NOT_ALLOWED


def test_what_waits_for_its_proposer_is_not_passed_up(by_the_committee, occasion):
    Matter.update(due_on=None, due_from=None, waits_since=date(2026, 11, 5)).execute()
    waiting = Matter.get_by_id(by_the_committee.id)
    assert refused_escalation(occasion("worker"), waiting, Level.STREET) is Rule.CLOCK_STANDS


def test_parts_of_a_handling_that_are_late_are_reminded_of_once(jointly, clock):
    # The rule book gives a day to take it on and three to be on the spot; both set when it was assigned.
    assert remind_of_parts(clock(datetime(2026, 11, 4, 23))) == 0
    assert remind_of_parts(clock(datetime(2026, 11, 9, 3))) == 2
    assert remind_of_parts(clock(datetime(2026, 11, 10, 3))) == 0
    assert [(event.data["what"], event.data["fell_on"]) for event in events(Action.REMIND)] == [
        ("accept", "2026-11-05"),
        ("site_visit", "2026-11-07"),
    ]


def test_what_was_done_in_time_is_not_reminded_of(jointly, clock):
    StageClock.update(met_at=datetime(2026, 11, 4, 9)).execute()
    assert remind_of_parts(clock(datetime(2026, 11, 9, 3))) == 0


def test_a_late_step_is_reminded_of_by_its_words(jointly, clock):
    StageClock.update(met_at=datetime(2026, 11, 4, 9)).execute()
    assignment = jointly.assignments.get()
    common = {"assignment": assignment, "set_on": date(2026, 11, 3)}
    Step.create(position=1, text="订灯具", public_text="订灯具", due_on=date(2026, 11, 6), **common)
    Step.create(position=2, text="装灯具", public_text="装灯具", due_on=date(2026, 11, 12), **common)
    assert remind_of_parts(clock(datetime(2026, 11, 9, 3))) == 1
    (event,) = events(Action.REMIND)
    assert (event.data["what"], event.data["words"]) == ("step", "订灯具")


def test_something_urgent_that_nobody_begins_is_reminded_of_once(lamp, occasion, clock):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    assert remind_of_parts(clock(datetime(2026, 11, 5, 9, 30))) == 0
    assert remind_of_parts(clock(datetime(2026, 11, 5, 9, 31))) == 1
    assert remind_of_parts(clock(datetime(2026, 11, 6, 9, 31))) == 0
    assert events(Action.REMIND)[0].data["what"] == "begin"


def test_something_urgent_that_was_begun_is_left_alone(lamp, occasion, clock, town):
    grade(occasion("worker"), lamp, Urgency.URGENT, Reach.ESTATE)
    handle.assign(occasion("worker"), lamp, Order(town.committee.id, "李敏", 10))
    StageClock.update(met_at=datetime(2026, 11, 4, 9)).execute()
    assert remind_of_parts(clock(datetime(2026, 11, 9, 3))) == 0
