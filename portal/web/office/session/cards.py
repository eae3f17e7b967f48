"""签到 by card: read by a scanner that types, or seen by the camera; a household says which of them came."""

from flask import Response, jsonify, make_response, request, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Card, Meeting
from portal.services import attend
from portal.services.card_pictures import read_card
from portal.services.cards import card_read
from portal.web.access import occasion, staff
from portal.web.office.meetings import load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.attendance import attendance_page, to_attendance
from portal.web.office.session.forms import CardForm
from portal.web.office.session.household import ask_household, forget_household, was_asked
from portal.web.refusals import explain, note_refused
from portal.web.security import row_id


@blueprint.post("/meetings/<int:meeting_id>/card")
@staff(Action.HOLD_MEETING)
def arrive_by_card(meeting_id: int) -> Response | Redirection:
    """What a scanner typed."""
    this, form = load_meeting(meeting_id), CardForm()
    if form.validate_on_submit():
        try:
            _take(this, form.read.data or "")
            return to_attendance(this)
        except Refusal as refusal:
            form.refuse(refusal)
    return attendance_page(this, card=form)


@blueprint.post("/meetings/<int:meeting_id>/card/scan")
@staff(Action.HOLD_MEETING)
def scan_arrival(meeting_id: int) -> Response:
    """What the camera sees: where to look for who came, and otherwise only why not. No picture is kept."""
    this, file = load_meeting(meeting_id), request.files.get("picture")
    read = read_card(file.stream) if file else ""
    if not read:
        return Response(status=204)
    try:
        _take(this, read)
    except Refusal as refusal:
        note_refused(refusal.rule)
        return make_response(jsonify(why=explain(refusal)), 422)
    return jsonify(there=url_for("office.attendance", meeting_id=this.id))


@blueprint.post("/meetings/<int:meeting_id>/card/who")
@staff(Action.HOLD_MEETING)
def arrive_as_holder(meeting_id: int) -> Redirection:
    """The one of the household who came; or nobody, when the card was shown by mistake."""
    this = load_meeting(meeting_id)
    card_id, holder = (request.form.get(name, type=row_id) for name in ("card", "holder"))
    if card_id is None or not was_asked(card_id):
        raise Refusal(Rule.NOT_FOUND)
    if holder is not None:
        _greet(attend.arrive_as_holder(occasion(), this, Card.get_by_id(card_id), holder))
    forget_household(card_id)
    return to_attendance(this)


def _take(meeting: Meeting, read: str) -> None:
    """Enters the holder, or has the household asked. Raises Refusal as ``attend.arrive_by_card``."""
    try:
        _greet(attend.arrive_by_card(occasion(), meeting, read))
    except Refusal as refusal:
        if refusal.rule is not Rule.HOLDER_MISSING:
            raise
        ask_household(card_read(read).id)


def _greet(arrival: attend.Arrival) -> None:
    name = arrival.attendance.name
    tell(_("%(name)s到了", name=name) if arrival.is_new else _("%(name)s已经签过到了", name=name))
