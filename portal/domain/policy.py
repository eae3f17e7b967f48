"""A place's rule book: one engine runs every place, and this is all in which places differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Annotated

from portal.domain.calendar import DayRule
from portal.domain.rulebook_reading import Between, Distinct, Filled, RuleBookError, Shaped, read_table
from portal.domain.terms import Channel, MatterKind

__all__ = [
    "AdmissionEntry",
    "HandlingRules",
    "LightRules",
    "Limits",
    "MeetingRules",
    "NamedList",
    "RatingRules",
    "RuleBook",
    "RuleBookError",
    "read_rule_book",
]

Key = Annotated[str, Shaped(r"[a-z][a-z0-9_]*", "a key of small letters, digits and underscores")]
WorkingDays = Annotated[int, Between(1, 250)]
Texts = Annotated[tuple[str, ...], Filled(), Distinct()]


@dataclass(frozen=True)
class MeetingRules:
    """议: when the community deliberates, and by what form.

    `agenda_closes_days_before` counts calendar days. `quorum_share` is the share of those invited who must
    be present. `names_public` prints attendants' names whole instead of masked. `types` are the labels of
    the forms of meeting that the place knows, the ordinary one first.
    """

    days: DayRule
    starts_at: time
    agenda_closes_days_before: Annotated[int, Between(0, 28)]
    quorum_share: Annotated[float, Between(0, 1)]
    names_public: bool
    types: Texts


@dataclass(frozen=True)
class HandlingRules:
    """办: the time that handling may take, in working days, and in hours until urgent matters are begun.

    One round of handling is extended at most `extension_max_count` times.
    """

    working_days: WorkingDays
    urgent_begins_within_hours: Annotated[int, Between(1, 240)]
    extension_max_working_days: WorkingDays
    rectification_working_days: WorkingDays
    return_visit_working_days: WorkingDays
    extension_max_count: Annotated[int, Between(1, 10)] = 1


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
    """A list that the place knows by a name, such as 三快二提一转; `example` as in AdmissionEntry."""

    key: Key
    title: str
    entries: Texts
    example: bool = False


@dataclass(frozen=True)
class RuleBook:
    """Everything in which one place differs from another.

    `place` is the preset's key, `title` what the people call the portal, `region` where it is, and
    `number_prefix` begins every matter's number. `levels` is the organisational chain from the top down,
    `raising_forms` the 说事 forms. An enquiry is answered within `answer_working_days`; what was sent can
    be withdrawn for `withdraw_minutes`.
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
    lists: Annotated[tuple[NamedList, ...], Distinct()] = ()


def read_rule_book(table: Mapping[str, object], file: str) -> RuleBook:
    """The rule book in a parsed TOML table. Raises RuleBookError, naming `file`, where it does not fit."""
    return read_table(RuleBook, table, file)
