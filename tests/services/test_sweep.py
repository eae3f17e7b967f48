"""The sweep does what a date brings about, and a second one finds nothing left to do."""

from datetime import datetime

import pytest

from portal.config import Settings
from portal.db import database
from portal.domain.permissions import THE_CLOCK
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import State
from portal.jobs import make_queue
from portal.models import Matter, Meeting
from portal.services import say
from portal.services.sweep import Swept, sweep
from tests.conftest import CONTACT_KEYS

DAY_AFTER_THE_WINDOW = datetime(2026, 12, 2, 3, 0)


@pytest.fixture
def clock(cast, occasion):
    """``clock(at)`` is the portal's own clock looking at that time."""
    cast["clock"] = THE_CLOCK
    return lambda at: occasion("clock", at)


def test_a_sweep_ends_ratings_and_plans_a_year_of_meetings(lamp, occasion, clock):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    swept = sweep(clock(DAY_AFTER_THE_WINDOW))
    # From 15 December to 30 November, twice a month for each of two communities.
    assert swept == Swept(agendas=0, ratings=1, meetings=48)
    assert Matter.get_by_id(lamp.id).state is State.SETTLED


def test_an_agenda_closes_by_itself_ten_days_before(town, clock):
    sweep(clock(datetime(2026, 12, 2, 3, 0)))
    assert sweep(clock(datetime(2026, 12, 4, 3, 0))).agendas == 0
    assert sweep(clock(datetime(2026, 12, 5, 3, 0))).agendas == 2


def test_a_second_sweep_does_nothing(lamp, occasion, clock):
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    sweep(clock(DAY_AFTER_THE_WINDOW))
    assert sweep(clock(DAY_AFTER_THE_WINDOW)) == Swept(0, 0, 0)


def test_the_clock_answers_nobody(lamp, clock):
    with pytest.raises(Refusal) as refused:
        say.answer(clock(DAY_AFTER_THE_WINDOW), lamp, "好的。")
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_the_queue_sweeps_every_ten_minutes_and_keeps_no_connection(town, database_url, tmp_path):
    queue = make_queue(
        Settings(
            data_dir=tmp_path, database_url=database_url, secret_key="for tests", contact_keys=CONTACT_KEYS
        )
    )
    every_minute = {"look_at_what_came_in", "pass_on_help_calls"}
    assert {task.name for task in queue.read_periodic(datetime(2026, 11, 3, 9, 25))} == every_minute
    every_ten = queue.read_periodic(datetime(2026, 11, 3, 9, 20))
    assert {task.name for task in every_ten} == every_minute | {"sweep_every_ten_minutes"}
    for task in every_ten:
        queue.execute(task)
        assert database.is_closed()
    assert {meeting.community_id for meeting in Meeting.select()} == {town.community.id, town.neighbour.id}
