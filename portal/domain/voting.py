"""Votes: what one can vote for, what the counts come to, and how minutes say it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple


class VoteMethod(StrEnum):
    """How votes are cast."""

    HANDS = "hands"  # hands are raised and counted
    EACH = "each"  # each by card or phone


class Stance(StrEnum):
    """What a choice means for the motion."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAIN = "abstain"
    OPTION = "option"  # one of the options on the table


#: What one can vote for where there is one proposal.
MOTION = (Stance.IN_FAVOUR, Stance.AGAINST, Stance.ABSTAIN)

#: As the minutes say it, in the language of the place.
_SAID = {Stance.IN_FAVOUR: "同意", Stance.AGAINST: "不同意", Stance.ABSTAIN: "弃权"}


class Counted(NamedTuple):
    """A choice and how many it got; ``text`` is empty but for options."""

    stance: Stance
    text: str
    votes: int

    @property
    def said(self) -> str:
        return self.text or _SAID[self.stance]


class Majority(StrEnum):
    """More than what must be in favour. No source says it: they speak of 形成一致意见 (Anze) and 决议."""

    VOTES_CAST = "votes_cast"  # than are against; who abstains or is away counts for neither side
    PRESENT = "present"  # than half of those who are there, whatever they voted


class Tally(NamedTuple):
    """What a vote came to. Among options, in favour is the strongest one, against are all the others."""

    in_favour: int
    against: int
    abstained: int

    @property
    def counted(self) -> int:
        return sum(self)

    def carried(self, by: Majority, present: int) -> bool:
        """Whether most are in favour: a tie carries nothing, nor does an option that most did not want."""
        others = self.against if by is Majority.VOTES_CAST else present - self.in_favour
        return self.in_favour > others


def tally(choices: Iterable[Counted]) -> Tally:
    """The counts of a motion as they are; among options, of the strongest against the rest."""
    found = list(choices)
    options = sorted((each.votes for each in found if each.stance is Stance.OPTION), reverse=True)
    in_favour, *others = options or [_sum(found, Stance.IN_FAVOUR)]
    return Tally(in_favour, sum(others) + _sum(found, Stance.AGAINST), _sum(found, Stance.ABSTAIN))


def leaders(choices: Sequence[Counted]) -> list[Counted]:
    """The options with the most votes: the one that won, or several equal ones; none where nobody chose."""
    options = [each for each in choices if each.stance is Stance.OPTION]
    most = max((each.votes for each in options), default=0)
    return [each for each in options if each.votes == most] if most else []


def into_run_off(votes: Sequence[int]) -> list[int]:
    """Which options, by their place, are voted on once more where none was carried: the two with the most
    votes, and all that are equal to the second of them."""
    second = min(sorted(votes, reverse=True)[:2])
    return [place for place, number in enumerate(votes) if number >= second]


def in_words(method: VoteMethod, secret: bool, choices: Iterable[Counted]) -> str:
    """A line of the minutes: how it was voted, and the counts."""
    way = "举手表决" if method is VoteMethod.HANDS else "一人一票，不记名" if secret else "一人一票，记名"
    counts = "，".join(f"{each.said}{each.votes}人" for each in choices)
    return f"{way}：{counts}。"


def _sum(choices: Iterable[Counted], stance: Stance) -> int:
    return sum(each.votes for each in choices if each.stance is stance)
