"""How often a page asks the database: never more for twenty matters than for one."""

import logging
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from portal.domain.occasion import Occasion
from portal.domain.policy import PassageKind
from portal.models import Campaign, Matter
from portal.models.protection import Cause
from portal.queries.passages import passage_of
from portal.services import moderate, say
from portal.services.moderate import Withheld
from portal.services.say import Draft
from tests.conftest import Town
from tests.lively import lively
from tests.web.calls import answer_call, make_call
from tests.web.ground import draw_the_town, open_hall

_MOST_FOR_A_LIST = 6  # the promise


@pytest.fixture
def asked(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> Callable[[str], list[str]]:
    """The SQL that fetching a page runs, by Peewee's own log; what holds for a minute was read before."""

    def fetch(address: str) -> list[str]:
        client.get("/matters?before=1")
        caplog.clear()
        with caplog.at_level(logging.DEBUG, logger="peewee"):
            assert client.get(address).status_code == 200
        statements = [str(record.args or record.msg) for record in caplog.records if record.name == "peewee"]
        return [statement for statement in statements if "FROM revision" not in statement]

    return fetch


@pytest.fixture
def twenty(lamp: Matter, town: Town, occasion: Callable[..., Occasion]) -> Matter:
    """Twenty more matters in three columns; the last of them, answered."""
    for number in range(20):
        draft = Draft(words=f"第{number}个垃圾桶满了。", area_id=town.building.id, place="7号楼前")
        matter = say.raise_matter(occasion("nobody"), draft).matter
        if number % 3 == 1:
            say.answer(occasion("worker"), matter, "今晚清运。")
        if number % 3 == 2:
            say.refuse(occasion("worker"), matter, "已经清运过了。")
    return matter


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/matters",
        "/matters?stage=say",
        "/matters?q=垃圾桶",
        "/matters?light=green",
        "/meetings",
        "/lights",
    ],
)
def test_a_list_asks_at_most_six_times(
    asked: Callable[[str], list[str]], twenty: Matter, address: str
) -> None:
    assert 1 <= len(asked(address)) <= _MOST_FOR_A_LIST


@pytest.fixture
def everywhere(town: Town, occasion: Callable[..., Occasion]) -> dict[str, object]:
    """A neighbourhood in which there is something to read on every page, and something that one may not.

    What stands in its addresses.
    """
    hangs = lively(town, occasion)
    for matter in (hangs.lamp, hangs.green, hangs.wall):
        words = passage_of(PassageKind.WORDS, matter.id)
        assert words is not None
        moderate.withhold(occasion("secretary"), words, Withheld(Cause.INSULT))
    draw_the_town(town, occasion)
    call, closed = make_call(town, occasion), make_call(town, occasion)
    answer_call(occasion, closed)
    Campaign.update(closes_on=date(2026, 11, 1)).where(Campaign.id == closed.id).execute()
    hall = open_hall(town, occasion)
    return {
        "green": hangs.green.number, "held": hangs.held.id, "call": call.id, "closed": closed.id,
        "hall": hall.code, "community": town.community.id, "grid": town.grid.id,
    }  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/?community={community}", "/matters?community={community}&light=red", "/matters?area={grid}",
        "/hot", "/hot?community={community}", "/matters/{green}", "/kiosk/", "/kiosk/matters",
        "/kiosk/matters/{green}", "/meetings/{held}", "/meetings/calendar", "/meetings/types",
        "/meetings/calendar?community={community}&year=2026", "/meetings/types/ordinary",
        "/campaigns", "/campaigns/{call}",
        "/campaigns/{closed}/results", "/campaigns/{call}/paper", "/ideas", "/map",
        "/map?community={community}", "/places", "/places/{hall}", "/places/{hall}/poster",
        "/areas/{grid}/poster", "/meetings/{held}/poster", "/publicity", "/publicity/items",
        "/publicity/channels", "/publicity/lists", "/publicity/tasks",
        "/topics", "/publicity/days-off", "/lights", "/lights?community={community}",
        "/whistles", "/warnings", "/privacy", "/accessibility", "/say", "/track", "/sign-in",
    ],
)  # fmt: skip
def test_a_public_page_asks_at_most_six_times(
    asked: Callable[[str], list[str]], everywhere: dict[str, object], address: str
) -> None:
    statements = asked(address.format(**everywhere))
    assert len(statements) <= _MOST_FOR_A_LIST, "\n".join(statements)


def test_a_matter_asks_once_for_each_thing_told_of_it(
    asked: Callable[[str], list[str]], lamp: Matter, occasion: Callable[..., Occasion]
) -> None:
    before = len(asked(f"/matters/{lamp.number}"))
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    assert len(asked(f"/matters/{lamp.number}")) == before <= _MOST_FOR_A_LIST


def test_a_page_from_memory_asks_for_the_revision_only(
    asked: Callable[[str], list[str]], twenty: Matter
) -> None:
    assert asked("/matters") != []
    assert asked("/matters") == []
