"""晒: read by somebody in charge, masked once more, let go."""

import pytest

from portal.domain.rating import Score
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import State
from portal.models import Matter
from portal.services import say
from portal.services.publish import preview, publish
from portal.services.rate import PROPOSER, rate_matter
from portal.services.say import Draft, raise_matter

WORDS = "我叫林小雨，电话13800138000，楼前的路灯坏了。"


@pytest.fixture
def settled(town, occasion):
    """A matter of 林小雨's, answered and rated well."""
    return settle(occasion, Draft(words=WORDS, area_id=town.building.id, place="7号楼前", name="林小雨"))


def settle(occasion, draft):
    matter = raise_matter(occasion("nobody"), draft).matter
    say.answer(occasion("worker"), matter, "已给13800138000回电，今晚换灯泡。")
    rate_matter(occasion("nobody"), matter, PROPOSER, Score(5, 5, 5, 5), True, shown_code=True)
    return matter


def test_the_preview_shows_what_was_masked_beside_what_was_written(settled):
    body = preview(settled).body
    assert body.original == WORDS
    assert "13800138000" not in body.public
    assert [finding.original for finding in body.findings] == ["林小雨", "13800138000"]


def test_the_preview_covers_the_words_on_the_road(settled):
    (answer,) = preview(settled).road
    assert [finding.original for finding in answer.words.findings] == ["13800138000"]
    assert "13800138000" not in answer.words.public


def test_the_secretary_publishes_with_words_of_her_own(settled, occasion):
    publish(occasion("secretary"), settled, "路灯不亮", "楼前的路灯坏了。", "7号楼前")
    matter = Matter.get_by_id(settled.id)
    assert (matter.state, matter.public_title, matter.body) == (State.PUBLISHED, "路灯不亮", WORDS)


def test_what_slips_back_in_is_masked_again(settled, occasion):
    publish(occasion("secretary"), settled, "路灯不亮", "请打13800138000。", "")
    assert "13800138000" not in Matter.get_by_id(settled.id).public_body


def test_a_worker_does_not_publish(settled, occasion):
    with pytest.raises(Refusal) as refused:
        publish(occasion("worker"), settled, "路灯不亮", "路灯坏了。", "")
    assert refused.value.rule is Rule.NOT_ALLOWED


def test_a_private_matter_never_leaves_the_house(town, occasion):
    matter = settle(occasion, Draft(words="家里的事想请人调解。", area_id=town.building.id, private=True))
    with pytest.raises(Refusal) as refused:
        publish(occasion("secretary"), matter, "家事", "家事。", "")
    assert refused.value.rule is Rule.PRIVATE_MATTER
    assert Matter.get_by_id(matter.id).state is State.SETTLED


def test_what_is_not_settled_is_not_published(lamp, occasion):
    with pytest.raises(Refusal) as refused:
        publish(occasion("secretary"), lamp, "路灯不亮", "路灯坏了。", "")
    assert refused.value.rule is Rule.WRONG_STATE
