"""议 in session, for the one in the chair: those present, items one by one, the minutes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.deadlines import due_on
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import AgendaItem, Attendance, Meeting
from portal.models.meetings import ItemState, MeetingState
from portal.queries import meetings as queries
from portal.services import deliberate
from portal.services.minutes import draft_minutes
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form
from portal.web.office.meeting_forms import (
    AttendanceForm,
    DeferralForm,
    ExplanationForm,
    ItemRefusalForm,
    MinutesForm,
    ResolutionForm,
)
from portal.web.office.meetings import back_to, load_item, load_meeting, rights
from portal.web.office.routes import blueprint
from portal.web.render import render
from portal.web.security import row_id

#: Terms that a chair says aloud; the day each leads to stands beside the field.
_USUAL_TERMS = (5, 10, 15, 20, 30)
_TERMS_ALLOWED = range(1, 251)

Forms = dict[str, Any]  # by the last word of the address to which each is sent


class Ending(NamedTuple):
    """One of the four ways in which an item ends: its form, and the verb that settles it."""

    form: type[Form]
    settle: Callable[..., object]


_ENDINGS: Mapping[str, Ending] = MappingProxyType(
    {
        "resolve": Ending(ResolutionForm, lambda now, item, form: deliberate.resolve(now, item, form.draft)),
        "defer": Ending(DeferralForm, lambda now, item, form: deliberate.defer(now, item, form.reason.data)),
        "refuse": Ending(
            ItemRefusalForm,
            lambda now, item, form: deliberate.refuse_item(now, item, form.reason.data, form.entry.data),
        ),
        "explain": Ending(
            ExplanationForm, lambda now, item, form: deliberate.explain_item(now, item, form.text.data)
        ),
    }
)


@blueprint.route("/meetings/<int:meeting_id>/attendance", methods=["GET", "POST"])
@staff(Action.HOLD_MEETING)
def attendance(meeting_id: int) -> Response | Redirection:
    """Those present, a name a line; opening the meeting once they are entered."""
    this, form = load_meeting(meeting_id), AttendanceForm()
    if form.validate_on_submit():
        try:
            added = deliberate.record_attendance(occasion(), this, form.attendees)
            tell(_("登记了%(count)s人", count=added))
            return redirect(url_for("office.attendance", meeting_id=this.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/meetings/attendance.html",
        status=422 if form.errors else 200,
        form=form,
        meeting=this,
        present=queries.present_at(this.id),
    )


@blueprint.post("/meetings/<int:meeting_id>/attendance/<int:attendance_id>/remove")
@staff(Action.HOLD_MEETING)
def remove_attendance(meeting_id: int, attendance_id: int) -> Redirection:
    """Strikes out somebody entered by mistake."""
    this = load_meeting(meeting_id)
    somebody = Attendance.get_or_none(id=attendance_id, meeting=this)
    if somebody is None:
        raise Refusal(Rule.NOT_FOUND)
    deliberate.remove_attendance(occasion(), somebody)
    return redirect(url_for("office.attendance", meeting_id=this.id), code=303)


@blueprint.post("/meetings/<int:meeting_id>/open")
@staff(Action.HOLD_MEETING)
def open_meeting(meeting_id: int) -> Redirection:
    """Opens the meeting; whoever does is in the chair."""
    this = load_meeting(meeting_id)
    deliberate.open_meeting(occasion(), this)
    return _to_session(this)


@blueprint.get("/meetings/<int:meeting_id>/session")
@staff(Action.HOLD_MEETING)
def meeting_session(meeting_id: int) -> Response | Redirection:
    """The item that is being taken, and when none is left the minutes."""
    this = load_meeting(meeting_id)
    if this.state is not MeetingState.OPEN:
        return back_to(this)
    wished = request.args.get("item", type=row_id)
    item = load_item(this, wished) if wished else _first_listed(this)
    return _session(this, item, _forms(this))


@blueprint.get("/meetings/due")
@staff(Action.HOLD_MEETING)
def due_day() -> Response:
    """A piece of the item's page: the day to which a number of working days leads."""
    return render("office/meetings/due.html", **_terms(request.args.get("working_days", type=int)))


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/<any(resolve,defer,refuse,explain):ending>")
@staff(Action.HOLD_MEETING)
def settle_item(meeting_id: int, item_id: int, ending: str) -> Response | Redirection:
    """Gives one item its outcome."""
    this = load_meeting(meeting_id)
    item, forms = load_item(this, item_id), _forms(this, ending)
    form = forms[ending]
    if form.validate_on_submit():
        try:
            _ENDINGS[ending].settle(occasion(), item, form)
            return _to_session(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return _session(this, item, forms, status=422)


@blueprint.post("/meetings/<int:meeting_id>/close")
@staff(Action.HOLD_MEETING)
def close_meeting(meeting_id: int) -> Response | Redirection:
    """散会, with the minutes as they were corrected."""
    this, form = load_meeting(meeting_id), MinutesForm()
    if form.validate_on_submit():
        try:
            deliberate.close_meeting(occasion(), this, form.minutes.data or "")
            tell(_("已散会，结果和纪要已经公开"))
            return back_to(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return _session(this, None, {"minutes": form}, status=422)


def _to_session(meeting: Meeting) -> Redirection:
    return redirect(url_for("office.meeting_session", meeting_id=meeting.id), code=303)


def _first_listed(meeting: Meeting) -> AgendaItem | None:
    listed = (AgendaItem.meeting == meeting) & (AgendaItem.state == ItemState.LISTED)
    first: AgendaItem | None = AgendaItem.select().where(listed).order_by(AgendaItem.position).first()
    return first


def _forms(meeting: Meeting, sent: str = "") -> Forms:
    """The four forms of an item; only the one that was sent takes what was typed."""
    forms: Forms = {
        name: ending.form() if name == sent else ending.form(formdata=None)
        for name, ending in _ENDINGS.items()
    }
    forms["resolve"].offer(occasion(), meeting.community)
    forms["refuse"].offer(occasion())
    return forms


def _session(meeting: Meeting, item: AgendaItem | None, forms: Forms, status: int = 200) -> Response:
    items = queries.items_of(meeting.id, names_public=True)
    if item is None and "minutes" not in forms:
        forms["minutes"] = MinutesForm(formdata=None, data={"minutes": draft_minutes(meeting)})
    return render(
        "office/meetings/session.html",
        "session",
        status=status,
        card=queries.card_of(meeting.id),
        may=rights(acting(), meeting.community),
        items=items,
        item=next((row for row in items if item is not None and row.id == item.id), None),
        body=item.matter.public_body if item else "",
        head_count=len(queries.present_at(meeting.id)),
        forms=forms,
        form=next((form for form in forms.values() if form.errors), None),
        **_terms(forms["resolve"].working_days.data if "resolve" in forms else None),
    )


def _terms(wished: int | None) -> dict[str, Any]:
    """The day to which the wished number of working days leads, and the usual ones beside it."""
    now = occasion()
    days = wished if wished and wished in _TERMS_ALLOWED else now.book.handling.working_days
    term, *usual = (due_on(now.now, each, now.calendar) for each in (days, *_USUAL_TERMS))
    return {"term": term, "terms": usual}
