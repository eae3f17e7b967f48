"""The account of the meetings, computed from what happened and never stored."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from peewee import Expression, ModelSelect, fn

from portal.domain.account import Account, Closing, Item, account_of
from portal.domain.quarters import Period
from portal.domain.rating import Score
from portal.domain.stages import OUTCOME_OF, Action, Outcome
from portal.models import AgendaItem, Area, Matter, MatterEvent, Meeting, Rating
from portal.models.meetings import ItemState, MeetingState
from portal.queries.ratings import last_words
from portal.queries.rows import rows

#: Which acts are an end of handling; withdrawing and merging are none.
_CLOSING = frozenset(
    action for action, outcome in OUTCOME_OF.items() if outcome not in (Outcome.WITHDRAWN, Outcome.MERGED)
)
_SETTLED = frozenset({ItemState.RESOLVED, ItemState.REFUSED, ItemState.EXPLAINED, ItemState.HANDED_ON})


class Session(NamedTuple):
    """A meeting that was held."""

    meeting_id: int
    community_id: int
    community: str
    day: date


class LedgerItem(NamedTuple):
    """A topic with the meeting that settled it. ``title`` is None for what stays in the house."""

    session: Session
    matter_id: int
    number: str
    title: str | None
    item: Item


@dataclass(frozen=True)
class Ledger:
    """All meetings held in some months, and all that they settled, oldest first."""

    sessions: list[Session]
    items: list[LedgerItem]

    def within(self, period: Period, community_id: int | None = None) -> "Ledger":
        """The part of one period, of one community or of all."""

        def belongs(session: Session) -> bool:
            return period.holds(session.day) and community_id in (None, session.community_id)

        return Ledger(
            [session for session in self.sessions if belongs(session)],
            [item for item in self.items if belongs(item.session)],
        )

    def account(self, minimum_ratings: int) -> Account:
        """Its figures."""
        return account_of(len(self.sessions), [each.item for each in self.items], minimum_ratings)


def read_ledger(first: date, last: date, community_id: int | None = None) -> Ledger:
    """What happened from ``first`` to ``last``, in four selects."""
    held = (Meeting.state == MeetingState.CLOSED) & Meeting.day.between(first, last)
    if community_id is not None:
        held &= Meeting.community == community_id
    sessions = _sessions(held)
    settled = _settled(held)
    closings, reopened = _closings(_matters_of(held))
    scores = _scores(_matters_of(held))
    by_id = {session.meeting_id: session for session in sessions}
    items = [
        LedgerItem(
            by_id[meeting_id],
            matter_id,
            number,
            None if private else title,
            Item(tuple(closings[matter_id]), matter_id in reopened, tuple(scores[matter_id])),
        )
        for meeting_id, matter_id, number, title, private in settled
    ]
    return Ledger(sessions, items)


def first_and_last_session() -> tuple[date, date] | None:
    """The days of the first and the last meeting held; None before any was."""
    query = Meeting.select(fn.MIN(Meeting.day), fn.MAX(Meeting.day))
    ((first, last),) = rows(query.where(Meeting.state == MeetingState.CLOSED))
    return (first, last) if first else None


def _sessions(held: Expression) -> list[Session]:
    query = Meeting.select(Meeting.id, Area.id, Area.name, Meeting.day).join(Area).where(held)
    return [Session(*row) for row in rows(query.order_by(Meeting.day, Meeting.id))]


def _settled(held: Expression) -> list[tuple[Any, ...]]:
    query = (
        AgendaItem.select(Meeting.id, Matter.id, Matter.number, Matter.public_title, Matter.private)
        .join(Meeting)
        .switch(AgendaItem)
        .join(Matter)
        .where(held & AgendaItem.state.in_(_SETTLED))
    )
    return rows(query.order_by(Meeting.day, Meeting.id, AgendaItem.position))


def _matters_of(held: Expression) -> "ModelSelect[Any]":
    return AgendaItem.select(AgendaItem.matter).join(Meeting).where(held & AgendaItem.state.in_(_SETTLED))


def _closings(matter_ids: "ModelSelect[Any]") -> tuple[dict[int, list[Closing]], set[int]]:
    """The ends of each matter's handling, and the matters that were opened again after their last one."""
    query = MatterEvent.select(MatterEvent.matter, MatterEvent.action, MatterEvent.at, MatterEvent.due_on)
    told = MatterEvent.matter.in_(matter_ids) & MatterEvent.action.in_(_CLOSING | {Action.RECTIFY})
    closings: dict[int, list[Closing]] = defaultdict(list)
    reopened: set[int] = set()
    for matter_id, action, at, due_on in rows(query.where(told).order_by(MatterEvent.id)):
        if action is Action.RECTIFY:
            reopened.add(matter_id)
        else:
            reopened.discard(matter_id)
            closings[matter_id].append(Closing(at.date(), due_on))
    return closings, reopened


def _scores(matter_ids: "ModelSelect[Any]") -> dict[int, list[Score]]:
    query = Rating.select(Rating.matter, Rating.attitude, Rating.efficiency, Rating.result, Rating.effect)
    return _grouped(rows(query.where(Rating.matter.in_(matter_ids), last_words())))


def _grouped(rated: Iterable[tuple[int, int, int, int, int]]) -> dict[int, list[Score]]:
    scores: dict[int, list[Score]] = defaultdict(list)
    for matter_id, *figures in rated:
        scores[matter_id].append(Score(*figures))
    return scores
