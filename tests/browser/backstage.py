"""What happens in a portal without a page: its timer's sweep, and cards printed in a batch beforehand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask

from portal.app import create_app
from portal.config import read_settings
from portal.db import database
from portal.domain.cards import Holder
from portal.domain.occasion import Occasion
from portal.domain.permissions import THE_CLOCK, Actor
from portal.models import Area
from portal.queries.lists import book_in_force
from portal.queries.officers import officer
from portal.queries.places import communities, work_calendar
from portal.services import cards
from portal.services.sweep import sweep
from tests.browser.travel import DatedPortal


def sweep_now(portal: DatedPortal) -> None:
    """As the timer does every ten minutes."""
    with _inside(portal) as app:
        sweep(_occasion(portal, app, THE_CLOCK))


def let_days_pass(portal: DatedPortal, days: int) -> None:
    """The timer ran every night."""
    for _ in range(days):
        portal.forward(timedelta(days=1))
        sweep_now(portal)


def cards_for(portal: DatedPortal, names: Sequence[str]) -> dict[str, str]:
    """A card for each of these people: what its code holds, by name."""
    with _inside(portal) as app:
        worker = officer("worker", portal.now)
        assert worker is not None
        desk = _occasion(portal, app, worker)
        home = Area.get_by_id(communities()[0].area_id)
        printed = {}
        for name in names:
            (card,) = cards.print_cards(desk, [cards.issue(desk, home, [Holder(name)])])
            printed[name] = card.secret
        return printed


@contextmanager
def _inside(portal: DatedPortal) -> Iterator[Flask]:
    app = create_app(read_settings({"PORTAL_DATA": str(portal.data)}), clock=lambda: portal.now)
    try:
        yield app
    finally:
        database.close()


def _occasion(portal: DatedPortal, app: Flask, actor: Actor) -> Occasion:
    return Occasion(actor, portal.now, book_in_force(app.config["BOOK"]), work_calendar())
