"""The figures of a channel, each way in a line of its own (Shanwei counts its stations, Anze its sources)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.domain.account import percent
from portal.domain.terms import Channel


@dataclass(frozen=True)
class ChannelFigures:
    """What happened in a period to what came in by one channel.

    Attributes:
        came: matters that came in.
        closed: times that one was answered, done, explained or refused with its reason.
        timely: how many of these within the deadline in force.
        rated: people who rated; satisfied: how many of them were.
    """

    channel: Channel
    came: int
    closed: int
    timely: int
    rated: int
    satisfied: int

    @property
    def on_time_rate(self) -> Decimal | None:
        """Percent of what was closed; None where nothing was."""
        return percent(self.timely, self.closed)

    def satisfaction(self, minimum: int) -> Decimal | None:
        """Percent of those who rated; None below the rule book's minimum, so that nobody's word is told."""
        return percent(self.satisfied, self.rated) if self.rated >= minimum else None

    def share(self, everything: int) -> Decimal | None:
        """Percent of all that came in; None of nothing."""
        return percent(self.came, everything)


def came_in_all(figures: Iterable[ChannelFigures]) -> int:
    """How much came in by all channels together."""
    return sum(each.came for each in figures)
