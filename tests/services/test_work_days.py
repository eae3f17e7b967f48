"""Days off that are announced late: whatever still runs is reckoned anew, and its road says so."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from portal.domain.permissions import Grant, Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.terms import Mode
from portal.models import (
    Assignment,
    CalendarDay,
    CalendarYear,
    ListChange,
    Matter,
    MatterEvent,
    Meeting,
    Pause,
    ReturnVisit,
    StageClock,
    Step,
)
from portal.models.rules import ListName
from portal.queries.places import work_calendar
from portal.services import handle, say
from portal.services.handle import Order
from portal.services.work_days import Announcement, announce, effect_of
from tests.conftest import CALENDAR, MORNING

#: A Monday and a Tuesday off, and the Saturday before worked instead: one working day fewer.
DAYS = {date(2026, 11, 7): True, date(2026, 11, 9): False, date(2026, 11, 10): False}
LATE = Announcement(DAYS, "县庆", "县政府通知〔2026〕9号", "县庆放假两天，周六补班。")


@pytest.fixture(autouse=True)
def kept(town):
    """The tests' calendar as the portal keeps it."""
    for day, working in CALENDAR.exceptions.items():
        CalendarDay.create(day=day, working=working, occasion="国庆节")
    for year in CALENDAR.announced_years:
        CalendarYear.create(year=year, source="国务院办公厅通知")


@pytest.fixture
def district(cast, town, occasion):
    """``district(at)`` is the administrator of the district."""
    administrator = cast["administrator"]
    grant = Grant(Role.DISTRICT_ADMINISTRATOR, town.district.path)
    cast["district"] = replace(administrator, grants=(*administrator.grants, grant))
    return lambda at=MORNING: occasion("district", at)


@pytest.fixture
def assigned(lamp, occasion, town):
    """The lamp, given to 城管中队 for ten working days: until 17 November."""
    order = Order(town.city_management.id, "赵强", 10, Mode.JOINT, (town.property_manager.id,))
    return handle.assign(occasion("worker"), lamp, order)


def test_a_deadline_moves_by_the_day_that_was_lost(assigned, district):
    announce(district(), LATE)
    matter = Matter.get_by_id(assigned.id)
    assert (matter.due_from, matter.due_on) == (date(2026, 11, 3), date(2026, 11, 18))
    assert Assignment.get().due_on == date(2026, 11, 18)


def test_the_road_says_from_which_day_to_which_and_why(assigned, district, cast):
    announce(district(), LATE)
    event = MatterEvent.get(MatterEvent.action == Action.RECOUNT)
    assert event.data == {"name": "县庆", "was": "2026-11-17", "due_on": "2026-11-18"}
    assert (event.due_on, event.actor_name) == (date(2026, 11, 17), "吴军")
    assert event.public_text == "县庆放假两天，周六补班。"


def test_the_first_answer_is_due_later_too(lamp, district):
    # Due on Friday the 6th, before the days off: nothing moves. With the 6th off it is the 7th, worked now.
    announce(district(), LATE)
    assert Matter.get().due_on == date(2026, 11, 6)
    assert not MatterEvent.select().where(MatterEvent.action == Action.RECOUNT).exists()
    announce(district(), replace(LATE, days={date(2026, 11, 6): False}))
    assert Matter.get().due_on == date(2026, 11, 7)


def test_the_calendar_is_kept_and_the_change_is_public(town, district):
    announce(district(), LATE)
    calendar = work_calendar()
    assert [calendar.is_working(date(2026, 11, day)) for day in (6, 7, 9, 10, 11)] == [
        True,
        True,
        False,
        False,
        True,
    ]
    change = ListChange.get()
    assert (change.list, change.made_by_name, change.reason) == (
        ListName.CALENDAR,
        "吴军",
        "县庆放假两天，周六补班。",
    )
    assert change.after["days"] == {"2026-11-07": True, "2026-11-09": False, "2026-11-10": False}
    assert change.before["days"] == {"2026-11-07": False, "2026-11-09": True, "2026-11-10": True}


def test_taking_it_back_leads_back_to_the_old_deadlines(assigned, district):
    announce(district(), LATE)
    announce(district(), replace(LATE, days={day: not worked for day, worked in DAYS.items()}))
    assert Matter.get().due_on == date(2026, 11, 17)
    assert work_calendar().exceptions == CALENDAR.exceptions


def test_nobody_is_late_because_a_saturday_is_worked(assigned, district):
    # On the last day somebody announces that the three Saturdays before were worked.
    saturdays = {date(2026, 11, 7): True, date(2026, 11, 14): True}
    announce(district(datetime(2026, 11, 17, 9)), replace(LATE, days=saturdays))
    assert Matter.get().due_on == date(2026, 11, 17)


def test_what_lies_ahead_may_move_nearer(assigned, district):
    announce(district(), replace(LATE, days={date(2026, 11, 7): True}))
    assert Matter.get().due_on == date(2026, 11, 16)


