"""吹哨报到: what waits for us, what we called for, a whistle about no matter at all, and one called off."""

from collections import defaultdict
from typing import NamedTuple

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.occasion import Occasion
from portal.domain.permissions import Actor, Subject, can, can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Area, Whistle
from portal.queries.whistles import Called, Said, calls_from, calls_of, calls_to, departments_of, said_on
from portal.services import whistle
from portal.web.access import occasion, staff
from portal.web.office.called.clocks import Clock, running, stopped
from portal.web.office.called.forms import CallOffForm, FreeBlowForm
from portal.web.office.routes import blueprint
from portal.web.render import render


class Line(NamedTuple):
    """A call as the page shows it: its clock, what was said on its way, and what one may do about it."""

    call: Called
    clock: Clock
    said: list[Said]
    ours: bool
    may_confirm: bool


class Blown(NamedTuple):
    """A whistle as the page shows it: its calls, and whether one may call it off."""

    lines: list[Line]
    may_call_off: bool


@blueprint.get("/whistles")
@staff(Action.READ_OFFICE)
def whistles() -> Response:
    """For a department the calls that wait for it, for others what their communities have called for."""
    now = occasion()
    ours = departments_of(now.actor)
    calls = calls_to(ours) if ours else calls_from(now.actor)
    return render(
        "office/called/whistles.html",
        ours=bool(ours),
        may_blow=can_anywhere(now.actor, Action.WHISTLE),
        whistles=_blown(now, calls),
    )


@blueprint.route("/whistles/new", methods=["GET", "POST"])
@staff(Action.WHISTLE)
def new_whistle() -> Response | Redirection:
    """A whistle about something that nobody has raised."""
    now, form = occasion(), FreeBlowForm()
    form.offer_to(now)
    if form.validate_on_submit():
        try:
            form.blow(now, Area.get_by_id(int(form.community.data)))
            tell(_("哨已吹响，部门会收到"))
            return redirect(url_for("office.whistles"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    return render("office/called/blow.html", status=422 if form.errors else 200, form=form)


@blueprint.route("/whistles/<int:whistle_id>/call-off", methods=["GET", "POST"])
@staff(Action.CALL_OFF_WHISTLE)
def call_off_whistle(whistle_id: int) -> Response | Redirection:
    """Blown by mistake: with a reason, which everybody reads where a resident raised the matter."""
    now, form, calls = occasion(), CallOffForm(), calls_of(whistle_id)
    if not (calls and can(now.actor, Action.CALL_OFF_WHISTLE, Subject(calls[0].community_path))):
        raise Refusal(Rule.NOT_FOUND)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        try:
            whistle.call_off(now, Whistle.get_by_id(whistle_id), form.text.data or "")
            tell(_("取消了，部门会收到"))
            return redirect(url_for("office.whistles"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
            status = 409 if refusal.rule in (Rule.STALE, Rule.SOMEBODY_CAME) else 422
    (blown,) = _blown(now, calls)
    return render("office/called/call_off.html", status=status, form=form, blown=blown)


def _blown(now: Occasion, calls: list[Called]) -> list[Blown]:
    """The departments called by one whistle stand together, where the most pressing of them would."""
    said, together = said_on(call.id for call in calls), defaultdict(list)
    for call in calls:
        together[call.whistle_id].append(line_of(now, call, said.get(call.id, [])))
    return [Blown(lines, _may_call_off(now.actor, lines)) for lines in together.values()]


def _may_call_off(actor: Actor, lines: list[Line]) -> bool:
    calls = [line.call for line in lines]
    waited_for = not any(call.is_over or call.checked_in_at for call in calls)
    return waited_for and can(actor, Action.CALL_OFF_WHISTLE, Subject(calls[0].community_path))


def line_of(now: Occasion, call: Called, said: list[Said]) -> Line:
    """The call, for whoever looks at it now."""
    ours = call.organisation_id in departments_of(now.actor)
    return Line(call, _clock(now, call), said, ours, _may_confirm(now.actor, call))


def _clock(now: Occasion, call: Called) -> Clock:
    if call.checked_in_at is None:
        return running(call.blown_at, call.due_at, now.now)
    return stopped(call.checked_in_at, call.due_at, _("按时报到"))


def _may_confirm(actor: Actor, call: Called) -> bool:
    came = call.checked_in_at is not None and call.confirmed_at is None
    return came and can(actor, Action.CONFIRM_CHECK_IN, Subject(call.community_path))
