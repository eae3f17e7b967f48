"""All pages of the portal: the URL map filled with numbers from the demonstration, for each visitor."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import Flask
from peewee import fn
from werkzeug.routing import Rule

from portal.app import create_app
from portal.config import read_settings
from portal.domain.occasion import Occasion
from portal.domain.permissions import NOBODY, Role, Subject, can
from portal.domain.stages import Action, State, possible
from portal.models import (
    AnswerTemplate,
    Area,
    Card,
    Category,
    EarlyWarning,
    Estate,
    Kiosk,
    Matter,
    Meeting,
    Notice,
    NoticeGroup,
    Organisation,
    Passage,
    Person,
    Photo,
    RoleHolding,
    SavedFilter,
    Step,
    Task,
    TopicOption,
    Venue,
    Whistle,
    WhistleCall,
)
from portal.models.places import AreaKind, OrganisationKind
from portal.queries.officers import officer
from portal.queries.places import work_calendar
from portal.queries.subjects import subject_of
from portal.web.access import audience_of
from portal.web.office.dossier import Dossier
from tests.browser import site_calls, site_seats

#: Files, data, a piece of a page, and addresses that only lead on.
_NO_PAGES = ("static", "data.", "kiosk.here", "account.display", "office.due_day", "office.publishing")
_FILES = (".css", ".csv", ".geojson", ".js", ".json", ".svg", ".wav")

#: Shown only after something was done, or once a time is over; tests of their own see to that.
AFTER_AN_ACT = frozenset(
    {
        "campaigns.received", "kiosk.campaigns.received", "kiosk.campaigns.invited",
        "suggest.said", "kiosk.suggest.said", "kiosk.suggest.followed", "kiosk.suggest.rate",
        "suggest.withdraw", "kiosk.suggest.withdraw", "suggest.carry", "kiosk.suggest.carry", "office.handed",
        "account.enter_code", "account.prove_contact", "kiosk.choose_holder", "kiosk.give_pin", "kiosk.mine",
        "account.stop_notices", "office.entered", "office.meeting_session", "office.settle_step",
        "suggest.answer", "kiosk.suggest.answer", "office.report_step", "office.refuse_topics",
        "office.many_done", "office.pool_many",
        "office.assign_many", "office.grade_many", "office.classify_many", "office.publish_many",
        "office.table", "board.seat_vote",
        "kiosk.board.seat_vote",
        "kiosk.board.meeting_vote",
        "kiosk.votes",
        "kiosk.cast_vote",
        "kiosk.vote_by_card",
        "office.vote_by_card",
        "office.cast_vote",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Visitor:
    """Somebody who goes through the pages of one face; without a login, nobody the portal knows.

    Attributes:
        briefly: opens one matter, not one in each state.
    """

    face: str
    login: str = ""
    briefly: bool = False

    def __str__(self) -> str:
        return self.login or f"a passer-by, {self.face}"


PASSER_BY = Visitor("public")
AT_THE_KIOSK = Visitor("kiosk")
RESIDENT = Visitor("public", "resident")
WORKER, SECRETARY, HANDLER = (Visitor("office", login) for login in ("worker", "secretary", "handler"))
OTHERS = tuple(
    Visitor("office", login, briefly=True)
    for login in ("grid", "observer", "street", "district", "auditor", "admin")
)
EVERYBODY = (PASSER_BY, AT_THE_KIOSK, RESIDENT, WORKER, SECRETARY, HANDLER, *OTHERS)


@dataclass(frozen=True)
class Place:
    """One page: what it is called in the code, and where it is."""

    endpoint: str
    address: str


class Site:
    """The pages of a filled portal."""

    def __init__(self, data: Path) -> None:
        self.app: Flask = create_app(read_settings({"PORTAL_DATA": str(data)}))
        config = self.app.config
        self._as_of = config["CLOCK"](), config["BOOK"], work_calendar()
        pictured = fn.EXISTS(Photo.select().where(Photo.matter == Matter.id))
        self._matters = list(Matter.select().order_by(pictured.desc(), Matter.id.desc()))
        self._meetings = list(Meeting.select().order_by(Meeting.day.desc()))

    def endpoints(self) -> set[str]:
        """Every page there is."""
        return {rule.endpoint for rule in self._rules()}

    def places(self, visitor: Visitor) -> list[Place]:
        """Every page of the visitor's face that opens for them, with one example of each kind and state."""
        now, *rest = self._as_of
        occasion = Occasion(officer(visitor.login, now) or NOBODY, now, *rest)
        with self.app.test_request_context():
            return [
                Place(rule.endpoint, self.app.url_for(rule.endpoint, **values))
                for rule in self._rules()
                if _face(rule) == visitor.face and self._welcomes(rule, occasion)
                for values in self._examples(rule, occasion, visitor.briefly)
            ]

    def _rules(self) -> Iterator[Rule]:
        for rule in self.app.url_map.iter_rules():
            is_page = not (rule.endpoint.startswith(_NO_PAGES) or rule.rule.endswith(_FILES))
            if "GET" in (rule.methods or ()) and is_page:
                yield rule

    def _welcomes(self, rule: Rule, occasion: Occasion) -> bool:
        audience = audience_of(self.app.view_functions[rule.endpoint])
        return audience is not None and audience.welcomes(occasion.actor)

    def _examples(self, rule: Rule, occasion: Occasion, briefly: bool) -> Iterator[dict[str, object]]:
        if rule.endpoint in AFTER_AN_ACT:
            return
        near = [meeting for meeting in self._meetings if _is_open_to(rule, meeting, occasion)]
        if site_seats.PARTS & rule.arguments:
            yield from site_seats.examples(rule, near)
        elif "meeting_id" in rule.arguments:
            yield from ({"meeting_id": number} for number in {each.state: each.id for each in near}.values())
        elif "campaign_id" in rule.arguments:
            yield from site_calls.examples(rule, occasion)
        elif "filter_id" in rule.arguments:
            own = SavedFilter.select(SavedFilter.id).where(SavedFilter.person == occasion.actor.person_id)
            yield from ({"filter_id": kept.id} for kept in own.limit(1))
        elif "task_id" in rule.arguments:
            yield from ({"task_id": number} for number in _tasks(occasion)[:1])
        elif "number" in rule.arguments:
            yield from ({"number": number} for number in self._numbers(rule, occasion, briefly))
        else:
            yield from _first_of_each(rule)

    def _numbers(self, rule: Rule, occasion: Occasion, briefly: bool) -> list[str]:
        """A matter in each state for the pages that show one, and any for the pages that do something."""
        found: dict[State, str] = {}
        for matter in self._matters:
            if matter.state not in found and _fits(rule, matter, occasion):
                found[matter.state] = matter.number
                if briefly or not rule.endpoint.endswith(".matter"):
                    break
        return list(found.values())


