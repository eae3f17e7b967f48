"""What has to hold in any portal at any time, whatever anybody did. Each law names what breaks it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from peewee import fn

from portal.domain.stages import ENDED, MOVES, OUTCOME_OF, Action, State
from portal.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Ballot,
    BoardCount,
    Escalation,
    Extension,
    Matter,
    MatterEvent,
    Meeting,
    Pause,
    Resolution,
    Support,
    Vote,
    VoteChoice,
    Whistle,
    WhistleCall,
)
from portal.models.meetings import ItemState, MeetingState
from portal.queries.rows import rows

#: The states in which a clock runs, unless it waits for the proposer.
_CLOCKED = frozenset({State.RECEIVED, State.HANDLING, State.RECTIFYING, State.RATING})


def broken(now: datetime) -> list[str]:
    """Everything that does not hold and should."""
    return [f"{law.__name__.strip('_')}: {what}" for law in _LAWS for what in law(now)]


def _roads_follow_the_table(now: datetime) -> Iterator[str]:
    """Every event leads where the table of moves says, and the matter stands where the last one led."""
    columns = (MatterEvent.matter, MatterEvent.action, MatterEvent.state, MatterEvent.at)
    stands = dict(rows(Matter.select(Matter.id, Matter.state)))
    told = rows(MatterEvent.select(*columns).order_by(MatterEvent.matter, MatterEvent.id))
    for matter_id, events in groupby(told, lambda row: row[0]):
        state, moment = State.RECEIVED, datetime.min
        for _, action, led_to, at in events:
            move = MOVES.get(action)
            if at < moment or at > now:
                yield f"matter {matter_id}: {action} at {at} after {moment}"
            if move and state not in move.sources:
                yield f"matter {matter_id}: {action} from {state}"
            if led_to is not (move.target if move else state):
                yield f"matter {matter_id}: {action} led to {led_to}"
            state, moment = led_to, at
        if stands.pop(matter_id) is not state:
            yield f"matter {matter_id} stands elsewhere than {state}"
    yield from (f"matter {matter_id} has no event" for matter_id in stands)


def _outcomes_belong_to_ends(now: datetime) -> Iterator[str]:
    """What is handled again has no outcome; what ended has the one its last end gave it."""
    ending = {state: action for action, (_, state) in MOVES.items() if action in OUTCOME_OF}
    for number, state, outcome in rows(Matter.select(Matter.number, Matter.state, Matter.outcome)):
        has_one = outcome is not None
        if has_one is not (state in ending or state in (State.SETTLED, State.PUBLISHED)):
            yield f"{number}: {state} with {outcome}"


def _clocks_run_where_they_should(now: datetime) -> Iterator[str]:
    """A deadline stands exactly where somebody owes something by a date."""
    columns = (Matter.number, Matter.state, Matter.due_on, Matter.due_from, Matter.waits_since)
    for number, state, due_on, due_from, waits_since in rows(Matter.select(*columns)):
        runs = state in _CLOCKED and waits_since is None
        if runs is not (due_on is not None):
            yield f"{number}: {state}, due {due_on}, waiting since {waits_since}"
        if due_on and (due_from is None or due_from > due_on):
            yield f"{number}: due {due_on}, counted from {due_from}"
        if waits_since and state not in _CLOCKED - {State.RATING}:
            yield f"{number}: {state} and waiting since {waits_since}"


def _one_round_at_a_time(now: datetime) -> Iterator[str]:
    """A round of handling is open exactly while the matter is handled, and due when the matter is."""
    open_rounds = rows(
        Assignment.select(Assignment.matter, Assignment.due_on).where(Assignment.ended_at.is_null())
    )
    handled = Matter.state.in_((State.HANDLING, State.RECTIFYING))
    columns = (Matter.id, Matter.due_on, Matter.waits_since)
    due = {number: (day, waits) for number, day, waits in rows(Matter.select(*columns).where(handled))}
    for matter_id, times in Counter(matter_id for matter_id, _ in open_rounds).items():
        if times > 1 or matter_id not in due:
            yield f"matter {matter_id}: {times} rounds open"
    for matter_id, day in open_rounds:
        matter_due, waits = due.pop(matter_id, (day, None))
        if waits is None and matter_due != day:
            yield f"matter {matter_id}: due {matter_due}, its round {day}"
    yield from (f"matter {matter_id} is handled by nobody" for matter_id in due)


def _items_end_once(now: datetime) -> Iterator[str]:
    """An item has one outcome, a resolution exactly if it was resolved, none is open when all went home."""
    resolved = {item_id for (item_id,) in rows(Resolution.select(Resolution.item))}
    columns = (AgendaItem.id, AgendaItem.state, AgendaItem.settled_at, Meeting.state)
    for item_id, state, settled_at, meeting in rows(AgendaItem.select(*columns).join(Meeting)):
        if (state is ItemState.RESOLVED) is not (item_id in resolved):
            yield f"item {item_id}: {state}, resolution {item_id in resolved}"
        if (state is ItemState.LISTED) is not (settled_at is None):
            yield f"item {item_id}: {state}, settled {settled_at}"
        if state is ItemState.LISTED and meeting in (MeetingState.CLOSED, MeetingState.CALLED_OFF):
            yield f"item {item_id} is open though the meeting is {meeting}"


def _agendas_change_in_public(now: datetime) -> Iterator[str]:
    """What came onto an agenda after it was published says why."""
    late = (
        AgendaItem.select(AgendaItem.id)
        .join(Meeting)
        .where(AgendaItem.added_at > Meeting.published_at, AgendaItem.urgent_reason == "")
    )
    yield from (f"item {item_id} came late and says nothing" for (item_id,) in rows(late))


def _on_one_agenda(now: datetime) -> Iterator[str]:
    """A matter waits on one agenda at most, and then stands there."""
    waiting = (
        AgendaItem.select(AgendaItem.matter, fn.COUNT(AgendaItem.id))
        .where(AgendaItem.state == ItemState.LISTED)
        .group_by(AgendaItem.matter)
    )
    listed = dict(rows(waiting))
    on_agenda = {
        number for (number,) in rows(Matter.select(Matter.id).where(Matter.state == State.ON_AGENDA))
    }
    yield from (f"matter {number} is on {times} agendas" for number, times in listed.items() if times > 1)
    yield from (f"matter {number} is on an agenda or not" for number in on_agenda ^ set(listed))


def _votes_add_up(now: datetime) -> Iterator[str]:
    """Nobody counts twice, nobody absent counts, and a resolution never has more hands than heads."""
    heads = dict(
        rows(Attendance.select(Attendance.meeting, fn.COUNT(Attendance.id)).group_by(Attendance.meeting))
    )
    hands = Resolution.in_favour + Resolution.against + Resolution.abstained
    for item_id, meeting_id, counted in rows(
        Resolution.select(Resolution.item, AgendaItem.meeting, hands).join(AgendaItem)
    ):
        if counted > heads.get(meeting_id, 0):
            yield f"item {item_id}: {counted} hands of {heads.get(meeting_id, 0)}"
    counted_by = dict(
        rows(VoteChoice.select(VoteChoice.vote, fn.SUM(VoteChoice.count)).group_by(VoteChoice.vote))
    )
    cast = dict(rows(Ballot.select(Ballot.vote, fn.COUNT(Ballot.id)).group_by(Ballot.vote)))
    for vote_id, method in rows(Vote.select(Vote.id, Vote.method)):
        if method == "each" and counted_by.get(vote_id, 0) != cast.get(vote_id, 0):
            yield f"vote {vote_id}: {counted_by.get(vote_id, 0)} counted, {cast.get(vote_id, 0)} cast"


def _more_time_was_asked_in_time(now: datetime) -> Iterator[str]:
    """More time is granted by somebody else, in a round that lasted when it was asked for."""
    columns = (Extension.id, Extension.asked_by, Extension.decided_by)
    for number, asked_by, decided_by in rows(Extension.select(*columns)):
        if asked_by == decided_by:
            yield f"extension {number} was decided by who asked"
    late = MatterEvent.select(MatterEvent.id, MatterEvent.at, MatterEvent.due_on)
    for number, at, due_on in rows(late.where(MatterEvent.action == Action.ASK_EXTENSION)):
        if due_on is None or at.date() > due_on:
            yield f"event {number}: more time asked at {at}, due {due_on}"


def _escalations_follow_expiry(now: datetime) -> Iterator[str]:
    """What is late is reminded of the day after, and goes up in order; before that only by hand."""
    columns = (Escalation.matter, Escalation.due_on, Escalation.rung, Escalation.fell_on, Escalation.at)
    found = rows(Escalation.select(*columns).order_by(Escalation.matter, Escalation.due_on, Escalation.rung))
    for (matter_id, due_on), rungs in groupby(found, lambda row: (row[0], row[1])):
        reached = due_on
        for _, _, rung, fell_on, at in rungs:
            is_reminder = rung == 0
            if at.date() < fell_on or (is_reminder and fell_on != due_on + timedelta(days=1)):
                yield f"matter {matter_id}, due {due_on}: rung {rung} on {fell_on}, told {at}"
            if due_on < fell_on < reached:
                yield f"matter {matter_id}, due {due_on}: rung {rung} on {fell_on}, after {reached}"
            reached = max(reached, fell_on)


def _pauses_are_one_at_a_time(now: datetime) -> Iterator[str]:
    """A matter waits for its proposer exactly while one question is open."""
    waiting = {
        number for (number,) in rows(Matter.select(Matter.id).where(Matter.waits_since.is_null(False)))
    }
    asked = Counter(number for (number,) in rows(Pause.select(Pause.matter).where(Pause.ended_at.is_null())))
    yield from (f"matter {number}: {times} questions open" for number, times in asked.items() if times > 1)
    yield from (f"matter {number} waits or not" for number in waiting ^ set(asked))


def _whistles_end_one_way(now: datetime) -> Iterator[str]:
    """A whistle is over once every department was confirmed, or it was called off and nobody came."""
    came = fn.COUNT(WhistleCall.checked_in_at), fn.COUNT(WhistleCall.confirmed_at), fn.COUNT(WhistleCall.id)
    columns = (Whistle.id, Whistle.closed_at, Whistle.called_off_by, Whistle.called_off_because)
    for number, closed_at, called_off_by, because, checked_in, confirmed, called in rows(
        Whistle.select(*columns, *came).join(WhistleCall).group_by(*columns)
    ):
        called_off = called_off_by is not None
        if (closed_at is not None) is not (called_off or confirmed == called):
            yield f"whistle {number}: closed {closed_at}, {confirmed} of {called} confirmed"
        if called_off is not bool(because) or (called_off and checked_in):
            yield f"whistle {number}: called off by {called_off_by}, {because!r}, {checked_in} came"


def _the_board_counts_right(now: datetime) -> Iterator[str]:
    """The figures of the board are those of its columns; the supports those of the rows."""
    hung = (
        Matter.select(Matter.community, Matter.board_column, fn.COUNT(Matter.id))
        .where(Matter.board_column.is_null(False))
        .group_by(Matter.community, Matter.board_column)
    )
    counted = {(place, column): number for place, column, number in rows(hung)}
    kept = BoardCount.select(BoardCount.community, BoardCount.board_column, BoardCount.number)
    shown = {(place, column): number for place, column, number in rows(kept) if number}
    yield from (f"board {key}" for key in set(counted.items()) ^ set(shown.items()))
    supports = dict(rows(Support.select(Support.matter, fn.COUNT(Support.id)).group_by(Support.matter)))
    for number, matter_id, count in rows(Matter.select(Matter.number, Matter.id, Matter.support_count)):
        if count != supports.get(matter_id, 0):
            yield f"{number}: {count} supports shown, {supports.get(matter_id, 0)} kept"


def _what_ended_rests(now: datetime) -> Iterator[str]:
    """Nothing hangs open behind a matter that has ended."""
    ended = rows(
        Matter.select(Matter.number).where(Matter.state.in_(tuple(ENDED)), Matter.due_on.is_null(False))
    )
    yield from (f"{number} has ended and is still due" for (number,) in ended)


_LAWS: tuple[Callable[[datetime], Iterator[str]], ...] = (
    _roads_follow_the_table,
    _outcomes_belong_to_ends,
    _clocks_run_where_they_should,
    _one_round_at_a_time,
    _items_end_once,
    _agendas_change_in_public,
    _on_one_agenda,
    _votes_add_up,
    _more_time_was_asked_in_time,
    _escalations_follow_expiry,
    _pauses_are_one_at_a_time,
    _whistles_end_one_way,
    _the_board_counts_right,
    _what_ended_rests,
)
