"""A matter as a slip of paper on the board: its title, a line beside it, and how it stands in a word."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from flask_babel import gettext as _

from portal.domain.lights import Light, Reading, read_light
from portal.domain.occasion import Occasion
from portal.domain.stages import Outcome, State
from portal.queries.matters import ON_THE_CLOCK, Card
from portal.web import labels
from portal.web.filters import short_day
from portal.web.unread import titles_of

_NONE_RATED: Mapping[int, Decimal] = {}


class Standing(NamedTuple):
    """How a matter stands, in a word; with a light where somebody's time is running."""

    light: Light | None
    word: str


class Slip(NamedTuple):
    """What one slip shows."""

    number: str
    title: str
    aside: str
    standing: Standing


def slips_of(
    cards: Iterable[Card], now: Occasion, averages: Mapping[int, Decimal] = _NONE_RATED
) -> list[Slip]:
    """The slips of these cards as of today, with the average rating where one is given."""
    standing = cache(partial(_standing, now))  # of twenty slips many stand alike
    cards = list(cards)
    titles = titles_of([(card.number, card.title) for card in cards])
    return [
        Slip(
            card.number,
            title,
            _aside(card, averages.get(card.id)),
            standing(card.state, card.outcome, card.due_on, card.meets_on),
        )
        for card, title in zip(cards, titles, strict=True)
    ]


def _standing(
    now: Occasion, state: State, outcome: Outcome | None, due_on: date | None, meets_on: date | None
) -> Standing:
    if state is State.ON_AGENDA and meets_on:
        return Standing(None, _("%(day)s上会商量", day=short_day(meets_on)))
    return standing_of(state, outcome, due_on, now)


def standing_of(state: State, outcome: Outcome | None, due_on: date | None, now: Occasion) -> Standing:
    """The light and the words of a matter: how long somebody still has, or how it ended, or where it is."""
    if due_on is not None and state in ON_THE_CLOCK:
        reading = read_light(due_on, now.today, now.calendar, now.book.lights)
        return Standing(reading.light, _time_left(state, reading))
    if state in ON_THE_CLOCK:  # there a clock stands only while it waits for the proposer
        return Standing(None, _("期限暂停：等提出人补充"))
    if outcome is not None and state in (State.SETTLED, State.PUBLISHED):
        return Standing(None, str(labels.OUTCOMES[outcome]))
    return Standing(None, str(labels.STATES[state]))


def _time_left(state: State, reading: Reading) -> str:
    """Before the first answer the words say what the time is for."""
    days = reading.working_days_left
    if state is State.RECEIVED and reading.light is not Light.RED:
        return _("%(days)s个工作日内答复", days=days) if days else _("今天应答复")
    return labels.light_words(reading)


def _aside(card: Card, average: Decimal | None) -> str:
    """Where it is, and how people liked it, or who handles it, or who else wants it and since when."""
    where = card.place or card.community
    if average is not None:
        return " · ".join((where, _("满意度%(average)s / 5", average=average)))
    if card.state in (State.HANDLING, State.RECTIFYING) and card.handler:
        return " · ".join((where, _("%(who)s主办", who=card.handler)))
    supports = (_("%(count)s人附议", count=card.supports),) if card.supports else ()
    day = short_day(card.closed_at or card.raised_at)
    return " · ".join((where, *supports, day))
