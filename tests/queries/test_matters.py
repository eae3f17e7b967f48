"""The board's lists, on both databases: newest first, page by page, with every light where it shines."""

from datetime import date, timedelta

import pytest

from portal.domain.calendar import WorkCalendar
from portal.domain.lights import Light, read_light
from portal.domain.policy import LightRules
from portal.domain.stages import Stage
from portal.queries.board import column_counts, newest_slips
from portal.queries.matters import PAGE, Wanted, due_within, matters
from portal.services import say
from portal.services.say import Draft
from tests.conftest import CALENDAR, MORNING
from tests.lively import Lively, lively


@pytest.fixture
def board(town, occasion) -> Lively:
    return lively(town, occasion)


def numbers(page):
    return [card.number for card in page.cards]


def test_each_column_holds_its_newest_first(board):
    newest = newest_slips(None, 3)
    assert {stage: [card.number for card in cards] for stage, cards in newest.items()} == {
        Stage.SAY: [board.lamp.number, board.bench.number],
        Stage.DELIBERATE: [board.wall.number],
        Stage.HANDLE: [board.billboard.number, board.chargers.number],
        Stage.RATE: [board.photo.number],
        Stage.PUBLISH: [board.refused.number, board.green.number],
    }


def test_counts_are_of_one_community_or_of_all(board, town):
    assert list(column_counts(None).values()) == [2, 1, 2, 1, 2]
    assert list(column_counts(town.community.id).values()) == [2, 1, 2, 1, 2]
    assert list(column_counts(town.neighbour.id).values()) == [0, 0, 0, 0, 0]


def test_a_card_names_who_handles_it_and_the_day_of_its_debate(board):
    cards = {card.number: card for card in matters(Wanted()).cards}
    assert cards[board.billboard.number].handler == "城管中队"
    assert cards[board.wall.number].meets_on == date(2026, 11, 15)
    assert cards[board.chargers.number].meets_on is None


@pytest.mark.parametrize("words", ["", "路灯"])
def test_pages_follow_each_other_without_a_gap(town, occasion, words):
    for number in range(PAGE * 2 + 1):
        draft = Draft(words=f"第{number}盏路灯不亮", area_id=town.community.id)
        say.raise_matter(occasion("nobody", at=MORNING), draft)
    first = matters(Wanted(words=words))
    second = matters(Wanted(words=words, before=first.before))
    third = matters(Wanted(words=words, before=second.before))
    assert [len(page.cards) for page in (first, second, third)] == [PAGE, PAGE, 1]
    assert third.before is None
    ids = [card.id for page in (first, second, third) for card in page.cards]
    assert ids == sorted(set(ids), reverse=True)


def test_searching_and_filtering_go_together(board, town):
    assert numbers(matters(Wanted(words="灯", column=Stage.SAY))) == [board.lamp.number]
    assert numbers(matters(Wanted(words="灯", community_id=town.neighbour.id))) == []


@pytest.mark.parametrize("amber", [0, 1, 3])
@pytest.mark.parametrize(
    "today", [date(2026, 9, 30), date(2026, 10, 3), date(2026, 11, 6), date(2026, 11, 8)]
)
def test_a_range_of_deadlines_is_exactly_where_its_light_shines(today, amber):
    rules = LightRules(amber_working_days=amber)
    ranges = {light: due_within(light, today, CALENDAR, rules) for light in Light}
    for due in (today + timedelta(days=step) for step in range(-5, 20)):
        lit = [light for light, within in ranges.items() if holds(within, due)]
        assert lit == [read_light(due, today, CALENDAR, rules).light]


def holds(within, day):
    return (within.after is None or day > within.after) and (within.until is None or day <= within.until)


def test_a_rating_that_is_open_long_is_never_late(board):
    today = board.photo.due_on + timedelta(days=1)
    calendar = WorkCalendar(exceptions={}, announced_years=frozenset({2026}))
    due = due_within(Light.RED, today, calendar, LightRules(amber_working_days=3))
    assert board.photo.number not in numbers(matters(Wanted(due=due)))
