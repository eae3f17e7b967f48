"""A read whose SQL is written once gives what its select gives, for whatever values, on both databases."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from portal.domain.occasion import Occasion
from portal.domain.stages import Action, Stage, State
from portal.domain.terms import Channel, MatterKind
from portal.models import Area, Matter, MatterEvent
from portal.queries.board import column_counts, newest_slips
from portal.queries.matters import DueWithin, Wanted, matters
from portal.queries.public_matter import public_matter, road_of
from portal.queries.rows import Query, prepared
from portal.services import say
from portal.services.say import Draft
from tests.conftest import MORNING, Cast, Town


@prepared
def raised_in(area_name: str, least_id: int) -> Query:
    area = Area.alias()
    query = Matter.select(
        Matter.number, area.name, Matter.state, Matter.raised_at, Matter.due_on, Matter.private
    )
    return query.join(area, on=Matter.area == area.id).where(
        (area.name == area_name) & (Matter.id >= least_id)
    )


def test_values_come_back_as_the_fields_mean_them(lamp: Matter) -> None:
    row = (lamp.number, "7号楼", State.RECEIVED, datetime(2026, 11, 3, 9, 30), date(2026, 11, 6), False)
    assert raised_in("7号楼", lamp.id) == [row]
    assert type(raised_in("7号楼", lamp.id)[0][2]) is State


def test_each_asking_has_values_of_its_own(lamp: Matter) -> None:
    assert len(raised_in("7号楼", lamp.id)) == 1
    assert raised_in("7号楼", lamp.id + 1) == []
    assert raised_in(area_name="8号楼", least_id=lamp.id) == []


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ({}, True),
        ({"column": Stage.SAY}, True),
        ({"column": Stage.HANDLE}, False),
        ({"channel": Channel.WEB, "kind": MatterKind.REQUEST}, True),
        ({"channel": Channel.PHONE}, False),
        ({"kind": MatterKind.RISK}, False),
        ({"category": 1}, False),
        ({"due": DueWithin(date(2026, 11, 5), date(2026, 11, 6))}, True),
        ({"due": DueWithin(date(2026, 11, 6), None)}, False),
        ({"due": DueWithin(None, date(2026, 11, 5))}, False),
    ],
)
def test_a_list_holds_what_is_wanted_and_nothing_else(
    lamp: Matter, wanted: dict[str, object], is_found: bool
) -> None:
    numbers = [card.number for card in matters(Wanted(**wanted)).cards]  # type: ignore[arg-type]
    assert numbers == [lamp.number] * is_found


def test_a_list_keeps_to_its_community(lamp: Matter, town: Town) -> None:
    assert [card.id for card in matters(Wanted(community_id=town.community.id)).cards] == [lamp.id]
    assert matters(Wanted(community_id=town.neighbour.id)).cards == []


def test_a_long_list_goes_on_where_its_page_ends(
    town: Town, cast: Cast, occasion: Callable[..., Occasion]
) -> None:
    for number in range(23):
        draft = Draft(words=f"第{number}盏路灯坏了。", area_id=town.building.id)
        matter = say.raise_matter(occasion("nobody"), draft).matter
        if number % 2:
            say.pool(occasion("worker"), matter)
    first = matters(Wanted())
    second = matters(Wanted(before=first.before))
    ids = [card.id for card in first.cards + second.cards]
    assert (len(first.cards), len(second.cards), second.before) == (20, 3, None)
    assert ids == sorted(ids, reverse=True)


def test_the_board_counts_and_shows_each_column(
    lamp: Matter, town: Town, occasion: Callable[..., Occasion]
) -> None:
    say.raise_matter(occasion("nobody"), Draft(words="垃圾桶满了。", area_id=town.neighbour.id))
    assert column_counts(None)[Stage.SAY] == 2
    assert column_counts(town.neighbour.id)[Stage.SAY] == 1
    assert [card.id for card in newest_slips(town.community.id, 3)[Stage.SAY]] == [lamp.id]


def test_a_matter_is_read_with_its_road(lamp: Matter, occasion: Callable[..., Occasion]) -> None:
    say.answer(occasion("worker"), lamp, "今晚就换灯泡。")
    found = public_matter(lamp.number)
    assert found is not None
    assert (found.id, found.community, found.state) == (lamp.id, "清华园社区", State.RATING)
    assert [(step.action, step.at) for step in road_of(lamp.id)] == [
        (Action.RAISE, MORNING),
        (Action.ANSWER, MORNING),
    ]
    assert MatterEvent.select().count() == 2
    assert public_matter("AZ-1999-00001") is None
