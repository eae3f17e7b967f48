"""One matter in the office, and the steps that can be taken with it, each at an address of its own."""

from collections.abc import Callable, Mapping

from flask import Response, redirect, request, url_for
from flask import flash as tell
from werkzeug.wrappers import Response as Redirection

from portal.domain.answer_templates import TEMPLATED
from portal.domain.permissions import require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.queries.inbox import templates_for
from portal.queries.office_order import Position, position_of
from portal.web.access import occasion, staff
from portal.web.office.dossier import Dossier, open_dossier
from portal.web.office.inbox.presence import ask_once_more, let_go
from portal.web.office.inbox.words import take_words
from portal.web.office.line import next_in_line
from portal.web.office.routes import blueprint
from portal.web.office.step_form import StepForm
from portal.web.office.step_forms import FORMS
from portal.web.office.steps import in_line_url
from portal.web.office.wishes import line_here, read_wish
from portal.web.render import render

#: 409: the matter moved on while the officer was writing. Other refusals are for the form to mend.
_STATUS_OF: Mapping[Rule, int] = {
    Rule.STALE: 409,
    Rule.WRONG_STATE: 409,
    Rule.VISIT_DONE: 409,
    Rule.EXTENSION_PENDING: 409,
    Rule.NOT_ALLOWED: 403,
    Rule.SOMEBODY_AT_WORK: 409,
}


@blueprint.get("/matters/<number>")
@staff(Action.READ_ORIGINAL)
def matter(number: str) -> Response:
    """Everything about one matter."""
    return render("office/matters/matter.html", this=open_dossier(occasion(), number))


def step(action: Action, number: str) -> Response | Redirection:
    """The form of a step, and the step itself. Nothing typed is lost, whoever was faster."""
    now = occasion()
    this = open_dossier(now, number)
    here, form = position_of(this.matter), _form_of(action, this)
    if not form.is_submitted():
        require(now.actor, action, this.standing.subject)
    if request.form.get("use"):
        take_words(this, action, form)
        return _page(action, this, form, 200)
    if not form.validate_on_submit():
        return _page(action, this, form, 422 if form.errors else 200)
    try:
        ask_once_more(this)
        form.take(now, this.matter)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(action, open_dossier(now, number), form, _STATUS_OF.get(refusal.rule, 422))
    let_go(this)
    tell(f"{number} {form.told}")
    return redirect(_onward(this, here), code=303)


def _form_of(action: Action, this: Dossier) -> StepForm:
    kind = FORMS[action]
    form = kind(data=kind.first_words(this.now, this.matter))
    form.fit(this.now, this.matter)
    return form


def _page(action: Action, this: Dossier, form: StepForm, status: int) -> Response:
    words = templates_for(this.matter.area.path, action) if action in TEMPLATED else []
    return render(
        "office/matters/step.html", status=status, action=action, this=this, form=form, templates=words
    )


def _onward(this: Dossier, here: Position) -> str:
    """Back to the matter, or on from where it stood when the officer goes through the inbox, or through what
    he or she picked from it.

    The anchor brings the focus to the next one's step, so that who has no mouse goes on with Enter.
    """
    if request.form.get("then") != "next":
        return in_line_url(this.matter.number)
    following = next_in_line(this.now, here, read_wish(request.args))
    return f"{in_line_url(following)}#next" if following else url_for("office.desk", **line_here())


def _view_of(action: Action) -> Callable[[str], Response | Redirection]:
    def take(number: str) -> Response | Redirection:
        return step(action, number)

    return staff(action)(take)


for _action in FORMS:
    blueprint.add_url_rule(
        f"/matters/<number>/{_action}", f"{_action}_step", _view_of(_action), methods=["GET", "POST"]
    )
