"""吹哨报到: until when a department that was called is there, whose call it is, and how departments respond.

The hours are hours of the clock, day and night, working day or not: whoever is called is waited for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from portal.domain.lights import Light
from portal.domain.permissions import MAY, Actor
from portal.domain.policy import WhistleRules
from portal.domain.stages import Action

#: The light turns amber when this share of the hours is left.
_AMBER_SHARE = 4
_AN_HOUR = timedelta(hours=1)


def check_in_by(now: datetime, urgent: bool, rules: WhistleRules) -> datetime:
    """Until when somebody of a department that is called now has come."""
    hours = rules.urgent_check_in_within_hours if urgent else rules.check_in_within_hours
    return now + timedelta(hours=hours)


def works_for(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor comes when this very organisation is called; others of its area do not."""
    return any(
        grant.organisation_id == organisation_id and grant.role in MAY[Action.CHECK_IN]
        for grant in actor.grants
    )


def clock_light(since: datetime, until: datetime, now: datetime) -> Light:
    """How a clock of hours stands: amber in its last quarter, red once it has run out."""
    if now > until:
        return Light.RED
    return Light.AMBER if (until - now) * _AMBER_SHARE <= until - since else Light.GREEN


@dataclass(frozen=True)
class Answered:
    """One call of one department, as far as its figures go."""

    blown_at: datetime
    due_at: datetime
    checked_in_at: datetime | None
    rating: int | None


@dataclass(frozen=True)
class Response:
    """How a department responded in a period.

    Attributes:
        calls: how often it was called.
        due: how many of them can be judged: it came, or its time is over.
        in_time: how many of those it came to in time.
        hours: the median until somebody came, in hours with one place; None where nobody came yet.
        rated: how many of its check-ins were rated.
        average: of the ratings, 1 to 5; None while there are fewer than the rule book asks for.
    """

    calls: int
    due: int
    in_time: int
    hours: float | None
    rated: int
    average: float | None

    @property
    def share(self) -> float | None:
        """The share in time, in percent; None while none can be judged."""
        return round(100 * self.in_time / self.due, 1) if self.due else None


def response_of(calls: Iterable[Answered], now: datetime, minimum_count: int) -> Response:
    """The figures of one department's calls. A call that still runs is counted and not judged."""
    called = list(calls)
    came = [(call, call.checked_in_at) for call in called if call.checked_in_at is not None]
    missed = sum(call.checked_in_at is None and call.due_at < now for call in called)
    ratings = [call.rating for call in called if call.rating is not None]
    return Response(
        calls=len(called),
        due=len(came) + missed,
        in_time=sum(at <= call.due_at for call, at in came),
        hours=round(median((at - call.blown_at) / _AN_HOUR for call, at in came), 1) if came else None,
        rated=len(ratings),
        average=round(sum(ratings) / len(ratings), 1) if len(ratings) >= max(1, minimum_count) else None,
    )
