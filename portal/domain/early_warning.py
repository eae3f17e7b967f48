"""预警: how the risks of a period were met. Source: Shanwei, which tells how many were found and how many
were settled before anything happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from portal.domain.permissions import Actor, Role
from portal.domain.whistles import works_for

#: Who answers for a community that is warned.
OF_THE_COMMUNITY = frozenset({Role.COMMUNITY_SECRETARY, Role.COMMUNITY_WORKER})

_A_MINUTE = timedelta(minutes=1)


class RiskEnd(StrEnum):
    """What became of a risk."""

    EARLY = "early"  # settled before anything happened
    LATE = "late"  # something had happened by then
    NO_RISK = "no_risk"


@dataclass(frozen=True)
class Met:
    """One warning, as far as its figures go; ``acknowledged_at`` is when the first who was warned said so."""

    warned_at: datetime
    acknowledged_at: datetime | None
    end: RiskEnd | None


@dataclass(frozen=True)
class RiskFigures:
    """The risks of a period.

    Attributes:
        found: warned of, but for those that turned out to be none.
        settled: of them, how many have ended.
        early: of those, how many before anything happened.
        no_risk: how many warnings turned out to be of none.
        minutes: the median until the first who was warned took notice; None where nobody did yet.
    """

    found: int
    settled: int
    early: int
    no_risk: int
    minutes: int | None

    @property
    def share(self) -> float | None:
        """The share settled early, in percent of those that ended; None while none has."""
        return round(100 * self.early / self.settled, 1) if self.settled else None


def answers_for(
    actor: Actor, person_id: int | None, organisation_id: int | None, community_path: str
) -> bool:
    """Whether the actor is the person who was warned, or of the department; without either, of the office of
    the community."""
    if organisation_id is not None:
        return works_for(actor, organisation_id)
    if person_id is not None:
        return actor.person_id == person_id
    return any(
        grant.role in OF_THE_COMMUNITY and community_path.startswith(grant.area_path)
        for grant in actor.grants
    )


def figures_of(warnings: Iterable[Met]) -> RiskFigures:
    """What the warnings of a period come to."""
    met = list(warnings)
    ends = [each.end for each in met]
    early, late, none = (ends.count(end) for end in (RiskEnd.EARLY, RiskEnd.LATE, RiskEnd.NO_RISK))
    waits = [(each.acknowledged_at - each.warned_at) / _A_MINUTE for each in met if each.acknowledged_at]
    return RiskFigures(
        found=len(met) - none,
        settled=early + late,
        early=early,
        no_risk=none,
        minutes=round(median(waits)) if waits else None,
    )
