"""Positions lie within the country, and the way from a Chinese map back to the ground ends where it began."""

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.geo import Box, Position, Window, from_gcj02, read_position, to_gcj02
from portal.domain.refusal import Refusal, Rule

ANZE = Position(112.2502, 36.1478)


def metres_between(here: Position, there: Position) -> float:
    """Good enough within a city."""
    east = radians(there.longitude - here.longitude) * cos(radians((here.latitude + there.latitude) / 2))
    return 6_371_008.8 * hypot(east, radians(there.latitude - here.latitude))


@given(st.floats(73.5, 135), st.floats(3.5, 53.5))
def test_what_a_chinese_map_shows_leads_back_to_the_ground_within_a_metre(longitude, latitude):
    ground = Position(longitude, latitude)
    back = Position(*from_gcj02(*to_gcj02(longitude, latitude)))
    assert metres_between(ground, back) < 0.01


def test_a_chinese_map_lies_some_hundred_metres_beside_the_ground():
    shown = to_gcj02(ANZE.longitude, ANZE.latitude)
    assert 100 < metres_between(ANZE, Position(*shown)) < 900


def test_tiananmen_is_where_chinese_maps_have_it():
    """The published pair of the square's tower, to four decimals, which is ten metres."""
    shown = to_gcj02(116.391278, 39.907427)
    assert tuple(round(degree, 4) for degree in shown) == (116.3975, 39.9088)


@pytest.mark.parametrize(
    ("longitude", "latitude", "rule"),
    [
        (36.1478, 112.2502, Rule.COORDINATES_SWAPPED),
        (2.35, 48.85, Rule.POSITION_OUTSIDE),
        (float("nan"), 36.0, Rule.POSITION_OUTSIDE),
        (float("inf"), float("inf"), Rule.POSITION_OUTSIDE),
    ],
)
def test_a_position_lies_within_the_country(longitude, latitude, rule):
    with pytest.raises(Refusal) as refused:
        Position(longitude, latitude)
    assert refused.value.rule is rule


@pytest.mark.parametrize("texts", [("", ""), ("112.25", ""), ("east", "north"), ("1e999", "36"), ("0", "0")])
def test_what_is_no_position_is_read_as_none(texts):
    assert read_position(*texts) is None
    assert read_position("112.2502", "36.1478") == ANZE


def test_a_drawing_leads_back_to_the_ground():
    window = Window(Box(112.24, 36.14, 112.26, 36.15), 300)
    assert (window.width, round(window.height)) == (300, 193)
    x, y = window.place(ANZE.longitude, ANZE.latitude)
    assert window.point(x, y) == pytest.approx((ANZE.longitude, ANZE.latitude), abs=1e-9)
    assert window.place(112.24, 36.15) == (9, 9)
