"""Averages from enough ratings, dissatisfaction, and the share of the satisfied."""

from decimal import Decimal

import pytest

from portal.domain.policy import RatingRules
from portal.domain.rating import Score, Summary, is_dissatisfied, satisfaction_share, summarise

RULES = RatingRules(minimum_count=3, window_working_days=20, dissatisfied_below=3.0)


def test_two_ratings_are_too_few_to_show() -> None:
    assert summarise([Score(5, 5, 5, 5)] * 2, minimum=3) is None


def test_nobody_rated_is_no_average_even_without_a_minimum() -> None:
    assert summarise([], minimum=0) is None


def test_four_ratings_give_each_average_with_halves_rounded_up() -> None:
    scores = [Score(5, 4, 3, 1), Score(4, 4, 3, 1), Score(4, 4, 2, 2), Score(4, 5, 2, 1)]
    assert summarise(scores, minimum=3) == Summary(
        4, Decimal("4.3"), Decimal("4.3"), Decimal("2.5"), Decimal("1.3"), overall=Decimal("3.1")
    )


@pytest.mark.parametrize("figure", [0, 6, -1])
def test_a_figure_outside_one_to_five_is_no_score(figure: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Score(5, 5, figure, 5)


@pytest.mark.parametrize(
    ("score", "satisfied", "dissatisfied"),
    [
        (Score(5, 5, 5, 5), False, True),
        (Score(3, 3, 3, 2), True, True),
        (Score(3, 3, 3, 3), True, False),
    ],
)
def test_who_says_no_or_rates_below_three_is_dissatisfied(
    score: Score, satisfied: bool, dissatisfied: bool
) -> None:
    assert is_dissatisfied(score, satisfied, RULES) is dissatisfied


def test_two_of_three_satisfied_are_two_thirds() -> None:
    assert satisfaction_share(2, 3) == Decimal("66.7")


def test_without_ratings_there_is_no_share() -> None:
    assert satisfaction_share(0, 0) is None
