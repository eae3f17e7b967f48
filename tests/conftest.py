"""The town in which all tests play, and its fixed cast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from portal import presets
from portal.db import database, open_database
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Actor, Grant, Role
from portal.models import Area, Matter, Organisation, Person, RoleHolding
from portal.models.places import AreaKind, OrganisationKind
from portal.services import places
from portal.services.say import Draft, raise_matter
from portal.vault import open_vault

#: What the tests seal contact data with.
CONTACT_KEYS = ("dGhlc2UtYXJlLWp1c3QtMzItYnl0ZXMtZm9yLXRlc3Q=",)
open_vault(CONTACT_KEYS)

pytest_plugins = [
    "tests.plugins.postgres",
    "tests.plugins.browser",
    "tests.plugins.queries",
    "tests.plugins.real_input",
]

#: A Tuesday on which everybody works; the next deliberation day is Monday the 30th.
MORNING = datetime(2026, 11, 3, 9, 30)

#: 2026 as far as the tests walk: the national holiday with its make-up Saturday.
CALENDAR = WorkCalendar(
    exceptions={date(2026, 10, day): False for day in (1, 2, 5, 6, 7)} | {date(2026, 10, 10): True},
    announced_years=frozenset({2025, 2026}),
)

Cast = dict[str, Actor]


@dataclass(frozen=True)
class Town:
    """Where the tests play: one street with two communities."""

    district: Area
    street: Area
    community: Area
    grid: Area
    building: Area
    neighbour: Area  # the other community
    committee: Organisation
    property_manager: Organisation
    city_management: Organisation


@pytest.fixture
def opened(database_url: str) -> Iterator[None]:
    """The database of this test and the vault, open; a command run before had keys of its own."""
    open_database(database_url)
    open_vault(CONTACT_KEYS)
    yield
    database.close()


@pytest.fixture
def town(opened: None) -> Town:
    """清华园社区 and its neighbour 和川社区."""
    district = places.add_area(AreaKind.DISTRICT, "安泽县")
    street = places.add_area(AreaKind.STREET, "府城镇", district)
    hall = {"venue": "居民说事议事厅", "address": "清华园小区内", "opening_hours": "周一至周六 8:30—18:00"}
    community = places.add_community("清华园社区", street, telephone="0357-7000001", **hall)
    neighbour = places.add_community("和川社区", street, telephone="0357-7000002", **hall)
    grid = places.add_area(AreaKind.GRID, "第一网格", community)
    return Town(
        district,
        street,
        community,
        grid,
        places.add_area(AreaKind.BUILDING, "7号楼", grid),
        neighbour,
        places.add_organisation("清华园社区居委会", OrganisationKind.COMMUNITY, community),
        places.add_organisation("清华园物业", OrganisationKind.PROPERTY, community),
        places.add_organisation("城管中队", OrganisationKind.DEPARTMENT, district, telephone="0357-7000201"),
    )


@pytest.fixture
def cast(town: Town) -> Cast:
    """Everybody who appears: 林小雨 lives here, the others work here, the stranger works next door."""
    inside, street = town.community.path, town.street.path
    department = Grant(Role.DEPARTMENT_HANDLER, town.district.path, town.city_management.id)
    return {
        "nobody": NOBODY,
        "resident": _person("林小雨"),
        "other_resident": _person("何大勇"),
        "grid_member": _person("陈晨", Grant(Role.GRID_MEMBER, town.grid.path)),
        "worker": _person("李敏", Grant(Role.COMMUNITY_WORKER, inside)),
        "secretary": _person("王建国", Grant(Role.COMMUNITY_SECRETARY, inside)),
        "handler": _person("赵强", department),
        "street_officer": _person("孙丽", Grant(Role.STREET_OFFICER, street)),
        "auditor": _person("周平", Grant(Role.AUDITOR, town.district.path)),
        "administrator": _person("吴军", Grant(Role.SYSTEM_ADMINISTRATOR, town.district.path)),
        "stranger": _person("郑好", Grant(Role.COMMUNITY_WORKER, town.neighbour.path)),
    }


def _person(name: str, *grants: Grant) -> Actor:
    person = Person.create(name=name, phone="", created_at=MORNING)
    for grant in grants:
        RoleHolding.create(
            person=person,
            role=grant.role,
            area=Area.get(Area.path == grant.area_path),
            organisation=grant.organisation_id,
            since=MORNING,
        )
    return Actor(person.id, name, grants)


@pytest.fixture
def occasion(cast: Cast) -> Callable[..., Occasion]:
    """``occasion("worker")`` is the worker acting on the morning of the tests; ``at=`` another time."""
    book = presets.load("anze")

    def of(who: str = "nobody", at: datetime = MORNING) -> Occasion:
        return Occasion(cast[who], at, book, CALENDAR)

    return of


@pytest.fixture
def lamp(town: Town, occasion: Callable[..., Occasion]) -> Matter:
    """A matter as it comes in: the street lamp in front of building 7 is broken."""
    draft = Draft(
        words="7号楼前的路灯坏了，晚上老人出门看不清台阶。", area_id=town.building.id, place="7号楼前"
    )
    return raise_matter(occasion("nobody"), draft).matter
