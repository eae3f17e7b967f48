"""The road of a matter: stages, states, and the one table of moves between them.

Source: Anze's 说议办评晒. A matter stands in exactly one state; a state belongs to one stage.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from portal.domain.refusal import Refusal, Rule


class Stage(StrEnum):
    """The five characters on the wall: 说 议 办 评 晒."""

    SAY = "say"
    DELIBERATE = "deliberate"
    HANDLE = "handle"
    RATE = "rate"
    PUBLISH = "publish"


class State(StrEnum):
    """Where a matter stands."""

    RECEIVED = "received"  # waiting for the first answer
    POOLED = "pooled"  # in the topic pool, waiting for a meeting
    ON_AGENDA = "on_agenda"
    HANDLING = "handling"
    RECTIFYING = "rectifying"  # handled again after dissatisfaction
    RATING = "rating"  # dealt with; those concerned are asked to rate
    SETTLED = "settled"  # rated or the time for rating over; to be read before publication
    PUBLISHED = "published"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How a matter ended for the one who raised it."""

    ANSWERED = "answered"
    DONE = "done"
    EXPLAINED = "explained"  # cannot be done, and the proposer was told why
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


STAGE_OF: Mapping[State, Stage] = MappingProxyType(
    {
        State.RECEIVED: Stage.SAY,
        State.POOLED: Stage.SAY,
        State.ON_AGENDA: Stage.DELIBERATE,
        State.HANDLING: Stage.HANDLE,
        State.RECTIFYING: Stage.HANDLE,
        State.RATING: Stage.RATE,
        State.SETTLED: Stage.PUBLISH,
        State.PUBLISHED: Stage.PUBLISH,
        State.REFUSED: Stage.SAY,
        State.MERGED: Stage.SAY,
        State.WITHDRAWN: Stage.SAY,
    }
)

#: States in which the road rests: nothing is owed any more. Only a duplicate that was none leaves its own.
ENDED = frozenset({State.PUBLISHED, State.REFUSED, State.MERGED, State.WITHDRAWN})

#: States in which somebody still owes the proposer something.
OPEN = frozenset(State) - ENDED


def board_column(state: State, private: bool) -> Stage | None:
    """The column of the public board a matter hangs in; None when it does not hang.

    A refusal hangs under 晒 with its reason; a merged matter hangs as the one it was merged into.
    """
    if private or state in (State.MERGED, State.WITHDRAWN):
        return None
    return Stage.PUBLISH if state is State.REFUSED else STAGE_OF[state]


def is_public(state: State, private: bool) -> bool:
    """Whether everybody may read of a matter. One that was merged hangs nowhere, but its page leads on."""
    return not private and state is not State.WITHDRAWN


