"""A year of a place, walked through the services alone: does the rule book hold, and what comes of it?

Everybody acts at random, but the same seed walks the same year. What a rule forbids is tried as well, and
has to be refused. Nothing here knows more than the services tell.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.domain.calendar import WorkCalendar
from portal.domain.policy import RuleBook
from portal.simulation.desk import Desk
from portal.simulation.figures import Figures, count_figures
from portal.simulation.hall import Hall
from portal.simulation.hands import Hands
from portal.simulation.invariants import broken
from portal.simulation.life import Life
from portal.simulation.neighbours import Neighbours
from portal.simulation.town import Town, found_town

__all__ = ["Walked", "live", "simulate"]

#: On this day a day off is announced that begins the day after the next.
_ANNOUNCED_ON = 100

#: One day in so many the portal's own clock stands still, and for how many days it then does.
_STANDS_STILL, _DAYS_STILL = 60, (2, 8)


@dataclass(frozen=True)
class Walked:
    """What came of it.

    Attributes:
        refusals: how often each rule said no.
        broken: what does not hold and should; nothing, or there is an error in the portal.
        fingerprint: of everything that happened: the same for the same place, days and seed.
    """

    figures: Figures
    refusals: dict[str, int]
    broken: list[str]
    fingerprint: str


def simulate(book: RuleBook, calendar: WorkCalendar, start: datetime, days: int, seed: int) -> Walked:
    """Walks so many days from ``start`` in an empty database that is open."""
    life = Life(book, calendar, start, seed)
    live(life, found_town(life), start, days)
    return Walked(count_figures(), dict(sorted(life.refused.items())), broken(life.now), life.fingerprint())


def live(life: Life, town: Town, start: datetime, days: int) -> None:
    """So many days in which everybody does what they do; then the clock sweeps once more."""
    trades = Neighbours(life, town), Desk(life, town), Hands(life, town), Hall(life, town)
    still_until = start
    for number in range(days):
        life.wake(start + timedelta(days=number))
        if life.one_in(_STANDS_STILL):
            still_until = life.now + timedelta(days=life.chance.randint(*_DAYS_STILL))
        if life.now >= still_until:
            life.sweep()
        if number == _ANNOUNCED_ON:
            life.hear_of_a_holiday(town.administrator)
        for trade in trades:
            trade.work()
    life.sweep()
