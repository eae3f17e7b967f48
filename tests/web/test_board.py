"""The board: what happens next, the five columns, and the list behind them."""

import pytest

from portal.domain.stages import Stage
from portal.models import Matter
from portal.services import say
from portal.services.say import Draft
from tests.lively import Lively, lively

MOST_QUERIES = 6


@pytest.fixture
def board(town, occasion) -> Lively:
    return lively(town, occasion)


def test_what_happens_next_stands_first(client, board):
    page = client.get("/").text
    assert "下次议事日，还有12天" in page
    assert f'href="/meetings/{board.ahead.id}"' in page
    assert page.index("下次议事日") < page.index('class="board"')


def test_every_column_shows_its_count_and_its_slips(client, board):
    page = client.get("/").text
    for stage, titles in {
        Stage.SAY: [board.lamp, board.bench],
        Stage.DELIBERATE: [board.wall],
        Stage.HANDLE: [board.billboard, board.chargers],
        Stage.RATE: [board.photo],
        Stage.PUBLISH: [board.refused, board.green],
    }.items():
        column = page.split(f'id="column-{stage}"')[1].split("</section>")[0]
        assert f"全部{len(titles)}件" in column
        assert [column.index(matter.public_title) for matter in titles] == sorted(
            column.index(matter.public_title) for matter in titles
        )
