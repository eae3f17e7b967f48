"""说: one short form, what is alike shown while writing, and a receipt."""

from flask import Response, current_app, redirect
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.numbering import new_code, spell_code
from portal.domain.refusal import Refusal, Rule
from portal.queries.alike import alike_matters
from portal.queries.following import matter_numbered
from portal.services import say as services
from portal.services.codes import chooser
from portal.web.access import public
from portal.web.door import as_neighbour, keep_receipt, kept_receipt, visitor
from portal.web.fields import Form
from portal.web.render import render, room_url
from portal.web.suggest.routes import blueprint
from portal.web.suggest.say_forms import SayForm, say_form

_SHOWN = 3


@blueprint.route("/say", methods=["GET", "POST"])
@public
def say() -> AnyResponse:
    form = say_form()
    if form.validate_on_submit() and _raised(form):
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


@blueprint.get("/say/done")
@public
def said() -> AnyResponse:
    """The receipt: number, code, what happens next and by when."""
    receipt = kept_receipt()
    matter = matter_numbered(receipt.number) if receipt else None
    if matter is None:
        return redirect(room_url("suggest.track"), code=303)
    return render("suggest/said.html", receipt=receipt, matter=matter, form=Form())


def _raised(form: SayForm) -> bool:
    """Whether it was taken in; if not, the form says why."""
    secret = str(current_app.config["SECRET_KEY"])
    try:
        receipt = services.raise_at_the_door(
            as_neighbour(), form.to_draft(), visitor(), chooser(secret, *form.sealed())
        )
    except Refusal as refusal:
        if refusal.rule is not Rule.ALREADY_RAISED:
            form.refuse(refusal)
            return False
        keep_receipt(str(refusal.facts["number"]), spell_code(new_code(chooser(secret, *form.sealed()))))
    else:
        keep_receipt(receipt.matter.number, spell_code(receipt.code))
    return True


def _page(form: SayForm, looked: bool = False, status: int = 200) -> Response:
    words = " ".join(filter(None, (form.words.data, form.place.data)))
    return render(
        "suggest/say.html",
        "alike",
        status,
        form=form,
        looked=looked,
        lost_photos=bool(form.photos and form.photos.data),
        alike=alike_matters(words, _SHOWN) if words else [],
    )
