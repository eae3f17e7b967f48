"""What two witnesses say of a category, and how it adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.triage import Neighbour, likely, traits, votes_of


def test_the_first_twenty_characters_count_three_times():
    counted = traits("灯坏了，" + "请来看看吧" * 5 + "灯坏了")
    assert (counted["灯"], counted["灯坏"], counted["坏了"]) == (4, 4, 4)
    assert traits("路灯A12")["路灯"] == 3
    assert traits("路灯A12")["a"] == traits("路灯A12")["12"] == 3


def test_nothing_to_read_has_no_traits():
    assert not traits("")
    assert not traits("——！")


def test_the_nearer_neighbour_counts_more():
    votes = votes_of([Neighbour(1, 7, 0.6), Neighbour(2, 8, 0.3), Neighbour(3, 8, 0.3)])
    assert votes == {7: pytest.approx(2 / 3), 8: pytest.approx(1 / 3)}


def test_a_better_fit_outweighs_neighbours_and_neighbours_settle_a_tie():
    near = [Neighbour(1, 8, 0.5)]
    assert [each.label for each in likely({7: 0.9, 8: -0.9}, near)] == [7, 8]
    tie = likely({7: 0.1, 8: 0.1}, near)
    assert [(each.label, each.agreeing) for each in tie] == [(8, (1,)), (7, ())]
    assert [each.share for each in tie] == [pytest.approx(0.6), pytest.approx(0.4)]


@given(
    fits=st.dictionaries(st.integers(0, 9), st.floats(-3, 3), min_size=1),
    near=st.lists(st.tuples(st.integers(0, 9), st.floats(0.01, 1)), max_size=10),
)
def test_shares_are_shares_and_every_agreeing_neighbour_is_named_once(fits, near):
    neighbours = [Neighbour(key, label, closeness) for key, (label, closeness) in enumerate(near)]
    found = likely(fits, neighbours)
    assert {each.label for each in found} == set(fits)
    assert all(0 <= each.share <= 1 + 1e-9 for each in found)
    named = [key for each in found for key in each.agreeing]
    assert sorted(named) == [near.key for near in neighbours if near.label in fits]
