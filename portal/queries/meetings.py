"""Meetings as pages show them: the next one, lists, an agenda with its results, those present."""

from collections.abc import Collection
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.domain.privacy import mask_name
from portal.domain.quarters import Period, quarter_of
from portal.domain.terms import Capacity
from portal.models import (
    AgendaItem,
    Area,
    Attendance,
    Invitation,
    Matter,
    Meeting,
    MinutesCorrection,
    Opinion,
    Organisation,
    Resolution,
)
from portal.models.meetings import ItemState, MeetingState
from portal.queries.preparations import prepared_at
from portal.queries.rows import Query, prepared, rows
from portal.queries.votes import decided_among_options

#: What comes no more.
_OVER = (MeetingState.CLOSED, MeetingState.CALLED_OFF)


class MeetingCard(NamedTuple):
    """A meeting in a list. ``item_count`` counts what is listed, also while the agenda is still open."""

    id: int
    day: date
    starts_at: time
    venue: str
    community_id: int
    community: str
    state: MeetingState
    agenda_closes_on: date
    item_count: int
    resolved_count: int
    kind: str
    published_at: datetime | None
    reason: str
    sequence: int

    @property
    def published(self) -> bool:
        """Whether the agenda is closed and public; of one called off before it was public it never is."""
        return self.published_at is not None

    @property
    def off_its_day(self) -> bool:
        """Whether it was moved, called off or convened: then there is something to tell of it."""
        return bool(self.sequence or self.reason)

    @property
    def called_off(self) -> bool:
        return self.state is MeetingState.CALLED_OFF


class MeetingNotes(NamedTuple):
    """What a meeting's own page says besides its card. ``asked``, ``opinions`` and ``prepared`` are how
    many there are, so that nobody looks for what is not there."""

    published_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    public_minutes: str
    times_corrected: int
    asked: int
    opinions: int
    prepared: int


class ItemRow(NamedTuple):
    """A line of the agenda and what became of it. A private matter has neither title nor number here."""

    id: int
    position: int
    state: ItemState
    urgent_reason: str
    result_text: str
    taken_at: datetime | None
    settled_at: datetime | None
    number: str
    title: str
    support_count: int
    resolution: str | None
    organisation: str | None
    person_name: str | None
    due_on: date | None
    working_days: int | None
    in_favour: int | None
    against: int | None
    abstained: int | None
    among_options: bool  # those against chose another option


class Present(NamedTuple):
    """Somebody who came."""

    id: int
    name: str
    capacity: Capacity


class Group(NamedTuple):
    """Those who came in one capacity."""

    capacity: Capacity
    names: list[str]


def next_meeting(community_id: int | None, today: date) -> MeetingCard | None:
    """The meeting that comes next or is going on, in this community or in all; None when none is set."""
    found = _next(today) if community_id is None else _next_in(community_id, today)
    return next((MeetingCard(*row) for row in found), None)


@prepared
def _next(today: date) -> Query:
    return _ahead(None, today).limit(1)


@prepared
def _next_in(community_id: int, today: date) -> Query:
    return _ahead([community_id], today).limit(1)


def upcoming(community_ids: Collection[int] | None, today: date, limit: int = 12) -> list[MeetingCard]:
    """Meetings of today and later that are not over, the earliest first."""
    return _read(_ahead(community_ids, today).limit(limit))


def _ahead(community_ids: Collection[int] | None, today: date) -> Query:
    ahead = cards(community_ids).where(Meeting.day >= today, Meeting.state.not_in(_OVER))
    return ahead.order_by(Meeting.day, Meeting.starts_at, Meeting.id)


def waiting(community_ids: Collection[int], today: date) -> list[MeetingCard]:
    """Meetings with topics whose day has passed and that were never closed: somebody still has to."""
    late = cards(community_ids).where(Meeting.day < today, Meeting.state.not_in(_OVER))
    return [card for card in _read(late.order_by(Meeting.day, Meeting.id)) if card.item_count]


def held_in(community_ids: Collection[int] | None, year: int) -> list[MeetingCard]:
    """The meetings of a year that were held, the latest first."""
    days = Meeting.day.between(date(year, 1, 1), date(year, 12, 31))
    held = cards(community_ids).where(days, Meeting.state == MeetingState.CLOSED)
    return _read(held.order_by(Meeting.day.desc(), Meeting.id.desc()))


def years_held(community_ids: Collection[int] | None) -> list[int]:
    """The years from the latest to the first in which a meeting was held."""
    span = _within(Meeting.select(fn.MIN(Meeting.day), fn.MAX(Meeting.day)), community_ids)
    ((first, last),) = rows(span.where(Meeting.state == MeetingState.CLOSED))
    return list(range(last.year, first.year - 1, -1)) if first else []


