"""What was ticked in the inbox: one deed for all of it, and what became of each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flask import Response, redirect, request, url_for
from flask import flash as tell
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as Redirection

from portal.domain.permissions import Actor, can_anywhere
from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.models import Matter
from portal.services import bulk
from portal.services.bulk import Outcome
from portal.web.access import occasion, staff
from portal.web.office.dossier import open_dossier
from portal.web.office.inbox.forms import AssignManyForm, FileManyForm, PublishManyForm
from portal.web.office.routes import blueprint
from portal.web.office.step_form import StepForm
from portal.web.office.step_forms import PoolForm
from portal.web.office.topics.step_forms import GradeForm
from portal.web.office.wishes import line_here
from portal.web.refusals import SENTENCES, explain
from portal.web.render import render

_FORMS: Mapping[Action, type[StepForm]] = MappingProxyType(
    {
        Action.POOL: PoolForm,
        Action.ASSIGN: AssignManyForm,
        Action.GRADE: GradeForm,
        Action.CLASSIFY: FileManyForm,
        Action.PUBLISH: PublishManyForm,
    }
)

#: What the buttons below the list say.
DEEDS: Mapping[Action, LazyString] = MappingProxyType(
    {
        Action.POOL: _("转入议题酝酿"),
        Action.ASSIGN: _("交办给…"),
        Action.GRADE: _("定轻重缓急"),
        Action.CLASSIFY: _("归类"),
        Action.PUBLISH: _("公开"),
    }
)


def deeds_for(actor: Actor) -> dict[Action, LazyString]:
    """What this officer may do to several at once."""
    return {action: word for action, word in DEEDS.items() if can_anywhere(actor, action)}


def do_many(action: Action) -> Response | Redirection:
    """The form of a deed with all that it will be done to; then how each went."""
    now = occasion()
    try:
        matters = _chosen()
    except Refusal as refusal:
        tell(explain(refusal))
        return redirect(url_for("office.desk", **line_here()), code=303)
    kind = _FORMS[action]
    form = kind(data=kind.first_words(now, matters[0]))
    form.fit(now, matters[0])
    if form.validate_on_submit():
        outcomes = bulk.apply(now, matters, form.take)
        if not _is_the_forms_fault(outcomes, form):
            return redirect(_told(outcomes), code=303)
    status = 422 if form.errors else 200
    page: dict[str, Any] = {"action": action, "word": DEEDS[action], "matters": matters, "form": form}
    return render("office/inbox/many.html", status=status, line=line_here(), **page)


@blueprint.get("/many/done")
@staff(Action.READ_OFFICE)
def many_done() -> Response:
    """Which went and which did not, each with its rule's sentence. All of it stands in the address."""
    refused = (each.partition(".") for each in request.args.getlist("refused"))
    why = [(number, SENTENCES[Rule(rule)]) for number, _dot, rule in refused if rule in frozenset(Rule)]
    went = request.args.getlist("went")
    return render("office/inbox/many_done.html", went=went, refused=why, line=line_here())


def _chosen() -> list[Matter]:
    """What was ticked. Raises Refusal: NONE_CHOSEN, TOO_MANY_CHOSEN, and as ``open_dossier``."""
    numbers = list(dict.fromkeys(request.args.getlist("matter")))
    if not numbers:
        raise Refusal(Rule.NONE_CHOSEN)
    if len(numbers) > bulk.MOST:
        raise Refusal(Rule.TOO_MANY_CHOSEN, limit=bulk.MOST)
    return [open_dossier(occasion(), number).matter for number in numbers]


def _is_the_forms_fault(outcomes: list[Outcome], form: StepForm) -> bool:
    """Whether what was typed was refused with every one of them; then it is shown to be mended."""
    refusals = [outcome.refusal for outcome in outcomes]
    first = refusals[0]
    if first is None or "field" not in first.facts or any(each is None for each in refusals):
        return False
    form.refuse(first)
    return True


def _told(outcomes: list[Outcome]) -> str:
    went = [each.number for each in outcomes if each.refusal is None]
    refused = [f"{each.number}.{each.refusal.rule}" for each in outcomes if each.refusal is not None]
    return url_for("office.many_done", went=went, refused=refused, **line_here())


def _view_of(action: Action) -> Callable[[], Response | Redirection]:
    def do() -> Response | Redirection:
        return do_many(action)

    return staff(action)(do)


for _action in _FORMS:
    blueprint.add_url_rule(f"/many/{_action}", f"{_action}_many", _view_of(_action), methods=["GET", "POST"])
