"""Where the demonstration plays: a street with four communities, their buildings, and who handles what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.models import Area, Organisation
from portal.models.places import AreaKind, OrganisationKind
from portal.services import places

_OPEN = "周一至周六 8:30—18:00，议事日到散会"
_GRIDS = ("第一网格", "第二网格")
_BUILDINGS_A_GRID = 5


def read(name: str) -> dict[str, Any]:
    """One of the data files beside this module."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Desk:
    """An organisation and the person there who is asked for by name."""

    organisation: Organisation
    person: str


@dataclass(frozen=True)
class Quarter:
    """A community as a place: its buildings, and who can be given what."""

    area: Area
    estate: str
    street: str
    grids: tuple[Area, ...]
    buildings: tuple[Area, ...]
    desks: Mapping[str, Desk]


@dataclass(frozen=True)
class Place:
    """The whole county as far as the demonstration goes."""

    district: Area
    street: Area
    quarters: tuple[Quarter, ...]
    departments: Mapping[str, Desk]


def found_the_place() -> Place:
    """Sets up areas, halls and organisations."""
    data = read("place")
    district = places.add_area(AreaKind.DISTRICT, data["district"])
    street = places.add_area(AreaKind.STREET, data["street"], district)
    departments = {
        each["key"]: Desk(
            places.add_organisation(
                each["name"], OrganisationKind.DEPARTMENT, district, telephone=each["telephone"]
            ),
            each["person"],
        )
        for each in data["department"]
    }
    quarters = tuple(_quarter(data, number, street, departments) for number in range(len(data["community"])))
    return Place(district, street, quarters, departments)


def _quarter(data: Mapping[str, Any], number: int, street: Area, departments: Mapping[str, Desk]) -> Quarter:
    its = data["community"][number]
    hall = {name: its[name] for name in ("venue", "address", "telephone")}
    area = places.add_community(its["name"], street, opening_hours=_OPEN, **hall)
    grids = tuple(places.add_area(AreaKind.GRID, name, area) for name in _GRIDS)
    buildings = tuple(
        places.add_area(AreaKind.BUILDING, f"{order * _BUILDINGS_A_GRID + house}号楼", grid)
        for order, grid in enumerate(grids)
        for house in range(1, _BUILDINGS_A_GRID + 1)
    )
    local = {each["key"]: _local(each, its, number, area) for each in data["local"]}
    return Quarter(area, its["estate"], its["street"], grids, buildings, {**departments, **local})


def _local(each: Mapping[str, Any], community: Mapping[str, str], number: int, area: Area) -> Desk:
    name = each["name"].format(community=community["name"], estate=community["estate"])
    organisation = places.add_organisation(name, OrganisationKind(each["kind"]), area)
    return Desk(organisation, each["people"][number])
