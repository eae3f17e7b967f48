"""The order of events: every deed at its moment, none later than now."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from portal.demo.people import Town
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK, Actor
from portal.domain.policy import RuleBook
from portal.services.taxonomy import seed

Deed = Callable[[datetime], object]


def chance(*seeds: object) -> Random:
    """Chances that fall the same every time for the same seeds."""
    return Random("/".join(map(str, seeds)))  # noqa: S311 - nothing here is secret


class Story:
    """Deeds told in the order of their moments. What lies after now has not happened and is never told, so
    every matter stands today where its road has really got to."""

    def __init__(self, town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
        self.categories = seed(book.categories)
        self.town, self.book, self.calendar, self.now = town, book, calendar, now
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def at(self, moment: datetime, deed: Deed) -> None:
        """Has the deed done at the moment, which it is given."""
        if moment <= self.now:
            heapq.heappush(self._deeds, (moment, next(self._order), deed))

    def tell(self) -> None:
        """Does every deed, with those that follow from it."""
        while self._deeds:
            moment, _, deed = heapq.heappop(self._deeds)
            deed(moment)

    def occasion(self, actor: Actor, moment: datetime) -> Occasion:
        return Occasion(actor, moment, self.book, self.calendar)

    def by_the_clock(self, moment: datetime) -> Occasion:
        return self.occasion(THE_CLOCK, moment)

    def after(self, moment: datetime, working_days: int, hour: int = 10, minute: int = 0) -> datetime:
        """So many working days later, at that hour; never before ``moment``."""
        day = self.calendar.add_working_days(moment.date(), working_days)
        return max(moment + timedelta(minutes=5), on(day, hour, minute))

    def before(self, working_days: int, hour: int = 10, minute: int = 0) -> datetime:
        """So many working days before today."""
        day = self.now.date()
        while working_days:
            day -= timedelta(days=1)
            working_days -= self.calendar.is_working(day)
        return on(day, hour, minute)


def on(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))
