"""The demonstration gives exactly the figures of the county's report, and today an example of everything."""

import shutil
from collections import Counter
from datetime import date, datetime

import pytest

from portal import demo, presets
from portal.db import database, open_database
from portal.domain.lights import Light, read_light
from portal.domain.notices import NoticeState, NoticeWay
from portal.domain.permissions import Role
from portal.domain.stages import OPEN, Outcome, State
from portal.models import (
    Account,
    AgendaItem,
    Area,
    Assignment,
    BoardCount,
    Card,
    Extension,
    Matter,
    MatterEvent,
    Meeting,
    Notice,
    NoticeGroup,
    Photo,
    Rating,
    RoleHolding,
    Support,
)
from portal.models.meetings import ItemState, MeetingState
from portal.queries.account import read_ledger
from portal.queries.places import work_calendar
from portal.services.places import seed_calendar

NOW = datetime(2026, 11, 21, 10, 30)
BOOK = presets.load("anze")
PASSWORD = "yishi-72ka-pq9d"


@pytest.fixture(scope="module")
def filled(sqlite_template, tmp_path_factory):
    """The address of a database filled on a Saturday in November."""
    return fill(sqlite_template, tmp_path_factory.mktemp("demo"))


def fill(template, folder):
    url = f"sqlite:///{shutil.copy(template, folder / 'portal.db')}"
    open_database(url)
    seed_calendar()
    assert demo.fill(NOW, BOOK, work_calendar(), PASSWORD) is not None
    database.close()
    return url


@pytest.fixture
def anze(filled):
    open_database(filled)
    yield
    database.close()


def test_the_reported_year_has_27_meetings_and_217_items_all_completed(anze):
    ledger = read_ledger(date(2025, 1, 1), date(2025, 12, 31))
    account = ledger.account(BOOK.rating.minimum_count)
    assert len({session.community for session in ledger.sessions}) == 4
    assert (account.sessions, account.items, account.completed) == (27, 217, 217)
    assert account.on_time < account.completed  # a few were late, and it says so


def test_after_a_year_of_every_move_what_is_counted_is_what_there_is(anze):
    hanging = Counter((row.community_id, row.board_column) for row in Matter.select() if row.board_column)
    counted = {(row.community_id, row.board_column): row.number for row in BoardCount.select()}
    assert {column: number for column, number in counted.items() if number} == hanging
    supports = Counter(row.matter_id for row in Support.select())
    assert {row.id: row.support_count for row in Matter.select() if row.support_count} == supports


def test_what_waits_on_an_agenda_and_what_is_in_hand_are_the_matters_that_say_so(anze):
    def in_state(*states):
        return {row.id for row in Matter.select().where(Matter.state.in_(states))}

    listed = AgendaItem.select().where(AgendaItem.state == ItemState.LISTED)
    assert {item.matter_id for item in listed} == in_state(State.ON_AGENDA) != set()
    under_way = {row.matter_id: row.due_on for row in Assignment.select() if row.ended_at is None}
    assert set(under_way) == in_state(State.HANDLING, State.RECTIFYING) != set()
    running = {row.id: row.due_on for row in Matter.select() if row.id in under_way and not row.waits_since}
    assert running == {number: under_way[number] for number in running} != {}


def test_the_figures_are_those_of_the_rows_too(anze):
    of_the_year = Meeting.day.year == 2025
    held = Meeting.select().where(of_the_year, Meeting.state == MeetingState.CLOSED)
    items = (
        AgendaItem.select(AgendaItem, Matter).join(Matter).switch(AgendaItem).join(Meeting).where(of_the_year)
    )
    settled = [item for item in items if item.state is not ItemState.DEFERRED]
    assert (held.count(), len(settled), len({item.matter_id for item in settled})) == (27, 217, 217)
    assert {item.matter.state for item in settled} == {State.PUBLISHED}
    assert len(items) > 217  # some were put off once and came back


def test_today_every_state_and_every_outcome_has_an_example(anze):
    assert {matter.state for matter in Matter.select()} == set(State)
    assert {matter.outcome for matter in Matter.select()} == {None, *Outcome}


def test_today_every_light_is_lit_and_the_department_sees_each(anze):
    calendar = work_calendar()
    running = Matter.select().where(Matter.state == State.HANDLING, Matter.due_on.is_null(False))
    lit = {
        (
            matter.organisation.name == "城管中队",
            read_light(matter.due_on, NOW.date(), calendar, BOOK.lights).light,
        )
        for matter in running
    }
    assert {light for ours, light in lit if ours} == set(Light)


