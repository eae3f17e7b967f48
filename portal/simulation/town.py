"""A place that any rule book can run: two streets, four communities, and those who work there."""

from dataclasses import dataclass
from itertools import count

from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Grant, Role
from portal.models import Area, Organisation, Person
from portal.models.places import AreaKind, OrganisationKind
from portal.queries.sign_ins import grants_of
from portal.services import people, places
from portal.simulation.life import Life

_FOUNDER = Actor(None, "", (Grant(Role.SYSTEM_ADMINISTRATOR, "/"),))
_STREETS = ("东街", "西街")
_COMMUNITIES = ("一", "二")
_GRIDS = ("第一网格", "第二网格", "第三网格")
_DEPARTMENTS = ("城管中队", "消防大队", "电业局", "水务局", "民政局")
_HOUSEHOLDS = 40


@dataclass(frozen=True)
class Department:
    """A department and whoever handles for it."""

    organisation: Organisation
    handler: Actor


@dataclass(frozen=True)
class Quarter:
    """A community, and everybody in it."""

    area: Area
    grids: tuple[Area, ...]
    committee: Organisation
    others: tuple[Organisation, ...]
    worker: Actor
    secretary: Actor
    grid_members: tuple[Actor, ...]
    residents: tuple[Actor, ...]


@dataclass(frozen=True)
class Town:
    """All of it."""

    quarters: tuple[Quarter, ...]
    departments: tuple[Department, ...]
    officers: tuple[Actor, ...]  # of the streets
    administrator: Actor

    def above(self, quarter: Quarter) -> Actor:
        """The officer of the quarter's street."""
        return next(
            officer for officer in self.officers if quarter.area.path.startswith(officer.grants[0].area_path)
        )


class _Founding:
    def __init__(self, life: Life) -> None:
        self.occasion: Occasion = life.occasion(_FOUNDER)
        self._names = count(1)

    def somebody(self) -> Person:
        number = next(self._names)
        return Person.create(name=f"居民{number}", created_at=self.occasion.now)

    def resident(self) -> Actor:
        person = self.somebody()
        return Actor(person.id, person.name)

    def officer(self, role: Role, area: Area, organisation: Organisation | None = None) -> Actor:
        person = self.somebody()
        people.appoint(self.occasion, person, role, area, organisation)
        return Actor(person.id, person.name, grants_of(person.id, self.occasion.now))

    def quarter(self, street: Area, name: str) -> Quarter:
        hall = {"venue": "议事厅", "address": name, "opening_hours": "周一至周六 8:30—18:00"}
        area = places.add_community(name, street, telephone="", **hall)
        grids = tuple(places.add_area(AreaKind.GRID, grid, area) for grid in _GRIDS)
        organise = places.add_organisation
        return Quarter(
            area=area,
            grids=grids,
            committee=organise(f"{name}居委会", OrganisationKind.COMMUNITY, area),
            others=(
                organise(f"{name}物业", OrganisationKind.PROPERTY, area),
                organise(f"{name}业委会", OrganisationKind.OWNERS, area),
            ),
            worker=self.officer(Role.COMMUNITY_WORKER, area),
            secretary=self.officer(Role.COMMUNITY_SECRETARY, area),
            grid_members=tuple(self.officer(Role.GRID_MEMBER, grid) for grid in grids),
            residents=tuple(self.resident() for _ in range(_HOUSEHOLDS)),
        )

    def department(self, district: Area, name: str) -> Department:
        organisation = places.add_organisation(name, OrganisationKind.DEPARTMENT, district)
        return Department(organisation, self.officer(Role.DEPARTMENT_HANDLER, district, organisation))


def found_town(life: Life) -> Town:
    """Sets up the place, as whoever installs a portal does."""
    founding = _Founding(life)
    district = places.add_area(AreaKind.DISTRICT, life.book.region)
    streets = [places.add_area(AreaKind.STREET, name, district) for name in _STREETS]
    return Town(
        quarters=tuple(
            founding.quarter(street, f"{street.name}{number}社区")
            for street in streets
            for number in _COMMUNITIES
        ),
        departments=tuple(founding.department(district, name) for name in _DEPARTMENTS),
        officers=tuple(founding.officer(Role.STREET_OFFICER, street) for street in streets),
        administrator=founding.officer(Role.DISTRICT_ADMINISTRATOR, district),
    )
