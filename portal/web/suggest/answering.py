"""What the proposer was asked while the clock waits, and the answer, by the code or one's own account."""

from flask import flash, redirect
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.refusal import Refusal
from portal.models import Matter
from portal.queries.following import matter_numbered
from portal.queries.handling import open_question
from portal.services.pause import answer_question
from portal.services.photos import read_pictures
from portal.web import door, opened
from portal.web.access import occasion, public
from portal.web.fields import Form, Photos, Text
from portal.web.filters import full_day
from portal.web.render import render, room_url
from portal.web.suggest.routes import blueprint
from portal.web.suggest.tracking import ask_for_code


class AnswerForm(Form):
    """The answer; only those who handle the matter read it."""

    text = Text(_("您的回答"), needed=_("请写几句回答"), hint=_("只有办这件事的人看得到，不会公开。"))
    photos = Photos(_("照片（可以不传，不会公开）"))


@blueprint.route("/track/<number>/answer", methods=["GET", "POST"])
@public
def answer(number: str) -> Response:
    matter = matter_numbered(number)
    if matter is None or not opened.is_own(matter):
        return ask_for_code(number)
    question, form = open_question(matter), AnswerForm()
    if form.validate_on_submit() and _answered(form, matter):
        flash(_thanks(matter))
        return redirect(room_url("suggest.followed", number=matter.number), code=303)
    status = 422 if form.troubles else 200
    return render("suggest/answer.html", status=status, form=form, matter=matter, question=question)


def _answered(form: AnswerForm, matter: Matter) -> bool:
    try:
        pictures = read_pictures([file.stream for file in form.photos.data or ()], occasion().book.limits)
        shown = opened.was_opened(matter)
        answer_question(door.as_neighbour(), matter, form.text.data or "", shown, pictures)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _thanks(matter: Matter) -> str:
    if matter.due_on is None:
        return gettext("收到了，谢谢您。")
    return gettext("收到了，谢谢您。接着办，%(day)s前给您结果。", day=full_day(matter.due_on))
