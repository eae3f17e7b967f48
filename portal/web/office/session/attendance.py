"""签到: the names of those invited to tap, those who just walk in, and the opening of the meeting."""

import secrets
from typing import Any

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Attendance, Invitation, Meeting
from portal.queries.invitations import Quorum, quorum_of
from portal.queries.sessions import benches_of, here_among
from portal.services import attend, deliberate
from portal.web.access import acting, occasion, staff
from portal.web.fields import Form
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.forms import AttendanceForm, CardForm
from portal.web.office.session.household import households_asked
from portal.web.office.session.keeping import owner_of
from portal.web.render import render
from portal.web.security import row_id


@blueprint.route("/meetings/<int:meeting_id>/attendance", methods=["GET", "POST"])
@staff(Action.HOLD_MEETING)
def attendance(meeting_id: int) -> Response | Redirection:
    """Everybody invited by name to tap, and a form for who came besides."""
    this, form = load_meeting(meeting_id), AttendanceForm()
    if form.validate_on_submit():
        try:
            added = attend.record_attendance(occasion(), this, form.attendees)
            tell(_("登记了%(count)s人", count=added))
            return to_attendance(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return attendance_page(this, names=form)


@blueprint.post("/meetings/<int:meeting_id>/arrive")
@staff(Action.HOLD_MEETING)
def arrive(meeting_id: int) -> Redirection:
    """One tap on a name: ``here`` is the invitation of who came, ``gone`` the entry that was a mistake."""
    this, now = load_meeting(meeting_id), occasion()
    here, gone = (request.form.get(name, type=row_id) for name in ("here", "gone"))
    if here is not None:
        came = attend.arrive(now, this, _invitation(this, here)).attendance
        tell(_("%(name)s到了", name=came.name))
    elif gone is not None:
        _strike(this, gone)
    return to_attendance(this)


@blueprint.post("/meetings/<int:meeting_id>/attendance/<int:attendance_id>/remove")
@staff(Action.HOLD_MEETING)
def remove_attendance(meeting_id: int, attendance_id: int) -> Redirection:
    """Strikes out somebody entered by mistake."""
    this = load_meeting(meeting_id)
    if Attendance.get_or_none(id=attendance_id, meeting=this) is None:
        raise Refusal(Rule.NOT_FOUND)
    _strike(this, attendance_id)
    return to_attendance(this)


@blueprint.post("/meetings/<int:meeting_id>/open")
@staff(Action.HOLD_MEETING)
def open_meeting(meeting_id: int) -> Redirection:
    """Opens the meeting; whoever does is in the chair."""
    this = load_meeting(meeting_id)
    deliberate.open_meeting(occasion(), this)
    return redirect(url_for("office.meeting_session", meeting_id=this.id), code=303)


def attendance_page(meeting: Meeting, names: Form | None = None, card: Form | None = None) -> Response:
    """The page, or its part ``people`` for htmx; the form that was sent tells what is wrong in it."""
    forms: dict[str, Any] = {
        "names": names or AttendanceForm(formdata=None),
        "card": card or CardForm(formdata=None),
    }
    benches = benches_of(meeting.id)
    wrong = next((form for form in forms.values() if form.errors), None)
    return render(
        "office/session/attendance.html",
        None if wrong else "people",  # what is wrong stands beside its field
        status=422 if wrong else 200,
        meeting=meeting,
        benches=benches,
        here=here_among(benches),
        quorum=quorum_now(meeting.id),
        asked=households_asked(),
        owner=owner_of(acting(), meeting.id),
        ticket=secrets.token_hex(16),
        form=wrong,
        **forms,
    )


def to_attendance(meeting: Meeting) -> Redirection:
    return redirect(url_for("office.attendance", meeting_id=meeting.id), code=303)


def quorum_now(meeting_id: int) -> Quorum:
    """How many must be there, and are, by the rule book in force."""
    return quorum_of(meeting_id, occasion().book.meeting.quorum_share)


def _invitation(meeting: Meeting, invitation_id: int) -> Invitation:
    invitation: Invitation | None = Invitation.get_or_none(id=invitation_id, meeting=meeting)
    if invitation is None:
        raise Refusal(Rule.NOT_FOUND)
    return invitation


def _strike(meeting: Meeting, attendance_id: int) -> None:
    """Who is struck out already stays so: the tap may have been sent twice."""
    somebody = Attendance.get_or_none(id=attendance_id, meeting=meeting)
    if somebody is not None:
        attend.remove_attendance(occasion(), somebody)
        tell(_("%(name)s划掉了", name=somebody.name))
