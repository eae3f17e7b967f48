"""Calls from the kiosks: lit up on every page of the office, answered with one tap, handed-over drafts."""

from typing import NamedTuple

from flask import Response, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.help_calls import may_come
from portal.domain.permissions import can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import HelpCall
from portal.queries.help_calls import Call, names_of, open_calls, recent_calls
from portal.services import help_calls as services
from portal.services.hand_over import begun_of
from portal.web.access import acting, occasion, staff
from portal.web.office.entering import EnterForm, page_of_entering
from portal.web.office.routes import blueprint
from portal.web.render import render


class Calls(NamedTuple):
    """The calls that wait for the one who looks, and the names of those who were asked."""

    open: list[Call]
    names: dict[int, str]


def waiting_calls() -> Calls | None:
    """For the banner above every page of the office; None for whoever answers no calls."""
    if not can_anywhere(acting(), Action.ANSWER_HELP):
        return None
    waiting = open_calls(acting())
    return Calls(waiting, names_of(waiting) if waiting else {})


blueprint.add_app_template_global(waiting_calls)


@blueprint.get("/calls")
@staff(Action.ANSWER_HELP)
def calls() -> Response:
    """The banner alone for htmx; the page also tells who came lately, and who did not."""
    answered = recent_calls(acting())
    return render("office/calls.html", "calls", answered=answered, names=names_of(answered))


@blueprint.post("/calls/<int:call_id>/answer")
@staff(Action.ANSWER_HELP)
def answer_call(call_id: int) -> Redirection:
    """One tap: I am on my way."""
    call = services.answer(occasion(), call_id)
    flash(_("您去，好的。别人不会再被叫。"))
    if call.handed_id:
        return redirect(url_for("office.handed", call_id=call.id), code=303)
    return redirect(url_for("office.calls"), code=303)


@blueprint.get("/handed/<int:call_id>")
@staff(Action.ENTER_FOR)
def handed(call_id: int) -> Response:
    """The form for writing down what somebody says, with what was begun at the kiosk."""
    call = HelpCall.get_or_none(HelpCall.id == call_id)
    if call is None or not may_come(acting(), call.community.path):
        raise Refusal(Rule.NOT_FOUND)
    begun = begun_of(occasion(), call.handed_id)
    if not begun:
        raise Refusal(Rule.NOT_FOUND)
    form = EnterForm(data={"category": begun.get("topic", "")} | dict(begun), formdata=None)
    return page_of_entering(form)
