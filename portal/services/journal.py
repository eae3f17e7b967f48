"""The one way a matter changes: ask the road and the permission table, change the row, append the event."""

from typing import Any

from portal.db import transaction
from portal.domain.grading import begins
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import OUTCOME_OF, Action, Stage, State, board_column, next_state
from portal.models import BoardCount, Matter, MatterEvent, Pause
from portal.queries.subjects import subject_of
from portal.services import gate, notices
from portal.services.masking import masked_for
from portal.services.search import index_own


@transaction
def move(
    occasion: Occasion,
    matter: Matter,
    action: Action,
    *,
    text: str = "",
    data: dict[str, Any] | None = None,
    public: bool = True,
    shown_code: bool = False,
    **changes: Any,
) -> MatterEvent:
    """Takes ``action`` on the matter, writes ``changes`` to its row and appends the event.

    The row changes only if it still stands in the state, and under the deadline, that ``matter`` was read
    with: of two who act at once one wins, the other is told.

    Raises:
        Refusal: WRONG_STATE, NOT_ALLOWED, or STALE when somebody else was faster.
    """
    require(occasion.actor, action, subject_of(matter, shown_code))
    deadline = matter.due_on  # the one in force when this happened, not the one it sets
    target = next_state(action, matter.state)
    changes = _waiting_no_more(occasion, matter) | _with_beginning(occasion, changes)
    _change(matter, target, _with_outcome(occasion, action, changes))
    return _append(occasion, matter, action, text=text, told=text, data=data, public=public, due_on=deadline)


@transaction
def note(
    occasion: Occasion,
    matter: Matter,
    action: Action,
    *,
    text: str = "",
    data: dict[str, Any] | None = None,
    public: bool = True,
    in_confidence: bool = False,
    shown_code: bool = False,
    called: frozenset[int] = frozenset(),
    **changes: Any,
) -> MatterEvent:
    """Appends an event that leaves the state as it is; ``changes`` go to the row.

    Everybody may know of a ``public`` event; what was said ``in_confidence`` stays in the house even then.
    ``called`` is as in ``subject_of``.

    Raises as ``move``: nothing is noted of a matter that has moved on.
    """
    require(occasion.actor, action, subject_of(matter, shown_code, called))
    deadline = matter.due_on
    _change(matter, matter.state, _with_beginning(occasion, changes))
    told = "" if in_confidence else text
    return _append(occasion, matter, action, text=text, told=told, data=data, public=public, due_on=deadline)


def open_journal(
    occasion: Occasion, matter: Matter, action: Action, data: dict[str, Any] | None = None
) -> MatterEvent:
    """The first event of a matter that was just created, and its place on the board."""
    require(occasion.actor, action, Subject(area_path=matter.area.path))
    _count(matter.community_id, matter.board_column, 1)
    return _append(occasion, matter, action, text="", told="", data=data, public=True, due_on=matter.due_on)


def _with_outcome(occasion: Occasion, action: Action, changes: dict[str, Any]) -> dict[str, Any]:
    if action in OUTCOME_OF:
        return {"outcome": OUTCOME_OF[action], "closed_at": occasion.now} | changes
    return changes


def _waiting_no_more(occasion: Occasion, matter: Matter) -> dict[str, Any]:
    """What moves on waits for no answer of the proposer any more."""
    if matter.waits_since is None:
        return {}
    Pause.update(ended_at=occasion.now).where(Pause.matter == matter, Pause.ended_at.is_null()).execute()
    return {"waits_since": None}


def _with_beginning(occasion: Occasion, changes: dict[str, Any]) -> dict[str, Any]:
    """A deadline that is set counts from today, unless it says from when: so it can be reckoned anew."""
    if "due_on" not in changes:
        return changes
    return {"due_from": occasion.today if changes["due_on"] else None} | changes


def _change(matter: Matter, target: State, changes: dict[str, Any]) -> None:
    column = board_column(target, changes.get("private", matter.private))
    changes = {"state": target, "board_column": column} | _once_begun(matter, target) | changes
    update_unmoved(matter, **changes)
    hung = matter.community_id, matter.board_column
    for name, value in changes.items():
        setattr(matter, name, value)
    if hung != (matter.community_id, column):
        _count(*hung, -1)
        _count(matter.community_id, column, 1)


def _once_begun(matter: Matter, target: State) -> dict[str, Any]:
    """What was promised to begin within hours is nothing any more to wait for once it has begun."""
    return {"begin_by": None} if matter.begin_by and begins(target) else {}


def update_unmoved(matter: Matter, **changes: Any) -> None:
    """Writes to the row of a matter that stands where it was read.

    Raises:
        Refusal: STALE when somebody else was faster.
    """
    as_read = (Matter.state == matter.state) & (Matter.due_on == matter.due_on)
    if not Matter.update(**changes).where((Matter.id == matter.id) & as_read).execute():
        raise Refusal(Rule.STALE, number=matter.number)


def _append(occasion: Occasion, matter: Matter, action: Action, *, told: str, **columns: Any) -> MatterEvent:
    """``told`` is what the public may read of the text, not yet masked."""
    columns["data"] = columns["data"] or {}
    event = MatterEvent.create(
        matter=matter,
        community=matter.community_id,
        at=occasion.now,
        action=action,
        state=matter.state,
        actor=occasion.actor.person_id,
        actor_name=occasion.actor.name,
        public_text=masked_for(matter, told),
        **columns,
    )
    gate.hold_event(occasion, matter, event)
    if event.text:
        index_own(matter)
    notices.write(occasion, event)
    return event


def _count(community_id: int, column: Stage | None, change: int) -> None:
    if column is None:
        return
    (
        BoardCount.insert(community=community_id, board_column=column, number=change)
        .on_conflict(
            conflict_target=[BoardCount.community, BoardCount.board_column],
            update={BoardCount.number: BoardCount.number + change},
        )
        .execute()
    )
