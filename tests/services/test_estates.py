"""Estates and their five parties."""

import pytest

from portal.domain.refusal import Rule
from portal.domain.terms import EstateKind, Mode, Party
from portal.models import EstateParty, Organisation
from portal.queries import estates as queries
from portal.services import handle
from portal.services.estates import PartyDraft, add_estate, drop_party, set_party
from portal.services.handle import Order
from portal.services.take_step import StepDraft, add_step
from tests.refusals import rule_of


@pytest.fixture
def estate(town, occasion):
    return add_estate(occasion("secretary"), town.grid, "清华园小区", EstateKind.OLD)


def test_an_area_is_one_estate(estate, town, occasion):
    rule = rule_of(add_estate, occasion("secretary"), town.grid, "另一个", EstateKind.NEW)
    assert rule is Rule.ESTATE_KNOWN


def test_a_worker_and_a_neighbour_community_do_not_set_up_estates(town, occasion):
    for who in ("worker", "stranger"):
        assert rule_of(add_estate, occasion(who), town.grid, "小区", EstateKind.OLD) is Rule.NOT_ALLOWED


def test_a_new_party_takes_the_place_of_the_old(estate, occasion, town):
    set_party(occasion("secretary"), estate, Party.PROPERTY, PartyDraft("旧物业"))
    draft = PartyDraft("清华园物业", "刘师傅", "0357-7000301", town.property_manager.id)
    set_party(occasion("secretary"), estate, Party.PROPERTY, draft)
    (only,) = queries.members_of(estate.id)
    assert only[1:] == (
        Party.PROPERTY,
        town.property_manager.id,
        "清华园物业",
        "刘师傅",
        "0357-7000301",
        True,
    )


def test_there_are_several_co_building_units(estate, occasion):
    for name in ("县医院", "第二小学", "县医院"):
        set_party(occasion("secretary"), estate, Party.CO_BUILDING, PartyDraft(name))
    assert [each.name for each in queries.members_of(estate.id)] == ["第二小学", "县医院"]


def test_a_party_that_was_dissolved_is_missing(estate, occasion, town):
    draft = PartyDraft("清华园物业", organisation_id=town.property_manager.id)
    set_party(occasion("secretary"), estate, Party.PROPERTY, draft)
    set_party(occasion("secretary"), estate, Party.OWNERS, PartyDraft("业委会"))
    assert queries.estates()[0].parties == {Party.PROPERTY, Party.OWNERS}
    Organisation.update(active=False).where(Organisation.id == town.property_manager.id).execute()
    assert queries.estates()[0].parties == {Party.OWNERS}
    assert [each.standing for each in queries.members_of(estate.id)] == [False, True]


def test_a_dissolved_organisation_becomes_no_party(estate, occasion, town):
    Organisation.update(active=False).where(Organisation.id == town.property_manager.id).execute()
    draft = PartyDraft("清华园物业", organisation_id=town.property_manager.id)
    rule = rule_of(set_party, occasion("secretary"), estate, Party.PROPERTY, draft)
    assert rule is Rule.ORGANISATION_DISSOLVED


def test_a_party_is_dropped(estate, occasion):
    kept = set_party(occasion("secretary"), estate, Party.BRANCH, PartyDraft("党支部"))
    drop_party(occasion("secretary"), kept)
    assert EstateParty.select().count() == 0


def test_what_lies_in_its_area_is_shown_by_who_has_it(estate, lamp, occasion, town):
    order = Order(town.property_manager.id, "刘师傅", 10, Mode.JOINT, (town.committee.id,))
    matter = handle.assign(occasion("worker"), lamp, order)
    add_step(occasion("worker"), matter, StepDraft("订灯", 2))
    (errand,) = queries.errands_of(town.grid.path)
    assert errand.organisation_ids == {town.property_manager.id, town.committee.id}
    assert [step.text for step in queries.open_steps_of(town.grid.path)] == ["订灯"]
    assert queries.errands_of(town.neighbour.path) == []


def test_what_was_done_this_year_is_counted_by_who_led(estate, lamp, occasion, town):
    matter = handle.assign(occasion("worker"), lamp, Order(town.property_manager.id, "刘师傅", 10))
    handle.complete(occasion("worker"), matter, "好了。")
    year = occasion().now.replace(month=1, day=1)
    assert queries.settled_since(town.grid.path, year) == {town.property_manager.id: 1}
    assert queries.errands_of(town.grid.path) == []
