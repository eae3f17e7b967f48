"""What the map knows of the ground: shapes, what is open where, and how urgent."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from shapely.geometry import box

from portal.domain.permissions import THE_CLOCK
from portal.models.places import AreaKind
from portal.queries.ground import Busy, busy_areas, grounds
from portal.services import rate, say
from portal.services.shapes import draw


def test_what_hangs_among_the_done_is_under_way_no_more(town, occasion):
    answered = say.raise_matter(occasion("nobody"), say.Draft("垃圾桶满了。", town.grid.id)).matter
    say.answer(occasion("worker"), answered, "今晚清运。")
    assert [busy.number for busy in busy_areas()] == [1]
    next_year = replace(occasion("nobody", at=datetime(2027, 1, 4, 9)), actor=THE_CLOCK)
    assert rate.close_due_ratings(next_year) == 1
    assert busy_areas() == []


def test_communities_and_grids_are_drawn_where_somebody_drew_them(town, occasion):
    draw(occasion("secretary"), town.grid, box(112.2, 36.1, 112.21, 36.11), "")
    told = [(ground.name, ground.kind, ground.geometry is not None) for ground in grounds()]
    assert told == [
        ("清华园社区", AreaKind.COMMUNITY, False),
        ("第一网格", AreaKind.GRID, True),
        ("和川社区", AreaKind.COMMUNITY, False),
    ]


@pytest.mark.usefixtures("lamp")
def test_what_is_open_is_counted_where_it_lies_with_its_nearest_deadline(town, occasion):
    def raise_in(area, private=False):
        draft = say.Draft("垃圾桶满了。", area.id, private=private)
        return say.raise_matter(occasion("nobody"), draft).matter

    raise_in(town.building)
    raise_in(town.community, private=True)
    answered = raise_in(town.community)
    say.answer(occasion("worker"), answered, "今晚清运。")  # waits for ratings: nobody is late
    say.refuse(occasion("worker"), raise_in(town.grid), "已经清运过了。")
    found = {busy.path: busy for busy in busy_areas()}
    assert found == {
        town.building.path: Busy(town.building.path, 2, date(2026, 11, 6)),
        town.community.path: Busy(town.community.path, 1, None),
    }
