"""One task: what is asked, and what the community, or the sender, can do about it."""

from typing import Any

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.admission import NOT_LISTED
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Task
from portal.models.tasks import TaskState
from portal.services import tasks as services
from portal.web.access import occasion, staff
from portal.web.fields import Form
from portal.web.office.routes import blueprint
from portal.web.office.tasks.forms import RefuseTaskForm, TakeBackForm
from portal.web.render import render


@blueprint.get("/tasks/<int:task_id>")
@staff(Action.READ_OFFICE)
def task(task_id: int) -> Response:
    """What is asked, beside the list of what may be asked."""
    return _page(_task(task_id))


@blueprint.post("/tasks/<int:task_id>/take-on")
@staff(Action.DECIDE_TASK)
def take_on_task(task_id: int) -> Redirection:
    """The community will do it."""
    services.take_on(occasion(), _task(task_id))
    tell(_("已接下"))
    return redirect(url_for("office.task", task_id=task_id), code=303)


@blueprint.post("/tasks/<int:task_id>/refuse")
@staff(Action.DECIDE_TASK)
def refuse_task(task_id: int) -> Response | Redirection:
    """Sends it back, by an entry of the list."""
    now, form, this = occasion(), RefuseTaskForm(), _task(task_id)
    form.offer(now)
    if form.validate_on_submit():
        try:
            services.refuse_task(now, this, form.reason.data or "", form.entry.data or "")
            tell(_("已退回，理由已经公开"))
            return redirect(url_for("office.task", task_id=task_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(this, refusing=form)


@blueprint.post("/tasks/<int:task_id>/take-back")
@staff(Action.SEND_TASK)
def take_back_task(task_id: int) -> Response | Redirection:
    """The sender asks for it no more."""
    form, this = TakeBackForm(), _task(task_id)
    if form.validate_on_submit():
        try:
            services.take_back(occasion(), this, form.reason.data or "")
            tell(_("已收回，社区不用做了"))
            return redirect(url_for("office.task", task_id=task_id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return _page(this, taking_back=form)


def _task(task_id: int) -> Task:
    """The task, for somebody who may read its community's papers. Raises Refusal otherwise."""
    found: Task | None = Task.get_or_none(Task.id == task_id)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    require(occasion().actor, Action.READ_OFFICE, Subject(found.community.path))
    return found


def _page(this: Task, refusing: Form | None = None, taking_back: Form | None = None) -> Response:
    now = occasion()
    forms: dict[str, Any] = {
        "refusing": refusing or _form_where(_may_answer(now, this), RefuseTaskForm),
        "taking_back": taking_back or _form_where(_may_take_back(now, this), TakeBackForm),
    }
    if isinstance(forms["refusing"], RefuseTaskForm):
        forms["refusing"].offer(now)
    wrong = any(form is not None and form.errors for form in forms.values())
    status = 422 if wrong else 200
    this_list: dict[str, Any] = {"rules": now.book, "not_listed": NOT_LISTED}
    return render("office/tasks/task.html", status=status, task=this, **this_list, **forms)


def _form_where(may: bool, kind: type[Form]) -> Form | None:
    return kind(formdata=None) if may else None


def _may_answer(now: Occasion, this: Task) -> bool:
    there = Subject(this.community.path)
    return this.state is TaskState.WAITING and can(now.actor, Action.DECIDE_TASK, there)


def _may_take_back(now: Occasion, this: Task) -> bool:
    runs = this.state in (TaskState.WAITING, TaskState.TAKEN_ON)
    there = Subject(this.community.path)
    return runs and can(now.actor, Action.SEND_TASK, there) and services.is_sender(now, this)
