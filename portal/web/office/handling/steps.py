"""One step of a handling: whoever has it tells how far it has come, or that it is done."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.occasion import Occasion
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Matter, Step
from portal.queries.handling import step_at
from portal.queries.office_matter import matter_by_number
from portal.queries.subjects import subject_of
from portal.services.photos import read_pictures
from portal.services.take_step import finish_step, may_report, report_on_step
from portal.web.access import occasion, staff
from portal.web.fields import Form, Photos, Text, Tick
from portal.web.office.routes import blueprint
from portal.web.render import render


class ReportStepForm(Form):
    """How far it has come."""

    text = Text(_("做了什么？"), hint=_("提出人和大家都会看到。做完了可以不写。"))
    photos = Photos(_("照片（可以不传）"))
    done = Tick(_("这一步做完了"))


@blueprint.route("/matters/<number>/steps/<int:position>", methods=["GET", "POST"])
@staff(Action.TAKE_STEP)
def report_step(number: str, position: int) -> Response | Redirection:
    now = occasion()
    matter, step = _found(now, number, position)
    form = ReportStepForm()
    if form.validate_on_submit() and _reported(now, form, step):
        tell(gettext("%(number)s第%(step)s步写上了", number=number, step=position))
        return redirect(url_for("office.matter", number=number), code=303)
    status = 422 if form.troubles else 200
    return render("office/handling/step.html", status=status, matter=matter, step=step, form=form)


def _reported(now: Occasion, form: ReportStepForm, step: Step) -> bool:
    report = finish_step if form.done.data else report_on_step
    try:
        pictures = read_pictures([file.stream for file in form.photos.data or ()], now.book.limits)
        report(now, step, form.text.data or "", pictures)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _found(now: Occasion, number: str, position: int) -> tuple[Matter, Step]:
    """Raises Refusal: NOT_FOUND, NOT_ALLOWED for whom the matter does not concern, STEP_OF_ANOTHER."""
    matter = matter_by_number(number)
    step = step_at(matter, position) if matter else None
    if matter is None or step is None:
        raise Refusal(Rule.NOT_FOUND)
    subject = subject_of(matter)
    require(now.actor, Action.TAKE_STEP, subject)
    if not may_report(now.actor, subject, step):
        raise Refusal(Rule.STEP_OF_ANOTHER)
    return matter, step
