"""Words for answers: added, mended, taken out of use."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.answer_templates import FIELDS
from portal.domain.permissions import Subject, can, require
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import AnswerTemplate, Area
from portal.queries.inbox import templates_in_force
from portal.queries.office_lists import places_of
from portal.services import templates as services
from portal.web.access import acting, occasion, staff
from portal.web.office.inbox.forms import TemplateForm, WordsForm
from portal.web.office.routes import blueprint
from portal.web.render import render


@blueprint.route("/templates", methods=["GET", "POST"])
@staff(Action.MANAGE_TEMPLATES)
def templates() -> Response | Redirection:
    """Those of one's own areas, and a form for one more."""
    now, form = occasion(), TemplateForm()
    form.area.choices = [(str(number), name) for number, name in places_of(now.actor)]
    if form.validate_on_submit():
        try:
            area, action = Area.get_by_id(int(form.area.data)), Action(form.action.data)
            services.add_template(now, area, action, form.title.data or "", form.text.data or "")
            tell(_("模板已添上"))
            return redirect(url_for("office.templates"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    known = [each for each in templates_in_force() if _may_mend(each)]
    status = 422 if form.errors else 200
    return render("office/inbox/templates.html", status=status, form=form, known=known, fields=FIELDS)


@blueprint.route("/templates/<int:template_id>", methods=["GET", "POST"])
@staff(Action.MANAGE_TEMPLATES)
def template(template_id: int) -> Response | Redirection:
    """Better words for one."""
    this = _template(template_id)
    form = WordsForm(data={"title": this.title, "text": this.text})
    if form.validate_on_submit():
        try:
            services.mend_template(occasion(), this, form.title.data or "", form.text.data or "")
            tell(_("模板已改好"))
            return redirect(url_for("office.templates"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/inbox/template.html", status=status, form=form, this=this, fields=FIELDS)


@blueprint.post("/templates/<int:template_id>/retire")
@staff(Action.MANAGE_TEMPLATES)
def retire_template(template_id: int) -> Redirection:
    """Offered no more."""
    services.retire_template(occasion(), _template(template_id))
    tell(_("模板已停用"))
    return redirect(url_for("office.templates"), code=303)


def _may_mend(this: AnswerTemplate) -> bool:
    return can(acting(), Action.MANAGE_TEMPLATES, Subject(this.area.path))


def _template(template_id: int) -> AnswerTemplate:
    """One that is offered, for somebody who may mend it. Raises Refusal otherwise."""
    known = (AnswerTemplate.id == template_id) & AnswerTemplate.retired_at.is_null()
    found: AnswerTemplate | None = AnswerTemplate.get_or_none(known)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    require(acting(), Action.MANAGE_TEMPLATES, Subject(found.area.path))
    return found
