"""Of which community and period account is asked; what makes no sense is left out, never an error."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from portal.domain.quarters import Period, quarter_of, quarters_of, read_period
from portal.queries.account import first_and_last_session
from portal.queries.places import CommunityCard
from portal.web.place import place


class Asked(NamedTuple):
    """What is asked, and what could be.

    ``community`` None is the whole place; ``periods`` are those in which meetings were held, the latest
    first, each year before its quarters.
    """

    places: list[CommunityCard]
    periods: list[Period]
    community: CommunityCard | None
    period: Period

    @property
    def community_id(self) -> int | None:
        return self.community.area_id if self.community else None

    def address(self, **changes: object) -> dict[str, object]:
        """The parts of an address that asks for the same but for the changes."""
        parts = {"community": self.community_id, "period": str(self.period)} | changes
        return {name: value for name, value in parts.items() if value is not None}


def read_asked(said: Mapping[str, str], today: date) -> Asked:
    """What the parts of an address ask for; by default the last quarter in which a meeting was held."""
    places, held = place().communities, first_and_last_session()
    first, last = held or (today, today)
    community = next((each for each in places if str(each.area_id) == said.get("community")), None)
    period = read_period(said.get("period", "")) or quarter_of(last)
    return Asked(places, _periods(first, last), community, period)


def _periods(first: date, last: date) -> list[Period]:
    years = range(last.year, first.year - 1, -1)
    quarters = {year: [each for each in quarters_of(year) if _touches(each, first, last)] for year in years}
    return [period for year in years for period in (Period(year), *reversed(quarters[year]))]


def _touches(period: Period, first: date, last: date) -> bool:
    return period.first <= last and first <= period.last
