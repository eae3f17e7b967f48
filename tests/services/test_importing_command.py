"""``portal import`` shows what it understood, asks, and writes down what it refused and why."""

import csv

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.db import database, open_database
from portal.domain.permissions import Role
from portal.models import Account, Area, Matter, Person, RoleHolding
from portal.models.places import AreaKind
from portal.services import places

LINES = "编号,内容,时间,颜色\n1,路灯坏了。,2026-13-01,红\n2,井盖松了。,2026-01-05,蓝\n"


@pytest.fixture
def run(sqlite_url, tmp_path):
    """The command in a portal of one district, with an administrator who signs in as ``district``."""
    open_database(sqlite_url)
    area = places.add_area(AreaKind.DISTRICT, "安泽县")
    person = Person.create(name="钱进", created_at="2026-01-01")
    Account.create(person=person, login="district", password_hash="x")
    RoleHolding.create(
        person=person, role=Role.DISTRICT_ADMINISTRATOR, area=area, since="2026-01-01 00:00:00"
    )
    database.close()
    file = tmp_path / "matters.csv"
    file.write_text(LINES, encoding="gb18030")
    environment = {"PORTAL_DATA": str(tmp_path), "DATABASE_URL": sqlite_url}

    def invoke(*words, answer=""):
        return CliRunner().invoke(main, ["import", str(file), *words], input=answer, env=environment)

    yield invoke
    database.close()


def test_the_mapping_is_shown_and_nothing_is_written_without_consent(run):
    result = run(answer="n\n")
    assert result.exit_code == 1
    assert "text         ← 内容" in result.output
    assert "not taken      颜色" in result.output
    assert Matter.select().count() == 0


def test_refused_rows_are_reported_as_they_came_with_the_reason(run, tmp_path):
    result = run("--yes", "--report", str(tmp_path / "refused.csv"))
    assert result.exit_code == 0
    assert "1 imported, 0 known already, 1 refused" in result.output
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["编号", "内容", "时间", "颜色", "行", "原因"]
    assert rows[1][:5] == ["1", "路灯坏了。", "2026-13-01", "红", "1"]
    assert "2026-13-01" in rows[1][5]


def test_a_second_run_knows_what_the_first_brought(run):
    run("--yes")
    assert "0 imported, 1 known already, 1 refused" in run("--yes").output
    assert Matter.select().count() == 1


@pytest.mark.parametrize(
    "words",
    [("--area", "没有的地方"), ("--as", "nobody"), ("--mapping", "text=没有"), ("--mapping", "color=颜色")],
)
def test_what_does_not_exist_is_said_and_nothing_is_written(run, words):
    result = run("--yes", *words)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: ")
    assert Matter.select().count() == 0
    assert Area.select().count() == 1
