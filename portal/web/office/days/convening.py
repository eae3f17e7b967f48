"""A meeting is convened out of turn."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal
from portal.domain.stages import Action
from portal.models import Area, Meeting
from portal.queries.topics import communities_for
from portal.services.meeting_days import convene
from portal.web.access import occasion, staff
from portal.web.office.days.forms import ConveneForm
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.route("/meetings/convene", methods=["GET", "POST"])
@staff(Action.CONVENE)
def convene_meeting() -> Response | Redirection:
    """Any type of meeting, on a day that the rule book does not name."""
    now, form = occasion(), ConveneForm()
    form.fit(now, communities_for(now.actor, Action.CONVENE))
    if form.validate_on_submit():
        try:
            meeting = _convene(form)
            tell(_("已召集，日子和理由已经公开"))
            return redirect(url_for("office.meeting", meeting_id=meeting.id), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(
        "office/days/convene.html",
        status=422 if form.errors else 200,
        form=form,
        types=now.book.meeting.types,
    )


def _convene(form: ConveneForm) -> Meeting:
    community = Area.get_by_id(form.community.data)
    when = form.day.data, form.starts_at.data
    return convene(
        occasion(), community, form.kind.data, *when, form.reason.data or "", form.venue.data or ""
    )
