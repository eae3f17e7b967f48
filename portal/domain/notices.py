"""What people are told without asking: who is told of what, by which way, how often, and when it goes."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from portal.domain.policy import NoticeRules
from portal.domain.stages import Action


class NoticeKind(StrEnum):
    """What a notice tells."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    AGENDA = "agenda"
    RESOLUTION = "resolution"
    CHECK_IN = "check_in"  # a department begins: assigned, or come to the spot
    QUESTION = "question"  # the clock waits for what the proposer is asked, or has the answer
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ESCALATED = "escalated"  # it was late, and the next level up has been told
    DONE = "done"
    PLEASE_RATE = "please_rate"
    VISIT = "visit"
    DISSATISFACTION_ANSWERED = "dissatisfaction_answered"
    INVITATION = "invitation"  # to a meeting
    TASK = "task"  # work that is put upon the community from above
    HELP_CALL = "help_call"
    WHISTLE = "whistle"  # a department is called to the spot, or is late there
    URGENT_WHISTLE = "urgent_whistle"
    WARNING = "warning"  # a risk, or one of which nobody has taken notice
    CODE = "code"  # a one-time code to sign in
    TEST = "test"  # sent to a group by whoever connected it


class NoticeWay(StrEnum):
    """By what a notice travels. A call is made by a person of the office, who notes that it was made."""

    SMS = "sms"
    EMAIL = "email"
    GROUP = "group"  # a staff group's own channel: WeCom, DingTalk, Feishu or another webhook
    CALL = "call"


