"""The clock of a whistle runs day and night, and how departments respond is told from calls alone."""

from datetime import datetime, timedelta

import pytest

from portal.domain.lights import Light
from portal.domain.permissions import Actor, Grant, Role
from portal.domain.policy import WhistleRules
from portal.domain.whistles import Answered, check_in_by, clock_light, response_of, works_for

FRIDAY_NIGHT = datetime(2026, 11, 6, 23, 0)
RULES = WhistleRules(check_in_within_hours=24, urgent_check_in_within_hours=2)


def call(hours_taken=None, rating=None, blown_at=FRIDAY_NIGHT):
    came = None if hours_taken is None else blown_at + timedelta(hours=hours_taken)
    return Answered(blown_at, blown_at + timedelta(hours=24), came, rating)


def test_the_hours_run_through_nights_and_weekends():
    assert check_in_by(FRIDAY_NIGHT, False, RULES) == datetime(2026, 11, 7, 23, 0)
    assert check_in_by(FRIDAY_NIGHT, True, RULES) == datetime(2026, 11, 7, 1, 0)


def test_only_a_handler_of_that_organisation_comes_when_it_is_called():
    handler = Actor(1, "赵强", (Grant(Role.DEPARTMENT_HANDLER, "/1/", 7),))
    officer = Actor(2, "孙丽", (Grant(Role.STREET_OFFICER, "/1/"),))
    assert (works_for(handler, 7), works_for(handler, 8), works_for(officer, 7)) == (True, False, False)


@pytest.mark.parametrize(
    ("hours", "light"), [(17.9, Light.GREEN), (18, Light.AMBER), (24, Light.AMBER), (24.1, Light.RED)]
)
def test_the_light_is_amber_in_the_last_quarter_and_red_when_the_time_is_over(hours, light):
    until = FRIDAY_NIGHT + timedelta(hours=24)
    assert clock_light(FRIDAY_NIGHT, until, FRIDAY_NIGHT + timedelta(hours=hours)) is light


def test_a_call_that_still_runs_is_counted_but_not_judged():
    figures = response_of([call(3), call(30)], FRIDAY_NIGHT + timedelta(hours=40), 1)
    assert (figures.calls, figures.due, figures.in_time, figures.share) == (2, 2, 1, 50.0)
    running = response_of([call()], FRIDAY_NIGHT + timedelta(hours=5), 1)
    assert (running.calls, running.due, running.share, running.hours) == (1, 0, None, None)


def test_who_never_came_is_late():
    figures = response_of([call(3), call()], FRIDAY_NIGHT + timedelta(hours=25), 1)
    assert (figures.due, figures.in_time, figures.share, figures.hours) == (2, 1, 50.0, 3.0)


def test_the_median_is_of_those_who_came():
    assert response_of([call(1), call(2), call(20), call()], FRIDAY_NIGHT, 1).hours == 2.0


def test_an_average_of_few_ratings_is_not_told():
    rated = [call(1, 5), call(1, 4), call(1)]
    assert (response_of(rated, FRIDAY_NIGHT, 3).average, response_of(rated, FRIDAY_NIGHT, 3).rated) == (
        None,
        2,
    )
    assert response_of(rated, FRIDAY_NIGHT, 2).average == 4.5


def test_a_department_never_called_has_no_figures():
    nothing = response_of([], FRIDAY_NIGHT, 1)
    assert (nothing.calls, nothing.share, nothing.hours, nothing.average) == (0, None, None, None)
