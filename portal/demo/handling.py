"""What is in hand, in its parts: taken on, in steps, handed over, waiting for the proposer; the estates."""

from datetime import datetime, timedelta

from portal.demo.people import Town, Ward
from portal.domain.calendar import WorkCalendar
from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor
from portal.domain.policy import RuleBook
from portal.domain.stages import State
from portal.domain.terms import EstateKind, Party
from portal.models import Matter
from portal.queries.proposers import can_be_asked
from portal.services import begin, pause
from portal.services.estates import PartyDraft, add_estate, set_party
from portal.services.forward import forward
from portal.services.take_step import StepDraft, finish_step, set_steps

_KINDS = (EstateKind.OLD, EstateKind.NEW, EstateKind.RESETTLEMENT, EstateKind.SELF_MANAGED)
_WEEK = timedelta(days=7)
_UNITS = (("县人民医院", "0357-7000510"), ("第二小学", "0357-7000511"))


def work_on_what_is_in_hand(town: Town, book: RuleBook, calendar: WorkCalendar, now: datetime) -> None:
    """The last working hours of the first community: each kind of thing once, and an estate everywhere."""
    for number, ward in enumerate(town.wards):
        _found_estate(Occasion(ward.secretary, now, book, calendar), ward, number)
    ward = town.wards[0]
    in_hand = sorted(_in_hand(ward, now), key=can_be_asked, reverse=True)
    for deed, matter in zip((_ask, _in_steps, _to_the_committee), in_hand, strict=False):
        deed(ward, Occasion(_leader(ward, matter), now, book, calendar), matter)


def _in_hand(ward: Ward, now: datetime) -> list[Matter]:
    """What is under way and green, so that every other light stays lit."""
    here = (Matter.community == ward.quarter.area) & Matter.state.in_((State.HANDLING, State.RECTIFYING))
    ahead = here & (Matter.due_on > now.date() + _WEEK) & ~Matter.private
    return list(Matter.select().where(ahead).order_by(Matter.due_on.desc()))


def _leader(ward: Ward, matter: Matter) -> Actor:
    """Who reports for the organisation that leads."""
    desks = ward.quarter.desks.items()
    return ward.doer(next(key for key, desk in desks if desk.organisation == matter.organisation))


def _in_steps(ward: Ward, occasion: Occasion, matter: Matter) -> None:
    begin.visit_site(occasion, matter, "到现场看过了，和住户对过尺寸，可以动工。")
    owners = ward.quarter.desks["owners"]
    first, _second = set_steps(
        occasion,
        matter,
        (
            StepDraft("和住户商量开工的时间", 1, None, owners.organisation.id, owners.person),
            StepDraft("备料、动工", due_on=matter.due_on),
        ),
    )
    finish_step(occasion, first, "都同意周末白天开工。")


def _to_the_committee(ward: Ward, occasion: Occasion, matter: Matter) -> None:
    desk = ward.quarter.desks["committee" if _leads_not(ward, matter, "committee") else "property"]
    forward(
        occasion,
        matter,
        desk.organisation.id,
        "到现场看过，不在我们管的范围里，和对方说好了由他们接着办。",
        person_name=desk.person,
    )


def _leads_not(ward: Ward, matter: Matter, key: str) -> bool:
    return bool(matter.organisation != ward.quarter.desks[key].organisation)


def _ask(ward: Ward, occasion: Occasion, matter: Matter) -> None:
    pause.ask_proposer(occasion, matter, "请问具体是哪个单元门口？方便的话拍一张照片。")


def _found_estate(occasion: Occasion, ward: Ward, number: int) -> None:
    """Three of four have all five parties; the newest has no branch yet, and its page says so."""
    quarter = ward.quarter
    estate = add_estate(occasion, quarter.area, quarter.estate, _KINDS[number % len(_KINDS)])
    if number % 4 != 3:
        branch = PartyDraft(f"{quarter.estate}党支部", ward.secretary.name, f"0357-70006{number}1")
        set_party(occasion, estate, Party.BRANCH, branch)
    for party, key, digit in ((Party.OWNERS, "owners", 2), (Party.PROPERTY, "property", 4)):
        desk, telephone = quarter.desks[key], f"0357-70007{number}{digit}"
        draft = PartyDraft(desk.organisation.name, desk.person, telephone, desk.organisation.id)
        set_party(occasion, estate, party, draft)
    set_party(occasion, estate, Party.REPRESENTATIVES, PartyDraft("居民代表小组", "", f"0357-70008{number}3"))
    for name, telephone in _UNITS:
        set_party(occasion, estate, Party.CO_BUILDING, PartyDraft(name, "", telephone))
