"""The part of a rule book that says when and in what forms a community deliberates."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from portal.domain.calendar import DayRule
from portal.domain.rulebook_reading import Between, Distinct, Filled, Key
from portal.domain.terms import Capacity
from portal.domain.voting import Majority


@dataclass(frozen=True)
class MeetingType:
    """A form of meeting that the place knows: 说事议事会, 书记见面会, 吐槽会, 方桌四角, 夜话.

    `days` are the rules by which it is planned ahead, none for one that is called when it is wanted.
    `invites` are the capacities that are asked to come. One that does not `resolve` hears and answers, and
    ends without resolutions. `purpose` is what its page says. `example` as in AdmissionEntry.
    """

    key: Key
    title: str
    purpose: str
    invites: Annotated[tuple[Capacity, ...], Filled(), Distinct()]
    resolves: bool = True
    days: tuple[DayRule, ...] = ()
    starts_at: time = time(19)
    example: bool = False

    def falls_on(self, day: date) -> bool:
        """Whether the rule book plans such a meeting on this day."""
        return any(rule.falls_on(day) for rule in self.days)


@dataclass(frozen=True)
class MeetingRules:
    """议: when the community deliberates, and by what form.

    `agenda_closes_days_before` counts calendar days. `quorum_share` is the share of those invited who must
    be present. `names_public` prints attendants' names whole instead of masked. `types` are the forms of
    meeting, the ordinary one first. A day that is `moved_off_holidays` gives way to the next working day.
    `secret_ballot` hides who voted for what, where votes are cast one by one. `carries_by` is what a
    resolution must outweigh: `votes_cast`, more in favour than against; `present`, more than half of those
    who are there.
    """

    agenda_closes_days_before: Annotated[int, Between(0, 28)]
    quorum_share: Annotated[float, Between(0, 1)]
    names_public: bool
    types: Annotated[tuple[MeetingType, ...], Filled(), Distinct()]
    moved_off_holidays: bool = False
    secret_ballot: bool = False
    carries_by: Majority = Majority.VOTES_CAST

    def __post_init__(self) -> None:
        if self.types[0].key != "ordinary" or not self.types[0].days:
            raise ValueError("the first type to have the key ordinary and its days")

    @property
    def ordinary(self) -> MeetingType:
        """The meeting that deliberates the community's topics on its fixed days."""
        return self.types[0]

    def type_of(self, key: str) -> MeetingType:
        """The type of this key; the ordinary one for a key that the rule book no longer has."""
        return next((each for each in self.types if each.key == key), self.ordinary)
