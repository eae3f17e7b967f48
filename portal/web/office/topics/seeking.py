"""How an officer narrows the topic pool: by where topics came from, how urgent, about what, how long."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from flask_babel import gettext as _

from portal.domain.occasion import Occasion
from portal.domain.terms import Channel, Urgency
from portal.queries.categories import first_level
from portal.queries.topics import Sought
from portal.web import labels

_DAYS = (7, 30, 90)
_SUPPORTS = (3, 10, 30)

Kind = TypeVar("Kind", bound=StrEnum)


class Pick(NamedTuple):
    """One list to choose from, above the pool."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def read_sought(wish: Mapping[str, str]) -> Sought:
    """What the address asks for; what nobody understands is left out."""
    return Sought(
        channel=_one_of(Channel, wish.get("channel", "")),
        urgency=_one_of(Urgency, wish.get("urgency", "")),
        category_id=_among((number for number, _name in first_level()), wish.get("category", "")),
        waits_days=_among(_DAYS, wish.get("waits", "")),
        supports=_among(_SUPPORTS, wish.get("supports", "")),
    )


def sought_picks(wish: Mapping[str, str], now: Occasion) -> list[Pick]:
    """The lists to choose from, with what is chosen."""
    offered = {
        "channel": (_("怎么来的"), [(each.value, str(labels.CHANNELS[each])) for each in now.book.channels]),
        "urgency": (_("有多急"), [(each.value, str(word)) for each, word in labels.URGENCIES.items()]),
        "category": (_("哪方面"), [(str(number), name) for number, name in first_level()]),
        "waits": (_("等了多久"), [(str(days), _("%(days)s天以上", days=days)) for days in _DAYS]),
        "supports": (_("附议"), [(str(least), _("%(count)s人以上", count=least)) for least in _SUPPORTS]),
    }
    return [Pick(name, label, options, wish.get(name, "")) for name, (label, options) in offered.items()]


def _one_of(kind: type[Kind], text: str) -> Kind | None:
    return next((each for each in kind if each.value == text), None)


def _among(numbers: Iterable[int], text: str) -> int | None:
    return next((number for number in numbers if str(number) == text), None)