class Action(StrEnum):
    """Everything that can be done to a matter, a meeting or the house itself.

    One word decides the button, the endpoint and the service (see ``permissions``).
    """

    # moves of a matter
    RAISE = "raise"
    WITHDRAW = "withdraw"
    ANSWER = "answer"
    REFUSE = "refuse"
    MERGE = "merge"
    POOL = "pool"
    LIST = "list"
    DEFER = "defer"
    RESOLVE = "resolve"
    ASSIGN = "assign"
    EXPLAIN = "explain"
    COMPLETE = "complete"
    RECTIFY = "rectify"
    SETTLE = "settle"
    PUBLISH = "publish"
    UNLINK = "unlink"  # a duplicate was none after all
    # what leaves the state as it is
    SUPPORT = "support"
    TAKE_IN = "take_in"  # a duplicate was merged into this one
    LET_GO = "let_go"  # what was merged into this one was no duplicate after all
    NOTE = "note"
    RATE = "rate"
    ASK_EXTENSION = "ask_extension"
    DECIDE_EXTENSION = "decide_extension"
    VISIT = "visit"
    CLASSIFY = "classify"  # category, kind, place or privacy set right
    MARK_IDEA = "mark_idea"  # 金点子
    GRADE = "grade"  # how urgent, how far it reaches
    PREPARE = "prepare"  # 会前小议: notes, who was asked, options on the table
    ACCEPT = "accept"  # whoever it was given to takes it on
    VISIT_SITE = "visit_site"
    TAKE_STEP = "take_step"  # one step of the handling is set, or done
    FORWARD = "forward"  # 转办: another organisation or person takes it over
    PAUSE = "pause"  # the proposer is asked for something, and the clock waits for the answer
    RESUME = "resume"
    REMIND = "remind"  # the day after expiry
    ESCALATE = "escalate"  # 提级: the next level up is told that it is late
    RECOUNT = "recount"  # the calendar of working days changed, and the deadline with it
    WHISTLE = "whistle"  # 吹哨
    CALL_OFF_WHISTLE = "call_off_whistle"  # blown by mistake; whether or not its matter goes on
    CHECK_IN = "check_in"  # 报到
    CONFIRM_CHECK_IN = "confirm_check_in"
    WARN = "warn"  # a risk is told at once to those whom it concerns
    ACKNOWLEDGE = "acknowledge"
    SETTLE_WARNING = "settle_warning"
    # staff reading and entering
    READ_OFFICE = "read_office"
    READ_ORIGINAL = "read_original"
    ENTER_FOR = "enter_for"
    # meetings
    PLAN_MEETING = "plan_meeting"
    CLOSE_AGENDA = "close_agenda"
    HOLD_MEETING = "hold_meeting"
    CHANGE_MEETING = "change_meeting"  # moved or called off, with a public reason
    CONVENE = "convene"  # 急事急说: a meeting of its own within the rule book's hours
    INVITE = "invite"
    COMMENT = "comment"  # an opinion on an agenda item before the meeting
    VOTE = "vote"
    CORRECT_MINUTES = "correct_minutes"
    # what is put upon a community from above
    SEND_TASK = "send_task"
    DECIDE_TASK = "decide_task"
    # calls for suggestions
    RUN_CAMPAIGN = "run_campaign"
    ENTER_PAPER = "enter_paper"
    # people and their protection
    READ_PASSAGES = "read_passages"  # what waits to be read before it becomes public
    SEE_CONTACT = "see_contact"  # a whole number or address; that it was seen is kept
    SEE_LOOKS = "see_looks"  # who saw whole numbers
    GIVE_OUT_DATA = "give_out_data"  # all that is kept of one person, to that person
    ERASE_PERSON = "erase_person"
    ISSUE_CARD = "issue_card"
    # kiosks and notices
    ANSWER_HELP = "answer_help"
    MANAGE_KIOSKS = "manage_kiosks"
    SEE_NOTICES = "see_notices"
    MANAGE_NOTICES = "manage_notices"
    MAKE_CALLS = "make_calls"  # tell by telephone what a notice says
    # the house
    IMPORT = "import"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PLACE = "manage_place"
    MANAGE_CATEGORIES = "manage_categories"  # one tree for the whole place
    MANAGE_LISTS = "manage_lists"  # the admission list, the grading by urgency
    MANAGE_CALENDAR = "manage_calendar"  # days off that were announced late
    MANAGE_TEMPLATES = "manage_templates"  # answers that are written again and again


class Move(NamedTuple):
    """From which states an action may be taken, and where it leads."""

    sources: frozenset[State]
    target: State


_NEW = frozenset({State.RECEIVED, State.POOLED})
_UNDER_WAY = frozenset({State.HANDLING, State.RECTIFYING})

