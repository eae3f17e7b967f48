"""One deed for many matters: each goes or is refused by itself."""

import pytest

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import State
from portal.models import Matter
from portal.services import bulk, rate, say
from portal.services.bulk import Outcome
from portal.services.say import Draft, raise_matter


@pytest.fixture
def three(town, occasion):
    """Two that wait and, between them, one that was answered."""
    drafts = [Draft(words=f"第{number}个垃圾桶满了。", area_id=town.grid.id) for number in range(3)]
    raised = [raise_matter(occasion(), draft).matter for draft in drafts]
    say.answer(occasion("worker"), raised[1], "清了。")
    return raised


def states(matters):
    return [Matter.get_by_id(matter.id).state for matter in matters]


def test_what_one_is_refused_keeps_none_of_the_others_back(occasion, three):
    outcomes = bulk.apply(occasion("worker"), three, say.pool)
    assert [outcome.number for outcome in outcomes] == [matter.number for matter in three]
    rules = [outcome.refusal and outcome.refusal.rule for outcome in outcomes]
    assert rules == [None, Rule.WRONG_STATE, None]
    assert states(three) == [State.POOLED, State.RATING, State.POOLED]


def test_who_may_not_is_refused_each(occasion, three):
    outcomes = bulk.apply(occasion("stranger"), three[:1], say.pool)
    assert [outcome.refusal.rule for outcome in outcomes] == [Rule.NOT_ALLOWED]
    assert states(three)[0] is State.RECEIVED


@pytest.mark.parametrize(("count", "rule"), [(0, Rule.NONE_CHOSEN), (51, Rule.TOO_MANY_CHOSEN)])
def test_none_and_more_than_fifty_are_refused_whole(occasion, three, count, rule):
    with pytest.raises(Refusal) as refused:
        bulk.apply(occasion("worker"), three[:1] * count, say.pool)
    assert refused.value.rule is rule
    assert states(three)[0] is State.RECEIVED


def test_many_are_published_in_the_words_that_everybody_reads(occasion, three):
    answered = three[1]
    rate.rate_matter(
        occasion(), answered, rate.PROPOSER, rate.Score(5, 5, 5, 5), satisfied=True, shown_code=True
    )
    assert bulk.apply(occasion("secretary"), [answered], bulk.publish_as_shown) == [
        Outcome(answered.number, None)
    ]
    kept = Matter.get_by_id(answered.id)
    assert (kept.state, kept.public_body) == (State.PUBLISHED, "第1个垃圾桶满了。")
