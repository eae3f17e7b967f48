"""What came in by each channel, and what became of it, counted from events."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import fn

from portal.domain.channels import ChannelFigures
from portal.domain.quarters import Period
from portal.domain.stages import OUTCOME_OF, Action, Outcome
from portal.domain.terms import Channel
from portal.models import Matter, MatterEvent, Rating
from portal.queries.office import counted
from portal.queries.ratings import last_words
from portal.queries.rows import Condition, rows

_COMING_IN = (Action.RAISE, Action.ENTER_FOR)

#: Which acts are an end of handling; withdrawing and merging are none.
_CLOSING = tuple(
    action for action, outcome in OUTCOME_OF.items() if outcome not in (Outcome.WITHDRAWN, Outcome.MERGED)
)


def channel_figures(
    channels: Sequence[Channel], community_ids: Iterable[int], period: Period
) -> list[ChannelFigures]:
    """The figures of each channel in a period, in their order: three selects, by the index of events.

    What came in counts on the day it came, what was closed on the day it was closed, as judged then by the
    deadline in force; a rating on its day. Private matters count, for a figure tells nothing of them.
    """
    here = MatterEvent.community.in_(list(community_ids))
    came = dict(_came_in(here, period))
    closed = {channel: (number, timely) for channel, number, timely in _closed(here, period)}
    rated = {channel: (number, content) for channel, number, content in _rated(community_ids, period)}
    return [
        ChannelFigures(
            channel, came.get(channel, 0), *closed.get(channel, (0, 0)), *rated.get(channel, (0, 0))
        )
        for channel in channels
    ]


def _came_in(here: Condition, period: Period) -> list[tuple[Any, ...]]:
    query = MatterEvent.select(Matter.channel, fn.COUNT(MatterEvent.id)).join(Matter).group_by(Matter.channel)
    return rows(query.where(here, MatterEvent.action.in_(_COMING_IN), _within(MatterEvent.at, period)))


def _closed(here: Condition, period: Period) -> list[tuple[Any, ...]]:
    timely = MatterEvent.due_on.is_null() | (fn.DATE(MatterEvent.at) <= MatterEvent.due_on)
    query = (
        MatterEvent.select(Matter.channel, fn.COUNT(MatterEvent.id), counted(timely))
        .join(Matter)
        .group_by(Matter.channel)
    )
    return rows(query.where(here, MatterEvent.action.in_(_CLOSING), _within(MatterEvent.at, period)))


def _rated(community_ids: Iterable[int], period: Period) -> list[tuple[Any, ...]]:
    query = (
        Rating.select(Matter.channel, fn.COUNT(Rating.id), counted(Rating.satisfied))
        .join(Matter)
        .group_by(Matter.channel)
    )
    here = Matter.community.in_(list(community_ids))
    return rows(query.where(here, _within(Rating.at, period), last_words()))


def _within(moment: Any, period: Period) -> Condition:
    return (moment >= _morning(period.first)) & (moment < _morning(period.last + timedelta(days=1)))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min)
