"""Hot matters: voices weigh half as much after each half-life, and a repeated report weighs more."""

from datetime import timedelta

import pytest

from portal.domain.policy import HotRules
from portal.domain.stages import State
from portal.models import Support
from portal.queries.hot import Hot, hot_matters
from portal.services import link, say
from portal.services.say import Draft
from tests.conftest import MORNING

RULES = HotRules(half_life_days=14, report_weight=3)


@pytest.fixture
def raised(town, occasion):
    def raised(words, area=None, **draft):
        return say.raise_matter(occasion(), Draft(words, (area or town.grid).id, **draft)).matter

    return raised


def voices(matter, *days_ago):
    for number, days in enumerate(days_ago):
        at = MORNING - timedelta(days=days)
        Support.create(matter=matter, supporter=f"b:{matter.id}/{number}", at=at)
    matter.support_count += len(days_ago)
    matter.save()


def numbers(found):
    return [(hot.number, hot.heat) for hot in found]


def test_a_voice_weighs_half_after_each_half_life(lamp, raised):
    bins, noise = raised("垃圾桶满了。"), raised("太吵了。")
    voices(lamp, 1, 15, 29, 43, 57)
    voices(bins, 0, 13)
    voices(noise, 60, 70, 400)
    assert numbers(hot_matters(MORNING, RULES)) == [(bins.number, 2.0), (lamp.number, 1.875)]


def test_it_says_how_many_when_and_how_often_it_was_reported_again(lamp, raised, occasion, town):
    again = raised("7号楼的灯不亮。")
    voices(lamp, 1, 20)
    link.merge(occasion("worker"), again, lamp)
    assert hot_matters(MORNING, RULES) == [
        Hot(lamp.number, lamp.public_title, "清华园社区", State.RECEIVED, 3, 2, 1, 4.5)
    ]


def test_taken_apart_again_it_is_as_hot_as_before(lamp, raised, occasion):
    voices(lamp, 1)
    again = link.merge(occasion("worker"), raised("7号楼的灯不亮。"), lamp)
    link.unlink(occasion("worker"), again)
    assert numbers(hot_matters(MORNING, RULES)) == [(lamp.number, 1.0)]


def test_what_nobody_can_support_any_more_is_not_on_the_list(lamp, raised, occasion):
    hidden = raised("家里漏水。", private=True)
    voices(hidden, 1)
    voices(lamp, 1)
    say.refuse(occasion("worker"), lamp, "已经换好了。")
    assert hot_matters(MORNING, RULES) == []


def test_each_community_has_a_list_of_its_own(lamp, raised, town):
    there = raised("垃圾桶满了。", town.neighbour)
    voices(lamp, 1)
    voices(there, 1, 1)
    assert numbers(hot_matters(MORNING, RULES, town.community.id)) == [(lamp.number, 1.0)]
    assert numbers(hot_matters(MORNING, RULES, town.neighbour.id)) == [(there.number, 2.0)]