MOVES: Mapping[Action, Move] = MappingProxyType(
    {
        Action.WITHDRAW: Move(frozenset({State.RECEIVED}), State.WITHDRAWN),
        Action.ANSWER: Move(_NEW, State.RATING),
        Action.REFUSE: Move(_NEW | {State.ON_AGENDA}, State.REFUSED),
        Action.MERGE: Move(_NEW, State.MERGED),
        Action.POOL: Move(frozenset({State.RECEIVED}), State.POOLED),
        Action.LIST: Move(_NEW, State.ON_AGENDA),
        Action.DEFER: Move(frozenset({State.ON_AGENDA}), State.POOLED),
        Action.RESOLVE: Move(frozenset({State.ON_AGENDA}), State.HANDLING),
        Action.ASSIGN: Move(_NEW | {State.ON_AGENDA}, State.HANDLING),  # a meeting that votes on nothing
        Action.EXPLAIN: Move(_UNDER_WAY | {State.ON_AGENDA}, State.RATING),
        Action.COMPLETE: Move(_UNDER_WAY, State.RATING),
        Action.RECTIFY: Move(frozenset({State.RATING}), State.RECTIFYING),
        Action.SETTLE: Move(frozenset({State.RATING}), State.SETTLED),
        Action.PUBLISH: Move(frozenset({State.SETTLED}), State.PUBLISHED),
        Action.UNLINK: Move(frozenset({State.MERGED}), State.RECEIVED),
    }
)

#: States in which an action that moves nothing makes sense; actions not named here are free of state.
ALLOWED_IN: Mapping[Action, frozenset[State]] = MappingProxyType(
    {
        Action.SUPPORT: _NEW | _UNDER_WAY | {State.ON_AGENDA},
        Action.NOTE: _UNDER_WAY,
        Action.CLASSIFY: OPEN,
        Action.MARK_IDEA: OPEN | {State.PUBLISHED},
        Action.ASK_EXTENSION: _UNDER_WAY,
        Action.DECIDE_EXTENSION: _UNDER_WAY,
        Action.RATE: frozenset({State.RATING, State.SETTLED, State.PUBLISHED}),
        Action.VISIT: frozenset({State.RATING, State.SETTLED, State.PUBLISHED}),
        Action.GRADE: _NEW | {State.ON_AGENDA},
        Action.PREPARE: _NEW | {State.ON_AGENDA},
        Action.CONVENE: _NEW,
        Action.ACCEPT: _UNDER_WAY,
        Action.VISIT_SITE: _UNDER_WAY,
        Action.TAKE_STEP: _UNDER_WAY,
        Action.FORWARD: _UNDER_WAY,
        Action.PAUSE: _UNDER_WAY | {State.RECEIVED},
        Action.RESUME: _UNDER_WAY | {State.RECEIVED},
        Action.REMIND: _NEW | _UNDER_WAY | {State.ON_AGENDA},  # there: that nobody has begun
        Action.ESCALATE: _UNDER_WAY | {State.RECEIVED},
        Action.RECOUNT: OPEN,
        Action.WHISTLE: OPEN,
        Action.CHECK_IN: OPEN,
        Action.CONFIRM_CHECK_IN: OPEN,
        Action.WARN: OPEN,
        Action.ACKNOWLEDGE: OPEN,
    }
)

OUTCOME_OF: Mapping[Action, Outcome] = MappingProxyType(
    {
        Action.ANSWER: Outcome.ANSWERED,
        Action.REFUSE: Outcome.REFUSED,
        Action.MERGE: Outcome.MERGED,
        Action.WITHDRAW: Outcome.WITHDRAWN,
        Action.COMPLETE: Outcome.DONE,
        Action.EXPLAIN: Outcome.EXPLAINED,
    }
)


def possible(action: Action, state: State) -> bool:
    """Whether the road allows the action while a matter stands in this state."""
    if action in MOVES:
        return state in MOVES[action].sources
    return state in ALLOWED_IN.get(action, frozenset(State))


def next_state(action: Action, state: State) -> State:
    """Where the action leads; the same state for actions that move nothing.

    Raises:
        Refusal: ``Rule.WRONG_STATE`` when the road has no such move from here.
    """
    if not possible(action, state):
        raise Refusal(Rule.WRONG_STATE, action=action, state=state)
    return MOVES[action].target if action in MOVES else state
