"""晒: the account that a community gives of its meetings: what was taken up, and what became of it.

Source: Anze's report (4个社区共开展说事议事27次，议题总数217件，办结率100%) and its quarterly analysis. It
defines none of its figures; the definitions here are ours, and the account page prints them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from portal.domain.rating import Score, Summary, summarise

_ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True)
class Closing:
    """One end of a matter's handling: the day, and the deadline then in force; None where none ran."""

    on: date
    due_on: date | None

    @property
    def in_time(self) -> bool:
        return self.due_on is None or self.on <= self.due_on


@dataclass(frozen=True)
class Item:
    """A topic that a meeting took up and settled.

    It counts in the period of the meeting that settled it, whenever it was done; what a meeting only put off
    counts where it is taken up again.

    Attributes:
        closings: each time the matter was reported done, explained, answered, or refused with its reason.
        reopened: rectification followed the last of them and is not at its end.
        scores: what each who rated the matter said last.
    """

    closings: tuple[Closing, ...] = ()
    reopened: bool = False
    scores: tuple[Score, ...] = ()

    @property
    def completed(self) -> bool:
        """办结: dealt with. An explanation and a reasoned refusal are answers too; a rectification under way
        takes the completion back."""
        return bool(self.closings) and not self.reopened

    @property
    def on_time(self) -> bool:
        """按时: completed, and never late on the way; a punctual rectification mends no late handling."""
        return self.completed and all(closing.in_time for closing in self.closings)


@dataclass(frozen=True)
class Account:
    """The figures of one community, or of several, in one period.

    Attributes:
        sessions: meetings held, that is, closed.
        items: topics that they settled.
        completed: how many of these are dealt with by now.
        on_time: how many of these were always in time.
        raters: how many have rated their matters, each counted once a matter.
        satisfaction: the averages of these, None below the rule book's minimum.
    """

    sessions: int
    items: int
    completed: int
    on_time: int
    raters: int
    satisfaction: Summary | None

    @property
    def completion_rate(self) -> Decimal | None:
        """办结率: percent of the items that are completed."""
        return percent(self.completed, self.items)

    @property
    def on_time_rate(self) -> Decimal | None:
        """按时率: percent of the completed items that were on time."""
        return percent(self.on_time, self.completed)


def account_of(sessions: int, items: Sequence[Item], minimum_ratings: int) -> Account:
    """Adds up the items of ``sessions`` meetings."""
    scores = [score for item in items for score in item.scores]
    return Account(
        sessions=sessions,
        items=len(items),
        completed=sum(item.completed for item in items),
        on_time=sum(item.on_time for item in items),
        raters=len(scores),
        satisfaction=summarise(scores, minimum_ratings),
    )


def percent(part: int, whole: int) -> Decimal | None:
    """The part in percent to one place, rounded down so that 100 means all; None of nothing."""
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(_ONE_PLACE, ROUND_FLOOR)