class Often(StrEnum):
    """How often a person wants to be told of a kind of thing."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


class NoticeState(StrEnum):
    """Where a notice stands."""

    WAITING = "waiting"
    SENDING = "sending"  # one worker has it in hand, and no other takes it
    SENT = "sent"
    FAILED = "failed"  # tried as often as makes sense
    DROPPED = "dropped"  # nobody to be reached, or the matter was taken back before it went


class Trouble(StrEnum):
    """Why a notice has not gone. What a channel answers is not kept: it may hold addresses and keys."""

    NOT_TAKEN = "not_taken"  # the channel did not take it, or did not answer
    BAD_CHANNEL = "bad_channel"  # nobody understands the channel's address
    INTERRUPTED = "interrupted"  # broken off while it was sent: it may have gone or not
    NO_ADDRESS = "no_address"
    TOO_OLD = "too_old"
    TAKEN_BACK = "taken_back"
    PAUSED = "paused"


class Audience(StrEnum):
    """Who is told of what happens to a matter."""

    PROPOSER = "proposer"  # those of its duplicates among them
    ASKED = "asked"  # who raised this very one
    SUPPORTERS = "supporters"
    STAFF = "staff"  # the groups of its area, and of the organisation that handles it
    PARTNERS = "partners"  # 联办: the organisations that help


class Telling(NamedTuple):
    """One kind of notice for one audience."""

    kind: NoticeKind
    audience: Audience


def _to(audience: Audience, kind: NoticeKind) -> Telling:
    return Telling(kind, audience)


_WE, _YOU, _THEY, _HELP = Audience.STAFF, Audience.PROPOSER, Audience.SUPPORTERS, Audience.PARTNERS

#: Who is told what of which deed. Whoever belongs to two audiences is told as the first of them, once.
TOLD: Mapping[Action, tuple[Telling, ...]] = MappingProxyType(
    {
        Action.RAISE: (_to(_YOU, NoticeKind.RECEIPT), _to(_WE, NoticeKind.RECEIPT)),
        Action.ENTER_FOR: (_to(_YOU, NoticeKind.RECEIPT), _to(_WE, NoticeKind.RECEIPT)),
        Action.ANSWER: (_to(_YOU, NoticeKind.ANSWER), _to(_THEY, NoticeKind.PLEASE_RATE)),
        Action.REFUSE: (_to(_YOU, NoticeKind.ANSWER), _to(_THEY, NoticeKind.ANSWER)),
        Action.MERGE: (_to(_YOU, NoticeKind.ANSWER),),
        Action.UNLINK: (_to(_YOU, NoticeKind.ANSWER),),
        Action.LIST: (_to(_YOU, NoticeKind.AGENDA), _to(_THEY, NoticeKind.AGENDA)),
        Action.DEFER: (_to(_YOU, NoticeKind.AGENDA), _to(_THEY, NoticeKind.AGENDA)),
        Action.CHANGE_MEETING: (_to(_YOU, NoticeKind.AGENDA), _to(_THEY, NoticeKind.AGENDA)),
        Action.RESOLVE: (
            _to(_YOU, NoticeKind.RESOLUTION),
            _to(_THEY, NoticeKind.RESOLUTION),
            _to(_WE, NoticeKind.CHECK_IN),
            _to(_HELP, NoticeKind.CHECK_IN),
        ),
        Action.ASSIGN: (
            _to(_YOU, NoticeKind.CHECK_IN),
            _to(_THEY, NoticeKind.CHECK_IN),
            _to(_WE, NoticeKind.CHECK_IN),
            _to(_HELP, NoticeKind.CHECK_IN),
        ),
        Action.EXPLAIN: (
            _to(_YOU, NoticeKind.ANSWER),
            _to(_THEY, NoticeKind.PLEASE_RATE),
            _to(_HELP, NoticeKind.DONE),
        ),
        Action.COMPLETE: (
            _to(_YOU, NoticeKind.DONE),
            _to(_THEY, NoticeKind.PLEASE_RATE),
            _to(_WE, NoticeKind.DONE),
            _to(_HELP, NoticeKind.DONE),
        ),
        Action.RECTIFY: (
            _to(_YOU, NoticeKind.DISSATISFACTION_ANSWERED),
            _to(_WE, NoticeKind.DISSATISFACTION_ANSWERED),
            _to(_HELP, NoticeKind.DISSATISFACTION_ANSWERED),
        ),
        Action.VISIT: (_to(_YOU, NoticeKind.VISIT),),
        Action.FORWARD: (
            _to(_YOU, NoticeKind.CHECK_IN),
            _to(_WE, NoticeKind.CHECK_IN),
            _to(_HELP, NoticeKind.CHECK_IN),
        ),
        Action.PAUSE: (_to(Audience.ASKED, NoticeKind.QUESTION),),
        Action.RESUME: (_to(_WE, NoticeKind.QUESTION),),
        Action.REMIND: (_to(_WE, NoticeKind.OVERDUE),),
        Action.ESCALATE: (_to(_YOU, NoticeKind.ESCALATED),),  # the level itself: services.overdue
    }
)

#: What a person may choose about.
FOR_PERSONS = (
    NoticeKind.RECEIPT,
    NoticeKind.AGENDA,
    NoticeKind.RESOLUTION,
    NoticeKind.CHECK_IN,
    NoticeKind.QUESTION,
    NoticeKind.ANSWER,
    NoticeKind.DONE,
    NoticeKind.PLEASE_RATE,
    NoticeKind.DISSATISFACTION_ANSWERED,
    NoticeKind.VISIT,
    NoticeKind.ESCALATED,
    NoticeKind.INVITATION,
)

#: What a staff group may be told.
FOR_GROUPS = (
    NoticeKind.RECEIPT,
    NoticeKind.CHECK_IN,
    NoticeKind.QUESTION,
    NoticeKind.DUE_SOON,
    NoticeKind.OVERDUE,
    NoticeKind.ESCALATED,
    NoticeKind.DONE,
    NoticeKind.DISSATISFACTION_ANSWERED,
    NoticeKind.HELP_CALL,
    NoticeKind.WHISTLE,
    NoticeKind.WARNING,
    NoticeKind.TASK,
)

#: What a group that chose the one is told of the other as well.
CHOSEN_AS = MappingProxyType({NoticeKind.URGENT_WHISTLE: NoticeKind.WHISTLE})

#: Somebody waits at the other end, and not for long.
SHORT_LIVED = frozenset({NoticeKind.CODE, NoticeKind.HELP_CALL, NoticeKind.TEST})

#: These go first and at any hour.
AT_ANY_HOUR = SHORT_LIVED | {NoticeKind.URGENT_WHISTLE, NoticeKind.WARNING}

#: For the rest nobody of the office takes up the telephone.
WORTH_A_CALL = frozenset(
    {
        NoticeKind.QUESTION,
        NoticeKind.ANSWER,
        NoticeKind.AGENDA,
        NoticeKind.RESOLUTION,
        NoticeKind.DONE,
        NoticeKind.DISSATISFACTION_ANSWERED,
    }
)

#: How long after the first, second ... failure it is tried again; after the last it has failed for good.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)

#: A worker that has not said within this time that it is done has broken off.
IN_HAND = timedelta(minutes=10)

_KEEPS = timedelta(days=7)
_KEEPS_SHORTLY = timedelta(minutes=10)

#: The ways that will do instead, in order. Whoever asked for letters is not disturbed by telephone.
_INSTEAD: Mapping[NoticeWay, tuple[NoticeWay, ...]] = MappingProxyType(
    {
        NoticeWay.SMS: (NoticeWay.SMS, NoticeWay.EMAIL, NoticeWay.CALL),
        NoticeWay.EMAIL: (NoticeWay.EMAIL,),
        NoticeWay.CALL: (NoticeWay.CALL,),
    }
)


class Wish(NamedTuple):
    """What a person chose for a kind of notice, or what holds without a choice."""

    way: NoticeWay
    often: Often


def way_of(kind: NoticeKind, wish: Wish, reachable: Collection[NoticeWay]) -> NoticeWay | None:
    """By which way somebody who wishes so is told; None if not at all."""
    if wish.often is Often.NEVER:
        return None
    fitting = (way for way in _INSTEAD[wish.way] if way is not NoticeWay.CALL or kind in WORTH_A_CALL)
    return next((way for way in fitting if way in reachable), None)


def due_at(now: datetime, kind: NoticeKind, often: Often, rules: NoticeRules) -> datetime:
    """When a notice written now may go: at once, with the next digest, or when the quiet hours end."""
    if kind in AT_ANY_HOUR:
        return now
    return after_quiet(next_digest(now, rules) if often is Often.DAILY else now, rules)


def next_digest(now: datetime, rules: NoticeRules) -> datetime:
    """The next moment at which the daily digest goes."""
    today = datetime.combine(now.date(), rules.digest_at)
    return today if now <= today else today + timedelta(days=1)


def after_quiet(moment: datetime, rules: NoticeRules) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in. Equal begin and end mean no such hours."""
    if not is_quiet(moment, rules):
        return moment
    end = datetime.combine(moment.date(), rules.quiet_until)
    return end if end > moment else end + timedelta(days=1)


def is_quiet(moment: datetime, rules: NoticeRules) -> bool:
    """Whether nobody is to be disturbed; quiet hours may run over midnight."""
    begins, ends, now = rules.quiet_from, rules.quiet_until, moment.time()
    return begins <= now < ends if begins <= ends else now >= begins or now < ends


def next_try(now: datetime, kind: NoticeKind, tries: int, rules: NoticeRules) -> datetime | None:
    """When to try again after so many tries; None when it has failed for good."""
    if tries > len(BACK_OFF):
        return None
    again = now + BACK_OFF[tries - 1]
    return again if kind in AT_ANY_HOUR else after_quiet(again, rules)


def keeps(kind: NoticeKind) -> timedelta:
    """After how long nobody wants to hear it any more."""
    return _KEEPS_SHORTLY if kind in SHORT_LIVED else _KEEPS
