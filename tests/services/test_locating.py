"""A position finds its building, its grid or its community; a file of shapes finds its areas."""

import json

import pytest
from shapely.geometry import box

from portal.domain.geo import Position, to_gcj02
from portal.domain.refusal import Refusal, Rule
from portal.models import AreaShape
from portal.models.places import AreaKind
from portal.services.locating import area_at
from portal.services.places import add_area
from portal.services.shapes import Miss, draw, keep_shapes, match_shapes, read_shapes, shapes_as_geojson

IN_BUILDING, IN_GRID, IN_COMMUNITY = (Position(112.2 + east, 36.105) for east in (0.001, 0.004, 0.008))
NOWHERE = Position(112.3, 36.105)


@pytest.fixture
def drawn(town, occasion):
    """The community, its grid in the western half, and building 7 in a corner of it."""
    by = occasion("secretary")
    draw(by, town.community, box(112.2, 36.1, 112.21, 36.11), "画的")
    draw(by, town.grid, box(112.2, 36.1, 112.205, 36.11), "画的")
    draw(by, town.building, box(112.2, 36.1, 112.202, 36.11), "画的")
    return town


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def feature(name, ring, **said):
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name, **said}, "geometry": geometry}


SQUARE = [[112.2, 36.1], [112.21, 36.1], [112.21, 36.11], [112.2, 36.11], [112.2, 36.1]]


def test_the_deepest_area_around_a_position_is_found(drawn):
    found = [area_at(position) for position in (IN_BUILDING, IN_GRID, IN_COMMUNITY, NOWHERE)]
    assert found == [drawn.building, drawn.grid, drawn.community, None]


def test_a_hole_does_not_belong_to_the_area_around_it(town, occasion):
    ring = box(112.2, 36.1, 112.21, 36.11).difference(box(112.204, 36.104, 112.206, 36.106))
    draw(occasion("secretary"), town.community, ring, "")
    assert area_at(Position(112.205, 36.105)) is None
    assert area_at(Position(112.201, 36.105)) == town.community


def test_a_file_of_shapes_finds_its_areas_by_name_and_says_which_it_does_not_know(town, occasion, cast):
    shapes = read_shapes(
        collection(
            feature("清华园社区", SQUARE),
            feature("清华园社区第一网格", SQUARE),
            feature("第一网格", SQUARE, within="清华园社区"),
            feature("桃花源社区", SQUARE),
            feature("和川社区", SQUARE),
            feature("城南社区", SQUARE, id=town.community.id),
        ),
        gcj02=False,
    )
    matches = match_shapes(cast["secretary"], shapes)
    assert [match.area for match in matches] == [town.community, town.grid, None, None, None, None]
    misses = [match.miss for match in matches]
    assert misses == [None, None, Miss.TWICE, Miss.UNKNOWN, Miss.NOT_YOURS, Miss.OTHER_NAME]
    assert keep_shapes(occasion("secretary"), matches, "网格图.geojson") == 2
    assert {row.area_id for row in AreaShape.select()} == {town.community.id, town.grid.id}


def test_a_name_that_two_areas_bear_is_not_guessed(town, occasion, cast):
    add_area(AreaKind.GRID, "第一网格", town.neighbour)
    shapes = read_shapes(collection(feature("第一网格", SQUARE)), gcj02=False)
    (match,) = match_shapes(cast["street_officer"], shapes)
    assert (match.area, match.miss) == (None, Miss.MANY)


def test_coordinates_of_a_chinese_map_are_converted(town, occasion, cast):
    shown = [list(to_gcj02(*point)) for point in SQUARE]
    shapes = read_shapes(collection(feature("清华园社区", shown)), gcj02=True)
    matches = match_shapes(cast["secretary"], shapes)
    keep_shapes(occasion("secretary"), matches, "")
    kept = AreaShape.get()
    assert (kept.west, kept.south) == pytest.approx((112.2, 36.1), abs=2e-6)


def test_what_was_exported_is_imported_again_as_it_was(drawn, occasion, cast):
    before = {row.area_id: row.geometry for row in AreaShape.select()}
    data = json.dumps(shapes_as_geojson()).encode()
    matches = match_shapes(cast["secretary"], read_shapes(data, gcj02=False))
    assert all(match.replaces for match in matches)
    assert keep_shapes(occasion("secretary"), matches, "") == 3
    assert {row.area_id: row.geometry for row in AreaShape.select()} == before


BOW_TIE = [[112.2, 36.1], [112.21, 36.11], [112.21, 36.1], [112.2, 36.11], [112.2, 36.1]]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"no json", Rule.SHAPES_UNREADABLE),
        (b"[]", Rule.SHAPES_UNREADABLE),
        (b'{"type": "FeatureCollection", "features": []}', Rule.SHAPES_UNREADABLE),
        (b"[" * 100_000, Rule.SHAPES_UNREADABLE),
        (collection({"type": "Feature", "geometry": None}), Rule.SHAPES_UNREADABLE),
        (collection({"type": "Feature", "geometry": {"type": "Point", "coordinates": [112, 36]}}),
         Rule.SHAPES_UNREADABLE),
        (collection(feature("甲", [[112.2, 36.1]])), Rule.SHAPES_UNREADABLE),
        (collection(feature("甲", [["east", "north"]])), Rule.SHAPES_UNREADABLE),
        (collection(feature("甲", BOW_TIE)), Rule.SHAPE_CROSSES_ITSELF),
        (collection(feature("甲", [point[::-1] for point in SQUARE])), Rule.COORDINATES_SWAPPED),
        (collection(feature("甲", [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9]])), Rule.POSITION_OUTSIDE),
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_refused_with_its_reason(data, rule):
    with pytest.raises(Refusal) as refused:
        read_shapes(data, gcj02=False)
    assert refused.value.rule is rule


def test_nobody_draws_the_area_next_door(town, occasion):
    with pytest.raises(Refusal) as refused:
        draw(occasion("secretary"), town.neighbour, box(112.2, 36.1, 112.21, 36.11), "")
    assert refused.value.rule is Rule.NOT_ALLOWED
    assert AreaShape.select().count() == 0
