"""Time, chance, and the one way in which anybody in a simulated place does anything."""

import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from portal.db import database
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK, Actor
from portal.domain.policy import RuleBook
from portal.domain.refusal import Refusal
from portal.models import Matter, MatterEvent
from portal.queries.places import work_calendar
from portal.queries.rows import rows
from portal.services.sweep import sweep
from portal.services.work_days import Announcement, announce

P = ParamSpec("P")
R = TypeVar("R")


class Life:
    """The moment, the dice, and how often which rule said no."""

    def __init__(self, book: RuleBook, calendar: WorkCalendar, start: datetime, seed: int) -> None:
        self.book, self.calendar, self.now = book, calendar, start
        self.chance = Random(f"{book.place}/{seed}")  # noqa: S311 - nothing here is secret
        self.refused: Counter[str] = Counter()

    def wake(self, day: datetime) -> None:
        """The next day begins, a little after midnight."""
        self.now = day.replace(hour=0, minute=5)

    def until(self, hour: int) -> None:
        """Time passes until that hour, if it is not later already."""
        self.now = max(self.now, self.now.replace(hour=hour, minute=0, second=0))

    def occasion(self, actor: Actor) -> Occasion:
        """Something happens now: half a minute later than whatever happened before."""
        self.now += timedelta(seconds=30)
        return Occasion(actor, self.now, self.book, self.calendar)

    def do(
        self, actor: Actor, verb: Callable[Concatenate[Occasion, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """Has the actor do it; None where a rule forbids it, with nothing written."""
        inside_another = database.in_transaction()  # whose end is too late to take a refused verb back
        try:
            with database.atomic() if inside_another else nullcontext():
                return verb(self.occasion(actor), *args, **kwargs)
        except Refusal as refusal:
            self.refused[refusal.rule.value] += 1
            return None

    def sweep(self) -> None:
        """What a date alone brings about."""
        sweep(self.occasion(THE_CLOCK))

    def hear_of_a_holiday(self, administrator: Actor) -> None:
        """A day off is announced late; from now on everybody counts by it."""
        day = self.now.date() + timedelta(days=2)
        announced = Announcement({day: False}, "临时放假", "国务院办公厅通知", "通知来得晚。")
        self.do(administrator, announce, announced)
        self.calendar = work_calendar()

    def one_in(self, number: int) -> bool:
        return self.chance.randrange(number) == 0

    def fingerprint(self) -> str:
        """Of all that happened, in order."""
        told = MatterEvent.select(Matter.number, MatterEvent.at, MatterEvent.action, MatterEvent.state)
        digest = hashlib.sha256()
        for row in rows(told.join(Matter).order_by(MatterEvent.id)):
            digest.update(repr(tuple(map(str, row))).encode())
        return digest.hexdigest()[:16]
