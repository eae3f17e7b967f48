"""The lists of matters that hang on the board."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from peewee import JOIN, SQL, Expression, Select, Tuple

from portal.db import is_sqlite
from portal.domain.calendar import WorkCalendar
from portal.domain.lights import Light
from portal.domain.policy import LightRules
from portal.domain.stages import Outcome, Stage, State
from portal.domain.terms import Channel, MatterKind
from portal.models import AgendaItem, Area, Matter, Meeting, Organisation
from portal.models.meetings import ItemState
from portal.queries.categories import below
from portal.queries.places import lying_in
from portal.queries.rows import Asked, Prepared, Query, asked
from portal.queries.search import Matters, found, question

PAGE = 20

#: Where a light shows how long somebody still has. A rating has a last day too, but nobody is late for it.
ON_THE_CLOCK = frozenset({State.RECEIVED, State.HANDLING, State.RECTIFYING})

_DAY = timedelta(days=1)
_ASKABLE = (
    *("community_id", "grid_id", "column", "category", "channel", "kind"),
    *("before", "after", "until", "raised_from", "raised_before"),
)


class Card(NamedTuple):
    """A matter as a list shows it. ``handler`` leads the handling; ``meets_on`` is the day it is debated."""

    id: int
    number: str
    title: str
    place: str
    community: str
    state: State
    column: Stage
    outcome: Outcome | None
    raised_at: datetime
    closed_at: datetime | None
    due_on: date | None
    supports: int
    handler: str | None
    meets_on: date | None


class Page(NamedTuple):
    """Some cards, newest first, and the id of the last one where more follow it; None at the end."""

    cards: list[Card]
    before: int | None


class DueWithin(NamedTuple):
    """Deadlines after ``after`` up to and including ``until``; None is open."""

    after: date | None
    until: date | None


@dataclass(frozen=True)
class Wanted:
    """What a reader wants to see; None is everything. ``before``: what is older than this matter.

    A grid is asked for with its community, by which the newest of it are found fast. ``raised_before`` itself
    is not among what is wanted.
    """

    community_id: int | None = None
    column: Stage | None = None
    category: int | None = None
    channel: Channel | None = None
    kind: MatterKind | None = None
    due: DueWithin | None = None
    words: str = ""
    before: int | None = None
    grid_id: int | None = None
    raised_from: datetime | None = None
    raised_before: datetime | None = None


def due_within(light: Light, today: date, calendar: WorkCalendar, rules: LightRules) -> DueWithin:
    """The deadlines that show this light today: the rule of ``domain.lights`` as a range of days."""
    yesterday = today - _DAY
    amber_until = calendar.add_working_days(today, rules.amber_working_days + 1) - _DAY
    ranges = {
        Light.RED: DueWithin(None, yesterday),
        Light.AMBER: DueWithin(yesterday, amber_until),
        Light.GREEN: DueWithin(amber_until, None),
    }
    return ranges[light]


def matters(wanted: Wanted) -> Page:
    """The newest 20 matters on the board that are wanted."""
    find = _found_cards if wanted.words else newest_cards
    found_cards = find(wanted, PAGE + 1, PAGE + 1)
    shown = found_cards[:PAGE]
    return Page(shown, shown[-1].id if len(found_cards) > PAGE else None)


def newest_cards(wanted: Wanted, each: int, limit: int) -> list[Card]:
    """The newest of every wanted column, ``each`` of one and ``limit`` in all; words are not asked for."""
    given = _given(wanted)
    select = _newest_cards(is_sqlite(), tuple(given), each, limit)
    return [Card(*row) for row in select.rows(**given)]


@cache
def _newest_cards(sqlite: bool, given: tuple[str, ...], each: int, limit: int) -> Prepared:
    """The select for one choice of filters, whatever their values."""
    newest = newest_of_columns(_with_places(given), each, limit)
    return Prepared(_cards(Matter.id.in_(newest)))


def _found_cards(wanted: Wanted, _each: int, limit: int) -> list[Card]:
    """Found by words: in the order of entry, which is the order of the search index."""
    given = _given(wanted) | {"words": question(wanted.words)}
    select = _found(is_sqlite(), tuple(given), limit)
    return [Card(*row) for row in select.rows(**given)]


@cache
def _found(sqlite: bool, given: tuple[str, ...], limit: int) -> Prepared:
    hits = _searched(_with_places(given), limit)
    return Prepared(_cards(Matter.id.in_(hits)).order_by(Matter.id.desc()))


def _given(wanted: Wanted) -> dict[str, Any]:
    """The wishes that have a value."""
    due = wanted.due or DueWithin(None, None)
    wishes = vars(wanted) | {"after": due.after, "until": due.until}
    return {name: wishes[name] for name in _ASKABLE if wishes[name] is not None}


def _with_places(given: tuple[str, ...]) -> Wanted:
    """The same wishes with placeholders for the values."""
    places: dict[str, Any] = {name: asked(name) for name in given if name != "words"}
    due = DueWithin(places.pop("after", None), places.pop("until", None))
    return Wanted(due=due if {"after", "until"} & set(given) else None, **places)


def _cards(condition: Expression) -> Query:
    community = Area.alias()
    query = (
        Matter.select(
            Matter.id,
            Matter.number,
            Matter.public_title,
            Matter.public_place,
            community.name,
            Matter.state,
            Matter.board_column,
            Matter.outcome,
            Matter.raised_at,
            Matter.closed_at,
            Matter.due_on,
            Matter.support_count,
            Organisation.name,
            Meeting.day,
        )
        .join(community, on=Matter.community == community.id)
        .join(Organisation, JOIN.LEFT_OUTER, on=Matter.organisation == Organisation.id)
        .join(AgendaItem, JOIN.LEFT_OUTER, on=_is_to_be_debated())
        .join(Meeting, JOIN.LEFT_OUTER, on=AgendaItem.meeting == Meeting.id)
    )
    return query.where(condition).order_by(Matter.raised_at.desc(), Matter.id.desc())


def _is_to_be_debated() -> Expression:
    condition: Expression = (AgendaItem.matter == Matter.id) & (AgendaItem.state == ItemState.LISTED)
    return condition


def newest_of_columns(wanted: Wanted, each: int, limit: int) -> Query:
    """Ids of the newest matters of every wanted column, so many of each and in all.

    The newest of all columns are among the newest of each; so, however many matters there are, a few steps
    in the index by column do for a list without a column too.
    """
    columns = [wanted.column] if wanted.column else list(Stage)
    arms = [_newest(replace(wanted, column=column), each) for column in columns]
    union = arms[0]
    for arm in arms[1:]:
        union = union.union_all(arm)
    newest = Select([union.alias("newest")], [SQL("id")])
    return newest.order_by(SQL("raised_at").desc(), SQL("id").desc()).limit(limit)


def _newest(wanted: Wanted, limit: int) -> Query:
    matter = Matter.alias()
    hanging = matter.board_column == wanted.column
    newest = matter.select(matter.raised_at, matter.id).where(hanging, *conditions(matter, wanted))
    if wanted.before is not None:
        newest = newest.where(Tuple(matter.raised_at, matter.id) < _moment_of(wanted.before))
    newest = newest.order_by(matter.raised_at.desc(), matter.id.desc()).limit(limit)
    # A bare select may not be ordered and limited within a union.
    return Select([newest], [SQL("raised_at"), SQL("id")])


def _moment_of(matter_id: Any) -> Query:
    """When a matter was raised, and its id: what is imported late may have been raised long before."""
    other = Matter.alias()
    return other.select(other.raised_at, other.id).where(other.id == matter_id)


def _searched(wanted: Wanted, limit: int) -> Query:
    matter = Matter.alias()
    on_board = matter.board_column == wanted.column if wanted.column else matter.board_column.is_null(False)
    hits = found(Asked("words"), matter).where(on_board, *conditions(matter, wanted)).limit(limit)
    if wanted.before is not None:
        hits = hits.where(matter.id < wanted.before)
    return Select([hits], [SQL("id")])


def conditions(matter: Matters, wanted: Wanted) -> list[Expression]:
    """What is wanted of each matter by itself: all but the column, the words, and where a page begins."""
    equal = {
        matter.community: wanted.community_id,
        matter.channel: wanted.channel,
        matter.kind: wanted.kind,
    }
    fulfilled = [field == value for field, value in equal.items() if value is not None]
    if wanted.category is not None:
        fulfilled.append(matter.category.in_(below(wanted.category)))
    if wanted.grid_id is not None:
        fulfilled.append(matter.area.in_(lying_in(wanted.grid_id)))
    if wanted.raised_from is not None:
        fulfilled.append(matter.raised_at >= wanted.raised_from)
    if wanted.raised_before is not None:
        fulfilled.append(matter.raised_at < wanted.raised_before)
    return fulfilled + (_within(matter, wanted.due) if wanted.due else [])


def _within(matter: Matters, due: DueWithin) -> list[Expression]:
    conditions = [matter.state.in_(ON_THE_CLOCK)]
    if due.after:
        conditions.append(matter.due_on > due.after)
    if due.until:
        conditions.append(matter.due_on <= due.until)
    return conditions
