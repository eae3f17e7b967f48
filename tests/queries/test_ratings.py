"""Averages are of people: whoever rated each round anew is heard once, by the last word."""

import pytest

from portal.domain.rating import Score
from portal.models import Rating
from portal.queries.board import averages_of
from portal.queries.public_matter import scores_of
from tests.conftest import MORNING


@pytest.fixture
def rate(lamp):
    """``rate("proposer", 2, 5)`` is a rating of 5 throughout in the second round."""

    def rated(rater, round_, figure):
        figures = dict.fromkeys(("attitude", "efficiency", "result", "effect"), figure)
        Rating.create(matter=lamp, round=round_, rater=rater, satisfied=figure > 2, at=MORNING, **figures)

    return rated


def test_one_person_in_three_rounds_makes_no_average(lamp, rate):
    for round_, figure in ((1, 1), (2, 2), (3, 5)):
        rate("proposer", round_, figure)
    assert scores_of(lamp.id) == [Score(5, 5, 5, 5)]
    assert averages_of([lamp.id], minimum=2) == {}


def test_of_two_people_the_last_words_are_averaged(lamp, rate):
    rate("proposer", 1, 1)
    rate("p:7", 1, 3)
    rate("proposer", 2, 4)
    assert averages_of([lamp.id], minimum=2) == {lamp.id: 3.5}
