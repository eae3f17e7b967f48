"""A place without a story of its own: its last months are walked by chance; visitors get accounts."""

from datetime import datetime, timedelta

from portal.db import transaction
from portal.demo.people import FOUNDER, Hiring
from portal.demo.told import Told, count_told
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import Role
from portal.domain.policy import RuleBook
from portal.models import Area, Organisation
from portal.simulation import live
from portal.simulation.life import Life
from portal.simulation.town import Town, found_town
from portal.simulation.voices import name_of

_DAYS = 75
_SEED = 1

#: The numbers of the names that nobody in the place has.
_NAMES_FROM = 900


@transaction
def walk(
    now: datetime, book: RuleBook, calendar: WorkCalendar, password: str, days: int = _DAYS
) -> Told | None:
    """Fills an empty portal, all of it or nothing; None where there already are areas.

    Everybody acts at random, by the rule book and through the services: it shows what the rules make of a
    place, not what the place is like. The last day is yesterday.
    """
    if Area.select().exists():
        return None
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    life = Life(book, calendar, start, _SEED)
    town = found_town(life)
    _welcome_visitors(Hiring(Occasion(FOUNDER, start, book, calendar), password), town)
    live(life, town, start, days)
    return count_told()


def _welcome_visitors(hiring: Hiring, town: Town) -> None:
    """An account for every role, all in the first community or above it."""
    quarter, department = town.quarters[0], town.departments[0].organisation
    street = Area.get_by_id(quarter.area.parent_id)
    district = Area.get_by_id(street.parent_id)
    posts: dict[str, tuple[Role, Area, Organisation | None]] = {
        "worker": (Role.COMMUNITY_WORKER, quarter.area, None),
        "secretary": (Role.COMMUNITY_SECRETARY, quarter.area, None),
        "handler": (Role.DEPARTMENT_HANDLER, district, department),
        "grid": (Role.GRID_MEMBER, quarter.grids[0], None),
        "observer": (Role.OBSERVER, quarter.area, None),
        "street": (Role.STREET_OFFICER, street, None),
        "district": (Role.DISTRICT_ADMINISTRATOR, district, None),
        "auditor": (Role.AUDITOR, district, None),
        "admin": (Role.SYSTEM_ADMINISTRATOR, district, None),
    }
    for number, (login, (role, area, organisation)) in enumerate(posts.items(), _NAMES_FROM):
        hiring.hire(login, name_of(number), role, area, organisation)
    hiring.welcome("resident", name_of(_NAMES_FROM + len(posts)))
