"""A fortnight of each place by its rule book, and what a visitor finds where no story is told."""

import shutil
from datetime import datetime

import pytest

from portal import presets
from portal.db import database, open_database
from portal.demo import season
from portal.demo.people import LOGINS
from portal.domain.stages import State
from portal.models import Account, AgendaItem, Area, Matter, MatterEvent, Meeting
from portal.models.meetings import ItemState, MeetingState
from portal.queries.places import work_calendar
from portal.services.places import seed_calendar
from portal.services.taxonomy import seed
from portal.simulation import simulate
from portal.simulation.invariants import broken

NOW = datetime(2026, 11, 21, 10, 30)
START = datetime(2026, 9, 1)
PASSWORD = "yishi-72ka-pq9d"


@pytest.fixture
def opened_for(sqlite_template, tmp_path):
    """``opened_for(book)`` opens a new database with the calendar and the rule book's categories."""
    opened = []

    def of(book):
        database.close()
        opened.append(tmp_path / f"{len(opened)}.db")
        open_database(f"sqlite:///{shutil.copy(sqlite_template, opened[-1])}")
        seed_calendar()
        seed(book.categories)

    yield of
    database.close()


@pytest.mark.parametrize("place", presets.names())
def test_a_fortnight_of_every_place_breaks_no_law(place, opened_for):
    book = presets.load(place)
    opened_for(book)
    walked = simulate(book, work_calendar(), START, days=14, seed=1)
    assert walked.broken == []
    assert walked.figures["matters"] == Matter.select().count() > 20
    assert Matter.select().where(Matter.state == State.PUBLISHED).exists()
    assert MatterEvent.select().where(MatterEvent.at < START).count() == 0


def test_the_same_seed_walks_the_same_days_and_another_one_others(opened_for):
    book = presets.load("dongying")
    fingerprints = []
    for number in (1, 1, 2):
        opened_for(book)
        fingerprints.append(simulate(book, work_calendar(), START, days=5, seed=number).fingerprint)
    assert fingerprints[0] == fingerprints[1] != fingerprints[2]


def test_where_no_story_is_told_months_were_walked_and_every_role_signs_in(opened_for):
    book = presets.load("chenghua")
    opened_for(book)
    told = season.walk(NOW, book, work_calendar(), PASSWORD, days=30)
    assert told.communities == Area.select().where(Area.kind == "community").count() == 4
    assert {account.login for account in Account.select()} == set(LOGINS)
    assert max(event.at for event in MatterEvent.select()).date() < NOW.date()
    assert Meeting.select().where(Meeting.state == MeetingState.CLOSED).exists()
    assert AgendaItem.select().where(AgendaItem.state == ItemState.RESOLVED).exists()
    assert broken(NOW) == []
    assert season.walk(NOW, book, work_calendar(), PASSWORD) is None
