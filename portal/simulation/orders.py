"""Who in a simulated place is given what to handle, and who then reports for it."""

from portal.domain.permissions import Actor
from portal.domain.terms import Mode
from portal.models import Matter
from portal.services.handle import Order
from portal.simulation.life import Life
from portal.simulation.town import Quarter, Town

_TERMS = (3, 5, 10, 15)


def order_for(life: Life, town: Town, quarter: Quarter) -> Order:
    """By anybody of the place, alone or with others; now and then one that no rule allows."""
    candidates = [quarter.committee, *quarter.others, *(each.organisation for each in town.departments)]
    lead, *helping = life.chance.sample(candidates, 3)
    joint = life.one_in(4)
    return Order(
        organisation_id=lead.id,
        person_name="" if life.one_in(80) else "负责人",
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
