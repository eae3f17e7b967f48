"""What runs outside a request: the sweep that does what the rule book's clocks say, and the postman.

Huey keeps the queue in a file of its own, so that a job waiting never holds the portal's database.
"""

import threading

from huey import Huey, SqliteHuey, crontab

from portal import presets
from portal.app import create_app
from portal.clock import china_now
from portal.config import Settings
from portal.db import database
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK
from portal.intake import take_in_tables
from portal.polling import poll
from portal.post import do_round
from portal.queries.lists import book_in_force
from portal.queries.places import work_calendar
from portal.services.help_calls import pass_on_late
from portal.services.sweep import Swept, sweep
from portal.services.triage import Adviser


def sweep_now(settings: Settings) -> Swept:
    """One sweep at this moment under the place's rule book; doing it again changes nothing."""
    return sweep(_occasion_of_the_clock(settings))


def _occasion_of_the_clock(settings: Settings) -> Occasion:
    return Occasion(THE_CLOCK, china_now(), book_in_force(presets.load(settings.place)), work_calendar())


def make_queue(settings: Settings) -> Huey:
    """The queue with its periodic tasks."""
    queue = SqliteHuey("yishiting", filename=str(settings.data_dir / "jobs.db"), utc=False)

    @queue.periodic_task(crontab(minute="*/10"))
    def sweep_every_ten_minutes() -> None:
        with database.connection_context():  # a connection that broke overnight must not end the clock
            sweep_now(settings)

    adviser = Adviser()

    @queue.periodic_task(crontab(minute="*"))
    def look_at_what_came_in() -> None:
        with database.connection_context():
            adviser.advise(_occasion_of_the_clock(settings))

    @queue.periodic_task(crontab(minute="*"))
    def pass_on_help_calls() -> None:
        with database.connection_context():
            pass_on_late(_occasion_of_the_clock(settings))

    return queue


def work(settings: Settings) -> None:
    """Runs the queue's worker until it is told to end, and those who go round beside it."""
    app, ended = create_app(settings), threading.Event()
    for duty in (do_round, take_in_tables):
        threading.Thread(target=poll, args=(app, duty, ended), daemon=True).start()
    make_queue(settings).create_consumer(workers=1, periodic=True).run()
    ended.set()
