"""The sender's side: what was sent and how it was answered; sending, taking back."""

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.admission import NOT_LISTED
from portal.domain.permissions import can_anywhere
from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.models import Area
from portal.queries import tasks as queries
from portal.queries.topics import communities_for
from portal.services import tasks as services
from portal.web.access import acting, occasion, staff
from portal.web.office.routes import blueprint
from portal.web.office.tasks.forms import SendTaskForm
from portal.web.render import render


@blueprint.get("/tasks")
@staff(Action.READ_OFFICE)
def tasks() -> Response:
    """What was put upon the communities one looks after; what waits for an answer first."""
    now, page = occasion(), min(max(request.args.get("page", 1, type=int), 1), 1_000)
    here = [number for number, _name in communities_for(now.actor, Action.READ_OFFICE)]
    found = queries.tasks(here, page)
    return render(
        "office/tasks/list.html",
        "list",
        tasks=found[: queries.PAGE],
        page=page,
        has_more=len(found) > queries.PAGE,
        may_send=can_anywhere(acting(), Action.SEND_TASK),
        rules=now.book,
        not_listed=NOT_LISTED,
    )


@blueprint.route("/tasks/send", methods=["GET", "POST"])
@staff(Action.SEND_TASK)
def send_task() -> Response | Redirection:
    """Asks one or several communities to do something, with the list of what may be asked beside it."""
    now, form = occasion(), SendTaskForm()
    form.offer(now)
    if form.validate_on_submit():
        try:
            chosen = Area.select().where(Area.id.in_(form.communities.data or [])).order_by(Area.id)
            sent = services.send_task(now, chosen, form.draft)
            tell(_("已派给%(count)s个社区，等它们答复", count=len(sent)))
            return redirect(url_for("office.tasks"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/tasks/send.html", status=422 if form.errors else 200, form=form, rules=now.book)
