"""评: 态度、效率、结果、效果, by the one who raised a matter and those who supported it."""

from flask import flash, redirect
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from portal.domain.rating import Score
from portal.domain.refusal import Refusal
from portal.domain.stages import Action, possible
from portal.models import Matter
from portal.queries.following import is_supported_by, matter_numbered
from portal.services.rate import PROPOSER, rate_matter
from portal.web import door, opened
from portal.web.access import public
from portal.web.fields import Choice, Form, Text
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

    @property
    def score(self) -> Score:
        grades = (self.attitude, self.efficiency, self.result, self.effect)
        return Score(*(int(grade.data) for grade in grades))


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
    if form.validate_on_submit() and _rated(form, matter, rater):
        flash(gettext("评好了，谢谢您。"))
        onward = room_url("suggest.followed", number=matter.number)
        return redirect(onward if rater == PROPOSER else door.matter_page(matter.number), code=303)
    return render("suggest/rate.html", status=422 if form.errors else 200, form=form, matter=matter)


def _rater(matter: Matter) -> str | None:
    """As what this one may rate: as the proposer, or as a supporter; None for anybody else."""
    if opened.is_own(matter):
        return PROPOSER
    if door.knows_browser() and is_supported_by(matter, door.supporter()):
        return door.supporter()
    return None


def _rated(form: RateForm, matter: Matter, rater: str) -> bool:
    satisfied, words = form.satisfied.data == "yes", form.words.data or ""
    try:
        rate_matter(
            door.as_neighbour(), matter, rater, form.score, satisfied, words, opened.was_opened(matter)
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
