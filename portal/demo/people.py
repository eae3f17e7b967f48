"""Who works in the demonstration place, with an account for every role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.demo.place import Place, Quarter, read
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Grant, Role
from portal.domain.policy import RuleBook
from portal.models import Area, Organisation, Person
from portal.queries.sign_ins import grants_of
from portal.services import people

#: Appoints the first staff, as whoever installs a portal does.
FOUNDER = Actor(None, "", (Grant(Role.SYSTEM_ADMINISTRATOR, "/"),))

#: The sign-in names worth telling a visitor, in the order of the road.
LOGINS = (
    *("resident", "worker", "secretary", "handler", "grid"),
    *("observer", "street", "district", "auditor", "admin"),
)


@dataclass(frozen=True, eq=False)
class Ward:
    """A community with the people who work for it. ``handlers`` sit in the departments, by key."""

    quarter: Quarter
    worker: Actor
    secretary: Actor
    handlers: Mapping[str, Actor]

    def doer(self, desk: str) -> Actor:
        """Who reports for a desk: its own handler, or the community's worker where it has none."""
        return self.handlers.get(desk, self.worker)


@dataclass(frozen=True)
class Town:
    """Everybody who acts."""

    wards: tuple[Ward, ...]
    resident: Actor


@dataclass(frozen=True)
class Hiring:
    """Opens accounts and gives roles on one day, all with one password."""

    occasion: Occasion
    password: str

    def hire(
        self, login: str, name: str, role: Role, area: Area, organisation: Organisation | None = None
    ) -> Actor:
        """Gives somebody a role. Only those whom visitors play get an account: a password takes its time."""
        person = self.welcome(login, name)
        people.appoint(self.occasion, person, role, area, organisation)
        return Actor(person.id, name, grants_of(person.id, self.occasion.now))

    def welcome(self, login: str, name: str) -> Person:
        """Somebody with an account and no role."""
        if login not in LOGINS:
            return Person.create(name=name, created_at=self.occasion.now)
        return people.register(self.occasion, people.Newcomer(name, login, self.password)).person


def staff_the_place(
    place: Place, since: datetime, book: RuleBook, calendar: WorkCalendar, password: str
) -> Town:
    """Opens the accounts and gives the roles, all from ``since`` on."""
    data = read("place")
    hiring = Hiring(Occasion(FOUNDER, since, book, calendar), password)
    handlers = {
        each["key"]: hiring.hire(
            each.get("login", ""),
            each["person"],
            Role.DEPARTMENT_HANDLER,
            place.district,
            place.departments[each["key"]].organisation,
        )
        for each in data["department"]
    }
    local = {each["role"]: _hire_locally(hiring, place, each) for each in data["staff"]}
    for each in data["above"]:
        _hire_above(hiring, place, each)
    wards = tuple(
        Ward(quarter, local["community_worker"][number], local["community_secretary"][number], handlers)
        for number, quarter in enumerate(place.quarters)
    )
    resident = hiring.welcome(data["resident"]["login"], data["resident"]["name"])
    return Town(wards, Actor(resident.id, resident.name))


def _hire_locally(hiring: Hiring, place: Place, each: Mapping[str, list[str]]) -> list[Actor]:
    role = Role(str(each["role"]))
    hired = zip(each["logins"], each["names"], place.quarters, strict=False)
    return [hiring.hire(login, name, role, _beat(role, quarter)) for login, name, quarter in hired]


def _beat(role: Role, quarter: Quarter) -> Area:
    """A grid member looks after a grid; the others after the whole community."""
    return quarter.grids[0] if role is Role.GRID_MEMBER else quarter.area


def _hire_above(hiring: Hiring, place: Place, each: Mapping[str, str]) -> None:
    role = Role(each["role"])
    area = place.street if role is Role.STREET_OFFICER else place.district
    hiring.hire(each["login"], each["name"], role, area)
