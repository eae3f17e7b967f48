"""More time: before expiry, with a reason, decided by somebody else, counted from the old deadline."""

from datetime import date, datetime

import pytest

from portal.domain.refusal import Rule
from portal.domain.stages import Action
from portal.models import Assignment, Extension, Matter, MatterEvent
from portal.services import handle
from portal.services.extend import ask_extension, decide_extension
from portal.services.handle import Order
from tests.refusals import rule_of

LAST_DAY = datetime(2026, 11, 17, 17, 0)
DAY_AFTER = datetime(2026, 11, 18, 8, 0)


@pytest.fixture
def assigned(lamp, occasion, town):
    """The lamp, due on 17 November."""
    return handle.assign(occasion("worker"), lamp, Order(town.city_management.id, "赵强", 10))


@pytest.fixture
def asked(assigned, occasion):
    """Five working days more, asked for on the last day."""
    return ask_extension(occasion("handler", LAST_DAY), assigned, 5, "灯杆要从外地运来。")


def test_the_day_after_expiry_is_too_late(assigned, occasion):
    rule = rule_of(ask_extension, occasion("handler", DAY_AFTER), assigned, 5, "来不及。")
    assert rule is Rule.EXTENSION_TOO_LATE
    assert Extension.select().count() == 0


def test_an_extension_needs_a_reason(assigned, occasion):
    assert rule_of(ask_extension, occasion("handler"), assigned, 5, " ") is Rule.EMPTY_TEXT


def test_more_days_than_the_rule_book_gives_are_refused(assigned, occasion):
    assert rule_of(ask_extension, occasion("handler"), assigned, 11, "太忙。") is Rule.EXTENSION_TOO_LONG


def test_only_one_waits_at_a_time(asked, assigned, occasion):
    rule = rule_of(ask_extension, occasion("handler", LAST_DAY), assigned, 2, "再多两天。")
    assert rule is Rule.EXTENSION_PENDING


def test_a_granted_extension_counts_from_the_old_deadline(asked, occasion):
    matter = decide_extension(occasion("secretary", DAY_AFTER), asked, True)
    assert matter.due_on == Matter.get_by_id(matter.id).due_on == date(2026, 11, 24)
    assert Assignment.get().due_on == date(2026, 11, 24)


def test_the_days_count_from_a_deadline_that_moved_since_it_was_read(asked, occasion):
    assert asked.assignment.due_on == date(2026, 11, 17)
    Assignment.update(due_on=date(2026, 11, 18)).execute()
    Matter.update(due_on=date(2026, 11, 18)).execute()
    decide_extension(occasion("secretary", LAST_DAY), asked, True)
    assert (Assignment.get().due_on, Matter.get().due_on) == (date(2026, 11, 25), date(2026, 11, 25))


def test_the_old_deadline_stays_in_the_history(asked, occasion):
    decide_extension(occasion("secretary", DAY_AFTER), asked, True, "同意。")
    event = MatterEvent.get(MatterEvent.action == Action.DECIDE_EXTENSION)
    assert event.due_on == date(2026, 11, 17)
    assert event.data == {"granted": True, "working_days": 5, "due_on": "2026-11-24"}


def test_a_declined_extension_moves_nothing(asked, occasion):
    matter = decide_extension(occasion("secretary", LAST_DAY), asked, False, "灯杆县里就有。")
    assert Matter.get_by_id(matter.id).due_on == date(2026, 11, 17)
    assert Extension.get().granted is False


def test_declining_needs_a_reason(asked, occasion):
    assert rule_of(decide_extension, occasion("secretary"), asked, False) is Rule.EMPTY_TEXT
    assert Extension.get().decided_at is None


def test_nobody_grants_an_extension_to_himself(assigned, occasion):
    extension = ask_extension(occasion("secretary"), assigned, 5, "灯杆要从外地运来。")
    assert rule_of(decide_extension, occasion("secretary"), extension, True) is Rule.EXTENSION_BY_ANOTHER


def test_a_worker_cannot_decide(asked, occasion):
    assert rule_of(decide_extension, occasion("worker"), asked, True) is Rule.NOT_ALLOWED


def test_of_two_who_decide_the_slower_is_told(asked, occasion):
    again = Extension.get_by_id(asked.id)
    decide_extension(occasion("secretary"), asked, True)
    assert rule_of(decide_extension, occasion("street_officer"), again, False, "不行。") is Rule.STALE
    assert Extension.get().granted is True


def test_a_second_extension_is_one_too_many(asked, assigned, occasion):
    decide_extension(occasion("secretary", LAST_DAY), asked, True)
    rule = rule_of(ask_extension, occasion("handler", DAY_AFTER), assigned, 2, "再多两天。")
    assert rule is Rule.EXTENSION_SPENT


def test_a_declined_one_does_not_use_up_the_right(asked, assigned, occasion):
    decide_extension(occasion("secretary", LAST_DAY), asked, False, "请写清楚几天。")
    again = ask_extension(occasion("handler", LAST_DAY), assigned, 3, "灯杆三天后到货。")
    assert again.working_days == 3


def test_what_was_completed_meanwhile_is_not_extended(asked, assigned, occasion):
    handle.complete(occasion("handler", LAST_DAY), assigned, "修好了。")
    assert rule_of(decide_extension, occasion("secretary"), asked, True) is Rule.WRONG_STATE
