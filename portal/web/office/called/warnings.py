"""预警: risks that one was warned of, taking notice with one tap, and how each ended."""

from typing import NamedTuple

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.early_warning import answers_for
from portal.domain.occasion import Occasion
from portal.domain.permissions import Subject, can
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import EarlyWarning
from portal.queries.warnings import Risk, WarnedOne, risk_of, risks_for
from portal.services import warn
from portal.web.access import occasion, staff
from portal.web.fields import Form
from portal.web.office.called.clocks import Clock, running, stopped
from portal.web.office.called.forms import SettleForm
from portal.web.office.routes import blueprint
from portal.web.render import render


class Line(NamedTuple):
    """A warning as the page shows it: who has taken notice, and what one may do about it."""

    risk: Risk
    warned: list[tuple[WarnedOne, Clock]]
    waits_for_me: bool
    may_read: bool
    may_settle: bool


@blueprint.get("/warnings")
@staff(Action.READ_OFFICE)
def warnings() -> Response:
    """The open ones, where one tap says that one has seen it; below them how the others ended."""
    now = occasion()
    lines = [_line(now, risk) for risk in risks_for(now.actor)]
    return render(
        "office/called/warnings.html",
        open=[line for line in lines if line.risk.end is None],
        settled=[line for line in lines if line.risk.end is not None],
        plain=Form(),
    )


@blueprint.post("/warnings/<int:warning_id>/acknowledge")
@staff(Action.ACKNOWLEDGE)
def acknowledge_warning(warning_id: int) -> Redirection:
    """收到."""
    warn.acknowledge(occasion(), _warning(warning_id))
    tell(_("记下了：您已收到"))
    return redirect(url_for("office.warnings"), code=303)


@blueprint.route("/warnings/<int:warning_id>/settle", methods=["GET", "POST"])
@staff(Action.SETTLE_WARNING)
def settle_warning(warning_id: int) -> Response | Redirection:
    """How it ended, with words that everybody reads."""
    now, form, risk = occasion(), SettleForm(), risk_of(warning_id)
    if risk is None or not can(now.actor, Action.SETTLE_WARNING, Subject(risk.area_path)):
        raise Refusal(Rule.NOT_FOUND)
    status = 422
    if form.validate_on_submit():
        try:
            warn.settle_warning(now, _warning(warning_id), form.chosen, form.text.data or "")
            tell(_("这次预警了结了"))
            return redirect(url_for("office.warnings"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
            status = 409 if refusal.rule is Rule.STALE else 422
    return render("office/called/settle.html", status=status if form.errors else 200, form=form, risk=risk)


def _warning(warning_id: int) -> EarlyWarning:
    warning: EarlyWarning | None = EarlyWarning.get_or_none(EarlyWarning.id == warning_id)
    if warning is None:
        raise Refusal(Rule.NOT_FOUND)
    return warning


def _line(now: Occasion, risk: Risk) -> Line:
    subject = Subject(risk.area_path)
    return Line(
        risk,
        [(one, _clock(now, risk, one)) for one in risk.warned],
        any(one.acknowledged_at is None and _is_me(now, risk, one) for one in risk.warned),
        can(now.actor, Action.READ_ORIGINAL, subject),
        risk.end is None and can(now.actor, Action.SETTLE_WARNING, subject),
    )


def _is_me(now: Occasion, risk: Risk, one: WarnedOne) -> bool:
    return answers_for(now.actor, one.person_id, one.organisation_id, risk.community_path)


def _clock(now: Occasion, risk: Risk, one: WarnedOne) -> Clock:
    if one.acknowledged_at is None:
        return running(risk.warned_at, risk.acknowledge_by, now.now)
    return stopped(one.acknowledged_at, risk.acknowledge_by, _("已收到"))
