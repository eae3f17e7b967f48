"""Takes in the tables that were sent to the office, one after the other, beside everything else."""

from flask import Flask

from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK
from portal.queries.places import work_calendar
from portal.queries.sent_tables import next_to_take_in
from portal.services.sent_tables import take_in


def take_in_tables(app: Flask) -> int:
    """Takes in everything that waits; gives how many tables that were."""
    tables = 0
    while (run := next_to_take_in()) is not None:
        take_in(Occasion(THE_CLOCK, app.config["CLOCK"](), app.config["BOOK"], work_calendar()), run)
        tables += 1
    return tables
