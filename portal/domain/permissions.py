"""Who may do what: one table, asked by the button, the endpoint and the service alike."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import MOVES, Action, State, possible


class Role(StrEnum):
    """What a person is in the neighbourhood. Every role but resident and proposer is held for an area."""

    ANYBODY = "anybody"
    RESIDENT = "resident"
    PROPOSER = "proposer"  # the one who raised this very matter, known by account or follow-up code
    GRID_MEMBER = "grid_member"
    OBSERVER = "observer"
    COMMUNITY_WORKER = "community_worker"
    COMMUNITY_SECRETARY = "community_secretary"
    DEPARTMENT_HANDLER = "department_handler"
    STREET_OFFICER = "street_officer"
    DISTRICT_ADMINISTRATOR = "district_administrator"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    CLOCK = "clock"  # the portal's own clock: what the rule book lets happen by date alone


@dataclass(frozen=True)
class Grant:
    """A role held for an area and all below it.

    Attributes:
        area_path: materialised path of the area, e.g. ``/1/4/``; what starts with it lies inside.
        organisation_id: for a department handler, whose assignments he or she handles.
    """

    role: Role
    area_path: str
    organisation_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """The one who acts. ``person_id`` is None for somebody without an account."""

    person_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()

    @property
    def is_staff(self) -> bool:
        return bool(self.grants)


@dataclass(frozen=True)
class Subject:
    """What an action touches: a matter, or an area when ``state`` is None.

    Attributes:
        lead_id: which of the organisations leads the handling; the others help.
        listed: it stands on an agenda and waits to be taken; until then no other desk may move it on, or the
            agenda would change in silence and the meeting never come to its end.
        shown_code: the follow-up code of this matter was given.
    """

    area_path: str
    state: State | None = None
    proposer_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()
    lead_id: int | None = None
    private: bool = False
    listed: bool = False
    shown_code: bool = False


NOBODY = Actor(None, "")

#: Acts when a date has come and nobody need decide anything: closes ratings and agendas, plans meetings.
THE_CLOCK = Actor(None, "", (Grant(Role.CLOCK, "/"),))

_FIELD = frozenset({Role.GRID_MEMBER, Role.OBSERVER})
_COMMUNITY = frozenset({Role.COMMUNITY_WORKER, Role.COMMUNITY_SECRETARY})
_ABOVE = frozenset({Role.STREET_OFFICER, Role.DISTRICT_ADMINISTRATOR})
_DEPARTMENT = frozenset({Role.DEPARTMENT_HANDLER})
_OFFICE = _FIELD | _COMMUNITY | _ABOVE | _DEPARTMENT
_SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
_DECIDES = frozenset({Role.COMMUNITY_SECRETARY}) | _ABOVE
_CLOCK = frozenset({Role.CLOCK})

#: The one permission table. The auditor reads everything and changes nothing.
MAY: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.RAISE: frozenset({Role.ANYBODY}),
        Action.SUPPORT: frozenset({Role.ANYBODY}),
        Action.RATE: frozenset({Role.ANYBODY}),  # who may rate which matter: services.rate
        Action.WITHDRAW: frozenset({Role.PROPOSER}),
        Action.ANSWER: _FIELD | _COMMUNITY | _ABOVE,
        Action.REFUSE: _COMMUNITY | _ABOVE,
        Action.MERGE: _COMMUNITY | _ABOVE,
        Action.TAKE_IN: _COMMUNITY | _ABOVE,
        Action.LET_GO: _COMMUNITY | _ABOVE,
        Action.POOL: _COMMUNITY | _ABOVE,
        Action.LIST: _COMMUNITY | _ABOVE,
        Action.DEFER: _COMMUNITY | _ABOVE,
        Action.RESOLVE: _COMMUNITY | _ABOVE,
        Action.ASSIGN: _COMMUNITY | _ABOVE,
        Action.NOTE: _COMMUNITY | _ABOVE | _DEPARTMENT,
        Action.EXPLAIN: _COMMUNITY | _ABOVE | _DEPARTMENT,
        Action.COMPLETE: _COMMUNITY | _ABOVE | _DEPARTMENT,
        Action.ASK_EXTENSION: _COMMUNITY | _DEPARTMENT,
        Action.DECIDE_EXTENSION: _DECIDES,
        Action.RECTIFY: _FIELD | _COMMUNITY | _ABOVE | {Role.PROPOSER},  # who visits may hear a no
        Action.SETTLE: _COMMUNITY | _ABOVE | {Role.PROPOSER} | _CLOCK,
        Action.VISIT: _FIELD | _COMMUNITY | _ABOVE,
        Action.PUBLISH: _DECIDES,
        Action.READ_OFFICE: _OFFICE | {Role.AUDITOR} | _SYSTEM,
        Action.READ_ORIGINAL: _COMMUNITY | _ABOVE | _DEPARTMENT | _FIELD | {Role.AUDITOR},
        Action.ENTER_FOR: _FIELD | _COMMUNITY | _ABOVE,
        Action.PLAN_MEETING: _COMMUNITY | _ABOVE | _CLOCK,
        Action.CLOSE_AGENDA: _DECIDES | _CLOCK,
        Action.HOLD_MEETING: _COMMUNITY | _ABOVE,
        Action.CLASSIFY: _COMMUNITY | _ABOVE,
        Action.UNLINK: _COMMUNITY | _ABOVE,
        Action.MARK_IDEA: _COMMUNITY | _ABOVE,
        Action.RUN_CAMPAIGN: _DECIDES,
        Action.ENTER_PAPER: _FIELD | _COMMUNITY | _ABOVE,
        Action.READ_PASSAGES: _DECIDES,
        Action.SEE_CONTACT: _OFFICE,
        Action.SEE_LOOKS: frozenset({Role.AUDITOR, Role.DISTRICT_ADMINISTRATOR}) | _SYSTEM,
        Action.GIVE_OUT_DATA: frozenset({Role.DISTRICT_ADMINISTRATOR}) | _SYSTEM,
        Action.ERASE_PERSON: frozenset({Role.DISTRICT_ADMINISTRATOR}) | _SYSTEM | _CLOCK,
        Action.ISSUE_CARD: _COMMUNITY | _ABOVE,
        Action.ANSWER_HELP: _FIELD | _COMMUNITY | _ABOVE,
        Action.MANAGE_KIOSKS: _DECIDES | _SYSTEM,
        Action.SEE_NOTICES: _COMMUNITY | _ABOVE | _SYSTEM | {Role.AUDITOR},
        Action.MANAGE_NOTICES: _DECIDES | _SYSTEM,
        Action.MAKE_CALLS: _FIELD | _COMMUNITY | _ABOVE,
        Action.IMPORT: _ABOVE | {Role.COMMUNITY_SECRETARY} | _SYSTEM,
        Action.MANAGE_PEOPLE: _SYSTEM,
        Action.MANAGE_PLACE: _DECIDES | _SYSTEM,  # venues and shapes of one's own area
        Action.MANAGE_CATEGORIES: frozenset({Role.DISTRICT_ADMINISTRATOR}) | _SYSTEM,
        Action.GRADE: _COMMUNITY | _ABOVE,
        Action.PREPARE: _COMMUNITY | _ABOVE,
        Action.ACCEPT: _COMMUNITY | _ABOVE | _DEPARTMENT,
        Action.VISIT_SITE: _FIELD | _COMMUNITY | _ABOVE | _DEPARTMENT,
        Action.TAKE_STEP: _COMMUNITY | _DEPARTMENT,  # whose step it is: services.take_step
        Action.FORWARD: _COMMUNITY | _ABOVE | _DEPARTMENT | _SYSTEM,  # who dissolves an organisation
        Action.PAUSE: _COMMUNITY | _ABOVE | _DEPARTMENT,
        Action.RESUME: _COMMUNITY | _ABOVE | _DEPARTMENT | {Role.PROPOSER} | _CLOCK,
        Action.REMIND: _CLOCK,
        Action.ESCALATE: _COMMUNITY | _ABOVE | _CLOCK,
        Action.RECOUNT: frozenset({Role.DISTRICT_ADMINISTRATOR}) | _SYSTEM,
        Action.WHISTLE: _COMMUNITY | _ABOVE,
        Action.CALL_OFF_WHISTLE: _COMMUNITY | _ABOVE,
        Action.CHECK_IN: _DEPARTMENT,  # whose whistle it is: services.whistle
        Action.CONFIRM_CHECK_IN: _COMMUNITY | _ABOVE,
        Action.WARN: frozenset({Role.ANYBODY}),  # who raises a risk warns
        Action.ACKNOWLEDGE: _OFFICE,
        Action.SETTLE_WARNING: _FIELD | _COMMUNITY | _ABOVE,
        Action.CHANGE_MEETING: _DECIDES | _SYSTEM,  # who announces days off, to which meetings give way
        Action.CONVENE: _DECIDES,
        Action.INVITE: _COMMUNITY | _ABOVE | _CLOCK,
        Action.COMMENT: frozenset({Role.ANYBODY}),
        Action.VOTE: frozenset({Role.ANYBODY}),  # who sits in the meeting: services.vote
        Action.CORRECT_MINUTES: _DECIDES,
        Action.SEND_TASK: _ABOVE | _DEPARTMENT,
        Action.DECIDE_TASK: _COMMUNITY,
        Action.MANAGE_LISTS: _ABOVE,  # they hold for every community
        Action.MANAGE_CALENDAR: frozenset({Role.DISTRICT_ADMINISTRATOR}) | _SYSTEM,
        Action.MANAGE_TEMPLATES: _COMMUNITY | _ABOVE,
    }
)


#: What a matter of a person or family never meets with: a meeting, supporters, another's matter, the public.
IN_PUBLIC = frozenset(
    {
        Action.SUPPORT,
        Action.POOL,
        Action.LIST,
        Action.MERGE,
        Action.TAKE_IN,
        Action.PUBLISH,
        Action.MARK_IDEA,
        Action.PREPARE,
        Action.COMMENT,
        Action.CONVENE,
    }
)


#: What of a handling the organisation that leads decides; those that help report their own part.
FOR_THE_LEAD = frozenset(
    {
        Action.ACCEPT,
        Action.COMPLETE,
        Action.EXPLAIN,
        Action.ASK_EXTENSION,
        Action.FORWARD,
        Action.PAUSE,
        Action.RESUME,
    }
)


def roles_towards(actor: Actor, subject: Subject) -> frozenset[Role]:
    """All roles the actor has towards the subject: own, by area, by organisation."""
    roles = {Role.ANYBODY}
    if actor.person_id is not None:
        roles.add(Role.RESIDENT)
    if subject.shown_code or (actor.person_id is not None and actor.person_id == subject.proposer_id):
        roles.add(Role.PROPOSER)
    roles.update(grant.role for grant in actor.grants if _reaches(grant, subject))
    return frozenset(roles)


def _reaches(grant: Grant, subject: Subject) -> bool:
    """Matters a department has by assignment, wherever they lie; areas everybody has by their path."""
    if grant.organisation_id is not None and subject.state is not None:
        return grant.organisation_id in subject.organisation_ids
    return subject.area_path.startswith(grant.area_path)


def can(actor: Actor, action: Action, subject: Subject) -> bool:
    """Whether this actor may do this to this subject as it now stands."""
    towards = roles_towards(actor, _decided_by(action, subject))
    return _is_open(action, subject) and bool(MAY[action] & towards)


def _decided_by(action: Action, subject: Subject) -> Subject:
    """The subject as those see it who may take the action: of organisations only the one that leads."""
    if action not in FOR_THE_LEAD or subject.lead_id is None:
        return subject
    return part_of(subject)


def part_of(subject: Subject, organisation_id: int | None = None) -> Subject:
    """A part of the handling, which is the organisation's that has it and the lead's; the others that help
    have no say in it. Without an organisation it is the lead's alone."""
    theirs = frozenset(each for each in (subject.lead_id, organisation_id) if each is not None)
    return replace(subject, organisation_ids=theirs)


def _is_open(action: Action, subject: Subject) -> bool:
    """Whether the road allows the action, whoever takes it."""
    if subject.state is None:
        return True
    if subject.private and action in IN_PUBLIC:
        return False
    return possible(action, subject.state) and not (subject.listed and action in MOVES)


def can_anywhere(actor: Actor, action: Action) -> bool:
    """Whether the actor holds, for any area, a role that may do this: decides what the office offers."""
    return any(grant.role in MAY[action] for grant in actor.grants)


def require(actor: Actor, action: Action, subject: Subject) -> None:
    """Asks as ``can``.

    Raises:
        Refusal: PRIVATE_MATTER or WRONG_STATE if the road forbids it, NOT_ALLOWED if the person may not,
            LEAD_ALONE if he or she only helps with what another organisation leads.
    """
    if subject.private and action in IN_PUBLIC:
        raise Refusal(Rule.PRIVATE_MATTER)
    if not _is_open(action, subject):
        raise Refusal(Rule.WRONG_STATE, action=action, state=subject.state)
    if not can(actor, action, subject):
        helps = action in FOR_THE_LEAD and MAY[action] & roles_towards(actor, subject)
        raise Refusal(Rule.LEAD_ALONE if helps else Rule.NOT_ALLOWED, action=action)
