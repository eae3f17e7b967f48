"""What the office reads: whose matters, in which order, and how many of each."""

from datetime import date, datetime, timedelta

import pytest

from portal.domain.rating import Score
from portal.domain.stages import State
from portal.domain.terms import Level, Reach, Urgency
from portal.models import Matter
from portal.queries.office import Wanted, helpers_of, inbox
from portal.queries.office_figures import Figures, figures
from portal.queries.office_lists import pending_extensions, places_of, visits_due
from portal.queries.office_matter import duplicates_of, matter_by_number, round_under_way, whole_road
from portal.queries.office_order import position_of
from portal.services import handle, link
from portal.services.extend import ask_extension
from portal.services.grade import grade
from portal.services.handle import Order
from portal.services.rate import PROPOSER, rate_matter
from portal.services.say import Draft, pool, raise_matter
from tests.conftest import MORNING

EVERYTHING = Wanted(frozenset(State))


@pytest.fixture
def billboard(town, occasion):
    """Handled by 城管中队 until 17 November; the property manager helps; more time was asked for."""
    matter = raise_matter(occasion(), Draft(words="广告牌松动了。", area_id=town.grid.id)).matter
    order = Order(town.city_management.id, "赵强", 10, partner_ids=(town.property_manager.id,))
    handle.assign(occasion("worker"), matter, order)
    ask_extension(occasion("handler"), matter, 5, "灯杆要从外地运来。")
    return matter


@pytest.fixture
def green(town, occasion):
    """Done by the committee, rated well, waiting to be published; its visit is still owed."""
    matter = raise_matter(occasion(), Draft(words="绿地没人管。", area_id=town.grid.id)).matter
    handle.assign(occasion("worker"), matter, Order(town.committee.id, "李敏", 10))
    handle.complete(occasion("worker"), matter, "草割了。")
    rate_matter(occasion(), matter, PROPOSER, Score(5, 5, 5, 5), True, shown_code=True)
    return matter


def numbers(errands):
    return [errand.number for errand in errands]


def test_what_is_due_first_comes_first_and_what_is_never_due_last(lamp, billboard, green, cast):
    listed = inbox(cast["worker"], EVERYTHING)
    assert numbers(listed) == [lamp.number, billboard.number, green.number]
    assert [errand.due_on for errand in listed] == [date(2026, 11, 6), date(2026, 11, 17), None]


def test_an_errand_tells_what_it_waits_for(billboard, green, cast):
    waiting = {
        errand.number: (errand.extension_pending, errand.visit_due)
        for errand in inbox(cast["worker"], EVERYTHING)
    }
    assert {number: tuple(map(bool, facts)) for number, facts in waiting.items()} == {
        billboard.number: (True, False),
        green.number: (False, True),
    }


def test_without_a_role_nothing_is_within_reach(lamp, cast):
    assert inbox(cast["resident"], EVERYTHING) == []


def test_a_grid_member_reaches_no_further_than_the_grid(lamp, town, occasion, cast):
    raise_matter(occasion(), Draft(words="社区大门坏了。", area_id=town.community.id))
    assert numbers(inbox(cast["grid_member"], EVERYTHING)) == [lamp.number]


def test_mine_is_what_i_took_in_or_have_in_hand(lamp, billboard, town, occasion, cast):
    entered = raise_matter(occasion("worker"), Draft(words="楼道堆杂物。", area_id=town.grid.id)).matter
    mine = Wanted(frozenset(State), mine_only=True)
    assert numbers(inbox(cast["worker"], mine)) == [entered.number]
    assert numbers(inbox(cast["handler"], mine)) == [billboard.number]


def test_deadlines_bound_the_list(lamp, billboard, cast):
    until = Wanted(frozenset(State), until=date(2026, 11, 6))
    after = Wanted(frozenset(State), after=date(2026, 11, 6))
    assert numbers(inbox(cast["worker"], until)) == [lamp.number]
    assert numbers(inbox(cast["worker"], after)) == [billboard.number]


def test_the_list_goes_on_from_where_a_matter_stood(lamp, billboard, green, cast):
    beyond = [
        numbers(inbox(cast["worker"], Wanted(frozenset(State), beyond=position_of(matter))))
        for matter in map(Matter.get_by_id, (lamp.id, billboard.id, green.id))
    ]
    assert beyond == [[billboard.number, green.number], [green.number], []]


@pytest.fixture
def pressing(town, occasion):
    """Urgent and begun; to be begun by Thursday; to be begun by Friday, and not due on any day."""
    water, gas, wall = (
        raise_matter(occasion(), Draft(words=words, area_id=town.grid.id)).matter
        for words in ("自来水停了。", "煤气味很重。", "围墙要倒了。")
    )
    for matter in (water, gas):
        grade(occasion("worker"), matter, Urgency.URGENT, Reach.ESTATE)
    handle.assign(occasion("worker"), water, Order(town.committee.id, "李敏", 10))
    grade(occasion("worker", at=MORNING + timedelta(days=1)), wall, Urgency.URGENT, Reach.ESTATE)
    pool(occasion("worker"), wall)
    return water, gas, wall


