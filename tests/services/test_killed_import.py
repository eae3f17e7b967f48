"""An import that is killed half way is run again: every row is there, once."""

import subprocess
import sys
from pathlib import Path

import pytest

from portal.db import database, open_database
from portal.domain.permissions import Role
from portal.models import Account, BoardCount, ImportedRow, Matter, MatterEvent, Person, RoleHolding
from portal.models.places import AreaKind
from portal.services import places
from tests.house.sources import ROOT

ROWS = 400
_PAUSE, _PATIENCE = 0.02, 1500  # seconds between two looks, and how often is looked


@pytest.fixture
def command(database_url: str, tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    """The import of 400 rows into a portal of one district, as it is typed, with its environment."""
    open_database(database_url)
    district = places.add_area(AreaKind.DISTRICT, "安泽县")
    person = Person.create(name="钱进", created_at="2026-01-01 00:00:00")
    Account.create(person=person, login="district", password_hash="x")
    RoleHolding.create(
        person=person, role=Role.DISTRICT_ADMINISTRATOR, area=district, since="2026-01-01 00:00:00"
    )
    database.close()
    file = tmp_path / "matters.csv"
    lines = (f"{number},第{number}盏灯坏了。,2026-01-05,已经修好。,2026-01-06" for number in range(ROWS))
    file.write_text("\n".join(("编号,内容,时间,答复,答复时间", *lines)), encoding="utf-8")
    environment = {"PORTAL_DATA": str(tmp_path), "DATABASE_URL": database_url}
    return [sys.executable, "-m", "portal", "import", str(file), "--yes"], environment


def _wait_for_half(running: subprocess.Popen[bytes]) -> None:
    """Until some batches are committed and others are not."""
    for _ in range(_PATIENCE):
        if Matter.select().count() >= ROWS // 4:
            return
        try:
            running.wait(_PAUSE)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail("the import ended before it could be killed")


def test_an_import_killed_half_way_and_run_again_brings_every_row_once(
    command: tuple[list[str], dict[str, str]], database_url: str
) -> None:
    words, environment = command
    open_database(database_url)
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        _wait_for_half(running)
        running.kill()
    after_the_kill = Matter.select().count()
    assert 0 < after_the_kill < ROWS
    assert ImportedRow.select().count() == after_the_kill
    subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert Matter.select().count() == ImportedRow.select().count() == ROWS
    assert {matter.body for matter in Matter.select()} == {f"第{number}盏灯坏了。" for number in range(ROWS)}
    assert MatterEvent.select().where(MatterEvent.action == "answer").count() == ROWS
    assert sum(row.number for row in BoardCount.select()) == ROWS
    database.close()
