"""Two sweeps at once write each thing once; one that is killed leaves no matter half done."""

import subprocess
import sys
from collections import Counter
from datetime import datetime
from threading import Thread

import pytest

from portal.db import database
from portal.domain.permissions import THE_CLOCK
from portal.domain.stages import Action
from portal.models import Escalation, Matter, MatterEvent
from portal.services.overdue import remind_and_escalate
from portal.services.pause import ask_proposer, resume_due
from portal.services.say import Draft, raise_matter
from tests.house.sources import ROOT

NEW_YEARS_EVE = datetime(2026, 12, 31, 3)
RUNGS = 4
MATTERS = 120
_PAUSE, _PATIENCE = 0.02, 1500  # seconds between two looks, and how often is looked

_CATCHING_UP = """
import sys
from datetime import datetime
from portal import presets
from portal.db import open_database
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK
from portal.queries.places import work_calendar
from portal.services.overdue import remind_and_escalate
open_database(sys.argv[1])
remind_and_escalate(Occasion(THE_CLOCK, datetime(2026, 12, 31, 3), presets.load("anze"), work_calendar()))
"""


@pytest.fixture
def raise_many(town, occasion):
    def many(number):
        for count in range(number):
            raise_matter(occasion(), Draft(words=f"第{count}盏路灯不亮。", area_id=town.building.id))

    return many


def rungs_of_each():
    counted = Counter(row.matter_id for row in Escalation.select())
    events = MatterEvent.select().where(MatterEvent.action.in_((Action.REMIND, Action.ESCALATE)))
    assert counted == Counter(event.matter_id for event in events)
    return [counted[matter.id] for matter in Matter.select()]


def test_two_sweeps_at_once_write_each_rung_once(raise_many, cast, occasion):
    raise_many(12)
    cast["clock"] = THE_CLOCK
    written = []

    def sweep():
        with database.connection_context():
            written.append(remind_and_escalate(occasion("clock", NEW_YEARS_EVE)))

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rungs_of_each() == [RUNGS] * 12
    assert sum(written) == 12 * RUNGS


def test_two_sweeps_at_once_let_each_clock_go_on_once(raise_many, cast, occasion):
    raise_many(12)
    for matter in Matter.select():
        ask_proposer(occasion("worker"), matter, "请问在哪一层？")
    cast["clock"] = THE_CLOCK
    let_go = []

    def sweep():
        with database.connection_context():
            let_go.append(resume_due(occasion("clock", NEW_YEARS_EVE)))

    threads = [Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(let_go), sum(let_go)) == (2, 12)
    assert MatterEvent.select().where(MatterEvent.action == Action.RESUME).count() == 12


def _wait_for_some(running):
    for _ in range(_PATIENCE):
        if Escalation.select().count() >= 5 * RUNGS:
            return
        try:
            running.wait(_PAUSE)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail("the sweep ended before it could be killed")


def test_a_sweep_killed_half_way_leaves_whole_matters_and_the_next_one_does_the_rest(
    raise_many, database_url
):
    raise_many(MATTERS)
    command = [sys.executable, "-c", _CATCHING_UP, database_url]
    with subprocess.Popen(command, cwd=ROOT) as running:
        _wait_for_some(running)
        running.kill()
    after_the_kill = rungs_of_each()
    assert set(after_the_kill) == {0, RUNGS}
    subprocess.run(command, cwd=ROOT, check=True)
    assert rungs_of_each() == [RUNGS] * MATTERS
