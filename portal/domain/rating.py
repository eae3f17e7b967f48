"""评: four dimensions of 1 to 5, shown as averages only where enough people rated."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal.domain.policy import RatingRules

_ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True)
class Score:
    """One person's rating: 态度, 效率, 结果, 效果. Raises ValueError for a figure that is not 1 to 5."""

    attitude: int
    efficiency: int
    result: int
    effect: int

    def __post_init__(self) -> None:
        if any(figure not in range(1, 6) for figure in astuple(self)):
            raise ValueError("each dimension is rated from 1 to 5")

    @property
    def average(self) -> Decimal:
        """The mean of the four dimensions, unrounded."""
        return Decimal(sum(astuple(self))) / 4


@dataclass(frozen=True)
class Summary:
    """What many people said: how many, the average of each dimension and of all, to one decimal place."""

    count: int
    attitude: Decimal
    efficiency: Decimal
    result: Decimal
    effect: Decimal
    overall: Decimal


def summarise(scores: Sequence[Score], minimum: int) -> Summary | None:
    """The averages, halves rounded up; None below `minimum` ratings, where one could tell who said what."""
    count = len(scores)
    if count < max(minimum, 1):
        return None
    return Summary(
        count,
        attitude=_rounded(sum(score.attitude for score in scores), count),
        efficiency=_rounded(sum(score.efficiency for score in scores), count),
        result=_rounded(sum(score.result for score in scores), count),
        effect=_rounded(sum(score.effect for score in scores), count),
        overall=_rounded(sum(sum(astuple(score)) for score in scores), 4 * count),
    )


def is_dissatisfied(score: Score, satisfied: bool, rules: RatingRules) -> bool:
    """Whether rectification must follow: the person says so, or rates below the rule book's threshold."""
    return not satisfied or score.average < Decimal(str(rules.dissatisfied_below))


def satisfaction_share(satisfied: int, rated: int) -> Decimal | None:
    """The satisfied among those who rated, in percent to one decimal place; None where nobody rated."""
    return _rounded(100 * satisfied, rated) if rated else None


def _rounded(total: int, count: int) -> Decimal:
    return (Decimal(total) / count).quantize(_ONE_PLACE, ROUND_HALF_UP)