def _first_of_each(rule: Rule) -> Iterator[dict[str, object]]:
    """The first row there is for each argument; no page where the demonstration has no such thing."""
    found = {name: EXAMPLES[name]() for name in sorted(rule.arguments)}
    if all(value is not None for value in found.values()):
        yield found


def _first(field: Any) -> Callable[[], object]:
    """The value of a column in the first row of its table, asked when needed; None while it is empty."""
    return lambda: field.model.select(field).order_by(field.model.id).scalar()


#: What fills an argument of an address; a page with another argument fails those who walk them all.
EXAMPLES: Mapping[str, Callable[[], object]] = MappingProxyType(
    {
        "filter_id": lambda: None,  # each opens one's own alone
        "template_id": _first(AnswerTemplate.id),
        "area_id": lambda: Area.get(Area.kind == AreaKind.BUILDING).id,
        "called_id": _first(WhistleCall.id),
        "whistle_id": _first(Whistle.id),
        "card_id": _first(Card.id),
        "category_id": _first(Category.id),
        "code": _first(Venue.code),
        "estate_id": _first(Estate.id),
        "organisation_id": lambda: Organisation.get(Organisation.kind == OrganisationKind.COMMUNITY).id,
        "position": _first(Step.position),
        "group_id": _first(NoticeGroup.id),
        "kiosk_id": _first(Kiosk.id),
        "notice_id": _first(Notice.id),
        "kind": lambda: "words",
        "key": lambda: "ledgers",
        "case": lambda: "urgent-estate",
        "option_id": _first(TopicOption.id),
        "person_id": _first(Person.id),
        "task_id": lambda: None,  # each sees those of his or her own communities
        "which": lambda: "tasks",
        "target_id": _first(Passage.matter),
        "type_key": lambda: "urgent",
        "vote_id": lambda: None,  # in the demonstration nobody votes at this moment
        "warning_id": lambda: _risk_of_a_grid(),
    }
)


def _risk_of_a_grid() -> object:
    """A warning that the grid's people may settle as well as those above; None where it has had no risk."""
    beat = RoleHolding.get(RoleHolding.role == Role.GRID_MEMBER).area
    there = EarlyWarning.select(EarlyWarning.id).join(Matter).join(Area, on=Matter.area == Area.id)
    return there.where(Area.path.startswith(beat.path)).order_by(EarlyWarning.id).scalar()


def _tasks(occasion: Occasion) -> list[int]:
    """What came from above to communities whose papers the one who looks may read."""
    return [
        task.id
        for task in Task.select().order_by(Task.id)
        if can(occasion.actor, Action.READ_OFFICE, Subject(area_path=task.community.path))
    ]


def _face(rule: Rule) -> str:
    first = rule.rule.split("/")[1]
    return first if first in ("kiosk", "office") else "public"


#: Pages that there are once a meeting is over.
_OF_MINUTES = ("board.minutes", "office.correct", "office.print_minutes", "office.print_notice")


def _is_open_to(rule: Rule, meeting: Meeting, occasion: Occasion) -> bool:
    if rule.endpoint.endswith(_OF_MINUTES) and not meeting.public_minutes:
        return False
    there = Subject(area_path=meeting.community.path)
    return _face(rule) != "office" or can(occasion.actor, Action.READ_OFFICE, there)


def _fits(rule: Rule, matter: Matter, occasion: Occasion) -> bool:
    """Whether the page shows this matter to this visitor, rather than sending them elsewhere."""
    page = rule.endpoint.rpartition(".")[2]
    is_own = occasion.actor.person_id is not None and matter.proposer_id == occasion.actor.person_id
    if _face(rule) == "office":
        readable = can(occasion.actor, Action.READ_ORIGINAL, subject_of(matter))
        wanted = Action(page.removesuffix("_step")) if page.endswith("_step") else None
        return readable and (wanted is None or wanted in Dossier(occasion, matter).steps)
    if page in ("followed", "rate"):
        return is_own and (page == "followed" or possible(Action.RATE, matter.state))
    return matter.board_column is not None and (page == "matter" or possible(Action.SUPPORT, matter.state))
