"""What came in is looked at before anybody has time to: category, organisation and likeness, with reasons."""

from datetime import timedelta

import pytest

from portal.models import Category, Matter, Suggestion
from portal.models.places import OrganisationKind
from portal.queries.triage import closed_matters, suggestion_for
from portal.services import classify, handle, link, places, say, taxonomy
from portal.services.handle import Order
from portal.services.say import Draft
from portal.services.triage import Adviser
from tests.conftest import MORNING


@pytest.fixture
def filed(opened):
    return taxonomy.seed(["公共设施", "环境卫生"])


@pytest.fixture
def closed(town, occasion, filed):
    """``closed(words, category, organisation)`` is a matter that was done, or answered by nobody's hand."""

    def closed(words, category, organisation=None, **draft):
        area = draft.pop("area_id", town.grid.id)
        matter = say.raise_matter(occasion(), Draft(words, area, category_id=filed[category], **draft)).matter
        who = occasion("street_officer")
        if organisation is None:
            return say.answer(who, matter, "办了。")
        handle.assign(who, matter, Order(organisation.id, "赵强", 10))
        return handle.complete(who, Matter.get_by_id(matter.id), "办好了。")

    return closed


@pytest.fixture
def habit(closed, town):
    """Three lamps were the city management's, three heaps of rubbish the committee's."""
    for number in (1, 2, 3):
        closed(f"{number}号楼的路灯坏了，晚上看不清路。", "公共设施", town.city_management)
        closed(f"{number}号楼的垃圾桶满了，没有人清。", "环境卫生", town.committee)


def suggested(matter, occasion, adviser=None):
    (adviser or Adviser()).advise(occasion())
    return suggestion_for(matter)


def test_a_broken_lamp_is_filed_and_handed_on_like_the_others(habit, lamp, town, occasion, filed):
    it = suggested(lamp, occasion)
    assert (it.category.name, it.category_votes) == ("公共设施", 3)
    assert (it.organisation.name, it.organisation_votes) == ("城管中队", 3)
    assert it.categories == [filed["公共设施"], filed["环境卫生"]]
    assert sorted(it.alike) == ["AZ-2026-0001", "AZ-2026-0003", "AZ-2026-0005"]
    assert "路灯" in it.telling.split("、")


def test_each_is_looked_at_once_and_what_was_answered_never(habit, lamp, town, occasion):
    adviser = Adviser()
    assert [adviser.advise(occasion()) for _ in range(2)] == [1, 0]
    assert [it.matter_id for it in Suggestion.select()] == [lamp.id]


def test_where_nothing_is_closed_yet_nothing_is_suggested(lamp, filed, occasion):
    it = suggested(lamp, occasion)
    assert (it.category_id, it.organisation_id, it.categories, it.repeats) == (None, None, [], 0)


def test_the_nearest_category_in_which_they_stand_is_suggested(habit, lamp, occasion, filed):
    child = Category.create(parent=filed["公共设施"], name="路灯照明", level=2)
    Category.update(path=f"/{filed['公共设施']}/{child.id}/").where(Category.id == child.id).execute()
    done = [number for number, words in _closed_words() if "路灯" in words]
    Matter.update(category=child).where(Matter.id.in_(done)).execute()
    assert suggested(lamp, occasion).category.name == "路灯照明"


def _closed_words():
    return [(closed.id, closed.text) for closed in closed_matters()]


def test_what_went_to_the_committee_next_door_goes_to_the_committee_here(closed, town, occasion):
    next_door = places.add_organisation("和川社区居委会", OrganisationKind.COMMUNITY, town.neighbour)
    for number in (1, 2):
        closed(f"{number}号楼垃圾桶满了。", "环境卫生", next_door, area_id=town.neighbour.id)
    here = say.raise_matter(occasion(), Draft("楼下垃圾桶满了。", town.grid.id)).matter
    it = suggested(here, occasion)
    assert (it.organisation.name, it.organisation_votes) == ("清华园社区居委会", 2)


def test_private_matters_teach_nothing_and_are_compared_with_nothing(closed, town, occasion):
    closed("家里的水管漏了。", "公共设施", private=True)
    assert closed_matters() == []
    for _ in range(2):
        hidden = say.raise_matter(occasion(), Draft("家里的水管漏了。", town.grid.id, private=True)).matter
    assert suggested(hidden, occasion).repeats == 0


def test_what_may_be_the_same_is_counted_once_it_comes_in(lamp, town, occasion):
    again = say.raise_matter(occasion(), Draft("7号楼前的路灯坏了，看不清台阶。", town.building.id)).matter
    assert suggested(again, occasion).repeats == 1


def test_only_the_newest_of_a_category_teach(habit, occasion):
    assert [closed.number for closed in closed_matters(newest=1)] == ["AZ-2026-0005", "AZ-2026-0006"]


def test_what_was_merged_teaches_nothing(habit, lamp, town, occasion, filed):
    again = say.raise_matter(
        occasion(), Draft("路灯坏了。", town.grid.id, category_id=filed["公共设施"])
    ).matter
    link.merge(occasion("worker"), again, lamp)
    assert again.number not in [closed.number for closed in closed_matters()]


def test_an_hour_later_it_has_learned_more(closed, lamp, town, occasion):
    adviser = Adviser()
    adviser.advise(occasion())
    closed("路灯坏了，晚上看不清。", "公共设施")
    soon = say.raise_matter(occasion(), Draft("门口的路灯坏了。", town.grid.id)).matter
    adviser.advise(occasion(at=MORNING + timedelta(minutes=59)))
    later = say.raise_matter(occasion(), Draft("门口的路灯坏了。", town.grid.id)).matter
    adviser.advise(occasion(at=MORNING + timedelta(minutes=60)))
    assert suggestion_for(soon).category is None
    assert suggestion_for(later).category.name == "公共设施"


def test_a_confirmed_category_is_learned_from_when_the_matter_closes(lamp, filed, occasion):
    classify.file_under(occasion("worker"), lamp, filed["公共设施"])
    assert closed_matters() == []
    say.answer(occasion("worker"), Matter.get_by_id(lamp.id), "换好了。")
    assert [(it.number, it.category_id) for it in closed_matters()] == [(lamp.number, filed["公共设施"])]