def by_quarter(cards: list[MeetingCard]) -> list[tuple[Period, list[MeetingCard]]]:
    """Meetings quarter by quarter, in the order given."""
    return [(quarter, list(group)) for quarter, group in groupby(cards, lambda card: quarter_of(card.day))]


def card_of(meeting_id: int) -> MeetingCard | None:
    """One meeting; None when there is none of this number."""
    return next(iter(_read(cards(None).where(Meeting.id == meeting_id))), None)


def notes_of(meeting_id: int) -> MeetingNotes:
    """When things happened, and the minutes as they are public."""
    corrected = MinutesCorrection.select(fn.COUNT(MinutesCorrection.id)).where(
        MinutesCorrection.meeting == Meeting.id
    )
    asked = Invitation.select(fn.COUNT(Invitation.id)).where(Invitation.meeting == Meeting.id)
    opinions = Opinion.select(fn.COUNT(Opinion.id)).join(AgendaItem)
    moments = (Meeting.published_at, Meeting.opened_at, Meeting.closed_at)
    chosen = Meeting.select(
        *moments,
        Meeting.public_minutes,
        corrected,
        asked,
        opinions.where(AgendaItem.meeting == Meeting.id),
        prepared_at(Meeting.id),
    ).where(Meeting.id == meeting_id)
    return MeetingNotes(*rows(chosen)[0])


def items_of(meeting_id: int, names_public: bool) -> list[ItemRow]:
    """The agenda in order, in public words; responsible persons masked unless the rule book shows names."""
    query = (
        AgendaItem.select(*_ITEM_COLUMNS)
        .join(Matter)
        .switch(AgendaItem)
        .join(Resolution, JOIN.LEFT_OUTER, on=Resolution.item == AgendaItem.id)
        .join(Organisation, JOIN.LEFT_OUTER, on=Resolution.organisation == Organisation.id)
        .where(AgendaItem.meeting == meeting_id)
        .order_by(AgendaItem.position)
    )
    return [_shown(ItemRow(*row), private, names_public) for *row, private in rows(query)]


def present_at(meeting_id: int) -> list[Present]:
    """Those who came, in the order in which they were entered; names whole, for the office."""
    query = Attendance.select(Attendance.id, Attendance.name, Attendance.capacity).where(
        Attendance.meeting == meeting_id
    )
    return [
        Present(number, name, Capacity(capacity))
        for number, name, capacity in rows(query.order_by(Attendance.id))
    ]


def groups_of(present: list[Present], names_public: bool) -> list[Group]:
    """Those who came by capacity, as the public reads them. The party concerned raised the matter, so that
    this one is never named."""
    named = {
        capacity: [
            each.name if names_public and capacity is not Capacity.CONCERNED else mask_name(each.name)
            for each in present
            if each.capacity is capacity
        ]
        for capacity in Capacity
    }
    return [Group(capacity, names) for capacity, names in named.items() if names]


_ITEM_COLUMNS = (
    AgendaItem.id,
    AgendaItem.position,
    AgendaItem.state,
    AgendaItem.urgent_reason,
    AgendaItem.result_text,
    AgendaItem.taken_at,
    AgendaItem.settled_at,
    Matter.number,
    Matter.public_title,
    Matter.support_count,
    Resolution.public_text,
    Organisation.name,
    Resolution.person_name,
    Resolution.due_on,
    Resolution.working_days,
    Resolution.in_favour,
    Resolution.against,
    Resolution.abstained,
    decided_among_options(AgendaItem.id),
    Matter.private,
)


def _shown(item: ItemRow, private: bool, names_public: bool) -> ItemRow:
    if private:
        return item._replace(number="", title="", result_text="", urgent_reason="", resolution=None)
    if item.person_name and not names_public:
        return item._replace(person_name=mask_name(item.person_name))
    return item


def cards(community_ids: Collection[int] | None) -> Any:
    """A select of what ``MeetingCard`` holds, of these communities or of all, to be narrowed and ordered."""
    of_this = AgendaItem.meeting == Meeting.id
    listed = AgendaItem.select(fn.COUNT(AgendaItem.id)).where(of_this)
    resolved = listed.where(AgendaItem.state == ItemState.RESOLVED)
    query = Meeting.select(
        Meeting.id,
        Meeting.day,
        Meeting.starts_at,
        Meeting.venue,
        Area.id,
        Area.name,
        Meeting.state,
        Meeting.agenda_closes_on,
        listed,
        resolved,
        Meeting.kind,
        Meeting.published_at,
        Meeting.reason,
        Meeting.sequence,
    ).join(Area)
    return _within(query, community_ids)


def _within(query: Any, community_ids: Collection[int] | None) -> Any:
    return query if community_ids is None else query.where(Meeting.community.in_(list(community_ids)))


def _read(query: Any) -> list[MeetingCard]:
    return [MeetingCard(*row) for row in rows(query)]
