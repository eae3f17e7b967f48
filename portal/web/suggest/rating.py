"""评: 态度、效率、结果、效果, by the one who raised a matter and those who supported it."""

from flask import current_app, flash, redirect
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms.validators import StopValidation

from portal.domain.rating import Score, is_dissatisfied
from portal.domain.refusal import Refusal
from portal.domain.stages import Action, State, possible
from portal.models import Matter
from portal.queries.following import is_supported_by, matter_numbered, rated_at
from portal.services.rate import PROPOSER, rate_matter
from portal.web import door, opened
from portal.web.access import public
from portal.web.fields import Choice, Form, Text
from portal.web.filters import full_day
from portal.web.render import render, room_url
from portal.web.suggest.routes import blueprint
from portal.web.suggest.tracking import ask_for_code

_GRADES = [("5", _("很好")), ("4", _("好")), ("3", _("一般")), ("2", _("差")), ("1", _("很差"))]
_ANSWERS = [("yes", _("满意")), ("no", _("不满意"))]


class RateForm(Form):
    """The four dimensions of Anze's rating, and the plain question."""

    attitude = Choice(_("态度好不好？"), choices=_GRADES, needed=_("请评一评态度"))
    efficiency = Choice(_("办得快不快？"), choices=_GRADES, needed=_("请评一评效率"))
    result = Choice(_("结果合不合适？"), choices=_GRADES, needed=_("请评一评结果"))
    effect = Choice(_("管不管用？"), choices=_GRADES, needed=_("请评一评效果"))
    satisfied = Choice(_("总的来说，您满意吗？"), choices=_ANSWERS, needed=_("请选满意还是不满意"))
    words = Text(_("想说的话"), hint=_("可以不写。不满意的话，请写哪里没办好，我们重新办。"))

    def validate_words(self, field: Text) -> None:
        """Who is to do it over must know what was wrong."""
        if field.data or any(grade.errors for grade in self.grades) or self.satisfied.errors:
            return
        if is_dissatisfied(self.score, self.is_satisfied, current_app.config["BOOK"].rating):
            raise StopValidation(gettext("请写一写哪里没办好，一句话也行，好让他们重新办"))

    @property
    def grades(self) -> tuple[Choice, ...]:
        return (self.attitude, self.efficiency, self.result, self.effect)

    @property
    def is_satisfied(self) -> bool:
        return bool(self.satisfied.data == "yes")

    @property
    def score(self) -> Score:
        return Score(*(int(grade.data) for grade in self.grades))


@blueprint.route("/matters/<number>/rate", methods=["GET", "POST"])
@public
def rate(number: str) -> Response:
    matter = matter_numbered(number)
    rater = _rater(matter) if matter else None
    if matter is None or rater is None:
        return ask_for_code(number, then="rate")
    if not possible(Action.RATE, matter.state):
        return render("suggest/not_yet.html", matter=matter)
    form = RateForm()
    rated = rated_at(matter, rater)
    if rated and not form.is_submitted():
        return render("suggest/rated.html", matter=matter, rated_at=rated)
    if form.validate_on_submit() and _rated(form, matter, rater):
        flash(_thanks(matter))
        onward = room_url("suggest.followed", number=matter.number)
        return redirect(onward if rater == PROPOSER else door.matter_page(matter.number), code=303)
    return render("suggest/rate.html", status=422 if form.errors else 200, form=form, matter=matter)


def _thanks(matter: Matter) -> str:
    if matter.state is not State.RECTIFYING or matter.due_on is None:
        return gettext("评好了，谢谢您。")
    day = full_day(matter.due_on)
    return gettext("评好了，谢谢您。这件事马上重新整改，%(day)s以前办好，再请您来评。", day=day)


def _rater(matter: Matter) -> str | None:
    """As what this one may rate: as the proposer, or as a supporter; None for anybody else."""
    if opened.is_own(matter):
        return PROPOSER
    if door.knows_browser() and is_supported_by(matter, door.supporter()):
        return door.supporter()
    return None


def _rated(form: RateForm, matter: Matter, rater: str) -> bool:
    words, shown_code = form.words.data or "", opened.was_opened(matter)
    try:
        rate_matter(door.as_neighbour(), matter, rater, form.score, form.is_satisfied, words, shown_code)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
