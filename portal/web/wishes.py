"""What an address asks a list of matters for. What makes no sense in it is left out, never an error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from flask_babel import LazyString

from portal.domain.lights import Light
from portal.domain.occasion import Occasion
from portal.domain.stages import Stage
from portal.domain.terms import Channel, MatterKind
from portal.queries.categories import categories_to_pick
from portal.queries.matters import Wanted, due_within
from portal.queries.places import CommunityCard, Grid, grids_of
from portal.web import labels
from portal.web.words import lazy_gettext as _

Member = TypeVar("Member", bound=StrEnum)

#: What the key that takes the last sign back sends.
BACK = "←"

_LONGEST_QUESTION = 80
_LAST_YEAR = 9999
_LONGEST_ID = 9  # digits: what both databases take for a key


@dataclass(frozen=True)
class Wish:
    """The filters of a list as they stand in its address; ``until`` is the last day that is wanted."""

    community: int | None = None
    grid: int | None = None
    stage: Stage | None = None
    category: int | None = None
    channel: Channel | None = None
    kind: MatterKind | None = None
    light: Light | None = None
    since: date | None = None
    until: date | None = None
    q: str = ""
    before: int | None = None

    def wanted(self, now: Occasion) -> Wanted:
        """The same for the query, with today's meaning of a light."""
        due = due_within(self.light, now.today, now.calendar, now.book.lights) if self.light else None
        return Wanted(
            self.community,
            self.stage,
            self.category,
            self.channel,
            self.kind,
            due,
            self.q,
            self.before,
            grid_id=self.grid,
            raised_from=_midnight(self.since),
            raised_before=_midnight(self.until, days=1),
        )

    def address(self, **changes: Any) -> dict[str, Any]:
        """The parts of an address that asks for the same but for the changes; from the newest on."""
        changed = replace(self, **({"before": None} | changes))
        return {name: value for name, value in vars(changed).items() if value not in (None, "")}

    @property
    def asks_words_only(self) -> bool:
        """Whether words are looked for and nothing else is asked: then other pages may answer too."""
        return self.before is None and set(self.address()) == {"q"}

    @property
    def narrows(self) -> bool:
        """Whether anything but the column is asked for."""
        return bool(self.address(stage=None))


def read_wish(said: Mapping[str, str], now: Occasion, places: Sequence[CommunityCard]) -> Wish:
    """The wish in the parts of an address."""
    community = known_community(said.get("community", ""), places)
    grids = grids_to_pick(community, places) if said.get("grid") else []
    return Wish(
        community=community.area_id if community else None,
        grid=next((grid.area_id for grid in grids if str(grid.area_id) == said["grid"]), None),
        stage=_member(Stage, said.get("stage", "")),
        category=_number(said.get("category", "")),
        channel=_member(Channel, said.get("channel", "")),
        kind=_member(MatterKind, said.get("kind", "")),
        light=_member(Light, said.get("light", "")),
        since=_day(said.get("since", "")),
        until=_day(said.get("until", "")),
        q=said.get("q", "").strip()[:_LONGEST_QUESTION],
        before=_number(said.get("before", "")),
    )


def with_letter(wish: Wish, letter: str) -> Wish:
    """The wish with one more letter from a keyboard on the page, or without the last sign by its key ←."""
    if letter == BACK:
        return replace(wish, q=wish.q[:-1].rstrip())
    if len(letter) == 1 and letter.isascii() and letter.isalpha():
        return replace(wish, q=(wish.q + letter.lower())[:_LONGEST_QUESTION])
    return wish


def known_community(text: str, places: Sequence[CommunityCard]) -> CommunityCard | None:
    """The community of this id; None for every other text."""
    return next((place for place in places if str(place.area_id) == text), None)


def grids_to_pick(community: CommunityCard | None, places: Sequence[CommunityCard]) -> list[Grid]:
    """The grids of the community that was chosen, or of the only one there is."""
    only = community or (places[0] if len(places) == 1 else None)
    return grids_of(only.area_id) if only else []


def _member(members: type[Member], text: str) -> Member | None:
    return next((member for member in members if member.value == text), None)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID else None


def _day(text: str) -> date | None:
    """A day as browsers write it. The last days of the calendar have no next one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year < _LAST_YEAR else None


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    return datetime.combine(day + timedelta(days), time.min) if day else None


class Pick(NamedTuple):
    """One filter of the form: its name, its label, what can be chosen, and what is."""

    name: str
    label: LazyString
    options: list[tuple[object, object]]
    chosen: object


def picks(wish: Wish, now: Occasion, places: Sequence[CommunityCard]) -> list[Pick]:
    """The filters, each a list to choose from. Where there is one community there is none to choose."""
    book = now.book
    halls = [(place.area_id, place.name) for place in places]
    community = [Pick("community", _("哪个社区"), [*halls], wish.community)] if len(halls) > 1 else []
    return [
        *community,
        Pick("category", _("哪类事"), [*categories_to_pick(wish.category)], wish.category),
        Pick("kind", _("说的是"), [(kind, labels.KINDS[kind]) for kind in book.kinds], wish.kind),
        Pick("channel", _("怎么来的"), [(way, labels.CHANNELS[way]) for way in book.channels], wish.channel),
        Pick("light", _("时间"), [*labels.LIGHTS.items()], wish.light),
    ]
