"""会前意见 for staff: what came in on each item, and a form for what was handed in on paper."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.models import Meeting
from portal.queries.meetings import items_of
from portal.queries.opinions import to_read_out
from portal.services import opine
from portal.web.access import occasion, staff
from portal.web.office.invitations.forms import PaperForm
from portal.web.office.meetings import load_item, load_meeting
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.route("/meetings/<int:meeting_id>/opinions", methods=["GET", "POST"])
@staff(Action.HOLD_MEETING)
def opinions(meeting_id: int) -> Response | Redirection:
    """Whole words and names, as they are read out; masked they hang at the meeting's public page."""
    this, form = load_meeting(meeting_id), PaperForm()
    items = items_of(this.id, names_public=True)
    form.offer(items)
    if form.validate_on_submit():
        try:
            return _entered(this, form)
        except Refusal as refusal:
            form.refuse(refusal)
    said = [(item, to_read_out(item.id)) for item in items if item.number]
    status = 422 if form.errors else 200
    return render("office/invitations/opinions.html", status=status, form=form, meeting=this, said=said)


def _entered(this: Meeting, form: PaperForm) -> Redirection:
    item = load_item(this, form.item.data)
    opine.enter_paper(occasion(), item, form.name.data or "", form.words.data or "")
    tell(_("录好了，会上记得念。"))
    return redirect(url_for("office.opinions", meeting_id=this.id), code=303)