def test_the_next_meeting_has_its_agenda_out_with_one_urgent_topic(anze):
    upcoming = Meeting.select().where(Meeting.day > NOW.date(), Meeting.state == MeetingState.PUBLISHED)
    urgent = AgendaItem.select().where(AgendaItem.meeting.in_(upcoming), AgendaItem.urgent_reason != "")
    assert [(item.matter.title, item.position) for item in urgent] == [("燃气表箱的门掉了", 4)]


def test_nothing_has_happened_later_than_now_and_every_road_runs_forward(anze):
    last: dict[int, datetime] = {}
    for event in MatterEvent.select().order_by(MatterEvent.id):
        assert last.get(event.matter_id, event.at) <= event.at <= NOW
        last[event.matter_id] = event.at


def test_no_neighbour_says_what_another_of_the_community_said_before(anze):
    told = Counter((matter.community_id, matter.body) for matter in Matter.select())
    assert max(told.values()) == 1
    assert len({matter.body for matter in Matter.select()}) > 250


def test_what_concerns_a_family_hangs_on_no_board(anze):
    private = list(Matter.select().where(Matter.private))
    assert len(private) == 2
    assert {matter.board_column for matter in private} == {None}


def test_there_is_an_account_for_every_role_that_has_an_office(anze):
    held = {
        (row.person.account_set.get().login, row.role)
        for row in RoleHolding.select()
        if row.person.account_set
    }
    assert held == {
        ("worker", Role.COMMUNITY_WORKER),
        ("secretary", Role.COMMUNITY_SECRETARY),
        ("handler", Role.DEPARTMENT_HANDLER),
        ("grid", Role.GRID_MEMBER),
        ("observer", Role.OBSERVER),
        ("street", Role.STREET_OFFICER),
        ("district", Role.DISTRICT_ADMINISTRATOR),
        ("auditor", Role.AUDITOR),
        ("admin", Role.SYSTEM_ADMINISTRATOR),
    }
    assert Account.select().where(Account.login == "resident").count() == 1


def test_the_resident_has_something_to_follow(anze):
    resident = Account.get(Account.login == "resident").person
    own = {matter.state for matter in Matter.select().where(Matter.proposer == resident)}
    assert own == {State.RECEIVED, State.HANDLING, State.RATING}


def test_there_are_extensions_rectifications_and_pictures_of_before_and_after(anze):
    assert {extension.granted for extension in Extension.select()} == {True, None}
    assert Rating.select().where(~Rating.satisfied).count() >= 5
    pictured = Counter(photo.matter_id for photo in Photo.select())
    assert max(pictured.values()) == 2
    open_ones = Matter.select().where(Matter.state.in_(OPEN), Matter.id.in_(list(pictured)))
    assert open_ones.count() >= 1


def test_the_same_day_tells_the_same_story(anze, sqlite_template, tmp_path):
    def told():
        return [
            (event.matter.number, event.at, event.action, event.public_text, event.actor_name)
            for event in MatterEvent.select(MatterEvent, Matter).join(Matter).order_by(MatterEvent.id)
        ]

    first = told()
    open_database(fill(sqlite_template, tmp_path))
    assert told() == first


def test_a_portal_that_has_areas_is_left_alone(town):
    before = Area.select().count()
    assert demo.fill(NOW, BOOK, work_calendar(), PASSWORD) is None
    assert Area.select().count() == before


def test_cards_were_handed_out_and_one_was_lost(anze):
    handed_out = Card.select().order_by(Card.id)
    standing = [(bool(card.printed_at), bool(card.revoked_at), card.holders.count()) for card in handed_out]
    assert standing == [(True, False, 1), (True, True, 1), (True, False, 3), (False, False, 1)]


def test_a_call_was_made_another_is_owed_and_nothing_pretends_to_have_been_sent(anze):
    told = Counter((notice.way, notice.state) for notice in Notice.select())
    assert told[NoticeWay.CALL, NoticeState.SENT] == told[NoticeWay.CALL, NoticeState.WAITING] == 1
    assert told[NoticeWay.EMAIL, NoticeState.WAITING] > 0
    assert {way for way, state in told if state is NoticeState.SENT} == {NoticeWay.CALL}
    assert [group.active for group in NoticeGroup.select()] == [False, False]
