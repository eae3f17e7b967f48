"""The texts: what was brought up, filled in with the place where it happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from portal.demo.people import Ward
from portal.demo.place import read
from portal.demo.story import chance
from portal.domain.terms import MatterKind
from portal.models import Area


@dataclass(frozen=True)
class Case:
    """One thing a neighbour brings up, and what becomes of it. Texts as in cases.toml."""

    title: str
    words: str
    category: str
    place: str = "{estate}"
    kind: MatterKind = MatterKind.REQUEST
    org: str = "committee"
    helpers: tuple[str, ...] = ()
    days: int = 10
    resolution: str = ""
    note: str = ""
    done: str = ""
    answer: str = ""
    reason: str = ""
    entry: str = ""
    scene: str = ""
    months: tuple[int, ...] = ()  # in which it can happen; any, if none is named
    area: Area | None = field(default=None, compare=False)

    def here(self, ward: Ward, opening: str = "") -> "Case":
        """The case as it happens in this community, at one of its buildings."""
        building = chance(ward.quarter.area.name, self.title).choice(ward.quarter.buildings)
        names = {"estate": ward.quarter.estate, "building": building.name, "street": ward.quarter.street}
        told = replace(self, words=opening + self.words)
        texts: dict[str, Any] = {name: getattr(told, name).format(**names) for name in _TEXTS}
        return replace(told, area=building, **texts)


_TEXTS = ("title", "words", "place", "resolution", "note", "done", "answer", "reason")


def cases(file: str, table: str) -> tuple[Case, ...]:
    """All cases of one kind, in the order of the file."""
    return tuple(_case(row) for row in _read(file)[table])


@cache
def _read(file: str) -> Mapping[str, Any]:
    return read(file)


def _case(row: Mapping[str, Any]) -> Case:
    known = {**row, "helpers": tuple(row.get("with", ())), "months": tuple(row.get("months", ()))}
    known |= {"kind": MatterKind(row.get("kind", "request"))}
    known.pop("with", None)
    return Case(**known)


@cache
def voices() -> Mapping[str, Any]:
    """What people say in passing: see voices.toml."""
    return read("voices")


class Supplies:
    """Cases for every community, each at most once there; every community begins elsewhere in the list."""

    def __init__(self, wards: tuple[Ward, ...]) -> None:
        everything = cases("cases", "case")
        starts = [len(everything) * number // len(wards) for number in range(len(wards))]
        self._left = {
            ward.quarter.area.name: [*everything[start:], *everything[:start]]
            for ward, start in zip(wards, starts, strict=True)
        }

    def take(self, ward: Ward, month: int, org: str = "") -> Case:
        """The next case that can happen there in this month; one of this organisation's if any is left."""
        left = self._left[ward.quarter.area.name]
        fitting = [case for case in left if not case.months or month in case.months]
        case = next((case for case in fitting if case.org == org), fitting[0])
        left.remove(case)
        opening = chance(ward.quarter.estate, case.title).choice(("", *voices()["openings"]))
        return case.here(ward, opening)
