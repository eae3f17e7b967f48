"""A place's rule book: one engine runs every place, and this is all in which places differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Annotated

from portal.domain.meeting_rules import MeetingRules, MeetingType
from portal.domain.rulebook_reading import (
    Between,
    Distinct,
    Filled,
    Key,
    RuleBookError,
    Shaped,
    Texts,
    WorkingDays,
    read_table,
)
from portal.domain.terms import (
    Channel,
    Level,
    MatterKind,
    Mode,
    Reach,
    Urgency,
    VenueKind,
)

__all__ = [
    "AdmissionEntry",
    "Grade",
    "Group",
    "HandlingRules",
    "HotRules",
    "KioskRules",
    "LightRules",
    "Limits",
    "MeetingRules",
    "MeetingType",
    "ModerationRules",
    "NamedList",
    "NoticeRules",
    "PassageKind",
    "RatingRules",
    "RetentionRules",
    "RuleBook",
    "RuleBookError",
    "WarningRules",
    "WhistleRules",
    "read_rule_book",
]


@dataclass(frozen=True)
class HandlingRules:
    """办: the time that handling may take, in working days, and in hours until urgent matters are begun.

    One round of handling is extended at most `extension_max_count` times. Whoever is given a matter accepts
    it within `accept_working_days` and has been on the spot within `site_visit_working_days`. A clock that
    waits for the proposer goes on by itself after `waits_working_days`. What is late goes up a level every
    `escalation_working_days` after it expired, in the order of `escalates_to`.
    """

    working_days: WorkingDays
    urgent_begins_within_hours: Annotated[int, Between(1, 240)]
    extension_max_working_days: WorkingDays
    rectification_working_days: WorkingDays
    return_visit_working_days: WorkingDays
    extension_max_count: Annotated[int, Between(1, 10)] = 1
    accept_working_days: WorkingDays = 1
    site_visit_working_days: WorkingDays = 3
    waits_working_days: WorkingDays = 10
    escalation_working_days: WorkingDays = 5
    escalates_to: Annotated[tuple[Level, ...], Filled(), Distinct()] = tuple(Level)


@dataclass(frozen=True)
class WhistleRules:
    """吹哨报到: a department that is called is there within so many hours; the hours run day and night."""

    check_in_within_hours: Annotated[int, Between(1, 240)] = 24
    urgent_check_in_within_hours: Annotated[int, Between(1, 72)] = 2


@dataclass(frozen=True)
class WarningRules:
    """预警: the departments (by name) that are told of every risk, besides the grid and the community, and
    within how many hours everybody has taken notice."""

    departments: Annotated[tuple[str, ...], Distinct()] = ()
    acknowledge_within_hours: Annotated[int, Between(1, 72)] = 4


@dataclass(frozen=True)
class Grade:
    """What follows from an urgency and a reach: the name of the tier, the working days, who handles in what
    mode, and the level that sees to it. `example` as in AdmissionEntry."""

    urgency: Urgency
    reach: Reach
    tier: str
    working_days: WorkingDays
    mode: Mode
    level: Level
    example: bool = False

    @property
    def key(self) -> str:
        """What it is found by: no table grades one case twice."""
        return f"{self.urgency}-{self.reach}"


@dataclass(frozen=True)
class LightRules:
    """亮灯: amber from this many working days before the deadline on; red once it has passed."""

    amber_working_days: Annotated[int, Between(0, 60)]


@dataclass(frozen=True)
class RatingRules:
    """评: averages are public from `minimum_count` ratings; one averaging below `dissatisfied_below` of 5
    counts as dissatisfied; rating stays open for `window_working_days` after completion."""

    minimum_count: Annotated[int, Between(1, 1000)]
    window_working_days: WorkingDays
    dissatisfied_below: Annotated[float, Between(1, 5)]


@dataclass(frozen=True)
class Limits:
    """How much one person may send: characters, photos, bytes, pixels, and anonymous matters per hour and
    address."""

    title_chars: Annotated[int, Between(4, 200)]
    text_chars: Annotated[int, Between(100, 20_000)]
    place_chars: Annotated[int, Between(10, 200)]
    contact_chars: Annotated[int, Between(10, 200)]
    photos: Annotated[int, Between(0, 6)]
    photo_bytes: Annotated[int, Between(100_000, 50_000_000)]
    photo_pixels: Annotated[int, Between(1_000_000, 100_000_000)]
    anonymous_per_hour: Annotated[int, Between(1, 1000)]
    kiosk_per_hour: Annotated[int, Between(10, 10_000)] = 120


class PassageKind(StrEnum):
    """What may have to be read before it becomes public."""

    WORDS = "words"  # what a matter says
    EVENTS = "events"  # what was answered and noted
    PHOTOS = "photos"
    REPLIES = "replies"  # to a call for suggestions
    OPINIONS = "opinions"  # on an agenda item before its meeting


@dataclass(frozen=True)
class ModerationRules:
    """What somebody reads before it becomes public; the rest is public at once, masked by machine."""

    before_publishing: Annotated[tuple[PassageKind, ...], Distinct()] = ()


@dataclass(frozen=True)
class RetentionRules:
    """How long what is kept of persons is kept, in days: contact data after the person's last matter has
    ended, notices after they went, the record of who looked at a number."""

    contact_days: Annotated[int, Between(30, 3650)] = 730
    notice_days: Annotated[int, Between(7, 3650)] = 180
    look_days: Annotated[int, Between(180, 3650)] = 1095


@dataclass(frozen=True)
class NoticeRules:
    """When people are told: nobody is disturbed from `quiet_from` to `quiet_until`, the daily digest goes at
    `digest_at`, and a call for help from a kiosk passes to the next person after `help_call_minutes`."""

    quiet_from: time = time(21)
    quiet_until: time = time(8)
    digest_at: time = time(18)
    help_call_minutes: Annotated[int, Between(1, 60)] = 2


@dataclass(frozen=True)
class HotRules:
    """What many want settled: a voice counts half as much after each `half_life_days`, and a report that
    repeated the matter counts `report_weight` times as much as a support."""

    half_life_days: Annotated[int, Between(1, 365)] = 14
    report_weight: Annotated[int, Between(1, 100)] = 3


@dataclass(frozen=True)
class KioskRules:
    """A kiosk warns after `idle_seconds` without a touch and forgets the person `warning_seconds` later."""

    idle_seconds: Annotated[int, Between(30, 600)] = 90
    warning_seconds: Annotated[int, Between(20, 120)] = 30


@dataclass(frozen=True)
class AdmissionEntry:
    """One line of the 准入清单: what is admitted to (or refused at) deliberation, and cited when refusing.

    `example` says that the source names the list but does not spell it out.
    """

    key: Key
    text: str
    admits: bool
    example: bool = False


@dataclass(frozen=True)
class NamedList:
    """A list that the place knows by a name, such as 四项清单; `example` as in AdmissionEntry."""

    key: Key
    title: str
    entries: Texts
    example: bool = False


@dataclass(frozen=True)
class Group:
    """People who are asked on their own: invited advisers (特约建议人), the observer groups. `example` as in
    AdmissionEntry."""

    key: Key
    title: str
    example: bool = False


@dataclass(frozen=True)
class RuleBook:
    """Everything in which one place differs from another.

    `place` is the preset's key, `title` what the people call the portal, `region` where it is, and
    `number_prefix` begins every matter's number. `levels` is the organisational chain from the top down,
    `raising_forms` the 说事 forms, `duties` what an observer's entry may be part of. An enquiry is answered
    within `answer_working_days`; what was sent can be withdrawn for `withdraw_minutes`. `grading` says what
    follows from urgency and reach, `tasks` what may be put upon a community from above.
    """

    place: Key
    title: str
    region: str
    number_prefix: Annotated[str, Shaped(r"[A-Z]{2,4}", "two to four capital letters")]
    answer_working_days: WorkingDays
    withdraw_minutes: Annotated[int, Between(10, 1440)]
    channels: Annotated[tuple[Channel, ...], Filled(), Distinct()]
    kinds: Annotated[tuple[MatterKind, ...], Filled(), Distinct()]
    categories: Texts
    raising_forms: Texts
    levels: Texts
    meeting: MeetingRules
    handling: HandlingRules
    lights: LightRules
    rating: RatingRules
    limits: Limits
    admission_title: str
    admission: Annotated[tuple[AdmissionEntry, ...], Filled(), Distinct()]
    grading_title: str
    grading: Annotated[tuple[Grade, ...], Filled(), Distinct()]
    tasks_title: str
    tasks: Annotated[tuple[AdmissionEntry, ...], Filled(), Distinct()]
    lists: Annotated[tuple[NamedList, ...], Distinct()] = ()
    groups: Annotated[tuple[Group, ...], Distinct()] = ()
    venues: Annotated[tuple[VenueKind, ...], Distinct()] = (VenueKind.DELIBERATION_HALL,)
    moderation: ModerationRules = ModerationRules()
    retention: RetentionRules = RetentionRules()
    notices: NoticeRules = NoticeRules()
    kiosk: KioskRules = KioskRules()
    hot: HotRules = HotRules()
    whistle: WhistleRules = WhistleRules()
    warning: WarningRules = WarningRules()
    duties: Annotated[tuple[str, ...], Distinct()] = ()


def read_rule_book(table: Mapping[str, object], file: str) -> RuleBook:
    """The rule book in a parsed TOML table. Raises RuleBookError, naming `file`, where it does not fit."""
    return read_table(RuleBook, table, file)
