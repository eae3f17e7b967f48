"""Tables sent to the office: named, started, taken in once, what was refused kept."""

import pytest

from portal.db import database
from portal.domain.columns import Column
from portal.domain.permissions import Role
from portal.domain.refusal import Refusal, Rule
from portal.domain.tables import Table
from portal.models import ImportRun, Matter, RefusedLine, RoleHolding, SentTable
from portal.models.importing import ImportState
from portal.queries.sent_tables import next_to_take_in, refused_lines
from portal.services import sent_tables

HEADINGS = ("留言编号", "留言主题", "留言时间", "留言详情")
GOOD = ("1", "路灯坏了", "2026-10-08 09:00:00", "7号楼前的路灯坏了三天了。")
NO_TIME = ("2", "没有时间", "昨天", "井盖松了。")


@pytest.fixture
def sent(occasion, town):
    """A table that the secretary sent: a good line, and one whose time nobody can read."""
    return sent_tables.send(
        occasion("secretary"), Table(HEADINGS, [GOOD, NO_TIME]), "来信.csv", town.community
    )


def test_the_columns_are_guessed_and_the_table_waits_sealed(sent):
    assert (sent.state, sent.lines) == (ImportState.SENT, 2)
    assert sent.columns == {"key": 0, "title": 1, "time": 2, "text": 3}
    (kept,) = database.execute_sql('SELECT "table" FROM sent_table').fetchone()
    assert "路灯" not in kept
    assert next_to_take_in() is None


def test_a_started_table_is_taken_in_once_and_what_was_refused_is_kept(sent, occasion):
    sent_tables.start(occasion("secretary"), sent)
    run = next_to_take_in()
    assert sent_tables.take_in(occasion("nobody"), run) == 2
    assert next_to_take_in() is None
    done = ImportRun.get()
    assert (done.state, done.imported, done.known, done.refused) == (ImportState.FINISHED, 1, 0, 1)
    ((line, cells, refusal),) = refused_lines(done)
    assert (line, tuple(cells), refusal.rule) == (2, NO_TIME, Rule.UNREADABLE)
    assert refusal.facts == {"column": "time", "value": "昨天"}
    assert not SentTable.select().exists()
    assert Matter.get().received_by_id == occasion("secretary").actor.person_id


def test_a_table_that_broke_off_is_taken_in_again_and_nothing_twice(sent, occasion):
    sent_tables.start(occasion("secretary"), sent)
    run = next_to_take_in()
    kept = SentTable.get().table
    sent_tables.take_in(occasion("nobody"), run)
    SentTable.create(run=run, table=kept)
    ImportRun.update(state=ImportState.RUNNING).execute()
    sent_tables.take_in(occasion("nobody"), next_to_take_in())
    done = ImportRun.get()
    assert (done.imported, done.known, done.refused) == (0, 1, 1)
    assert (Matter.select().count(), RefusedLine.select().count()) == (1, 1)


def test_who_lost_the_office_meanwhile_imports_nothing(sent, occasion):
    sent_tables.start(occasion("secretary"), sent)
    secretary = occasion("secretary").actor.person_id
    gone = (RoleHolding.person == secretary) & (RoleHolding.role == Role.COMMUNITY_SECRETARY)
    RoleHolding.delete().where(gone).execute()
    assert sent_tables.take_in(occasion("nobody"), next_to_take_in()) == 0
    assert (Matter.select().count(), next_to_take_in()) == (0, None)


def test_a_table_that_cannot_be_taken_in_keeps_no_other_waiting(sent, occasion):
    sent_tables.start(occasion("secretary"), sent)
    SentTable.update(table='["编号"]').execute()  # neither headings nor lines
    with pytest.raises(ValueError, match="not enough values"):
        sent_tables.take_in(occasion("nobody"), next_to_take_in())
    assert (next_to_take_in(), ImportRun.get().state) == (None, ImportState.FINISHED)


def test_a_table_without_its_time_does_not_start(sent, occasion, town):
    sent_tables.name_columns(occasion("secretary"), sent, {Column.TEXT: 3}, town.community)
    with pytest.raises(Refusal) as refused:
        sent_tables.start(occasion("secretary"), sent)
    assert refused.value.rule is Rule.COLUMN_MISSING


def test_a_column_that_is_not_there_is_refused(sent, occasion, town):
    with pytest.raises(Refusal) as refused:
        sent_tables.name_columns(occasion("secretary"), sent, {Column.TEXT: 4}, town.community)
    assert refused.value.rule is Rule.UNKNOWN_CHOICE


def test_a_table_is_started_once(sent, occasion):
    sent_tables.start(occasion("secretary"), sent)
    for verb in (sent_tables.start, sent_tables.throw_away):
        with pytest.raises(Refusal) as refused:
            verb(occasion("secretary"), sent)
        assert refused.value.rule is Rule.STALE


def test_a_table_nobody_wants_is_forgotten(sent, occasion):
    sent_tables.throw_away(occasion("secretary"), sent)
    assert (SentTable.select().count(), next_to_take_in()) == (0, None)


@pytest.mark.parametrize("who", ["worker", "auditor", "resident", "stranger"])
def test_nobody_else_sends_a_table(occasion, town, who):
    with pytest.raises(Refusal) as refused:
        sent_tables.send(occasion(who), Table(HEADINGS, [GOOD]), "来信.csv", town.community)
    assert refused.value.rule is Rule.NOT_ALLOWED
