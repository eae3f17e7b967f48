"""What people are told without asking, by which way, and how often."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice tells."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    AGENDA = "agenda"
    RESOLUTION = "resolution"
    CHECK_IN = "check_in"  # a department begins: assigned, or come to the spot
    DUE_SOON = "due_soon"
    DONE = "done"
    PLEASE_RATE = "please_rate"
    VISIT = "visit"
    DISSATISFACTION_ANSWERED = "dissatisfaction_answered"
    HELP_CALL = "help_call"
    CODE = "code"  # a one-time code to sign in


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
    SENT = "sent"
    FAILED = "failed"  # tried as often as makes sense
    DROPPED = "dropped"  # nobody to be reached, or the matter was taken back before it went
