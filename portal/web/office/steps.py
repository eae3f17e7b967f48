"""Which steps stand open for one officer at one matter, and which of them comes next."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from flask import url_for

from portal.domain.permissions import Actor, Subject, can, part_of
from portal.domain.stages import ALLOWED_IN, Action, State
from portal.domain.terms import Level
from portal.models.places import OrganisationKind
from portal.web.office.routes import blueprint
from portal.web.office.wishes import line_here


class Standing(NamedTuple):
    """What a matter waits for, besides its state."""

    subject: Subject
    extension_pending: bool
    visit_due: bool
    overdue: bool
    department_id: int | None = None  # in whose hands it is, if in a department's
    next_level: Level | None = None  # where it would go if it were passed up
    waits: bool = False  # for the proposer
    to_accept: bool = False  # nobody has taken it on yet


#: While it is in a department's hands the others look at it, and decide what the department asks for.
_FOR_THE_OTHERS = frozenset({Action.DECIDE_EXTENSION})


#: In the order in which they are offered: the first that is open is the next one to take.
_ORDER = (
    Action.DECIDE_EXTENSION,
    Action.RESUME,
    Action.ANSWER,
    Action.ACCEPT,
    Action.COMPLETE,
    Action.VISIT,
    Action.PUBLISH,
    Action.SETTLE,
    Action.ASSIGN,
    Action.POOL,
    Action.GRADE,
    Action.PREPARE,
    Action.CONVENE,
    Action.NOTE,
    Action.VISIT_SITE,
    Action.TAKE_STEP,
    Action.PAUSE,
    Action.ASK_EXTENSION,
    Action.FORWARD,
    Action.EXPLAIN,
    Action.ESCALATE,
    Action.WHISTLE,
    Action.MERGE,
    Action.UNLINK,
    Action.REFUSE,
    Action.CLASSIFY,
    Action.MARK_IDEA,
)

#: Possible for years, so never what a matter waits for.
_NEVER_NEXT = frozenset(
    {
        Action.MARK_IDEA,
        Action.WHISTLE,
        Action.CONVENE,
        Action.CLASSIFY,
        Action.UNLINK,
        Action.GRADE,
        Action.PREPARE,
        Action.ESCALATE,
        Action.VISIT_SITE,
        Action.TAKE_STEP,
        Action.PAUSE,
    }
)

#: What a step needs besides the right state and the permission.
_NEEDS: Mapping[Action, Callable[[Standing], bool]] = MappingProxyType(
    {
        Action.DECIDE_EXTENSION: lambda standing: standing.extension_pending,
        Action.ASK_EXTENSION: lambda standing: (
            not (standing.extension_pending or standing.overdue or standing.waits)
        ),
        Action.ACCEPT: lambda standing: standing.to_accept,
        Action.PAUSE: lambda standing: not (standing.waits or standing.overdue),
        Action.RESUME: lambda standing: standing.waits,
        Action.TAKE_STEP: lambda standing: not standing.waits,
        Action.VISIT: lambda standing: standing.visit_due,
        Action.ESCALATE: lambda standing: standing.next_level is not None,
        Action.SETTLE: lambda standing: standing.overdue,
    }
)

#: Here the next step belongs to a meeting.
_FOR_THE_MEETING = frozenset({State.POOLED, State.ON_AGENDA})


def _subject_for(action: Action, standing: Standing) -> Subject:
    """The lead cuts the handling into steps; who helps reports on its own in their list."""
    return part_of(standing.subject) if action is Action.TAKE_STEP else standing.subject


def open_steps(actor: Actor, standing: Standing) -> list[Action]:
    """Everything the actor may do now, the most pressing first."""
    return [
        action
        for action in _ORDER
        if can(actor, action, _subject_for(action, standing)) and _NEEDS.get(action, lambda _: True)(standing)
    ]


def next_step(actor: Actor, standing: Standing) -> Action | None:
    """The one thing to do; None where it waits for others."""
    if standing.subject.state in _FOR_THE_MEETING:
        return None
    waits = _is_with_another_department(actor, standing)
    steps = (step for step in open_steps(actor, standing) if step not in _NEVER_NEXT)
    return next((step for step in steps if not waits or step in _FOR_THE_OTHERS), None)


def department_of(organisation_id: int | None, kind: OrganisationKind | None) -> int | None:
    """The organisation if it is a department, which reports for itself; others have the community report."""
    return organisation_id if kind is OrganisationKind.DEPARTMENT else None


def _is_with_another_department(actor: Actor, standing: Standing) -> bool:
    """Whether somebody else leads the handling, and so reports that it is done."""
    if standing.department_id is None or standing.subject.state not in ALLOWED_IN[Action.NOTE]:
        return False
    return all(grant.organisation_id != standing.department_id for grant in actor.grants)


@blueprint.app_template_global()
def step_url(action: Action, number: str) -> str:
    """The address of a step's form, with what the officer picked from the inbox."""
    return url_for(f"office.{action}_step", number=number, **line_here())


@blueprint.app_template_global()
def in_line_url(number: str) -> str:
    """The address of a matter, with what the officer picked from the inbox."""
    return url_for("office.matter", number=number, **line_here())