def test_parts_of_a_handling_move_with_their_own_counts(assigned, district):
    common = {"text": "装灯具", "public_text": "装灯具", "set_on": date(2026, 11, 3)}
    Step.create(assignment=Assignment.get(), position=1, due_on=date(2026, 11, 12), **common)
    done = {"done_at": datetime(2026, 11, 3, 10), "due_on": date(2026, 11, 12)}
    Step.create(assignment=Assignment.get(), position=2, **common, **done)
    announce(district(), replace(LATE, days={date(2026, 11, 4): False}))
    assert [row.due_on for row in Step.select().order_by(Step.position)] == [
        date(2026, 11, 13),
        date(2026, 11, 12),
    ]
    # A day to take it on, three to be on the spot.
    assert [row.due_on for row in StageClock.select().order_by(StageClock.id)] == [
        date(2026, 11, 5),
        date(2026, 11, 9),
    ]


def test_a_return_visit_and_the_end_of_the_rating_move(assigned, occasion, district):
    handle.complete(occasion("handler"), assigned, "路灯修好了。")
    assert (ReturnVisit.get().due_on, Matter.get().due_on) == (date(2026, 11, 10), date(2026, 12, 1))
    announce(district(), LATE)
    assert (ReturnVisit.get().due_on, Matter.get().due_on) == (date(2026, 11, 11), date(2026, 12, 2))


def test_a_clock_that_waits_goes_on_later_and_its_days_stay(assigned, occasion, cast, district):
    asked = {"question": "灯杆上的编号是多少？", "asked_at": MORNING, "asked_by": cast["worker"].person_id}
    Pause.create(matter=assigned, working_days_left=10, resumes_on=date(2026, 11, 17), **asked)
    Matter.update(due_on=None, due_from=None, waits_since=MORNING.date()).execute()
    announce(district(), LATE)
    assert (Pause.get().resumes_on, Pause.get().working_days_left) == (date(2026, 11, 18), 10)
    assert Matter.get().due_on is None


def test_what_is_closed_stays_as_it_is(lamp, occasion, district):
    say.refuse(occasion("secretary"), lamp, "不归社区管。")
    Matter.update(due_on=date(2026, 11, 17), due_from=date(2026, 11, 3)).execute()
    assert announce(district(), LATE).matters == []
    assert Matter.get().due_on == date(2026, 11, 17)


def test_the_effect_is_told_before_anything_is_written(assigned, district):
    effect = effect_of(district(), LATE)
    assert [(each.id, each.before, each.after) for each in effect.matters] == [
        (assigned.id, date(2026, 11, 17), date(2026, 11, 18))
    ]
    assert Matter.get().due_on == date(2026, 11, 17)
    assert not ListChange.select().exists()


@pytest.mark.parametrize("announcer", ["administrator", "district"])
def test_a_meeting_on_a_day_off_gives_way_where_the_rule_book_says_so(town, district, occasion, announcer):
    planned = {"community": town.community, "kind": "ordinary", "starts_at": time(15), "venue": "议事厅"}
    on_the_30th = date(2026, 11, 30)
    closes = {"agenda_closes_on": date(2026, 11, 20), "planned_for": on_the_30th, "day": on_the_30th}
    Meeting.create(**planned, **closes, set_at=MORNING)
    who = occasion(announcer)
    gives_way = replace(who.book.meeting, moved_off_holidays=True)
    at_home = replace(who, book=replace(who.book, meeting=gives_way))
    off = replace(LATE, days={on_the_30th: False})
    assert (effect_of(at_home, off).meetings, effect_of(who, off).meetings) == (1, 0)
    assert announce(at_home, off).meetings == 1
    assert Meeting.get().day == date(2026, 12, 1)


def test_the_whole_notice_of_a_year_makes_it_known(town, district):
    announce(district(), replace(LATE, days={date(2027, 1, 1): False}, whole_years=(2027,)))
    assert work_calendar().is_announced(2027)
    assert CalendarYear.get(CalendarYear.year == 2027).source == "县政府通知〔2026〕9号"


def refused(who, announcement):
    with pytest.raises(Refusal) as refusal:
        announce(who, announcement)
    return refusal.value.rule


def test_an_announcement_says_what_where_and_why(town, district, occasion):
    assert refused(district(), replace(LATE, reason=" ")) is Rule.REASON_MISSING
    assert refused(district(), replace(LATE, name="")) is Rule.EMPTY_TEXT
    assert refused(district(), replace(LATE, source="")) is Rule.EMPTY_TEXT
    assert refused(district(), replace(LATE, days={date(2026, 11, 8): False})) is Rule.NO_DAYS
    assert refused(district(), replace(LATE, days={date(2036, 11, 3): False})) is Rule.YEAR_OUTSIDE
    assert refused(occasion("secretary"), LATE) is Rule.NOT_ALLOWED
    assert not ListChange.select().exists()
