"""The grading table: nine cases, each with what follows from it."""

from flask import Response, redirect, url_for
from flask import flash as tell
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.policy import Grade
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models.rules import ListName
from portal.queries.lists import changes
from portal.services import lists as services
from portal.web.access import occasion, staff
from portal.web.office.routes import blueprint
from portal.web.office.rules.forms import GradeLineForm
from portal.web.render import render

_CHANGES_SHOWN = 20


@blueprint.get("/lists/grading")
@staff(Action.MANAGE_LISTS)
def grading() -> Response:
    """The table with its last changes."""
    edits = changes(ListName.GRADING, _CHANGES_SHOWN)
    return render("office/rules/grading.html", rules=occasion().book, changes=edits)


@blueprint.route("/lists/grading/<case>", methods=["GET", "POST"])
@staff(Action.MANAGE_LISTS)
def grade_line(case: str) -> Response | Redirection:
    """One case: what it is called, how long it takes, who does it."""
    now, grade = occasion(), _grade(case)
    form = GradeLineForm(data=GradeLineForm.first_words(grade))
    if form.validate_on_submit():
        try:
            services.mend_grade(now, form.mended(grade), form.reason.data or "")
            tell(_("已改好，改了什么、为什么改，大家都看得到"))
            return redirect(url_for("office.grading"), code=303)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render("office/rules/grade.html", status=status, rules=now.book, grade=grade, form=form)


def _grade(case: str) -> Grade:
    found = next((grade for grade in occasion().book.grading if grade.key == case), None)
    if found is None:
        raise Refusal(Rule.NOT_FOUND)
    return found
