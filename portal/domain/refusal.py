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
    NOT_CONFIRMED = "not_confirmed"  # the word that confirms what cannot be undone
    STILL_IN_OFFICE = "still_in_office"  # who holds a role keeps a name
    MEANING_CHANGED = "meaning_changed"  # whoever reads before publishing may hide words, not replace them
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_THROTTLED = "sign_in_throttled"
    LOGIN_TAKEN = "login_taken"
    LOGIN_UNFIT = "login_unfit"
    PASSWORD_WEAK = "password_weak"  # noqa: S105 - the name of a rule
    CONTACT_UNFIT = "contact_unfit"  # neither a mobile number nor an e-mail address
    CONTACT_TAKEN = "contact_taken"  # proved by somebody else before
    CHANNEL_MISSING = "channel_missing"  # nothing is set up by which a code could travel
    CODES_SPENT = "codes_spent"  # too many were asked for
    CODE_WRONG = "code_wrong"
    CARD_UNKNOWN = "card_unknown"
    HOLDER_MISSING = "holder_missing"  # a household's card, and nobody said who it is
    PIN_UNFIT = "pin_unfit"
    PIN_WRONG = "pin_wrong"
    PIN_LOCKED = "pin_locked"
    CALL_NOT_OPEN = "call_not_open"
    CALL_UNDER_WAY = "call_under_way"  # people may have answered what would be changed
    NOT_INVITED = "not_invited"
    NOTHING_SAID = "nothing_said"
    OPTIONS_MISSING = "options_missing"
    PARTS_MISSING = "parts_missing"
    TOO_MANY_PARTS = "too_many_parts"
    DAYS_REVERSED = "days_reversed"
    CHANNEL_UNKNOWN = "channel_unknown"  # no address of a staff group's channel
    SHEET_ENTERED = "sheet_entered"
    FATES_OPEN = "fates_open"
    NOBODY_KNOWN = "nobody_known"
    IDEA_MARKED = "idea_marked"
    WRONG_FILE = "wrong_file"
    UNREADABLE = "unreadable"  # a cell of a table
    POSITION_OUTSIDE = "position_outside"
    COORDINATES_SWAPPED = "coordinates_swapped"  # latitude before longitude
    SHAPES_UNREADABLE = "shapes_unreadable"  # no GeoJSON of polygons
    SHAPE_CROSSES_ITSELF = "shape_crosses_itself"
    SHAPES_TOO_MANY = "shapes_too_many"  # for a page
    REPLY_BEFORE_MATTER = "reply_before_matter"
    COLUMN_MISSING = "column_missing"  # a table without its text or its time
    ON_AN_AGENDA = "on_an_agenda"  # what a meeting waits for stays where and as it is
    CATEGORY_KNOWN = "category_known"  # another one beside it has that name
    PAIRING_FAILED = "pairing_failed"  # no kiosk waits for this code, or it has run out
    PIXELS_UNLIKELY = "pixels_unlikely"  # no glass has so many or so few in a millimetre
    CARRIED_ALREADY = "carried_already"  # what was to be carried on by phone was, or is too old


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
