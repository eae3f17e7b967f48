"""Venues are added, set right and closed by whoever leads the community."""

import itertools

import pytest

from portal.domain.geo import Position
from portal.domain.refusal import Rule
from portal.domain.terms import VenueKind
from portal.models import Venue
from portal.queries.venues import managed_venues, open_venues, venue_by_code
from portal.services.venues import VenueWords, add_venue, change_venue, close_venue, reopen_venue
from tests.refusals import rule_of

HALL = VenueWords(
    VenueKind.DELIBERATION_HALL, "居民议事厅", "府前街18号", "周一至周六 8:30—18:00", "0357-7000101",
    Position(112.25, 36.15),
)  # fmt: skip


def test_a_venue_has_a_code_for_its_poster_and_is_found_by_it(town, occasion):
    venue = add_venue(occasion("secretary"), town.community, HALL, choose=lambda letters: letters[4])
    assert venue.code == "AAAAAA"
    found = venue_by_code("aaaaaa")
    assert (found.name, found.community, found.position) == ("居民议事厅", "清华园社区", HALL.position)
    assert venue_by_code("BBBBBB") is None


def test_two_venues_never_have_one_code(town, occasion):
    chosen = itertools.chain("A" * 6, "A" * 6, "C" * 6)
    codes = [
        add_venue(occasion("secretary"), town.community, HALL, choose=lambda _: next(chosen)).code
        for _ in range(2)
    ]
    assert codes == ["AAAAAA", "CCCCCC"]


def test_what_is_set_right_keeps_its_code(town, occasion):
    venue = add_venue(occasion("secretary"), town.community, HALL)
    moved = VenueWords(VenueKind.SERVICE_CENTRE, "便民中心", "荀子路6号", "每天 9:00—17:00")
    change_venue(occasion("secretary"), venue, moved)
    found = venue_by_code(venue.code)
    assert (found.kind, found.name, found.position) == (VenueKind.SERVICE_CENTRE, "便民中心", None)


def test_a_closed_venue_is_seen_by_the_office_alone_until_it_opens_again(town, occasion, cast):
    venue = add_venue(occasion("secretary"), town.community, HALL)
    close_venue(occasion("secretary"), venue)
    assert open_venues() == []
    assert [card.active for card in managed_venues(cast["secretary"])] == [False]
    assert managed_venues(cast["stranger"]) == managed_venues(cast["worker"]) == []
    reopen_venue(occasion("secretary"), venue)
    assert [card.code for card in open_venues()] == [venue.code]


@pytest.mark.parametrize("who", ["worker", "grid_member", "handler", "auditor", "stranger", "resident"])
def test_only_who_leads_the_community_may_touch_its_venues(town, occasion, who):
    venue = add_venue(occasion("secretary"), town.community, HALL)
    assert rule_of(add_venue, occasion(who), town.community, HALL) is Rule.NOT_ALLOWED
    assert rule_of(change_venue, occasion(who), venue, HALL) is Rule.NOT_ALLOWED
    assert rule_of(close_venue, occasion(who), venue) is Rule.NOT_ALLOWED
    assert Venue.select().count() == 1


def test_a_venue_is_of_a_kind_the_place_knows_and_lies_in_a_community(town, occasion):
    tea = VenueWords(VenueKind.TEA_HOUSE, "柳下茶铺", "柳树下", "每天 9:00—17:00")
    assert rule_of(add_venue, occasion("secretary"), town.community, tea) is Rule.UNKNOWN_CHOICE
    assert rule_of(add_venue, occasion("secretary"), town.grid, HALL) is Rule.UNKNOWN_AREA
    nameless = VenueWords(VenueKind.SERVICE_CENTRE, " ", "荀子路6号", "每天 9:00—17:00")
    assert rule_of(add_venue, occasion("secretary"), town.community, nameless) is Rule.EMPTY_TEXT
