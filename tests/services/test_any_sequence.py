"""No sequence of deeds, by whomever, leaves the road, loses an event or breaks a law."""

import shutil
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from portal import presets
from portal.db import database, open_database
from portal.domain.calendar import WorkCalendar
from portal.domain.permissions import THE_CLOCK, Actor
from portal.domain.refusal import Refusal
from portal.domain.terms import MatterKind
from portal.models import AgendaItem, Invitation, Matter, MatterEvent, Meeting
from portal.models.meetings import ItemState, MeetingState
from portal.queries.rows import rows
from portal.services import agenda, attend, deliberate, say
from portal.services.agenda import plan_meetings
from portal.simulation.invariants import broken
from portal.simulation.life import Life
from portal.simulation.town import found_town
from tests.services.deeds import DEEDS

CALENDAR = WorkCalendar({date(2026, 10, 1): False, date(2026, 10, 10): True}, frozenset({2026}))
START = datetime(2026, 9, 1, 8)


#: What anybody does, and what happens to everybody: often enough that there is something to do it to.
HAPPENINGS = [
    *sorted(DEEDS),
    *["assign", "ask_the_proposer", "give_an_opinion", "open_a_vote", "resolve"] * 4,
    *["answer_the_question", "hear_the_answer", "read_an_opinion_out", "cast_a_vote", "check_in"] * 4,
    *["withdraw", "take_off_the_agenda", "end_the_rating"] * 4,
    *["raise_matter"] * 8,
    *["time_passes"] * 3,
    *["the_clock_sweeps"] * 2,
    *["a_meeting_comes", "a_meeting_ends"],
]


def _chance(seed: int | str) -> Random:
    return Random(seed)  # noqa: S311 - nothing here is secret


class AnySequence(RuleBasedStateMachine):
    """A small place in which anybody tries anything."""

    template: Path
    folder: Path

    @initialize(place=st.sampled_from(presets.names()))
    def found(self, place: str) -> None:
        path = shutil.copy(self.template, self.folder / "portal.db")
        open_database(f"sqlite:///{path}")
        self.life = Life(presets.load(place), CALENDAR, START, seed=0)
        self.town = found_town(self.life, communities=1, households=4)
        quarter = self.town.quarters[0]
        plan_meetings(self.life.occasion(quarter.worker), quarter.area, START.date() + timedelta(days=90))
        handlers = [department.handler for department in self.town.departments]
        self.actors: list[Actor] = [
            *(quarter.worker, quarter.secretary, *quarter.grid_members, *quarter.residents),
            *(*self.town.officers, *handlers, self.town.administrator, THE_CLOCK),
        ]
        self.done: set[str] = set()
        self.told: list[tuple[object, ...]] = []
        for number in range(6):
            self.raise_matter(_chance(number))

    # One rule for all: Hypothesis leaves whole rules out of many runs, and then hardly anything happens.
    @rule(what=st.sampled_from(HAPPENINGS), dice=st.integers(0, 2**16))
    def something_happens(self, what: str, dice: int) -> None:
        if what in DEEDS:
            self._somebody_does(what, dice)
        else:
            getattr(self, what)(_chance(dice))

    def raise_matter(self, chance: Random) -> None:
        grid = self.town.quarters[0].grids[0]
        kind = chance.choice(list(MatterKind))
        draft = say.Draft("路灯坏了", grid.id, kind=kind, name="林小雨", private=chance.random() < 0.1)
        self.life.do(chance.choice(self.actors), say.raise_matter, draft, self.life.chance.choice)

    def time_passes(self, chance: Random) -> None:
        self.life.now += timedelta(days=chance.randint(1, 3))

    def the_clock_sweeps(self, chance: Random) -> None:
        self.life.sweep()

    def a_meeting_comes(self, chance: Random) -> None:
        """Topics are listed, the agenda closes, the day dawns; mostly it is opened."""
        quarter = self.town.quarters[0]
        planned = (Meeting.state == MeetingState.PLANNED) & (Meeting.community == quarter.area)
        ahead = Meeting.select().where(planned, Meeting.agenda_closes_on > self.life.now.date())
        meeting = ahead.order_by(Meeting.day).get()
        for matter in list(Matter.select().where(Matter.community == quarter.area))[::2]:
            self.life.do(quarter.worker, agenda.list_topic, matter, meeting)
        self.life.now = datetime.combine(meeting.day, time(18))
        self.life.sweep()
        if chance.random() < 0.8:
            for invitation in Invitation.select().where(Invitation.meeting == meeting):
                self.life.do(quarter.worker, attend.arrive, Meeting.get_by_id(meeting.id), invitation)
            if self.life.do(quarter.secretary, deliberate.open_meeting, Meeting.get_by_id(meeting.id)):
                self.done.add("open_the_meeting")

    def a_meeting_ends(self, chance: Random) -> None:
        """What is still open is put off, and all go home."""
        chair = self.town.quarters[0].secretary
        for meeting in Meeting.select().where(Meeting.state == MeetingState.OPEN):
            for item in meeting.items.where(AgendaItem.state == ItemState.LISTED):
                self.life.do(chair, deliberate.defer, item, "下次再议")
            if self.life.do(chair, deliberate.close_meeting, meeting):
                self.done.add("close_the_meeting")

    def _somebody_does(self, deed: str, dice: int) -> None:
        """Where one may not, another tries the same, or hardly anything would ever happen."""
        matter_id = self._matter_for(deed, _chance(dice)).id
        quarter = self.town.quarters[0]
        for actor in (*_chance(dice).sample(self.actors, 3), quarter.secretary, quarter.worker):
            with suppress(Refusal):
                DEEDS[deed].do(self.life.occasion(actor), Matter.get_by_id(matter_id), _chance(dice))
                self.done.add(deed)
                return

    def _matter_for(self, deed: str, chance: Random) -> Matter:
        """One to which the deed makes sense, mostly."""
        matters = list(Matter.select().order_by(Matter.id))
        fitting = [matter for matter in matters if DEEDS[deed].fits(matter)]
        return chance.choice(fitting if fitting and chance.random() < 0.8 else matters)

    @invariant()
    def every_law_holds(self) -> None:
        assert broken(self.life.now) == []

    @invariant()
    def no_event_is_lost_or_changed(self) -> None:
        now = rows(MatterEvent.select(MatterEvent.id, MatterEvent.matter, MatterEvent.at, MatterEvent.action))
        assert now[: len(self.told)] == self.told
        self.told = now

    def teardown(self) -> None:
        database.close()


@pytest.fixture
def machine(sqlite_template: Path, tmp_path: Path) -> type[AnySequence]:
    AnySequence.template, AnySequence.folder = sqlite_template, tmp_path
    return AnySequence


def test_no_sequence_of_deeds_breaks_a_law(machine: type[AnySequence]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=60,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_in_long_walks_every_deed_is_done_and_no_law_broken(machine: type[AnySequence]) -> None:
    done: set[str] = set()
    for place in presets.names():
        walk, chance = machine(), _chance(place)
        walk.found(place)
        for _ in range(700):
            walk.something_happens(chance.choice(HAPPENINGS), chance.randrange(2**16))
        walk.every_law_holds()
        walk.no_event_is_lost_or_changed()
        walk.teardown()
        done |= walk.done
    never = set(DEEDS) - done
    assert len(never) <= len(DEEDS) // 20, never  # chance may leave out a few, and shows nothing about them
