"""Where a matter lies: by its position, by the poster that was scanned, by what was chosen."""

import dataclasses
import io

import pytest
from PIL import Image
from shapely.geometry import box

from portal import presets
from portal.domain.geo import Position
from portal.domain.terms import Channel, Located, VenueKind
from portal.models import MatterEvent, Venue
from portal.queries.ground import keeper_of, keepers
from portal.queries.public_matter import public_matter, road_of
from portal.services.photos import read_picture
from portal.services.say import Draft, raise_matter
from portal.services.shapes import draw

LAMP = "路灯坏了，看不清台阶。"
IN_GRID, NEXT_DOOR = Position(112.204, 36.105), Position(112.25, 36.105)


@pytest.fixture
def drawn(town, occasion):
    draw(occasion("street_officer"), town.community, box(112.2, 36.1, 112.21, 36.11), "")
    draw(occasion("street_officer"), town.grid, box(112.2, 36.1, 112.205, 36.11), "")
    draw(occasion("street_officer"), town.neighbour, box(112.24, 36.1, 112.26, 36.11), "")
    return town


def photo(exif):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "JPEG", exif=exif)
    file.seek(0)
    return read_picture(file, presets.load("anze").limits)


def taken_at(latitude, longitude, north="N", east="E"):
    exif = Image.Exif()
    exif[0x8825] = {1: north, 2: latitude, 3: east, 4: longitude}
    return exif


def test_a_matter_with_a_position_goes_to_its_grid_and_the_grid_member_is_named(drawn, occasion):
    draft = Draft(LAMP, drawn.community.id, position=IN_GRID, located=Located.PHONE)
    matter = raise_matter(occasion(), draft).matter
    assert (matter.area, matter.community) == (drawn.grid, drawn.community)
    assert (matter.longitude, matter.latitude, matter.located) == (112.204, 36.105, Located.PHONE)
    keeper = keeper_of(matter.area.path, keepers(occasion().now))
    assert (keeper.grid, keeper.person) == ("第一网格", "陈晨")


def test_nobody_keeps_what_lies_in_no_grid(drawn, occasion, cast):
    everybody = keepers(occasion().now)
    assert [keeper_of(area.path, everybody) for area in (drawn.community, drawn.neighbour)] == [None, None]


def test_what_was_chosen_stands_against_a_position_elsewhere(drawn, occasion):
    draft = Draft(LAMP, drawn.community.id, position=NEXT_DOOR, located=Located.PHONE)
    assert raise_matter(occasion(), draft).matter.area == drawn.community


def test_a_building_that_was_chosen_is_not_taken_for_its_grid(drawn, occasion):
    draft = Draft(LAMP, drawn.building.id, position=IN_GRID)
    assert raise_matter(occasion(), draft).matter.area == drawn.building


def test_nothing_public_shows_a_position(drawn, occasion):
    matter = raise_matter(occasion(), Draft(LAMP, drawn.community.id, position=IN_GRID)).matter
    told = f"{public_matter(matter.number)} {road_of(matter.id)}"
    assert "112.2" not in told
    assert "36.1" not in told


def station(town, kind, active=True):
    return Venue.create(
        code="A3C4D7", kind=kind, community=town.community, name="驿站", address="府前街",
        opening_hours="全天", active=active,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "channel"),
    [
        (VenueKind.REST_STATION, Channel.NEW_EMPLOYMENT_STATION),
        (VenueKind.DEPUTIES_STATION, Channel.DEPUTIES_STATION),
        (VenueKind.ENTERPRISE_DESK, Channel.ENTERPRISE_LINE),
        (VenueKind.TEA_HOUSE, Channel.WEB),
    ],
)
def test_a_poster_brings_the_channel_of_its_venue(town, occasion, kind, channel):
    venue = station(town, kind)
    there = dataclasses.replace(occasion(), book=presets.load("chenghua"))
    matter = raise_matter(there, Draft(LAMP, town.community.id, venue_id=venue.id)).matter
    assert (matter.channel, matter.venue, matter.located) == (channel, venue, Located.VENUE)


def test_a_channel_that_the_place_does_not_count_is_not_brought_by_a_poster(town, occasion):
    venue = station(town, VenueKind.DEPUTIES_STATION)
    matter = raise_matter(occasion(), Draft(LAMP, town.community.id, venue_id=venue.id)).matter
    assert matter.channel is Channel.WEB


def test_the_poster_of_a_closed_venue_brings_nothing(town, occasion):
    venue = station(town, VenueKind.DELIBERATION_HALL, active=False)
    matter = raise_matter(occasion(), Draft(LAMP, town.community.id, venue_id=venue.id)).matter
    assert (matter.venue, matter.located) == (None, None)


def test_what_a_channel_needs_is_kept_with_the_first_event_and_stays_in_the_house(town, occasion):
    facts = {"reference": "12345-2026-0088", "referred_by": "县信访局"}
    draft = Draft(LAMP, town.community.id, channel=Channel.REFERRAL, channel_facts=facts)
    matter = raise_matter(occasion("worker"), draft).matter
    assert MatterEvent.get(MatterEvent.matter == matter).data == facts


def test_a_photo_tells_where_it_was_taken_and_is_kept_without_it():
    picture = photo(taken_at((36.0, 8.0, 52.08), (112.0, 15.0, 0.72)))
    assert picture.position == Position(112.2502, 36.1478)
    assert not Image.open(io.BytesIO(picture.large)).getexif()


@pytest.mark.parametrize(
    "exif",
    [
        Image.Exif(),
        taken_at((36.0, 8.0, 52.0), (112.0, 15.0, 0.0), north="S"),
        taken_at((48.0, 51.0, 0.0), (2.0, 21.0, 0.0)),
        taken_at((36.0, 0.0, 0.0), (912.0, 0.0, 0.0)),
        taken_at((36.0,), (112.0,)),
    ],
    ids=["nothing", "south", "abroad", "off the globe", "torn"],
)
def test_a_photo_that_tells_nothing_of_this_country_has_no_position(exif):
    assert photo(exif).position is None
