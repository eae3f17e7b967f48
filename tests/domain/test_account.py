"""What counts as completed, as on time, and how much of it makes 100 percent."""

from datetime import date
from decimal import Decimal

import pytest

from portal.domain.account import Closing, Item, account_of, percent
from portal.domain.rating import Score

IN_TIME = Closing(date(2026, 11, 6), date(2026, 11, 6))
LATE = Closing(date(2026, 11, 7), date(2026, 11, 6))


def test_what_nobody_closed_is_not_completed():
    assert not Item().completed
    assert not Item().on_time


def test_the_last_day_is_on_time_and_the_day_after_is_not():
    assert Item((IN_TIME,)).on_time
    assert Item((LATE,)).completed
    assert not Item((LATE,)).on_time


def test_what_had_no_deadline_is_on_time():
    assert Item((Closing(date(2026, 11, 6), None),)).on_time


def test_rectification_takes_the_completion_back_until_it_ends():
    assert not Item((IN_TIME,), reopened=True).completed
    assert Item((IN_TIME, IN_TIME)).on_time


def test_a_punctual_rectification_mends_no_late_handling():
    assert not Item((LATE, IN_TIME)).on_time


def test_an_account_adds_up_its_items():
    scores = (Score(5, 4, 5, 4), Score(5, 5, 5, 5))
    account = account_of(2, [Item((IN_TIME,), scores=scores), Item((LATE,)), Item()], minimum_ratings=2)
    assert (account.sessions, account.items, account.completed, account.on_time) == (2, 3, 2, 1)
    assert (account.completion_rate, account.on_time_rate) == (Decimal("66.6"), Decimal("50.0"))
    assert (account.raters, account.satisfaction.overall) == (2, Decimal("4.8"))


def test_averages_stay_in_the_house_below_the_minimum():
    account = account_of(1, [Item((IN_TIME,), scores=(Score(1, 1, 1, 1),))], minimum_ratings=3)
    assert (account.raters, account.satisfaction) == (1, None)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(217, 217, "100.0"), (2169, 2170, "99.9"), (0, 5, "0.0"), (2, 3, "66.6")],
)
def test_only_all_of_them_are_a_hundred_percent(part, whole, shown):
    assert percent(part, whole) == Decimal(shown)


def test_nothing_of_nothing_is_no_rate():
    assert percent(0, 0) is None
