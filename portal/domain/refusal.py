"""Why the portal said no: one exception, one rule each, the facts the sentence needs."""

from enum import StrEnum


class Rule(StrEnum):
    """The rule that was broken. The web translates each into a sentence that says what to do."""

    WRONG_STATE = "wrong_state"
    NOT_ALLOWED = "not_allowed"
    STALE = "stale"  # somebody else was faster
    NOT_FOUND = "not_found"
    WRONG_CODE = "wrong_code"
    TOO_MANY = "too_many"
    EMPTY_TEXT = "empty_text"
    TEXT_TOO_LONG = "text_too_long"
    CONTROL_CHARACTERS = "control_characters"
    UNKNOWN_AREA = "unknown_area"
    UNKNOWN_CHOICE = "unknown_choice"
    REASON_MISSING = "reason_missing"
    ADMISSION_ENTRY_UNKNOWN = "admission_entry_unknown"
    WITHDRAWAL_TOO_LATE = "withdrawal_too_late"
    ALREADY_RAISED = "already_raised"  # the same form sent twice
    ALREADY_SUPPORTED = "already_supported"
    ALREADY_RATED = "already_rated"
    RATING_OPEN = "rating_open"  # the window for rating is not over
    MERGE_WITH_ITSELF = "merge_with_itself"
    MERGE_TARGET_ENDED = "merge_target_ended"
    NOT_A_PICTURE = "not_a_picture"
    PICTURE_TOO_LARGE = "picture_too_large"
    TOO_MANY_PICTURES = "too_many_pictures"
    AGENDA_CLOSED = "agenda_closed"
    AGENDA_NOT_CLOSED = "agenda_not_closed"
    AGENDA_EMPTY = "agenda_empty"
    OTHER_COMMUNITY = "other_community"
    ITEM_SETTLED = "item_settled"
    ITEMS_OPEN = "items_open"
    MEETING_NOT_OPEN = "meeting_not_open"
    MEETING_TOO_EARLY = "meeting_too_early"
    COUNTS_EXCEED_ATTENDANCE = "counts_exceed_attendance"
    COUNTS_MISSING = "counts_missing"
    NOT_CARRIED = "not_carried"
    NO_ATTENDANCE = "no_attendance"
    HANDLER_MISSING = "handler_missing"
    PARTNER_MISSING = "partner_missing"  # handled jointly, but with nobody
    DEADLINE_MISSING = "deadline_missing"
    EXTENSION_TOO_LATE = "extension_too_late"
    EXTENSION_TOO_LONG = "extension_too_long"
    EXTENSION_SPENT = "extension_spent"  # as often as the rule book allows
    EXTENSION_PENDING = "extension_pending"
    EXTENSION_BY_ANOTHER = "extension_by_another"
    VISIT_DONE = "visit_done"
    PRIVATE_MATTER = "private_matter"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_THROTTLED = "sign_in_throttled"
    LOGIN_TAKEN = "login_taken"
    LOGIN_UNFIT = "login_unfit"
    PASSWORD_WEAK = "password_weak"  # noqa: S105 - the name of a rule
    WRONG_FILE = "wrong_file"
    UNREADABLE = "unreadable"  # a cell of a table
    REPLY_BEFORE_MATTER = "reply_before_matter"


class Refusal(Exception):  # noqa: N818 - it is no error but an answer
    """Something a person asked for that a rule forbids. Nothing was written.

    Attributes:
        rule: which rule.
        facts: what the sentence about it names (a date, a limit, a field).
    """

    def __init__(self, rule: Rule, **facts: object) -> None:
        super().__init__(rule.value)
        self.rule = rule
        self.facts = facts
