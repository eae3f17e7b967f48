"""How many must have come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.quorum import needed


@pytest.mark.parametrize(
    ("invited", "share", "least"),
    [(34, 0.5, 17), (35, 0.5, 18), (3, 0.67, 3), (100, 0.07, 7), (9, 1.0, 9), (9, 0.0, 0), (0, 0.5, 0)],
)
def test_the_least_number_that_makes_the_share(invited, share, least):
    assert needed(invited, share) == least


@given(st.integers(0, 5000), st.decimals(0, 1, places=2).map(float))
def test_never_more_than_were_invited_and_one_less_is_too_few(invited, share):
    least = needed(invited, share)
    assert 0 <= least <= invited
    assert least == 0 or round((least - 1) - invited * share, 6) < 0
