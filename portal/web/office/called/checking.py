"""Checking in, saying how far one is, confirming and rejecting: one small form a deed, about one call."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Subject, can
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.domain.whistles import works_for
from portal.models import WhistleCall
from portal.queries.venues import venue_by_code
from portal.queries.whistles import Called, call_of, calls_at, departments_of, said_on
from portal.services import whistle
from portal.web.access import occasion, staff
from portal.web.office.called.forms import CallForm, CheckInForm, ConfirmForm, ProgressForm, RejectForm
from portal.web.office.called.whistles import line_of
from portal.web.office.routes import blueprint
from portal.web.render import render

#: 409: somebody else was faster.
_STATUS_OF = {
    Rule.STALE: 409,
    Rule.CHECKED_IN_ALREADY: 409,
    Rule.WHISTLE_CALLED_OFF: 409,
    Rule.NOT_ALLOWED: 403,
}


@blueprint.route("/whistles/calls/<int:called_id>/check-in", methods=["GET", "POST"])
@staff(Action.CHECK_IN)
def check_in(called_id: int) -> Response | Redirection:
    """我来报到."""
    return _deed(called_id, CheckInForm())


@blueprint.route("/whistles/calls/<int:called_id>/progress", methods=["GET", "POST"])
@staff(Action.CHECK_IN)
def say_progress(called_id: int) -> Response | Redirection:
    """How far the department has come."""
    return _deed(called_id, ProgressForm())


@blueprint.route("/whistles/calls/<int:called_id>/confirm", methods=["GET", "POST"])
@staff(Action.CONFIRM_CHECK_IN)
def confirm_check_in(called_id: int) -> Response | Redirection:
    """They came: a rating."""
    return _deed(called_id, ConfirmForm())


@blueprint.route("/whistles/calls/<int:called_id>/reject", methods=["GET", "POST"])
@staff(Action.CONFIRM_CHECK_IN)
def reject_check_in(called_id: int) -> Response | Redirection:
    """Nobody was seen."""
    return _deed(called_id, RejectForm())


def _deed(called_id: int, form: CallForm) -> Response | Redirection:
    now = occasion()
    called = _open_call(now.actor, called_id)
    status = 422
    if form.validate_on_submit():
        try:
            form.take(now, WhistleCall.get_by_id(called.id))
            tell(str(form.told))
            return redirect(url_for("office.whistles"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
            status = _STATUS_OF.get(refusal.rule, 422)
    line = line_of(now, called, said_on([called.id]).get(called.id, []))
    return render("office/called/deed.html", status=status if form.errors else 200, form=form, line=line)


def _open_call(actor: Actor, called_id: int) -> Called:
    """The call, for its department and for the community that called; for others there is none."""
    called = call_of(called_id)
    if called is None:
        raise Refusal(Rule.NOT_FOUND)
    calls = can(actor, Action.CONFIRM_CHECK_IN, Subject(called.community_path))
    if not (calls or works_for(actor, called.organisation_id)):
        raise Refusal(Rule.NOT_FOUND)
    return called


@blueprint.route("/check-in/<code>", methods=["GET", "POST"])
@staff(Action.CHECK_IN)
def check_in_here(code: str) -> Response | Redirection:
    """On the spot, by the code of the venue's poster: the call to here that is due first."""
    now, venue = occasion(), venue_by_code(code)
    if venue is None:
        raise Refusal(Rule.NOT_FOUND)
    waiting, form = calls_at(departments_of(now.actor), venue.code), CheckInForm()
    if waiting and form.validate_on_submit() and _came(now, waiting[0], venue.code, form):
        return redirect(url_for("office.whistles"), code=303)
    status = 422 if form.errors else 200
    return render("office/called/here.html", status=status, venue=venue, form=form, waiting=waiting)


def _came(now: Occasion, call: Called, code: str, form: CheckInForm) -> bool:
    try:
        whistle.check_in_by_code(now, WhistleCall.get_by_id(call.id), code, form.text.data or "")
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    tell(_("在现场报到了，吹哨的社区看得到"))
    return True
