"""The periods of which account is given: the quarters of a year, and the year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(20[0-9]{2})(?:Q([1-4]))?")


@dataclass(frozen=True, order=True)
class Period:
    """A quarter, 1 to 4, of a year, or the whole year where ``quarter`` is 0. Written 2026Q3, or 2026."""

    year: int
    quarter: int = 0

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        month = 3 * self.quarter or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def previous(self) -> "Period":
        """The quarter, or the year, before this one."""
        if self.quarter > 1:
            return Period(self.year, self.quarter - 1)
        return Period(self.year - 1, 4 if self.quarter else 0)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def read_period(text: str) -> Period | None:
    """The period written in a text such as 2026Q3; None when it is none of this century."""
    found = _WRITTEN.fullmatch(text)
    return Period(int(found[1]), int(found[2] or 0)) if found else None


def quarter_of(day: date) -> Period:
    return Period(day.year, (day.month + 2) // 3)


def quarters_of(year: int) -> list[Period]:
    return [Period(year, quarter) for quarter in (1, 2, 3, 4)]
