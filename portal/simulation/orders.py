"""Who in a simulated place is given what to handle, and who then reports for it."""

from portal.domain.permissions import Actor
from portal.domain.terms import Mode
from portal.models import Matter
from portal.services.handle import Order
from portal.simulation.life import Life
from portal.simulation.town import Quarter, Town
from portal.simulation.voices import name_of, who_sees_to

_TERMS = (3, 5, 10, 15)
_GIVEN_TO_ANYBODY = 8


def order_for(life: Life, town: Town, quarter: Quarter, title: str) -> Order:
    """Mostly by who sees to such things, alone or with others; now and then one that no rule allows."""
    candidates = [quarter.committee, *quarter.others, *(each.organisation for each in town.departments)]
    life.chance.shuffle(candidates)
    if not life.one_in(_GIVEN_TO_ANYBODY):
        candidates.sort(key=lambda each: not each.name.endswith(who_sees_to(title)))
    lead, *helping = candidates[:3]
    joint = life.one_in(4)
    return Order(
        organisation_id=lead.id,
        person_name="" if life.one_in(80) else name_of(life.chance.randrange(100)),
        working_days=0 if life.one_in(80) else life.chance.choice(_TERMS),
        mode=Mode.JOINT if joint else life.chance.choice((Mode.OWN, Mode.ON_BEHALF)),
        partner_ids=tuple(each.id for each in helping) if joint else (),
    )


def doer_of(town: Town, matter: Matter) -> Actor:
    """Whoever reports for the organisation that leads: its own handler, or the community's worker."""
    return town.handler_of(matter.organisation_id) or quarter_of(town, matter).worker


def quarter_of(town: Town, matter: Matter) -> Quarter:
    """The community in which a matter was raised."""
    return town.quarter_at(matter.community_id)
