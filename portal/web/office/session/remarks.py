"""What is said to an item: by whom, with one tap, and what; and the written opinions that are read out."""

from flask import Response
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Attendance, Meeting, Opinion
from portal.queries.sessions import benches_of, here_among
from portal.services import opine, remark
from portal.web.access import occasion, staff
from portal.web.office.meetings import load_item, load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.forms import RemarkForm
from portal.web.office.session.items import forms_of, session_page, to_session


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/remarks")
@staff(Action.HOLD_MEETING)
def note_remark(meeting_id: int, item_id: int) -> Response | Redirection:
    """Notes what somebody said. Sent twice with the same ticket, it is noted once."""
    this = load_meeting(meeting_id)
    item = load_item(this, item_id)
    forms = forms_of(this, item, "remark")
    form: RemarkForm = forms["remark"]
    form.offer(here_among(benches_of(this.id)))
    if form.validate_on_submit():
        try:
            speaker = _speaker(this, form.speaker.data)
            remark.note_remark(occasion(), item, speaker, form.said.data or "", form.ticket.data or "")
            return to_session(this, item=item.id)
        except Refusal as refusal:
            form.refuse(refusal)
    return session_page(this, item, forms, status=422)


@blueprint.post("/meetings/<int:meeting_id>/items/<int:item_id>/opinions/<int:opinion_id>")
@staff(Action.HOLD_MEETING)
def read_out_opinion(meeting_id: int, item_id: int, opinion_id: int) -> Redirection:
    """Ticks off a written opinion that was read out."""
    item = load_item(load_meeting(meeting_id), item_id)
    opinion = Opinion.get_or_none(id=opinion_id, item=item)
    if opinion is None:
        raise Refusal(Rule.NOT_FOUND)
    opine.read_out(occasion(), opinion)
    return to_session(item.meeting, item=item.id)


def _speaker(meeting: Meeting, attendance_id: int) -> Attendance | None:
    if not attendance_id:
        return None
    somebody: Attendance | None = Attendance.get_or_none(id=attendance_id, meeting=meeting)
    if somebody is None:
        raise Refusal(Rule.NOT_FOUND)
    return somebody
