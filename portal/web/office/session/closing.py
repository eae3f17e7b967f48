"""散会: the minutes, read over."""

from flask import Response
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.services import deliberate
from portal.web.access import occasion, staff
from portal.web.office.meetings import back_to, load_meeting
from portal.web.office.routes import blueprint
from portal.web.office.session.forms import MinutesForm
from portal.web.office.session.items import forms_of, session_page


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
    return session_page(this, None, forms_of(this, None) | {"minutes": form}, status=422)
