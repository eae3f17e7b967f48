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
    OPTION_KNOWN = "option_known"  # it lies on the table already
    OPTIONS_FULL = "options_full"
    OPTION_VOTED = "option_voted"  # what was voted on stays
    LINE_KNOWN = "line_known"  # the list says so already
    LIST_REFUSES_NOTHING = "list_refuses_nothing"  # nothing would be left to cite
    TASK_DECIDED = "task_decided"  # the community has said, or the sender took it back
    MEETING_NOT_OPEN = "meeting_not_open"
    MEETING_TOO_EARLY = "meeting_too_early"
    MEETING_CALLED_OFF = "meeting_called_off"
    MEETING_BEGUN = "meeting_begun"  # it is in session, or over
    MEETING_IN_PAST = "meeting_in_past"
    MEETING_TOO_FAR = "meeting_too_far"  # nobody plans further ahead than a year
    MEETING_TOO_SOON = "meeting_too_soon"  # people, or topics, would have no time to come
    MEETING_THERE = "meeting_there"  # another of its kind is on that day
    MEETING_UNCHANGED = "meeting_unchanged"
    URGENT_TOO_LATE = "urgent_too_late"  # beyond the hours within which what is urgent begins
    COUNTS_EXCEED_ATTENDANCE = "counts_exceed_attendance"
    COUNTS_MISSING = "counts_missing"
    NOT_CARRIED = "not_carried"
    NO_ATTENDANCE = "no_attendance"
    MEMBER_KNOWN = "member_known"  # a standing member of this name and capacity is there already
    ALREADY_INVITED = "already_invited"
    ALREADY_THERE = "already_there"  # who has come is not un-invited
    MEETING_OVER = "meeting_over"
    REPLY_TOO_LATE = "reply_too_late"  # the meeting has begun, or was called off
    OPINIONS_CLOSED = "opinions_closed"  # before the agenda is public, and once the meeting has begun
    NO_QUORUM = "no_quorum"  # too few of those invited are there
    NOT_PRESENT = "not_present"
    ALREADY_VOTED = "already_voted"
    VOTE_OPEN = "vote_open"  # one vote at a time on an item, and none open when it is settled
    VOTE_CLOSED = "vote_closed"
    VOTE_EMPTY = "vote_empty"  # nothing was counted yet
    KIOSK_ONLY = "kiosk_only"  # a card is shown where the community has put a kiosk, or to the chair
    VOTED_OTHERWISE = "voted_otherwise"  # hands raised where each votes alone, or the other way round
    OPTIONS_TOO_FEW = "options_too_few"
    NO_RUN_OFF = "no_run_off"  # the vote decided, or was not among options
    MINUTES_UNCHANGED = "minutes_unchanged"
    MEETING_NOT_CLOSED = "meeting_not_closed"
    HAS_VOTED = "has_voted"  # who has cast a ballot was there
    RESOLVES_NOTHING = "resolves_nothing"  # a form of meeting that hears and answers
    RESOLVES = "resolves"  # a form of meeting that hands nothing on without a resolution
    HANDLER_MISSING = "handler_missing"
    PERSON_MISSING = "person_missing"  # an organisation, but nobody by name
    ORGANISATION_DISSOLVED = "organisation_dissolved"
    PARTNER_MISSING = "partner_missing"  # handled jointly, but with nobody
    DEADLINE_MISSING = "deadline_missing"
    DEADLINE_PAST = "deadline_past"
    DEADLINE_TOO_FAR = "deadline_too_far"  # nothing takes longer than a year
    EXTENSION_TOO_LATE = "extension_too_late"
    EXTENSION_TOO_LONG = "extension_too_long"
    EXTENSION_SPENT = "extension_spent"  # as often as the rule book allows
    EXTENSION_PENDING = "extension_pending"
    EXTENSION_BY_ANOTHER = "extension_by_another"
    LEAD_ALONE = "lead_alone"  # who helps reports a part; whoever leads decides on the whole
    ACCEPTED_ALREADY = "accepted_already"
    FORWARDED_TO_ITSELF = "forwarded_to_itself"
    PERSON_ELSEWHERE = "person_elsewhere"  # does not work there, or not any more
    STEP_AFTER_DEADLINE = "step_after_deadline"
    STEP_DONE = "step_done"
    STEP_OF_ANOTHER = "step_of_another"
    PAUSE_TOO_LATE = "pause_too_late"
    NOBODY_TO_ASK = "nobody_to_ask"  # no proposer who could answer
    NOT_WAITING = "not_waiting"  # nobody asks the proposer anything, or the answer is there
    SUCCESSOR_MISSING = "successor_missing"  # something is open that somebody has to take over
    ORGANISATION_KNOWN = "organisation_known"
    ESTATE_KNOWN = "estate_known"  # the area is an estate already
    VISIT_DONE = "visit_done"
    CLOCK_STANDS = "clock_stands"  # no deadline runs: it waits for the proposer
    AT_THE_TOP = "at_the_top"  # nobody stands above the level that has it
    YEAR_OUTSIDE = "year_outside"  # no days off are kept for such a year
    DAYS_IN_A_ROW = "days_in_a_row"  # an end before its beginning, or beyond a month
    NO_DAYS = "no_days"  # an announcement that changes no day
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
    CARD_REVOKED = "card_revoked"
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
    NOBODY_CALLED = "nobody_called"  # a whistle without a department
    CHECKED_IN_ALREADY = "checked_in_already"
    SOMEBODY_CAME = "somebody_came"  # what somebody came for is not called off
    WHISTLE_CALLED_OFF = "whistle_called_off"
    NOT_CHECKED_IN = "not_checked_in"
    OTHER_VENUE = "other_venue"  # the code of another place than the one that was whistled to
    NOT_WARNED = "not_warned"
    FIELD_UNKNOWN = "field_unknown"  # braces around what no matter has
    FILTER_EMPTY = "filter_empty"  # it would show everything
    FILTER_KNOWN = "filter_known"
    FILTERS_FULL = "filters_full"
    NONE_CHOSEN = "none_chosen"
    TOO_MANY_CHOSEN = "too_many_chosen"
    SOMEBODY_AT_WORK = "somebody_at_work"  # asks once more, and forbids nothing


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
