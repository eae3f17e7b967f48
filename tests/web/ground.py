"""The ground of the tests' town: the community west of the neighbour, its grid in the western half."""

from shapely.geometry import box

from portal.domain.geo import Position
from portal.domain.terms import VenueKind
from portal.models import Venue
from portal.services.shapes import draw
from portal.services.venues import VenueWords, add_venue

IN_GRID, IN_COMMUNITY = Position(112.204, 36.105), Position(112.207, 36.105)


def draw_the_town(town, occasion) -> None:
    by = occasion("street_officer")
    draw(by, town.community, box(112.2, 36.1, 112.21, 36.11), "")
    draw(by, town.grid, box(112.2, 36.1, 112.205, 36.11), "")
    draw(by, town.building, box(112.2, 36.1, 112.201, 36.11), "")
    draw(by, town.neighbour, box(112.22, 36.1, 112.23, 36.11), "")


def open_hall(town, occasion, **changes) -> Venue:
    words = {
        "kind": VenueKind.DELIBERATION_HALL,
        "name": "居民议事厅",
        "address": "府前街18号",
        "opening_hours": "周一至周六 8:30—18:00",
        "telephone": "0357-7000101",
        "position": IN_GRID,
    } | changes
    return add_venue(occasion("secretary"), town.community, VenueWords(**words), choose=lambda _: "A")
