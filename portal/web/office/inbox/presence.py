"""Who is at work on a matter. Opening a page writes nothing: its form says so, by htmx or by the button."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as Redirection

from portal.domain.refusal import Refusal, Rule
from portal.domain.stages import Action
from portal.services import at_work
from portal.web.access import local_path, occasion, staff
from portal.web.office.dossier import Dossier, open_dossier
from portal.web.office.routes import blueprint
from portal.web.office.steps import in_line_url
from portal.web.render import render


@blueprint.post("/matters/<number>/at-work")
@staff(Action.READ_ORIGINAL)
def begin_work(number: str) -> Response | Redirection:
    """我来办: the others see it. Only who has something to do there can say so."""
    this = open_dossier(occasion(), number)
    if not this.steps:
        raise Refusal(Rule.NOT_ALLOWED)
    at_work.begin(this.now, this.matter)
    if request.headers.get("HX-Request") == "true":
        return render("office/inbox/at_work.html", "at_work", this=this, began=True)
    return redirect(local_path(request.form.get("next"), in_line_url(number)), code=303)


def ask_once_more(this: Dossier) -> None:
    """Raises Refusal SOMEBODY_AT_WORK, unless the officer has read it and presses the button again."""
    if this.at_work is not None and not request.form.get("anyway"):
        raise Refusal(Rule.SOMEBODY_AT_WORK, name=this.at_work.person.name)


def let_go(this: Dossier) -> None:
    """The step is taken: the officer is at work on it no more."""
    if this.held is not None and this.at_work is None:
        at_work.release(this.now, this.matter)
