"""A place that any rule book can run: two streets, four communities, and those who work there."""

from dataclasses import dataclass, replace
from itertools import count

from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Grant, Role
from portal.domain.terms import Capacity
from portal.models import Area, Organisation, Person
from portal.models.places import AreaKind, OrganisationKind
from portal.queries.sign_ins import grants_of
from portal.services import people, places
from portal.services.standing import MemberDraft, add_standing_member
from portal.simulation.life import Life
from portal.simulation.voices import name_of

_FOUNDER = Actor(None, "", (Grant(Role.SYSTEM_ADMINISTRATOR, "/"),))
_CHAIR = Actor(None, "", (Grant(Role.DISTRICT_ADMINISTRATOR, "/"),))
_SEATS = (*[Capacity.REPRESENTATIVE] * 6, Capacity.OWNERS, Capacity.PROPERTY, Capacity.PARTY_MEMBER)
_STREETS = ("东街", "西街")
_COMMUNITIES = ("一", "二", "三", "四")
_GRIDS = ("第一网格", "第二网格", "第三网格")
_DEPARTMENTS = ("城管中队", "消防大队", "电业局", "水务局", "民政局")


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

    def quarter_at(self, community_id: int) -> Quarter:
        """The community of this id."""
        return next(quarter for quarter in self.quarters if quarter.area.id == community_id)

    def handler_of(self, organisation_id: int | None) -> Actor | None:
        """Who handles for the organisation; None where it is no department."""
        handlers = {each.organisation.id: each.handler for each in self.departments}
        return handlers.get(organisation_id) if organisation_id else None


class _Founding:
    def __init__(self, life: Life, households: int) -> None:
        self.households = households
        self.occasion: Occasion = life.occasion(_FOUNDER)
        self._names = count(1)

    def somebody(self) -> Person:
        return Person.create(name=name_of(next(self._names)), created_at=self.occasion.now)

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
        self._seat_members(area)
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
            residents=tuple(self.resident() for _ in range(self.households)),
        )

    def _seat_members(self, community: Area) -> None:
        """Those who are asked to every meeting."""
        chair = replace(self.occasion, actor=_CHAIR)
        for capacity in _SEATS:
            add_standing_member(chair, community, MemberDraft(self.somebody().name, capacity))

    def department(self, district: Area, name: str) -> Department:
        organisation = places.add_organisation(name, OrganisationKind.DEPARTMENT, district)
        return Department(organisation, self.officer(Role.DEPARTMENT_HANDLER, district, organisation))


def found_town(life: Life, communities: int = 2, households: int = 40) -> Town:
    """Sets up the place, as whoever installs a portal does: so many communities a street."""
    founding = _Founding(life, households)
    district = places.add_area(AreaKind.DISTRICT, life.book.region)
    streets = [places.add_area(AreaKind.STREET, name, district) for name in _STREETS]
    return Town(
        quarters=tuple(
            founding.quarter(street, f"{street.name}{number}社区")
            for street in streets
            for number in _COMMUNITIES[:communities]
        ),
        departments=tuple(founding.department(district, name) for name in _DEPARTMENTS),
        officers=tuple(founding.officer(Role.STREET_OFFICER, street) for street in streets),
        administrator=founding.officer(Role.DISTRICT_ADMINISTRATOR, district),
    )
