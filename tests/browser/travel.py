"""How far a portal's clock is ahead of the real one: a figure in a file of its data folder."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from portal.clock import china_now

_FILE = "seconds-ahead"


def seconds_ahead(data: Path) -> timedelta:
    """Not at all until somebody sets it."""
    file = data / _FILE
    return timedelta(seconds=float(file.read_text())) if file.exists() else timedelta()


class DatedPortal(NamedTuple):
    """A served portal whose clock goes forward when told."""

    address: str
    data: Path

    @property
    def now(self) -> datetime:
        return china_now() + seconds_ahead(self.data)

    def forward_to(self, day: date) -> None:
        """The same time of a later day."""
        self.forward(day - self.now.date())

    def forward(self, by: timedelta) -> None:
        """In one stroke, because the server may be reading."""
        draft = self.data / f"{_FILE}.new"
        draft.write_text(str((seconds_ahead(self.data) + by).total_seconds()))
        draft.replace(self.data / _FILE)
