"""What answers a search besides matters, and where it is read."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from portal.models.finding import FindableKind
from portal.queries.search import found_elsewhere
from portal.web.render import room_url

#: The page of each kind, and by which part of its address it is named.
_PAGES: Mapping[FindableKind, tuple[str, str]] = MappingProxyType(
    {
        FindableKind.MEETING: ("board.meeting", "meeting_id"),
        FindableKind.CAMPAIGN: ("campaigns.campaign", "campaign_id"),
        FindableKind.VENUE: ("places.venue", "code"),
    }
)


class Page(NamedTuple):
    """A public page that answers."""

    kind: FindableKind
    title: str
    day: date | None
    address: str


def pages_elsewhere(words: str) -> list[Page]:
    """The meetings, campaigns and venues that answer the words, behind the door one came through."""
    found = found_elsewhere(words)
    return [Page(page.kind, page.title, page.day, _address(page.kind, page.key)) for page in found]


def _address(kind: FindableKind, key: str) -> str:
    endpoint, named = _PAGES[kind]
    return room_url(endpoint, **{named: key})