def test_what_is_urgent_stands_before_what_is_due(lamp, billboard, green, pressing, cast):
    water, gas, wall = pressing
    listed = inbox(cast["worker"], EVERYTHING)
    assert numbers(listed) == [each.number for each in (gas, wall, water, lamp, billboard, green)]
    assert [errand.presses for errand in listed] == [True, True, True, False, False, False]


def test_an_urgent_matter_that_was_done_presses_no_more(lamp, town, occasion, cast):
    flood = raise_matter(occasion(), Draft(words="地下室进水了。", area_id=town.grid.id)).matter
    grade(occasion("worker"), flood, Urgency.URGENT, Reach.ESTATE)
    handle.assign(occasion("worker"), flood, Order(town.committee.id, "李敏", 10))
    handle.complete(occasion("worker"), flood, "水抽干了。")
    listed = inbox(cast["worker"], EVERYTHING)
    assert [(errand.number, errand.presses) for errand in listed] == [
        (lamp.number, False),
        (flood.number, False),
    ]


def test_from_every_place_in_the_order_the_list_goes_on_with_the_next(lamp, billboard, green, pressing, cast):
    listed = inbox(cast["worker"], EVERYTHING)
    for at, errand in enumerate(listed):
        beyond = Wanted(frozenset(State), beyond=position_of(errand))
        assert inbox(cast["worker"], beyond) == listed[at + 1 :]


def test_helpers_are_told_by_matter(lamp, billboard, town):
    assert helpers_of([lamp.id, billboard.id]) == {billboard.id: frozenset({town.property_manager.id})}


def test_the_figures_count_what_waits(lamp, billboard, green, cast):
    assert figures(cast["worker"], date(2026, 11, 3)) == Figures(
        to_answer=1,
        to_deliberate=0,
        in_hand=1,
        overdue=0,
        to_publish=1,
        to_visit=1,
        rated=1,
        satisfied=1,
        to_read=0,
        to_come=0,
        to_notice=0,
    )


def test_what_is_asked_for_besides_is_counted_as_the_inbox_lists_it(lamp, billboard, green, pressing, cast):
    besides = [
        Wanted(frozenset({State.RECEIVED})),
        Wanted(frozenset(State), until=date(2026, 11, 6)),
        Wanted(frozenset(State), mine_only=True),
        Wanted(frozenset(State), levels=frozenset({Level.STREET})),
    ]
    listed = tuple(len(inbox(cast["worker"], wanted)) for wanted in besides)
    assert figures(cast["worker"], date(2026, 11, 3), besides).asked == listed == (2, 2, 1, 0)


def test_the_figures_follow_the_day(lamp, billboard, green, cast):
    later = figures(cast["worker"], date(2027, 1, 4))
    assert (later.overdue, later.rated) == (2, 0)


def test_the_figures_of_nobody_are_nought(lamp, cast):
    assert figures(cast["resident"], date(2026, 11, 3)) == Figures(*[0] * 11)


def test_extensions_wait_in_order_of_their_deadline(billboard, cast):
    (asked,) = pending_extensions(cast["secretary"])
    assert (asked.number, asked.working_days, asked.asked_by) == (billboard.number, 5, "赵强")
    assert pending_extensions(cast["stranger"]) == []


def test_visits_wait_in_order_of_their_day(green, cast):
    (visit,) = visits_due(cast["worker"])
    assert (visit.number, visit.due_on, visit.proposer) == (green.number, date(2026, 11, 10), None)


def test_a_visit_names_who_took_the_matter_in(town, occasion, cast):
    draft = Draft(words="楼道堆杂物。", area_id=town.grid.id, name="何大爷")
    matter = raise_matter(occasion("grid_member"), draft).matter
    handle.assign(occasion("worker"), matter, Order(town.committee.id, "李敏", 10))
    handle.complete(occasion("worker"), matter, "清走了。")
    (visit,) = visits_due(cast["worker"])
    assert (visit.proposer, visit.received_by) == ("何大爷", "陈晨")


def test_a_matter_is_entered_only_where_one_works(town, cast):
    assert [name for _, name in places_of(cast["grid_member"])] == ["第一网格", "7号楼"]


def test_one_matter_is_read_with_what_belongs_to_it(billboard, occasion):
    matter = matter_by_number(billboard.number)
    assert (matter.area.name, matter.community.name) == ("第一网格", "清华园社区")
    assert (matter.organisation.name, matter.proposer) == ("城管中队", None)
    under_way = round_under_way(matter)
    assert under_way.helpers == ["清华园物业"]
    assert under_way.extension.working_days == 5
    assert [event.action for event in whole_road(matter)] == ["ask_extension", "assign", "raise"]


def test_duplicates_stay_with_what_they_repeat(lamp, town, occasion):
    again = raise_matter(occasion(), Draft(words="7号楼前路灯还是不亮。", area_id=town.building.id)).matter
    link.merge(occasion("worker"), again, Matter.get_by_id(lamp.id))
    assert [matter.number for matter in duplicates_of(lamp)] == [again.number]
    assert matter_by_number("AZ-2026-9999") is None


def test_nothing_is_owed_once_the_round_is_over(billboard, occasion):
    handle.complete(occasion("handler", datetime(2026, 11, 4, 9, 0)), billboard, "加固好了。")
    assert round_under_way(billboard) is None
    assert pending_extensions(occasion("secretary").actor) == []
