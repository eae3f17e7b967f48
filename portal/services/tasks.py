"""Work that is put upon a community from above: sent, taken on, refused by the list, taken back.

Source: Dongying's admission list for work put upon communities (村（社区）工作事项准入清单).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.db import transaction
from portal.domain.admission import refusing_task
from portal.domain.notices import Audience, NoticeKind
from portal.domain.occasion import Occasion
from portal.domain.permissions import MAY, Grant, Subject, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.wording import given_reason, required
from portal.models import Area, Organisation, Task
from portal.models.places import AreaKind
from portal.models.tasks import TaskState
from portal.services import notices
from portal.services.masking import masked

_TITLE_CHARS = 60


@dataclass(frozen=True)
class TaskDraft:
    """What a community is asked to do; ``due_on`` is None where no day was named."""

    title: str
    text: str
    due_on: date | None = None


@transaction
def send_task(occasion: Occasion, communities: Iterable[Area], draft: TaskDraft) -> list[Task]:
    """Asks one or several communities to do something; each is told, and answers for itself.

    The title is public, what it says besides is for the community.

    Raises:
        Refusal: UNKNOWN_AREA for none, or for what is no community; NOT_ALLOWED, EMPTY_TEXT, TEXT_TOO_LONG,
            DEADLINE_PAST.
    """
    title = required(draft.title, _TITLE_CHARS, "title")
    text = required(draft.text, occasion.book.limits.text_chars, "text")
    if draft.due_on is not None and draft.due_on <= occasion.today:
        raise Refusal(Rule.DEADLINE_PAST, field="due_on")
    chosen = {area.id: area for area in communities if area.kind is AreaKind.COMMUNITY}
    if not chosen:
        raise Refusal(Rule.UNKNOWN_AREA, field="communities")
    words = {"title": masked(title), "text": text}
    return [_send(occasion, area, due_on=draft.due_on, **words) for area in chosen.values()]


def _send(occasion: Occasion, community: Area, **said: object) -> Task:
    require(occasion.actor, Action.SEND_TASK, Subject(community.path))
    task = Task.create(
        community=community,
        sender=sender_towards(occasion, community),
        sent_by=occasion.actor.person_id,
        sent_at=occasion.now,
        **said,
    )
    _tell(occasion, task)
    return task


def _tell(occasion: Occasion, task: Task) -> None:
    """Tells the community's groups. The task's text stays in the house."""
    facts = {"organisation": task.sender, "place": task.community.name, "task": task.title}
    facts |= {"whose": Audience.STAFF.value, "due_on": task.due_on.isoformat() if task.due_on else ""}
    told = notices.Staff(task.community.path)
    notices.tell_staff(occasion, NoticeKind.TASK, told, f"task:{task.id}", facts)


@transaction
def take_on(occasion: Occasion, task: Task) -> None:
    """The community will do it. Raises Refusal NOT_ALLOWED, TASK_DECIDED."""
    require(occasion.actor, Action.DECIDE_TASK, Subject(task.community.path))
    _decide(occasion, task, TaskState.TAKEN_ON)


@transaction
def refuse_task(occasion: Occasion, task: Task, reason: str, entry_key: str) -> None:
    """The community sends it back: by an entry that refuses such work, or because none admits it.

    The reason is public. What the entry said on that day is kept with the task.

    Args:
        entry_key: of an entry of the tasks list, or ``admission.NOT_LISTED``.

    Raises:
        Refusal: NOT_ALLOWED, REASON_MISSING, ADMISSION_ENTRY_UNKNOWN, TASK_DECIDED.
    """
    require(occasion.actor, Action.DECIDE_TASK, Subject(task.community.path))
    entry = refusing_task(occasion.book, entry_key)
    cited = {"entry_key": entry_key, "entry_text": entry.text if entry else ""}
    reason = masked(given_reason(reason, occasion.book.limits.text_chars))
    _decide(occasion, task, TaskState.REFUSED, reason=reason, **cited)


@transaction
def take_back(occasion: Occasion, task: Task, reason: str) -> None:
    """Whoever sent it asks for it no more, whether or not the community had taken it on.

    Raises:
        Refusal: NOT_ALLOWED for another sender, REASON_MISSING, TASK_DECIDED once it was sent back.
    """
    require(occasion.actor, Action.SEND_TASK, Subject(task.community.path))
    if not is_sender(occasion, task):
        raise Refusal(Rule.NOT_ALLOWED, action=Action.SEND_TASK)
    reason = masked(given_reason(reason, occasion.book.limits.text_chars))
    _decide(occasion, task, TaskState.TAKEN_BACK, TaskState.WAITING, TaskState.TAKEN_ON, reason=reason)


def is_sender(occasion: Occasion, task: Task) -> bool:
    """Whether the actor speaks for the organisation or area that sent the task."""
    return task.sender == sender_towards(occasion, task.community)


def sender_towards(occasion: Occasion, community: Area) -> str:
    """For whom the actor speaks to this community: a department, or the street or district; "" for nobody."""
    held = (grant for grant in occasion.actor.grants if grant.role in MAY[Action.SEND_TASK])
    reaching = (grant for grant in held if community.path.startswith(grant.area_path))
    return next(map(_name_of, reaching), "")


def _name_of(grant: Grant) -> str:
    if grant.organisation_id is not None:
        return str(Organisation.get_by_id(grant.organisation_id).name)
    return str(Area.get(Area.path == grant.area_path).name)


def _decide(occasion: Occasion, task: Task, state: TaskState, *before: TaskState, **columns: object) -> None:
    """Writes what was decided, if nobody decided otherwise since."""
    decision = {"state": state, "decided_at": occasion.now, "decided_by": occasion.actor.person_id, **columns}
    undecided = (Task.id == task.id) & Task.state.in_(before or (TaskState.WAITING,))
    if not Task.update(**decision).where(undecided).execute():
        raise Refusal(Rule.TASK_DECIDED)
    for name, value in decision.items():
        setattr(task, name, value)
