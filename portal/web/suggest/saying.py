"""说: one short form, what is alike shown while writing, and a receipt."""

from flask import Response, abort, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from portal.queries.alike import alike_matters
from portal.queries.following import matter_numbered
from portal.web.access import public
from portal.web.aloud import spoken
from portal.web.door import kept_receipt
from portal.web.fields import Form
from portal.web.filters import full_day
from portal.web.render import render, room_url
from portal.web.suggest.called_here import called_here
from portal.web.suggest.raising import raised
from portal.web.suggest.routes import blueprint
from portal.web.suggest.say_forms import LargeSayForm, SayForm, say_form
from portal.web.suggest.stepping import page_of, step_through
from portal.web.suggest.steps import Walk
from portal.web.suggest.where import take_spot

_SHOWN = 3


@blueprint.route("/say", methods=["GET", "POST"])
@public
def say() -> AnyResponse:
    form = say_form()
    if isinstance(form, LargeSayForm):
        return step_through(form)
    if form.validate_on_submit() and raised(form):
        return redirect(room_url("suggest.said"), code=303)
    return _page(form, status=422 if form.errors else 200)


@blueprint.post("/say/alike")
@public
def alike() -> Response:
    """What is alike: the block alone while somebody writes, the page with the draft when asked by button.

    By POST, so that a draft stands in no address and no log.
    """
    form = say_form()
    return _page(form, looked=True)


@blueprint.post("/say/spot")
@public
def spot() -> Response:
    """A tap on the map: the same form with the grid that was tapped, and all that was typed."""
    form = say_form()
    return _page(form, spot_missed=not take_spot(form))


@blueprint.get("/say/done")
@public
def said() -> AnyResponse:
    """The receipt: number, code, what happens next and by when."""
    receipt = kept_receipt()
    matter = matter_numbered(receipt.number) if receipt else None
    if matter is None:
        return redirect(room_url("suggest.track"), code=303)
    return render("suggest/said.html", receipt=receipt, matter=matter, form=Form())


@blueprint.get("/say/done/aloud.wav")
@public
def aloud_receipt() -> Response:
    """The receipt for whoever would rather listen: number and code sign by sign."""
    receipt = kept_receipt()
    matter = matter_numbered(receipt.number) if receipt else None
    if receipt is None or matter is None:
        abort(404)
    code = "，".join(receipt.code)
    until = gettext("%(day)s以前，社区答复您", day=full_day(matter.due_on)) if matter.due_on else ""
    return spoken(
        (gettext("社区收到了，谢谢您"), gettext("编号"), receipt.number, gettext("查询码"), code, until)
    )


def _page(form: SayForm, looked: bool = False, status: int = 200, spot_missed: bool = False) -> Response:
    if isinstance(form, LargeSayForm):
        return page_of(Walk(form), spot_missed=spot_missed)
    words = " ".join(filter(None, (form.words.data, form.place.data)))
    return render(
        "suggest/say.html",
        "alike",
        status,
        form=form,
        here=called_here(),
        looked=looked,
        spot_missed=spot_missed,
        lost_photos=bool(form.photos and form.photos.data),
        alike=alike_matters(words, _SHOWN) if words else [],
    )
