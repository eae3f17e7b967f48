"""A meeting is moved to another day, or called off."""

from collections.abc import Callable

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import Subject, require
from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.models import Meeting
from portal.queries.meetings import items_of
from portal.services.meeting_days import call_off, move_meeting
from portal.web.access import acting, occasion, staff
from portal.web.office.days.forms import CallOffForm, ChangeForm, MoveForm
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.route("/meetings/<int:meeting_id>/move", methods=["GET", "POST"])
@staff(Action.CHANGE_MEETING)
def move_meeting_day(meeting_id: int) -> Response | Redirection:
    """改期, with a public reason."""
    this = _load(meeting_id)
    form = MoveForm(obj=this)

    def move(seen: Meeting) -> None:
        words = form.venue.data or "", form.reason.data or ""
        move_meeting(occasion(), seen, form.day.data, form.starts_at.data, *words)
        tell(_("改好了，新的安排已经公开"))

    return _changed(form, this, move) or _page("move", form, this)


@blueprint.route("/meetings/<int:meeting_id>/call-off", methods=["GET", "POST"])
@staff(Action.CHANGE_MEETING)
def call_off_meeting(meeting_id: int) -> Response | Redirection:
    """取消, with a public reason; says before what becomes of the topics."""
    this = _load(meeting_id)
    form = CallOffForm(obj=this)

    def stop(seen: Meeting) -> None:
        call_off(occasion(), seen, form.reason.data or "")
        tell(_("已取消，列在上面的事放回了议题池"))

    return _changed(form, this, stop) or _page("call_off", form, this)


def _load(meeting_id: int) -> Meeting:
    this = load_meeting(meeting_id)
    require(acting(), Action.CHANGE_MEETING, Subject(area_path=this.community.path))
    this.reason = ""  # why it was convened is no reason to change it
    return this


def _changed(form: ChangeForm, this: Meeting, change: Callable[[Meeting], None]) -> Redirection | None:
    """Makes the change; None where something is wrong, which then stands beside its field."""
    if not form.validate_on_submit():
        return None
    try:
        change(form.as_seen(Meeting.get_by_id(this.id)))
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    return redirect(url_for("office.meeting", meeting_id=this.id), code=303)


def _page(name: str, form: ChangeForm, this: Meeting) -> Response:
    return render(
        f"office/days/{name}.html",
        status=422 if form.errors else 200,
        form=form,
        meeting=this,
        kind=occasion().book.meeting.type_of(this.kind),
        items=items_of(this.id, names_public=True),
    )
